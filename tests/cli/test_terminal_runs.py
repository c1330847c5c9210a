"""Terminals, pipes and encodings: color, width, a reader who leaves, a full disk."""

import json
import os
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from program import (
    CASE,
    DONE,
    ESCAPE,
    OUR_FAULT,
    environment,
    in_terminal,
    named,
    packed,
    path,
    run,
    started,
    succeeds,
)

_CODES = re.compile(rf"{ESCAPE}\[[0-9;]*m")


@pytest.mark.posix
def test_in_a_terminal_there_is_color_and_it_carries_nothing_alone() -> None:
    colored = in_terminal("match", CASE)
    assert f"{ESCAPE}[1;32m" in colored
    plain = _CODES.sub("", colored)
    assert ESCAPE not in plain
    assert packed(plain) == packed(succeeds("match", CASE).out)


@pytest.mark.parametrize("command", ["match", "map", "why"])
def test_no_page_is_wider_than_a_page_can_be(command: str) -> None:
    asked = [command, CASE, *(["tki"] if command == "why" else [])]
    out = succeeds(*asked, env={"COLUMNS": "1000"}).out
    for width in (10**8, 10**30):
        assert succeeds(*asked, env={"COLUMNS": str(width)}).out == out


@pytest.mark.posix
@pytest.mark.parametrize(
    ("more", "env"),
    [
        ([], {"NO_COLOR": "1"}),
        ([], {"TERM": "dumb"}),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}),
        (["--no-color"], {}),
        (["--plain"], {}),
        (["--json"], {}),
    ],
    ids=named,
)
def test_in_a_terminal_color_goes_where_it_is_not_wanted(
    more: list[str], env: dict[str, str]
) -> None:
    shown = in_terminal("match", CASE, *more, env=env)
    assert ESCAPE not in shown
    assert packed(shown) == packed(succeeds("match", CASE, *more).out)


@pytest.mark.posix
@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=named)
def test_help_is_without_color_where_it_is_not_wanted(env: dict[str, str]) -> None:
    assert ESCAPE not in in_terminal("match", "--help", env=env)


@pytest.mark.parametrize("args", [["match", CASE], ["match", "--help"]], ids=["data", "help"])
def test_in_a_pipe_there_is_no_color(args: list[str]) -> None:
    for env in ({}, {"GITHUB_ACTIONS": "true"}):
        assert ESCAPE not in succeeds(*args, env=env).out


@pytest.mark.posix
def test_the_width_is_that_of_the_terminal() -> None:
    shown = in_terminal("match", CASE, env={"NO_COLOR": "1"}, width=66)
    assert 60 < max(map(len, shown.splitlines())) <= 66


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize(
    "args",
    [
        ["match", CASE, "--all", "--full"],
        ["rules"],
        ["sources", "csco-2021"],
        ["approaches", "car-t-relapsed-refractory"],
    ],
    ids=named,
)
def test_no_line_is_wider_than_the_width(args: list[str], width: int) -> None:
    lines = succeeds(*args, env={"COLUMNS": str(width)}).out.splitlines()
    assert [line for line in lines if len(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_sentence_is_whole_however_narrow_the_terminal() -> None:
    usual = packed(succeeds("match", CASE).out)
    shown = packed(succeeds("match", CASE, env={"COLUMNS": "40"}).out)
    for quoted in re.findall("“[^”]*”—", usual):
        assert quoted in shown
    for label in ("matched", "ruledout", "standing", "hangson"):
        assert label in shown


def test_a_width_of_nothing_is_no_width() -> None:
    done = succeeds("match", CASE, env={"COLUMNS": "0"})
    assert packed("Newly diagnosed, Ph-positive, aged 67") in packed(done.out)


def _left_by_its_reader(*args: str | Path, read: int) -> tuple[int, str]:
    reading, writing = os.pipe()
    if not read:
        os.close(reading)
    with TemporaryFile() as told:
        process = started(*args, stdin=0, stdout=writing, stderr=told.fileno())
        os.close(writing)
        if read:
            os.read(reading, read)
            os.close(reading)
        code = process.wait()
        told.seek(0)
        return code, told.read().decode()


@pytest.mark.posix
@pytest.mark.parametrize(
    ("args", "read"),
    [
        (["rules"], 0),
        (["match", CASE, "--plain"], 0),
        (["match", CASE, "--json"], 1),
        (["match", "--help"], 0),
        (["sources", "ash-2024", "--json"], 0),
    ],
    ids=named,
)
def test_a_reader_who_leaves_is_no_fault(args: list[str], read: int) -> None:
    assert _left_by_its_reader(*args, read=read) == (DONE, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "args", [["match", CASE], ["match", CASE, "--json"], ["--help"]], ids=named
)
def test_a_full_disk_is_told(args: list[str]) -> None:
    with Path("/dev/full").open("wb") as full, TemporaryFile() as told:
        code = started(*args, stdin=0, stdout=full.fileno(), stderr=told.fileno()).wait()
        told.seek(0)
        assert told.read() == b"allscape: cannot write: no space left on device\n"
    assert code == OUR_FAULT


@pytest.mark.posix
@pytest.mark.parametrize(
    ("closing", "case"),
    [(">&-", str(CASE)), ("<&-", "-"), ("2>&-", "nowhere.yaml")],
    ids=["output", "input", "error"],
)
def test_a_closed_stream_gives_no_traceback(closing: str, case: str) -> None:
    ended = subprocess.run(
        ["sh", "-c", f'"$0" match "$1" {closing}', path(), case],
        capture_output=True, env=environment(), timeout=300, check=False,
    )  # fmt: skip
    assert b"Traceback" not in ended.stderr
    if closing != ">&-":
        assert ended.returncode == 3


def test_an_output_that_is_not_utf_8_loses_nothing() -> None:
    shown = succeeds("match", CASE, "--plain", env={"PYTHONIOENCODING": "ascii"}).out
    # What the encoding lacks is written as Python writes it.
    usual = succeeds("match", CASE, "--plain").out
    assert shown == usual.encode("ascii", "backslashreplace").decode()


def test_json_stays_json_in_any_encoding() -> None:
    args = ["match", "--json"]
    case = "name: caf\u00e9 \U0001f600 \u2013\n"
    done = run(*args, "-", stdin=case, env={"PYTHONIOENCODING": "ascii"})
    assert (done.code, done.err) == (DONE, "")
    assert json.loads(done.out)["case"]["name"] == "caf\u00e9 \U0001f600 \u2013"
