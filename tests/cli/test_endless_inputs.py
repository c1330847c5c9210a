"""What never ends, hangs or is too much is refused before it is read, with a line and its code."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny
from program import BAD_CASE, BAD_RULEBOOK, CASE, USAGE, refuses, run

from allscape import inputs

LONG = "n" * 300
PIPE = "this is a pipe or a device, not a file"


def _device(folder: Path) -> None:
    (folder / "endless.yaml").symlink_to("/dev/zero")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")


def _large(folder: Path) -> None:
    with (folder / "large.yaml").open("wb") as file:
        file.truncate(900_000_000)


def _linked(folder: Path) -> None:
    (folder / "linked.yaml").symlink_to(CASE)


def _many(folder: Path) -> None:
    for number in range(inputs.MAX_FILES + 1):
        (folder / f"{number}.yaml").touch()


KINDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "an endless device": (_device, "leads out of the folder"),
    "a pipe": (_pipe, PIPE),
    "a large file": (_large, "holds more than 50,000,000 bytes"),
    "a link out of the folder": (_linked, "leads out of the folder"),
    "too many files": (_many, "holds more than 5,000 files"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_of_rules(kind: str, tmp_path: Path) -> None:
    make, told = KINDS[kind]
    rules = tiny.write(tmp_path / "rules")
    make(rules)
    for args in (["match", "--age", "5", "--rules"], ["check"]):
        refuses_or_finds = run(*args, rules)
        assert refuses_or_finds.code == BAD_RULEBOOK
        assert told in refuses_or_finds.err + refuses_or_finds.out


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_of_cases(kind: str, tmp_path: Path) -> None:
    make, told = KINDS[kind]
    make(tmp_path)
    refuses(run("test", tmp_path), BAD_CASE, told)


@pytest.mark.parametrize("command", ["match", "test", "mutate"])
def test_a_case_file(command: str, tmp_path: Path) -> None:
    _pipe(tmp_path)
    refuses(run(command, tmp_path / "pipe.yaml"), BAD_CASE, PIPE)
    refuses(run(command, "/dev/zero"), BAD_CASE, PIPE)
    refuses(run(command, LONG), BAD_CASE, "cannot be read")


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    refuses(run("match", "--rules", LONG), BAD_RULEBOOK, "cannot be read")
    refuses(run("check", LONG), BAD_RULEBOOK, "cannot be read")
    refuses(run("cohort", LONG, "-o", tmp_path / "v.csv"), BAD_CASE, "cannot be read")
    refuses(run("sources", "verify", LONG), USAGE, "cannot be read")


def test_a_table(tmp_path: Path) -> None:
    _pipe(tmp_path)
    for path in (tmp_path / "pipe.yaml", Path("/dev/zero")):
        done = run("cohort", path, "--format", "csv", "-o", tmp_path / "v.csv")
        refuses(done, BAD_CASE, PIPE)


def test_an_article(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(900_000_000)
    refuses(run("sources", "verify", tmp_path), USAGE, "holds more than")
    given = ["--id", "x", "--title", "x", "--publisher", "x", "--author", "x"]
    given += ["--date", "2026-01-01", "--rules", str(tiny.write(tmp_path / "rules"))]
    refuses(run("new", "source", "/dev/zero", *given), USAGE, PIPE)


def test_the_whole_disk_is_no_folder_of_cases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "MAX_ENTRIES", 10)
    for number in range(11):
        (tmp_path / str(number)).touch()
    with pytest.raises(inputs.Unreadable, match="more than 10 files and folders"):
        inputs.files_in(tmp_path)


def test_a_link_within_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.text").write_text("x")
    (tmp_path / "a.yaml").symlink_to("a.text")
    assert inputs.files_in(tmp_path, {".yaml"}) == [tmp_path / "a.yaml"]


def test_standard_input_without_an_end() -> None:
    refuses(run("match", "-", stdin=b"a" * 1_000_001), BAD_CASE, "is larger than 1,000,000 bytes")


def test_a_folder_that_cannot_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path / ("x" * 300), Path("a\0b")):
        with pytest.raises(inputs.Unreadable, match=r"cannot be read: "):
            inputs.files_in(folder)

    def refused(_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("os.scandir", refused)
    with pytest.raises(inputs.Unreadable, match=r"cannot be read: "):
        inputs.files_in(tmp_path)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="has no such files")
def test_a_file_that_grows_beyond_what_is_read_is_too_large() -> None:
    with pytest.raises(inputs.Unreadable, match="is larger than 10 bytes"):
        inputs.read_bytes(Path("/proc/self/status"), 10)  # which has no size


def test_standard_input_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with (tmp_path / "it").open("w") as written:
        done = subprocess.run(
            [sys.executable, "-m", "allscape", "match", "-"],
            stdin=written,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == BAD_CASE
    assert done.stderr.startswith("allscape: standard input: cannot be read: ")
