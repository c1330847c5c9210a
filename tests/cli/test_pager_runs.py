"""What is longer than the screen goes through the reader's pager, and only on a terminal."""

import errno
import sys
from pathlib import Path

import pytest
from program import CASE, EXAMPLES, in_terminal, run, succeeds

from allscape.cli import pager as pager_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")


def pager(folder: Path) -> str:
    """Return a pager that says that it was here, and how less is told to behave."""
    return f'cat > "{folder}/paged"; echo "paged with $LESS"'


def test_a_long_page_goes_through_the_pager(tmp_path: Path) -> None:
    shown = in_terminal("match", CASE, env={"PAGER": pager(tmp_path)})
    assert shown.strip() == "paged with FRXe"
    text = (tmp_path / "paged").read_text(encoding="utf-8")
    assert "FOR EDUCATION" in text
    assert "\x1b[" in text
    own = in_terminal("match", CASE, env={"PAGER": pager(tmp_path), "LESS": "-S"})
    assert own.strip() == "paged with -S"


@pytest.mark.parametrize(
    ("args", "env"),
    [
        (["match", CASE, "--no-pager"], {}),
        (["match", CASE], {"PAGER": ""}),
        (["match", CASE], {"PAGER": "cat"}),
        (["match", CASE], {"PAGER": "no-such-pager-at-all"}),
        (["match", EXAMPLES / "nothing-known.yaml", "--json"], {}),
    ],
    ids=["flag", "empty", "cat", "missing", "json"],
)
def test_where_there_is_to_be_no_pager(
    tmp_path: Path, args: list[str | Path], env: dict[str, str]
) -> None:
    shown = in_terminal(*args, env={"PAGER": pager(tmp_path), **env})
    assert not (tmp_path / "paged").exists()
    assert "hypothetical" in shown.lower()


def test_the_same_when_piped_and_paged(tmp_path: Path) -> None:
    in_terminal("match", CASE, env={"PAGER": pager(tmp_path), "NO_COLOR": "1"})
    assert (tmp_path / "paged").read_text(encoding="utf-8") == succeeds("match", CASE).out
    done = run("match", CASE, env={"PAGER": pager(tmp_path / "piped")})
    assert done.out == succeeds("match", CASE).out


@pytest.mark.parametrize(
    "command", [("quiz", "--seed", "1"), ("lesson", "unknown-is-not-no")], ids=lambda each: each[0]
)
def test_no_choice_is_lost_in_a_pager_that_is_left_early(command: tuple[str, ...]) -> None:
    shown = in_terminal(*command, env={"PAGER": "true"}, height=6, typed="\nquit\nquit\n")
    assert "c)  " in shown


def test_a_pager_that_is_left_early_is_no_fault(tmp_path: Path) -> None:
    assert "hypothetical" not in in_terminal("match", CASE, "--all", env={"PAGER": "true"})


def test_a_terminal_that_can_do_nothing_pages_where_it_is_told_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pager_of.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.delenv("PAGER", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert pager_of._pager() == "/usr/bin/less"
    monkeypatch.setenv("TERM", "dumb")
    assert pager_of._pager() == ""
    monkeypatch.setenv("PAGER", " more ")
    assert pager_of._pager() == "more"


def test_where_no_pager_can_be_started_the_page_stands_on_the_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.EAGAIN, "no process more")

    monkeypatch.setattr(pager_of.subprocess, "Popen", full)
    monkeypatch.setenv("PAGER", "less")
    page = "a line\n" * 1000
    with pager_of.paged():
        print(page, end="")
    assert capsys.readouterr() == (page, "")
