"""`cohort` at the edges of files: names, quotation marks, types, what cannot be written."""

import errno
import os
import signal
import subprocess
import time
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn, cast

import polars as pl
import pytest
from cohorts import BACKENDS, BAD, FORMATS, GOOD, cohort, read, save, write
from program import BAD_CASE, DONE, USAGE, environment, path, refuses, run

from allscape import Rulebook
from allscape.columns import cohort as columns
from allscape.columns import on_duckdb
from allscape.columns.engines import Backend, Engine, engine_of
from allscape.columns.files import CohortFiles, Format
from allscape.faults import UsageError

HERE = ["polars", "duckdb"]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_the_name_of_a_folder_is_no_fact(tmp_path: Path, suffix: str, backend: str) -> None:
    folder = tmp_path / "age=30"
    folder.mkdir()
    cases = save(pl.DataFrame({"age": ["67"], "lineage": ["B"]}), folder / f"c.{suffix}")
    assert cohort(cases, tmp_path / "v.csv", "--keep", "age", "--backend", backend).code == DONE
    (row,) = read(tmp_path / "v.csv")
    assert (row["age"], row["mini-hyper-cvd-inotuzumab"]) == (67, "undetermined")


@pytest.mark.sampled(3)
@pytest.mark.parametrize("backend", HERE)
@pytest.mark.parametrize("name", ["file:x.csv", "file:x.parquet", "~.csv", "a b'c.csv"])
def test_a_name_is_a_name(tmp_path: Path, name: str, backend: str) -> None:
    write(tmp_path / name, GOOD)
    done = run("cohort", name, "-o", "v.csv", "--backend", backend, cwd=tmp_path)
    assert (done.code, len(read(tmp_path / "v.csv"))) == (DONE, len(GOOD))


@pytest.mark.parametrize("between", [",", "\t"])
def test_a_name_that_is_no_name_is_refused(tmp_path: Path, between: str) -> None:
    (tmp_path / "c.csv").write_text(f"age{between}{'x' * 1_000_001}\n5{between}1\n")
    told = "c.csv:1:1: cannot be read as a table: field larger than field limit"
    refuses(cohort(tmp_path / "c.csv", tmp_path / "v.csv"), BAD_CASE, told)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("backend", HERE)
@pytest.mark.parametrize(
    "text", ['""a",positive\n', 'a, "positive"\n', '6" b,positive\n', '"a,b\n']
)
def test_a_stray_quotation_mark_is_refused_with_its_place(
    tmp_path: Path, text: str, backend: str
) -> None:
    (tmp_path / "c.csv").write_text(f"id,ph_status\nx,negative\n{text}")
    done = cohort(tmp_path / "c.csv", tmp_path / "v.csv", "--backend", backend)
    refuses(done, BAD_CASE, "c.csv:3:1: row 2 has a quotation mark within a field")


@pytest.mark.parametrize("backend", HERE)
def test_a_field_may_hold_lines(tmp_path: Path, backend: str) -> None:
    (tmp_path / "c.csv").write_text('id,age\n"a\nb",67\n"c ""d""",7\n')
    done = cohort(tmp_path / "c.csv", tmp_path / "v.csv", "--keep", "id", "--backend", backend)
    assert (done.code, [row["id"] for row in read(tmp_path / "v.csv")]) == (DONE, ["a\nb", 'c "d"'])


@pytest.mark.parametrize("backend", HERE)
@pytest.mark.parametrize("name", ["*", "^.d$"])
def test_a_column_whose_name_is_a_pattern_is_not_kept(
    tmp_path: Path, name: str, backend: str
) -> None:
    cases = save(pl.DataFrame({"id": ["7"], name: ["8"], "age": ["1"]}), tmp_path / "c.csv")
    done = cohort(cases, tmp_path / "v.csv", "--keep", name, "--backend", backend)
    refuses(done, USAGE, f"--keep {name}: to an engine this is a pattern, not a name (rename it)")
    assert cohort(cases, tmp_path / "v.csv", "--keep", "id", "--backend", backend).code == DONE


def test_a_column_named_as_ours_are_is_refused(tmp_path: Path) -> None:
    cases = save(pl.DataFrame({"_allscape_number": [1], "age": [1]}), tmp_path / "c.parquet")
    refuses(cohort(cases, tmp_path / "v.csv"), BAD_CASE, "in between: '_allscape_number'")


TYPES = {
    "list": (pl.Series([[1]]), {"csv"}),
    "binary": (pl.Series([b"\xff"]), {"csv", "jsonl"}),
    "decimal": (pl.Series([Decimal("1.50")]), set()),
}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("backend", HERE)
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", TYPES)
def test_a_kept_column_is_written_or_refused(
    tmp_path: Path, name: str, kind: str, backend: str
) -> None:
    series, refusing = TYPES[name]
    cases = save(pl.DataFrame({"it": series, "age": [1]}), tmp_path / "c.parquet")
    done = cohort(cases, tmp_path / f"v.{kind}", "--keep", "it", "--backend", backend)
    if kind in refusing:
        refuses(done, USAGE, f"--keep it: {kind} cannot hold {name.title()}")
    else:
        assert done.code == DONE


@pytest.mark.parametrize("backend", HERE)
def test_a_decimal_number_is_told_as_it_is(tmp_path: Path, backend: str) -> None:
    frame = pl.DataFrame({"age": [Decimal("60.50")], "ecog": [Decimal("5.0")]})
    cases = save(frame, tmp_path / "c.parquet")
    assert cohort(cases, tmp_path / "v.csv", "--backend", backend).code == BAD_CASE
    told = (tmp_path / "v.bad.csv").read_text()
    assert "not 5" in told.replace("'", "")
    assert "age is" not in told


@pytest.mark.sampled(3)
@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("kind", FORMATS)
def test_where_no_row_is_good_the_verdicts_are_of_none(
    tmp_path: Path, kind: str, backend: str
) -> None:
    cases = write(tmp_path / "c.csv", BAD)
    done = cohort(cases, tmp_path / f"v.{kind}", "--backend", backend)
    assert (done.code, "2 bad rows of 2" in done.err) == (BAD_CASE, True)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("backend", HERE)
@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e400"])
def test_what_is_no_number_in_json_is_refused_with_its_place(
    tmp_path: Path, number: str, backend: str
) -> None:
    (tmp_path / "c.jsonl").write_text(f'{{"age": 1}}\n{{"age": {number}}}\n')
    done = cohort(tmp_path / "c.jsonl", tmp_path / "v.csv", "--backend", backend)
    refuses(done, BAD_CASE, f"c.jsonl:2:1: {number} is no number in JSON")


def test_a_mark_before_json_lines_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text('{"age": 1}\n', encoding="utf-8-sig")
    refuses(cohort(tmp_path / "c.jsonl", tmp_path / "v.csv"), BAD_CASE, "c.jsonl:1:1: this line is")


def test_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "c.csv")
    refuses(cohort(tmp_path / "c.csv", tmp_path / "v.csv"), BAD_CASE, "this is a pipe or a device")


def test_a_link_is_followed(tmp_path: Path) -> None:
    cases, target, out = write(tmp_path / "c.csv", GOOD), tmp_path / "t.csv", tmp_path / "v.csv"
    target.touch()
    out.symlink_to(target)
    assert cohort(cases, out, "--force").code == DONE
    assert out.is_symlink()
    assert len(read(target)) == len(GOOD)


class FullDisk:
    """An engine that finds the disk full."""

    errors = (pl.exceptions.ComputeError,)

    def scan(self, *_: object) -> NoReturn:
        raise pl.exceptions.ComputeError("v.csv: No space left on device (os error 28)")


def test_a_full_disk_is_no_fault_of_the_cases(tmp_path: Path) -> None:
    files = CohortFiles(write(tmp_path / "c.csv", GOOD), tmp_path / "v.csv", tmp_path / "b.csv")
    with pytest.raises(OSError, match="No space left on device"):
        columns.run(files, Rulebook.load().edition(), cast("Engine", FullDisk()))


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("taken", ["v.csv", "b.csv"])
def test_what_was_written_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: str, linked: bool
) -> None:
    def refused(*_: object) -> NoReturn:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not linked:  # a disk without links
        monkeypatch.setattr(os, "link", refused)
    cases, theirs = write(tmp_path / "c.csv", [*GOOD, *BAD]), tmp_path / taken
    files = CohortFiles(cases, tmp_path / "v.csv", tmp_path / "b.csv")
    edition, polars = Rulebook.load().edition(), engine_of(Backend.POLARS)
    with pytest.raises(UsageError, match=rf"{taken} is there \(--force replaces it\)"):
        columns.run(files, edition, polars, seen=lambda _: theirs.write_text("theirs") and None)
    assert theirs.read_text() == "theirs"
    assert {each.name for each in tmp_path.iterdir()} == {"c.csv", taken}
    theirs.unlink()
    columns.run(files, edition, polars)
    assert {each.name for each in tmp_path.iterdir()} == {"c.csv", "v.csv", "b.csv"}


@pytest.mark.posix
def test_stopped_by_the_keyboard_it_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    frame = pl.DataFrame({"age": ["67", "7"], "lineage": ["B", "T"]})
    many = frame.select(pl.all().repeat_by(1_000_000).explode())
    many.write_parquet(tmp_path / "c.parquet", row_group_size=100_000)
    command = [path(), "cohort", "c.parquet", "-o", "v.jsonl"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), text=True,
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
    ) as running:  # fmt: skip
        while not list(tmp_path.glob(".allscape-*/verdicts")):
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        assert running.stderr is not None
        said = running.stderr.read()
    assert (running.returncode, said) == (130, "allscape: stopped\n")
    assert [each.name for each in tmp_path.iterdir()] == ["c.parquet"]


def test_an_interrupt_that_duckdb_takes_for_a_fault_is_one(tmp_path: Path) -> None:
    class Interrupted:
        def query(self, *_: object) -> NoReturn:
            raise RuntimeError("Query interrupted")

    with pytest.raises(KeyboardInterrupt):
        on_duckdb.ENGINE.put(cast("Any", Interrupted()), tmp_path / "v.csv", Format.CSV)


def test_without_a_home_a_rulebook_is_read_all_the_same(rules: Path) -> None:
    with (rules / "terms.yaml").open("a") as file:
        file.write("# changed\n")
    nowhere = {"XDG_CACHE_HOME": "~nobody-of-that-name/x"}
    done = run("match", "--age", "67", "--rules", rules, "--json", env=nowhere)
    assert (done.code, done.err) == (DONE, "")
