"""`cohort`: files of cases in, files of verdicts out, bad rows set apart and never dropped."""

import csv
import json
import os
import re
from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from cohorts import BACKENDS, BAD, FORMATS, GOOD, cohort, columns_of, expected, read, save, write
from program import BAD_CASE, DONE, ESCAPE, USAGE, in_terminal, refuses, run

from allscape import Rulebook, Verdict
from allscape.model.landscape import NOTICE

MRD = "blinatumomab-mrd-positive"


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_gives_the_verdicts_of_each_row(
    tmp_path: Path, kind: str, backend: str
) -> None:
    cases = write(tmp_path / f"cases.{kind}", [GOOD[0], BAD[0], *GOOD[1:], BAD[1]])
    out = tmp_path / f"verdicts.{kind}"
    done = cohort(cases, out, "--keep", "id", "--backend", backend, "--json")
    assert done.code == BAD_CASE
    assert "2 bad rows of 5 set apart in" in done.err
    wanted = [
        {"row": number, "id": row[0], **columns_of(row)}
        for number, row in zip([1, 3, 4], GOOD, strict=True)
    ]
    assert read(out) == wanted
    assert list(read(out)[0]) == list(wanted[0])
    told = json.loads(done.out)
    assert (told["cases"], told["bad"]) == (3, 2)
    for each in told["approaches"]:
        given = Counter(row[each["id"]] for row in wanted)
        assert {verdict: each[verdict] for verdict in Verdict} == {v: given[v] for v in Verdict}
    with (tmp_path / "verdicts.bad.csv").open(newline="") as file:
        apart = list(csv.DictReader(file))
    assert [(each["row"], each["id"]) for each in apart] == [("2", "d"), ("5", "e")]
    assert apart[0]["wrong"].endswith("not 'positiv': did you mean 'positive'?")
    assert re.search("age is a number .* not '-1'", apart[1]["wrong"])


@pytest.mark.sampled(3)
@pytest.mark.posix
@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("kind", FORMATS)
def test_a_path_is_no_pattern(tmp_path: Path, kind: str, backend: str) -> None:
    named, other = tmp_path / "in[1]{a,b}?*", tmp_path / "in1{a,b}is"
    for folder, rows in ((named, [GOOD[0], BAD[0]]), (other, GOOD)):
        folder.mkdir()
        write(folder / f"cases.{kind}", rows)
    done = cohort(named / f"cases.{kind}", named / f"v.{kind}", "--backend", backend, "--json")
    told = json.loads(done.out)
    assert (done.code, told["cases"], told["bad"]) == (BAD_CASE, 1, 1)
    assert (named / "v.bad.csv").read_text().startswith("row,wrong,ph_status,")


def test_statements_have_a_column_each(tmp_path: Path) -> None:
    out = tmp_path / "v.parquet"
    done = cohort(write(tmp_path / "c.csv", GOOD), out, "--statements", "--json")
    assert (done.code, done.err) == (
        DONE,
        "allscape: not read: id (--keep passes a column through)\n",
    )
    edition = Rulebook.load().edition()
    approaches = [each.id for each in edition.approaches()]
    made = pl.read_parquet(out).columns
    assert [each for each in made if ":" not in each] == ["row", *approaches, *edition.statements]
    told = json.loads(done.out)
    assert (told["schema"], told["notice"]) == ("allscape.cohort/1", NOTICE)
    assert (told["cases"], told["bad"]) == (3, 0)
    assert [each["id"] for each in told["approaches"]] == approaches
    assert [each["id"] for each in told["statements"]] == list(edition.statements)
    for each in [*told["approaches"], *told["statements"]]:
        assert each["matched"] + each["undetermined"] + each["ruled_out"] == 3


AGAINST = [
    "mrd_result,lineage,cd19_status",
    "positive,T,",
    "positive,B,negative",
    "positive,B,positive",
]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("kind", FORMATS)
def test_what_speaks_against_a_match_is_told(tmp_path: Path, kind: str, backend: str) -> None:
    cases, out = tmp_path / "c.csv", tmp_path / f"v.{kind}"
    cases.write_text("\n".join(AGAINST) + "\n")
    done = cohort(cases, out, "--backend", backend, "--json")
    told = json.loads(done.out)
    against = {each["id"]: each["matched_against"] for each in told["approaches"]}
    assert {name: count for name, count in against.items() if count} == {MRD: 1}
    noted = {each["id"]: each["cases"] for each in told["notes"]}
    assert {name: cases for name, cases in noted.items() if cases} == {"t-cell-all": 1}
    rows = read(out)
    assert [row[MRD] for row in rows] == ["matched"] * 3
    assert [row[f"{MRD}:against"] for row in rows] == [False, True, False]
    assert [row["t-cell-all:note"] for row in rows] == [True, False, False]


@pytest.mark.parametrize("more", [[], ["--plain"]])
def test_the_summary_tells_what_speaks_against_matches_and_where(
    tmp_path: Path, more: list[str]
) -> None:
    cases = tmp_path / "c.csv"
    cases.write_text("\n".join(AGAINST) + "\n")
    done = cohort(cases, tmp_path / "v.csv", *more)
    assert "matched, with something against it: 1 (survivornet-2021/15)" in done.words
    assert done.words.count("with something against it") == 1
    assert f"Note, of 1 case: {Rulebook.load().contents.remarks[0].says}" in done.words


ODD = 'id,age,ph_status\n=1+1,67,\n-1,7,\n"x\u202ey",7,\n+49 1,7,=cmd\n'


@pytest.mark.parametrize("backend", BACKENDS)
def test_cells_that_begin_as_formulas_are_told_and_escaped_where_asked(
    tmp_path: Path, backend: str
) -> None:
    (tmp_path / "c.csv").write_text(ODD, encoding="utf-8")
    out, more = tmp_path / "v.csv", ["--keep", "id", "--backend", backend]
    done = cohort(tmp_path / "c.csv", out, *more)
    assert "2 cells of the columns kept begin as formulas do" in done.err
    assert "1 cell of the columns kept held control or direction characters" in done.err
    assert "2 cells of v.bad.csv begin as formulas do" in done.err.replace(f"{tmp_path}/", "")
    assert [row["id"] for row in read(out)] == ["=1+1", "-1", r"x\u202ey"]
    done = cohort(tmp_path / "c.csv", out, *more, "--escape-formulas", "--force")
    assert "' is put before each" in done.err
    assert [row["id"] for row in read(out)] == ["'=1+1", "-1", r"x\u202ey"]
    assert (tmp_path / "v.bad.csv").read_text().endswith("'+49 1,7,'=cmd\n")


def test_a_kept_name_is_a_cell_too(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("=x,age\n7,67\n")
    done = cohort(tmp_path / "c.csv", tmp_path / "v.csv", "--keep", "=x", "--escape-formulas")
    assert "1 cell of the columns kept begins as a formula does" in done.err
    assert (tmp_path / "v.csv").read_text().startswith("row,'=x,")


def test_a_day_and_a_reading_are_looked_through(tmp_path: Path) -> None:
    cases = write(tmp_path / "c.csv", [GOOD[2]])
    done = cohort(
        cases, tmp_path / "v.csv", "--as-of", "2021-12-31", "--reading", "over-60=exact-age"
    )
    assert done.code == DONE
    (row,) = read(tmp_path / "v.csv")
    assert "obe-cel-relapsed-refractory" not in row
    refuses(cohort(cases, tmp_path / "w.csv", "--reading", "over-60=x"), USAGE, "no reading 'x'")


def test_allowed_bad_rows_are_told_all_the_same(tmp_path: Path) -> None:
    cases = write(tmp_path / "c.csv", [*GOOD, *BAD])
    done = cohort(cases, tmp_path / "v.csv", "--allow-bad", "--bad", tmp_path / "apart.csv")
    assert done.code == DONE
    assert "2 bad rows of 5" in done.err
    assert len((tmp_path / "apart.csv").read_text().splitlines()) == 3
    assert not (tmp_path / "v.bad.csv").exists()


def test_values_that_contradict_each_other_are_a_bad_row(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("prior_car_t,response_to_car_t\nfalse,good\ntrue,good\n")
    done = cohort(tmp_path / "c.csv", tmp_path / "v.csv")
    assert done.code == BAD_CASE
    told = (tmp_path / "v.bad.csv").read_text()
    assert "response_to_car_t: good contradicts prior_car_t: false" in told
    assert [each["row"] for each in read(tmp_path / "v.csv")] == [2]


@pytest.mark.parametrize("width", [60, 80])
def test_the_summary_has_bars_with_their_numbers(tmp_path: Path, width: int) -> None:
    cases = write(tmp_path / "c.csv", GOOD)
    done = run("cohort", cases, "-o", tmp_path / "v.csv", env={"COLUMNS": str(width)})
    lines = done.out.splitlines()
    assert lines[0] == "3 cases: how many match what"
    assert lines[-1] == NOTICE.rstrip(".").upper()
    assert [line for line in lines if len(line) > width] == []
    bars = [line for line in lines if re.match(r"  [#+.]{20}  [\d,]+ matched,", line)]
    assert len(bars) == len(expected(GOOD[0]))
    assert ESCAPE not in done.out + done.err


@pytest.mark.posix
def test_on_a_terminal_it_shows_how_far_it_has_come(tmp_path: Path) -> None:
    cases = write(tmp_path / "c.parquet", GOOD)
    assert "3 rows" in in_terminal("cohort", cases, "-o", tmp_path / "v.csv")
    assert "3 rows" not in in_terminal("cohort", cases, "-o", tmp_path / "w.csv", "--plain")


_COLOR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("more", "env", "colored"),
    [([], {}, True), (["--no-color"], {}, False), ([], {"NO_COLOR": "1"}, False)],
)
def test_how_far_it_has_come_is_colored_where_the_page_is(
    tmp_path: Path, more: list[str], env: dict[str, str], colored: bool
) -> None:
    cases, out = write(tmp_path / "c.parquet", GOOD), tmp_path / "v.csv"
    shown, _, page = in_terminal("cohort", cases, "-o", out, *more, env=env).partition("match what")
    assert "3 rows" in shown
    assert [bool(_COLOR.search(each)) for each in (shown, page)] == [colored, colored]


def test_the_plain_summary_says_the_same_without_bars(tmp_path: Path) -> None:
    done = cohort(write(tmp_path / "c.csv", GOOD), tmp_path / "v.csv", "--plain")
    assert not re.search(r"[#+]|\.{2}", done.out)
    assert re.search("^1 matched, 2 open, 0 ruled out$", done.out, re.MULTILINE)
    assert NOTICE.rstrip(".") in done.out


REFUSED = [
    ("piror-tki\ntrue\n", BAD_CASE, "no attribute 'piror-tki' (did you mean 'prior_tki'?"),
    ("Age,age\n67,67\n", BAD_CASE, "the columns 'Age' and 'age' are both age"),
    ("MRD,mrd_result\n+,+\n", BAD_CASE, "the columns 'MRD' and 'mrd_result' are both mrd_result"),
    ("mol.biol,x\n1,1\n", BAD_CASE, "('mol.biol': did you mean 'ph_status'?)"),
    ("id;age\n1;1;2\n", BAD_CASE, "c.csv:2:1: row 1 has 3 fields, the header 2"),
    ("id,name\n1,x\n", BAD_CASE, "no column is named after an attribute"),
    ("age,age\n1,2\n", BAD_CASE, "the column 'age' stands twice"),
    ("age\n1\n2,3\n", BAD_CASE, "c.csv:3:1: row 2 has 2 fields, the header 1"),
    ("age,ecog\n1,1\n2\n", BAD_CASE, "c.csv:3:1: row 2 has 1 fields, the header 2"),
    ('age,ecog\n"1","1"\n"2"\n', BAD_CASE, "c.csv:3:1: row 2 has 1 fields, the header 2"),
    ("age,ecog\n1,1\n\n2,2\n", BAD_CASE, "c.csv:3:1: this line is empty: it is no row"),
    ("age\n1\n\n", BAD_CASE, "c.csv:3:1: this line is empty: it is no row"),
    ("age,ecog\r1,1\r", BAD_CASE, "c.csv:1:1: lines end in a carriage return alone"),
    ("", BAD_CASE, "no column is named after an attribute"),
]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(("text", "code", "told"), REFUSED)
def test_a_file_that_is_none_of_cases_is_refused(
    tmp_path: Path, text: str, code: int, told: str, backend: str
) -> None:
    (tmp_path / "c.csv").write_text(text, newline="")
    refuses(cohort(tmp_path / "c.csv", tmp_path / "v.csv", "--backend", backend), code, told)
    assert [each.name for each in tmp_path.iterdir()] == ["c.csv"]


def test_where_every_row_is_bad_the_verdicts_are_of_none(tmp_path: Path) -> None:
    done = cohort(write(tmp_path / "c.csv", BAD), tmp_path / "v.csv")
    assert (done.code, read(tmp_path / "v.csv")) == (BAD_CASE, [])
    assert done.out.startswith("No case to show: no row was good\n")
    assert "matched" not in done.out
    assert "2 bad rows of 2" in done.err


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_is_no_number_is_a_bad_row(tmp_path: Path, backend: str) -> None:
    frame = pl.DataFrame({"age": [float("nan"), 61.0], "row": [7, 8]})
    frame.write_parquet(tmp_path / "c.parquet")
    out = tmp_path / "v.parquet"
    done = cohort(tmp_path / "c.parquet", out, "--backend", backend)
    assert (done.code, [row["row"] for row in read(out)]) == (BAD_CASE, [2])
    assert (tmp_path / "v.bad.csv").read_text().startswith("row,wrong,age\n1,")


def test_numbers_may_be_a_closed_set_of_words(tmp_path: Path) -> None:
    pl.DataFrame({"age": ["61", "7"]}, schema={"age": pl.Categorical}).write_parquet(
        tmp_path / "c.parquet"
    )
    assert cohort(tmp_path / "c.parquet", tmp_path / "v.parquet").code == DONE
    told = [row["hyper-cvad-then-blinatumomab"] for row in read(tmp_path / "v.parquet")]
    assert told == ["undetermined", "ruled_out"]


@pytest.mark.parametrize("backend", ["polars", "duckdb"])
def test_an_attribute_may_be_kept(tmp_path: Path, backend: str) -> None:
    cases = write(tmp_path / "c.csv", [*GOOD, *BAD])
    done = cohort(cases, tmp_path / "v.csv", "--keep", "age", "--backend", backend)
    assert done.code == BAD_CASE
    told = [str(row["age"] or "").removesuffix(".0") for row in read(tmp_path / "v.csv")]
    assert told == ["67", "", "61.5"]
    assert (tmp_path / "v.bad.csv").read_text().startswith("row,wrong,age,ph_status,")


@pytest.mark.sampled(3)
@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_columns_that_differ_in_case_alone_are_two(
    tmp_path: Path, suffix: str, backend: str
) -> None:
    frame = pl.DataFrame({"Name": ["one"], "name": ["two"], "age": [67]})
    cases, out = save(frame, tmp_path / f"c.{suffix}"), tmp_path / "v.csv"
    done = cohort(cases, out, "--keep", "Name", "--backend", backend)
    assert (done.code, read(out)[0]["Name"]) == (DONE, "one")
    done = cohort(cases, out, "--keep", "Name", "--keep", "name", "--force", "--backend", backend)
    refuses(done, USAGE, "'name' differs from it in case alone")


def test_a_column_of_the_wrong_type_is_refused_at_once(tmp_path: Path) -> None:
    pl.DataFrame({"prior_tki": [0, 1], "age": [1, 2]}).write_parquet(tmp_path / "c.parquet")
    done = cohort(tmp_path / "c.parquet", tmp_path / "v.parquet")
    refuses(done, BAD_CASE, "c.parquet: the column 'prior_tki' is of Int64: it holds true, false")


def test_a_line_that_is_no_object_or_not_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text('{"age": 1}\n{"age": \n')
    done = cohort(tmp_path / "c.jsonl", tmp_path / "v.csv")
    refuses(done, BAD_CASE, "c.jsonl:2:1: this line is no JSON object")
    (tmp_path / "c.jsonl").write_text('{"age": 1}\n{"age": 1, "ecog": 1, "age": 70}\n')
    done = cohort(tmp_path / "c.jsonl", tmp_path / "v.csv")
    refuses(done, BAD_CASE, "c.jsonl:2:1: the key 'age' stands twice")


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("17.99999999999999999999", "it has more digits than"),
        ("-0", "a minus"),
        ("-0.0", "a minus"),
    ],
)
def test_a_fact_in_json_that_would_be_read_as_another_number_is_refused(
    tmp_path: Path, number: str, why: str
) -> None:
    rows = f'{{"x": {number}, "age": 1}}', f'{{"age": {number}}}'
    path = tmp_path / "c.jsonl"
    path.write_text("\n".join(rows))
    refuses(cohort(path, tmp_path / "v.csv"), BAD_CASE, f"{path}:2:1: the number of 'age': {why}")
    path.write_text(f"[{', '.join(rows)}]")
    refuses(cohort(path, tmp_path / "v.csv"), BAD_CASE, f"{path}: the number of 'age': {why}")


def test_what_is_there_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    cases, out = write(tmp_path / "c.csv", [*GOOD, *BAD]), tmp_path / "v.csv"
    refuses(cohort(cases, cases), USAGE, "holds the cases")
    refuses(cohort(cases, cases, "--force"), USAGE, "holds the cases")
    assert cohort(cases, out).code == BAD_CASE
    before = out.read_bytes()
    refuses(cohort(cases, out), USAGE, "v.csv is there (--force replaces it)")
    write(cases, GOOD[:1])
    assert cohort(cases, out, "--force").code == DONE
    assert out.read_bytes() != before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["c.csv", "v.csv"]


def of_parts(path: Path) -> None:
    """Make a folder as Spark does, with one part that is no longer wanted."""
    path.mkdir()
    (path / "_SUCCESS").touch()
    (path / "part-0.csv").write_text("row\n1\n")


@pytest.mark.sampled(3)
@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("rows", [GOOD, [*GOOD, *BAD]], ids=["good", "bad"])
def test_a_folder_of_parts_and_a_file_replace_each_other(
    tmp_path: Path, rows: list[list[str]], backend: str
) -> None:
    cases = write(tmp_path / "c.csv", rows)
    for first in (Path.touch, of_parts):
        out, bad = tmp_path / f"{first.__name__}.csv", tmp_path / f"{first.__name__}-bad.csv"
        first(out)
        first(bad)
        done = cohort(cases, out, "--bad", bad, "--force", "--backend", backend)
        assert (done.code, len(read(out))) == (DONE if rows == GOOD else BAD_CASE, len(GOOD))
        assert bad.exists() == (rows != GOOD)


def test_files_that_cannot_be_are_refused(tmp_path: Path) -> None:
    cases = write(tmp_path / "c.csv", GOOD)
    refuses(cohort(tmp_path / "d.csv", tmp_path / "v.csv"), BAD_CASE, "d.csv: no such file")
    refuses(cohort(tmp_path, tmp_path / "v.csv"), BAD_CASE, "is a directory")
    refuses(cohort(cases, tmp_path / "x" / "v.csv"), USAGE, "there is no such directory")
    refuses(cohort(cases, tmp_path / "v.txt"), USAGE, "v.txt: the suffix tells no format")
    told = "Invalid value for '--backend': 'pandas' is not one of 'polars', 'duckdb', 'spark'"
    refuses(cohort(cases, tmp_path / "v.csv", "--backend", "pandas"), USAGE, told)
    refuses(cohort(cases, tmp_path / "v.csv", "--keep", "Id"), USAGE, "no column 'Id' to keep")
    refuses(cohort(cases, tmp_path / "v.csv", "--bad", tmp_path / "v.csv"), USAGE, "a file each")
    refuses(cohort(cases, tmp_path), USAGE, "is a directory")
    refuses(cohort(cases, os.devnull, "--force", "--format", "csv"), USAGE, "no file that can be")
    refuses(cohort(cases, tmp_path / "v.csv", "--keep", "wrong"), USAGE, "a column of that name")
    assert cohort(cases, tmp_path / "v.txt", "--format", "csv").code == DONE


@pytest.mark.parametrize("absent", ["polars", "narwhals"])
def test_without_the_extra_it_says_what_to_install(absent: str, tmp_path: Path) -> None:
    cases = write(tmp_path / "c.csv", GOOD)
    (tmp_path / f"{absent}.py").write_text(f"raise ModuleNotFoundError(name='{absent}')\n")
    done = run("cohort", cases, "-o", tmp_path / "v.csv", env={"PYTHONPATH": str(tmp_path)})
    told = (
        f"cohorts on polars need {absent}, which is not installed (pip install 'allscape[cohort]')"
    )
    refuses(done, USAGE, told)
