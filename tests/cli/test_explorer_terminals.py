"""The explorer in a terminal of its own: kept at every key, refused where there is none."""

import os
import re
import signal
import struct
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from piloted import ECOG_3
from program import BAD_CASE, DONE, ESCAPE, USAGE, environment, refuses, run, started

from allscape.session.events import Answer, OnDay, Pin, Undo
from allscape.session.store import load

fcntl = pytest.importorskip("fcntl")
pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")

PATIENCE = 60
KEYS = ["6", "p", "d", "u", "1"]
KINDS = [Answer, Pin, OnDay, Undo, Answer]


class Running:
    """An explorer in a terminal, whose output is read away."""

    def __init__(
        self, *args: str | Path, env: dict[str, str] | None = None, command: str = "explore"
    ) -> None:
        self._main, side = pty.openpty()
        self.was = termios.tcgetattr(side)
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        told = environment({"TERM": "xterm-256color", **(env or {})})
        del told["COLUMNS"]
        self.process = started(command, *args, stdin=side, stdout=side, stderr=side, env=told)
        os.close(side)
        self.written = b""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                part = os.read(self._main, 65536)
            except OSError:
                return
            if not part:
                return
            self.written += part

    def press(self, key: str) -> None:
        os.write(self._main, key.encode())

    def shows(self, text: str) -> None:
        self._until(lambda: text.encode() in self.written)

    def keeps(self, file: Path, events: int) -> None:
        self._until(lambda: file.exists() and file.read_bytes().count(b"\n") >= events)

    def _until(self, there: "object") -> None:
        until = time.monotonic() + PATIENCE
        while not there():  # type: ignore[operator]
            assert time.monotonic() < until, self.written[-2000:]
            assert self.process.poll() is None, self.written[-2000:]
            time.sleep(0.01)

    def end(self) -> int:
        """Wait for the end, and until all is read that was written before it."""
        code = self.process.wait(timeout=PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def left_as_it_was(self) -> bool:
        """Tell whether the terminal is as it was found: its screen, its mouse, how it reads."""
        turned = dict(re.findall(rb"\x1b\[\?(\d+)([hl])", self.written))
        on = {number for number, way in turned.items() if way == b"h"}
        # The cursor is seen, and lines wrap.
        return on == {b"25", b"7"} and termios.tcgetattr(self._main) == self.was

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=PATIENCE)
        os.close(self._main)


@contextmanager
def running(*args: str | Path, env: dict[str, str] | None = None) -> Iterator[Running]:
    app = Running(*args, env=env)
    try:
        app.shows("FACTS")
        yield app
    finally:
        app.close()


@pytest.mark.parametrize("count", [1, len(KEYS)])
def test_a_killed_explorer_has_lost_nothing_that_was_answered(tmp_path: Path, count: int) -> None:
    file = tmp_path / "kept.jsonl"
    with running(ECOG_3, "--session", file) as app:
        for at, key in enumerate(KEYS[:count], 1):
            app.press(key)
            app.keeps(file, 1 + at)
        app.process.kill()
        app.end()
    found = load(file)
    assert found.notices == []
    assert [type(each) for each in found.events[1:]] == KINDS[:count]


def test_either_opens_what_the_other_kept(tmp_path: Path) -> None:
    file = tmp_path / "kept.jsonl"
    first = run("step", ECOG_3, "--session", file, stdin="ecog=2\nnote seen\nq\n")
    assert first.code == DONE
    # The case it began with brings the story and the teaching notes along.
    with running(ECOG_3, "--session", file) as app:
        app.press("d")
        app.keeps(file, 4)
        busy = run("explore", "--session", file, stdin="")
        assert busy.code == USAGE
        app.press("q")
        assert app.end() == DONE
        assert f"Kept in {file}".encode() in app.written
    again = run("step", "--session", file, stdin="undo\nq\n")
    assert again.code == DONE
    assert "taken back: as of 2021-03-12" in again.words
    assert [each.kind for each in load(file).events] == [
        "start", "answer", "note", "day", "undo",
    ]  # fmt: skip
    transcript = tmp_path / "all.md"
    run("step", "--session", file, stdin=f"save {transcript}\nq\n")
    assert "as of 2021-03-12" in transcript.read_text(encoding="utf-8")


def test_ctrl_c_ends_it_wherever_one_is(tmp_path: Path) -> None:
    file = tmp_path / "kept.jsonl"
    with running(ECOG_3, "--session", file, env={"NO_COLOR": "1"}) as app:
        app.press("w")
        app.shows("Esc closes")
        app.press("\x03")
        assert app.end() == DONE
        # Reverse and bold are no colors.
        for code in (b"[3", b";3", b"[4", b";4"):
            for color in b"1234567":
                assert ESCAPE.encode() + code + bytes([color]) + b"m" not in app.written


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("command", ["explore", "quiz", "lesson"])
def test_a_signal_ends_it_as_its_own_key_does(
    tmp_path: Path, command: str, number: signal.Signals
) -> None:
    file = tmp_path / "kept.jsonl"
    args = {
        "explore": [ECOG_3, "--session", file],
        "quiz": ["--explore"],
        "lesson": ["unknown-is-not-no", "--explore"],
    }
    app = Running(*args[command], env={"XDG_STATE_HOME": str(tmp_path)}, command=command)
    try:
        app.shows("\x1b[?1049h")
        app.shows("For education")
        os.kill(app.process.pid, number)
        assert app.end() == 128 + number
        assert app.left_as_it_was(), app.written[-500:]
    finally:
        app.close()
    assert not list(tmp_path.rglob(".*"))
    if command == "explore":
        assert [each.kind for each in load(file).events] == ["start"]


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("args", "ending"),
    [
        (("lesson", "unknown-is-not-no"), "What comes next"),
        (("quiz", "--seed", "1"), "WHAT THIS QUIZ SHOWED"),
    ],
    ids=["lesson", "quiz"],
)
def test_what_it_came_to_is_printed_when_it_has_ended(args: tuple[str, ...], ending: str) -> None:
    command, *rest = args
    app = Running(*rest, "--explore", "--no-color", command=command)
    try:
        app.shows("For education")
        app.press("qq")
        assert app.end() == DONE
        assert app.left_as_it_was()
        _, found, after = app.written.rpartition(b"\x1b[?1049l")[2].decode().partition(ending)
        assert found
        assert ESCAPE not in after
    finally:
        app.close()


REFUSED = {
    "no terminal": ([], "needs a terminal that shows a full screen"),
    "plain": (["--plain"], "cannot be read aloud"),
}


@pytest.mark.parametrize("args", REFUSED)
def test_without_a_terminal_it_says_so(args: str) -> None:
    given, told = REFUSED[args]
    done = run("explore", ECOG_3, *given)
    refuses(done, USAGE, told, "allscape step --plain")
    assert len(done.err.splitlines()) == 1


def test_another_case_is_refused_for_a_session(tmp_path: Path) -> None:
    file = tmp_path / "kept.jsonl"
    assert run("step", ECOG_3, "--session", file, stdin="q\n").code == DONE
    app = Running("--session", file, "--age", "3")
    try:
        assert app.end() == USAGE
        assert b"has its own case" in app.written
    finally:
        app.close()
    app = Running(tmp_path / "nowhere.yaml")
    try:
        assert app.end() == BAD_CASE
    finally:
        app.close()
