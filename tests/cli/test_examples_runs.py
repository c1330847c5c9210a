"""The examples that come with the program: listed, and found by name from any folder."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from program import BAD_CASE, CASE, DONE, EXAMPLES, environment, refuses, run

from allscape import cases, examples

NAMES = [each.name for each in examples.listed()]


def test_every_example_is_listed_with_what_it_shows() -> None:
    files = {path.relative_to(EXAMPLES).with_suffix("") for path in EXAMPLES.rglob("*.yaml")}
    assert set(NAMES) == {f"example:{each.as_posix()}" for each in files}
    for width in ("80", "60"):
        done = run("examples", env={"COLUMNS": width})
        assert (done.code, done.err) == (DONE, "")
        shown = done.words
        assert [each for each in examples.listed() if each.name not in shown] == []
        assert [each for each in examples.listed() if each.shows not in shown] == []


def test_the_list_is_there_for_programs() -> None:
    told = json.loads(run("examples", "--json").out)
    assert told["items"] == [each._asdict() for each in examples.listed()]
    assert "hypothetical" in told["notice"]


def test_a_name_stands_for_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        file = EXAMPLES / f"{name.removeprefix('example:')}.yaml"
        named = cases.read_all([Path(name)])
        assert [each.case for each in named] == [each.case for each in cases.read_all([file])]


ONE, OTHER = "example:relapsed-ecog-2", "example:relapsed-ecog-3"
TAKING = [
    ("match", ONE), ("why", ONE, "tki"), ("whatif", ONE, "ecog=3"), ("compare", ONE, OTHER),
    ("timeline", ONE), ("next", ONE), ("readings", "--case", ONE), ("step", ONE), ("test", ONE),
    ("test", "example:edges"), ("test", "example:"),
]  # fmt: skip


@pytest.mark.parametrize("command", TAKING, ids=" ".join)
def test_every_command_that_takes_a_case_takes_a_name(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    done = run(*command, cwd=tmp_path, stdin="q\n", env={"XDG_STATE_HOME": str(tmp_path)})
    assert (done.code, done.err) == (DONE, "")


@pytest.mark.parametrize("name", ["relapsed-ecog-22", "../README", "edges/no", "/etc/passwd"])
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    for command in ("match", "test"):
        done = run(command, f"example:{name}", cwd=tmp_path)
        refuses(done, BAD_CASE, f"no example '{name}'")
    refuses(run("match", "example:relapsed-ecog-22"), BAD_CASE, "no example 'relapsed-ecog-22'")


def test_a_folder_of_examples_is_no_case() -> None:
    for name in ("example:", "example:edges"):
        told = f"'{name}' is a folder of examples, one of them is expected"
        refuses(run("match", name), BAD_CASE, told, "allscape examples lists them")


def test_what_is_shown_first_works_from_any_folder(tmp_path: Path) -> None:
    shown = re.findall(r"^  (allscape .*?)(?:  .*)?$", run().out, re.MULTILINE)
    assert len(shown) > 5
    for line in shown:
        done = run(*line.split()[1:], cwd=tmp_path)
        assert (line, done.code, done.err) == (line, DONE, "")


def test_it_runs_as_a_module(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "allscape", "match", str(CASE), "--json"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == run("match", CASE, "--json").out
    import_module("allscape.__main__")  # starts nothing
