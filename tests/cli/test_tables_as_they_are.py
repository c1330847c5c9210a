"""Tables as others write them: read right, told how, or refused with the true reason."""

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from cohorts import cohort, read
from program import BAD_CASE, DONE, USAGE, refuses, run

from allscape import Profile, cases
from allscape.columns.cohort import rows_of
from allscape.columns.diagnose import uneven
from allscape.columns.files import CohortFiles
from allscape.faults import CaseError, UsageError
from allscape.model.profile import ATTRIBUTES
from allscape.model.spellings import every_word
from allscape.scaffold.case_tables import read_table

HERE = ["polars", "duckdb"]
PLAIN = "id,ph_status,age,relapse_status\na,positive,67.5,newly_diagnosed\nb,,49,relapsed\n"

SHAPES: dict[str, tuple[str, bytes, str]] = {
    "tabs": ("c.tsv", PLAIN.replace(",", "\t").encode(), "columns between tabs"),
    "text": ("c.txt", PLAIN.replace(",", "\t").encode(), "columns between tabs"),
    "semicolons": (
        "c.csv", PLAIN.replace(",", ";").replace("67.5", "67,5").encode(),
        "columns between semicolons; decimal commas",
    ),
    "bars": ("c.csv", PLAIN.replace(",", "|").encode(), "columns between bars"),
    "sep": ("c.csv", f"sep=,\n{PLAIN}".encode(), "the line 'sep=,' left out"),
    "sep semicolon": (
        "c.csv", b"sep=;\r\n" + PLAIN.replace(",", ";").replace("\n", "\r\n").encode(),
        "columns between semicolons",
    ),
    "comments": ("c.csv", f"#Patient,Ph\n#x\n{PLAIN}".encode(), "2 comment lines left out"),
    "index": (
        "c.csv", PLAIN.replace("id,", ",").encode(),
        "the first column has no name: it numbers the rows and is not read",
    ),
    "gzip": ("c.csv.gz", gzip.compress(PLAIN.encode()), "unpacked with gzip"),
    "gzip tabs": (
        "c.tsv.gz", gzip.compress(PLAIN.replace(",", "\t").encode()),
        "unpacked with gzip; columns between tabs",
    ),
    "utf-16": ("c.csv", PLAIN.encode("utf-16"), "UTF-16"),
    "utf-16 be": ("c.csv", b"\xfe\xff" + PLAIN.encode("utf-16-be"), "UTF-16"),
    "utf-16 without a mark": ("c.csv", PLAIN.encode("utf-16-le"), "UTF-16"),
    "mark": ("c.csv", PLAIN.encode("utf-8-sig"), ""),
    "array": (
        "c.json", json.dumps(list(csv.DictReader(PLAIN.splitlines()))).encode(), "a JSON array",
    ),
    "pretty": (
        "c.json",
        "\n".join(json.dumps(e, indent=1) for e in csv.DictReader(PLAIN.splitlines())).encode(),
        "objects over several lines",
    ),
    "other names": (
        "c.csv", PLAIN.replace("ph_status", "Ph").replace("relapse_", "Disease ").encode(),
        "read 'Ph' as ph_status, 'Disease status' as relapse_status",
    ),
    "other words": (
        "c.csv", PLAIN.replace("positive", "Ph+").replace("relapsed", "Relapse").encode(),
        "read ph_status 'Ph+' as positive, relapse_status 'Relapse' as relapsed",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def plainly(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Return the verdicts of a table that is plain."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "plain.csv").write_text(PLAIN)
    assert cohort(folder / "plain.csv", folder / "w.csv").code == DONE
    return read(folder / "w.csv")


@pytest.mark.sampled(3)
@pytest.mark.parametrize("backend", HERE)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_table_is_read_whatever_its_shape(
    tmp_path: Path, shape: str, backend: str, plainly: list[dict[str, Any]]
) -> None:
    name, raw, told = SHAPES[shape]
    (tmp_path / name).write_bytes(raw)
    done = cohort(tmp_path / name, tmp_path / "v.csv", "--backend", backend)
    assert (done.code, read(tmp_path / "v.csv")) == (DONE, plainly)
    assert told in done.err
    assert bool(told) is (": " in done.err.replace("allscape: not read: id", ""))


def test_what_may_part_thousands_is_no_decimal(tmp_path: Path) -> None:
    (tmp_path / "c.tsv").write_text("age\tlife_expectancy_weeks\n1,5\t3\n4\t1.200\n")
    told = "c.tsv:3:1: '1.200' is 1.200 or 1200 where decimals have a comma"
    refuses(cohort(tmp_path / "c.tsv", tmp_path / "v.csv"), BAD_CASE, told)
    (tmp_path / "d.tsv").write_text("age\tlife_expectancy_weeks\n4\t1.200\n4\t1,000\n")
    done = cohort(tmp_path / "d.tsv", tmp_path / "v.csv")
    assert (done.code, len(read(tmp_path / "v.csv"))) == (BAD_CASE, 1)
    assert "not '1,000': a comma may part thousands" in (tmp_path / "v.bad.csv").read_text()
    (tmp_path / "e.tsv").write_text("age\tlife_expectancy_weeks\n0,125\t12,25\n7.25\t4\n")
    assert cohort(tmp_path / "e.tsv", tmp_path / "w.csv").code == DONE


@pytest.mark.parametrize("backend", HERE)
def test_words_that_come_late_are_read_as_well(tmp_path: Path, backend: str) -> None:
    rows = ["positive"] * 6_000 + ["pos", "Perhaps", "Perhaps", "R"]
    (tmp_path / "c.csv").write_text("\n".join(["ph_status", *rows]) + "\n")
    done = cohort(tmp_path / "c.csv", tmp_path / "v.csv", "--backend", backend)
    assert done.code == BAD_CASE
    assert len(read(tmp_path / "v.csv")) == 6_001
    for told in ("ph_status 'pos' as positive", "ph_status 'Perhaps': 2 rows", "'R': 1 row\n"):
        assert told in done.err


@pytest.mark.parametrize("backend", HERE)
def test_words_for_what_is_not_known_are_declared(tmp_path: Path, backend: str) -> None:
    (tmp_path / "c.csv").write_text("age,ph_status\n53,positive\nNA,negative\n41,.\n")
    out = tmp_path / "v.csv"
    refused = cohort(tmp_path / "c.csv", out, "--backend", backend)
    assert (refused.code, "--unknown 'NA' takes such a word" in refused.err) == (BAD_CASE, True)
    more = ("--unknown", "NA", "--unknown", ".", "--force", "--backend", backend)
    done = cohort(tmp_path / "c.csv", out, *more)
    assert (done.code, len(read(out))) == (DONE, 3)
    assert "age 'NA' as unknown" in done.err


@pytest.mark.parametrize("backend", HERE)
def test_a_number_may_be_declared_unknown(tmp_path: Path, backend: str) -> None:
    rows = ["age,life_expectancy_weeks", "67 years,999", "67,12 weeks", "999,9", "998,1"]
    (tmp_path / "c.csv").write_text("\n".join(rows) + "\n")
    more = ("--unknown", "999", "--keep", "age", "--backend", backend)
    done = cohort(tmp_path / "c.csv", tmp_path / "v.csv", *more)
    assert done.code == BAD_CASE
    assert [each["age"] for each in read(tmp_path / "v.csv")] == ["67 years", "67", "999"]
    assert "age '998': 1 row\n" in done.err


@pytest.mark.sampled(2)
@pytest.mark.parametrize("backend", HERE)
def test_every_declared_word_is_read_in_a_table_as_ours_are(tmp_path: Path, backend: str) -> None:
    words = [(each.name, *pair) for each in ATTRIBUTES.values() for pair in every_word(each)]
    words += [("lineage", "T", "t"), ("prior_tki", True, "TRUE"), ("ecog", None, "Unknown")]
    words += [("age", 67, "67 years"), ("age", 66.5, "66.5 yo"), ("ecog", 1, "PS 1")]
    for name, column in (("theirs", 2), ("ours", 1)):
        told = [{"id": at, row[0]: row[column]} for at, row in enumerate(words)]
        (tmp_path / f"{name}.json").write_text(json.dumps(told))
        done = cohort(tmp_path / f"{name}.json", tmp_path / f"{name}.csv", "--backend", backend)
        assert done.code == DONE, done.err
    assert read(tmp_path / "theirs.csv") == read(tmp_path / "ours.csv")


def test_what_looks_like_an_attribute_and_is_not_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("age,mol.biol,relapse,sex\n7,BCR/ABL,TRUE,F\n")
    done = cohort(tmp_path / "c.csv", tmp_path / "v.csv")
    assert done.code == DONE
    assert "'mol.biol' (did you mean 'ph_status'?)" in done.err
    assert "'relapse' (did you mean 'relapse_status' or 'relapse_risk'?)" in done.err
    assert "'sex'" not in done.err


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("b.json", {"resourceType": "Bundle", "entry": []}, "this is a FHIR resource (Bundle)"),
        ("p.json", {"subject": {}, "metaData": {}, "id": "x"}, "this is a phenopacket"),
    ],
)
def test_a_record_of_a_patient_is_refused(
    tmp_path: Path, name: str, data: object, told: str
) -> None:
    (tmp_path / name).write_text(json.dumps(data, indent=1))
    refuses(run("match", tmp_path / name), BAD_CASE, told)
    refuses(cohort(tmp_path / name, tmp_path / "v.csv"), BAD_CASE, told)


def test_a_table_becomes_case_files_and_they_become_one(tmp_path: Path) -> None:
    table = "name;story;Ph;Age;Disease status\nA first;Once;Ph+;67,5;newly diagnosed\nB;;neg;NA;\n"
    (tmp_path / "t.csv").write_text(table)
    done = run("new", "cases", "t.csv", "--into", "out", "--unknown", "NA", cwd=tmp_path)
    assert (done.code, done.out) == (DONE, "")
    first = cases.read(tmp_path / "out/a-first.yaml")
    assert (first.name, first.story) == ("A first", "Once")
    assert first.profile == Profile(
        ph_status="positive", age=67.5, relapse_status="newly_diagnosed"
    )
    refuses(
        run("new", "cases", "t.csv", "--into", "out", "--unknown", "NA", cwd=tmp_path),
        USAGE,
        "is there",
    )
    assert run("new", "cases", "out", "--table", "one.csv", cwd=tmp_path).code == DONE
    assert (tmp_path / "one.csv").read_text() == (
        "name,story,ph_status,relapse_status,age\n"
        "A first,Once,positive,newly_diagnosed,67.5\nB,,negative,,\n"
    )
    assert run("new", "cases", "one.csv", "--into", "again", cwd=tmp_path).code == DONE
    for each in ("a-first.yaml", "b.yaml"):
        assert (tmp_path / "again" / each).read_text() == (tmp_path / "out" / each).read_text()


def test_a_table_of_long_stories_is_read_again(tmp_path: Path) -> None:
    for name in "ab":
        case = {"name": name, "profile": {"age": 3}, "story": "so, it was " * 60_000}
        (tmp_path / f"{name}.json").write_text(json.dumps(case))
    made = run("new", "cases", "a.json", "b.json", "--table", "one.csv", cwd=tmp_path)
    assert made.code == DONE
    assert run("new", "cases", "one.csv", "--into", "out", cwd=tmp_path).code == DONE
    assert cases.read(tmp_path / "out" / "b.yaml").story == cases.read(tmp_path / "b.json").story
    long = "so " * 200_000
    (tmp_path / "two.csv").write_text(f'name,story,teaching\nc,"{long}","{long}"\n')
    done = run("new", "cases", "two.csv", "--into", "none", cwd=tmp_path)
    refuses(done, USAGE, "c.yaml: would be larger than 1,000,000 bytes; nothing was written")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (PLAIN.encode("utf-32"), "is text in UTF-32 (save it as UTF-8)"),
        (PLAIN.encode("utf-32-le"), "is text in UTF-32 (save it as UTF-8)"),
        (PLAIN.encode("utf-32-be"), "is text in UTF-32 (save it as UTF-8)"),
        (b"a,", "no column is named after an attribute"),
        (b"id\n", "no column is named after an attribute"),
    ],
    ids=["utf-32", "utf-32 le", "utf-32 be", "two bytes", "three bytes"],
)
def test_what_is_wrong_with_an_encoding_is_rightly_told(
    tmp_path: Path, raw: bytes, told: str
) -> None:
    (tmp_path / "c.csv").write_bytes(raw)
    refuses(cohort(tmp_path / "c.csv", tmp_path / "v.csv"), BAD_CASE, told)
    assert "UTF-16" not in cohort(tmp_path / "c.csv", tmp_path / "v.csv").err


def test_where_a_row_is_bad_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,Ph\na,Ph+\nb,Ph-like\n")
    refuses(
        run("new", "cases", "t.csv", "--into", "out", cwd=tmp_path), BAD_CASE, "row 2: ph_status"
    )
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_what_its_name_says_is_told(tmp_path: Path) -> None:
    file = tmp_path / "c.parquet"
    file.write_bytes(b"no parquet")
    done = cohort(file, tmp_path / "v.csv")
    refuses(done, BAD_CASE, f"{file}: cannot be read as parquet: ")
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b'"age","ph_status"\n3,positive\n', None),
        (b'age\n"\xff"\n', "cannot be read as csv: "),
        (b'age\n"' + b"3" * 200_000 + b'"\n', "cannot be read as csv: "),
    ],
    ids=["quoted header", "no text", "endless field"],
)
def test_what_keeps_rows_from_being_looked_at_is_told(
    tmp_path: Path, raw: bytes, told: str | None
) -> None:
    (tmp_path / "c.csv").write_bytes(raw)
    # Where stories were read in this process the limit is another.
    limit = csv.field_size_limit(131_072)
    found = uneven(tmp_path / "c.csv")
    csv.field_size_limit(limit)
    assert (found is None) == (told is None)
    assert told is None or (found is not None and found.message.startswith(told))


def test_rows_are_counted_ahead_where_a_file_says_how_many(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    (tmp_path / "c.csv").write_text(PLAIN)
    assert rows_of(CohortFiles(tmp_path / "c.csv", out, out)) is None
    pl.read_csv(tmp_path / "c.csv").write_parquet(tmp_path / "c.parquet")
    assert rows_of(CohortFiles(tmp_path / "c.parquet", out, out)) == 2
    (tmp_path / "c.parquet").write_bytes(b"no parquet")
    assert rows_of(CohortFiles(tmp_path / "c.parquet", out, out)) is None


def test_cases_are_read_of_text_alone_that_holds_some(tmp_path: Path) -> None:
    lines = tmp_path / "c.jsonl"
    lines.write_text('{"name": "A", "age": 3}\n\n{"name": "B", "Ph": "+"}\n')
    found, _ = read_table(lines)
    assert [(each.name, each.profile) for each in found] == [
        ("A", Profile(age=3)),
        ("B", Profile(ph_status="positive")),
    ]
    (tmp_path / "c.csv").write_text("name,age\n")
    with pytest.raises(CaseError, match=r"c\.csv: holds no case"):
        read_table(tmp_path / "c.csv")
    (tmp_path / "c.json").write_text("[]")
    with pytest.raises(CaseError, match="holds no case"):
        read_table(tmp_path / "c.json")
    with pytest.raises(UsageError, match="a table of cases to be written is text"):
        read_table(tmp_path / "c.parquet")


def test_one_table_is_taken_and_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,age\na,3\n")
    (tmp_path / "a.yaml").write_text("profile: {age: 4}\n")
    refuses(run("new", "cases", "t.csv", "t.csv", cwd=tmp_path), USAGE, "takes one table")
    done = run("new", "cases", "a.yaml", "--table", "t.csv", cwd=tmp_path)
    refuses(done, USAGE, "t.csv is there")
    assert (tmp_path / "t.csv").read_text() == "name,age\na,3\n"
