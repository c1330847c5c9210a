"""Sessions and lines without end or beginning: a clear line, and nothing hangs or is lost."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from program import BAD_CASE, CASE, DONE, Done, environment, path, refuses, run
from sessions import stepped

from allscape import Rulebook
from allscape.cases import empty
from allscape.cli.sessions import Begun
from allscape.cli.stepping import Stepping
from allscape.render.page import Page, Text
from allscape.session import store
from allscape.session.events import Answer, Note, Start, State
from allscape.session.store import Writer, load

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="devices and FIFOs as Unix has them")


def _fifo(folder: Path) -> Path:
    os.mkfifo(folder / "fifo")
    return folder / "fifo"


def _link(folder: Path) -> Path:
    (folder / "link").symlink_to("/dev/zero")
    return folder / "link"


def _huge(folder: Path) -> Path:
    with (folder / "huge").open("wb") as file:
        file.truncate(10**12)
    return folder / "huge"


STRANGE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "fifo": (_fifo, "is a FIFO, not a file"),
    "device": (lambda _: Path("/dev/zero"), "is a device, not a file"),
    "link": (_link, "is a device, not a file"),
    "folder": (lambda folder: folder, "is a directory, not a file"),
    "huge": (_huge, "is larger than 20,000,000 bytes"),
    "long name": (lambda folder: folder / ("n" * 300), "file name too long"),
    "long path": (lambda folder: folder / ("n/" * 3_000), "file name too long"),
}


@UNIX
@pytest.mark.parametrize("way", ["--session", "--replay"])
@pytest.mark.parametrize("what", STRANGE)
def test_what_is_no_session_is_refused_in_a_line(tmp_path: Path, way: str, what: str) -> None:
    make, told = STRANGE[what]
    done = run("step", way, make(tmp_path), stdin="age=3\n")
    refuses(done, BAD_CASE, told)
    assert len(done.err.splitlines()) == 1


def closed(*args: str | Path) -> Done:
    """Run the program with its standard input closed."""
    command = ["sh", "-c", 'exec "$@" <&-', "sh", path(), *map(str, args)]
    ended = subprocess.run(
        command, capture_output=True, text=True, timeout=300, env=environment(), check=False
    )
    return Done(ended.returncode, ended.stdout, ended.stderr)


@pytest.mark.sampled(3)
@UNIX
@pytest.mark.parametrize(
    "args",
    [
        ["step"], ["step", CASE], ["match", "-"], ["why", "-", "tki"],
        ["whatif", "-", "age=3"], ["compare", "-", CASE], ["compare", CASE, "-"],
        ["timeline", "-"], ["next", "-"], ["readings", "--case", "-"], ["test", "-"],
        ["mutate", "-"],
    ],
    ids=lambda args: " ".join(map(str, args))[:20],
)  # fmt: skip
def test_closed_standard_input_is_told(args: list[str | Path]) -> None:
    refuses(closed(*args), BAD_CASE, "standard input: is closed")


@UNIX
def test_no_session_begins_without_standard_input(tmp_path: Path) -> None:
    session, answers = tmp_path / "s.jsonl", tmp_path / "answers"
    refuses(closed("step", "--session", session), BAD_CASE, "standard input: is closed")
    assert not session.exists()
    # Where nothing is read from it, it need not be open.
    answers.write_text("age=7\n")
    done = closed("step", "--session", session, "--answers", answers)
    assert (done.code, done.err) == (DONE, "")
    assert closed("step", "--replay", session).code == DONE


@UNIX
def test_standard_input_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    command = ["sh", "-c", 'exec "$@" 0>"$0"', str(tmp_path / "x"), path(), "step"]
    ended = subprocess.run(
        command, capture_output=True, text=True, timeout=300, env=environment(), check=False
    )
    assert ended.returncode == BAD_CASE
    assert "standard input: cannot be read" in ended.stderr


def test_a_line_without_end_is_refused_and_what_came_before_is_kept(tmp_path: Path) -> None:
    session = tmp_path / "s.jsonl"
    done = run("step", "--session", session, stdin="note a\nnote " + "x" * 21_000_000)
    assert done.code == BAD_CASE
    assert "has a line of more than 1,000,000 characters" in done.err
    stepped("note b\n", "--session", session)
    assert load(session).events[1:] == [Note(text="a"), Note(text="b")]


@UNIX
def test_answers_without_end_are_refused() -> None:
    refuses(
        run("step", "--answers", "/dev/zero"), BAD_CASE, "/dev/zero: this is a pipe or a device"
    )


def test_what_would_make_a_session_too_large_is_refused_and_it_goes_on(
    tmp_path: Path, book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, said = tmp_path / "s.jsonl", list[str]()

    def show(page: Page) -> None:
        said.extend(each.text for each in page if isinstance(each, Text))

    monkeypatch.setattr(store, "MAX_BYTES", 1_000)
    stepping = Stepping(book, show)
    start = Start(rulebook=book.fingerprint)
    writer = Writer.create(session, start)
    stepping.begin(Begun(empty(), [start], State(start=start), writer))
    stepping.run([f"note {'x' * 900}", "note \udcff", "age=7", "note short"], prompt="> ")
    assert "Not done: the session would be larger than 1,000 bytes." in said
    assert "Not done: this is not text in UTF-8." in said
    assert load(session).events[1:] == [Answer(facts={"age": 7}), Note(text="short")]


def test_a_full_session_can_still_be_read_to_the_last_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = tmp_path / "s.jsonl"
    writer = Writer.create(session, Start(rulebook=""))
    size = session.stat().st_size
    writer.append(Note(text=""))
    line = session.stat().st_size - size
    monkeypatch.setattr(store, "MAX_BYTES", size + 2 * line + 10)
    with pytest.raises(ValueError, match="larger than"):
        writer.append(Note(text="x" * 11))
    writer.append(Note(text="x" * 10))
    writer.close()
    assert session.stat().st_size == store.MAX_BYTES
    assert [each.text for each in load(session).events if isinstance(each, Note)] == ["", "x" * 10]
