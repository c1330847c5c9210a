"""Two programs on one session: one has it, the other is told who; what was acknowledged is kept."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random
from tempfile import TemporaryFile
from typing import IO

import pytest
from program import BAD_CASE, DONE, refuses, run, started
from sessions import Piped, stepped

from allscape.session.events import Note, Start
from allscape.session.store import Writer, load

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")


class Noting:
    """A program that is given notes to keep, and does not wait to be read."""

    def __init__(self, session: Path, notes: Iterable[str]) -> None:
        self._out: IO[bytes] = TemporaryFile()  # noqa: SIM115  # closed once it is read
        with TemporaryFile() as lines, Path(os.devnull).open("wb") as nowhere:
            lines.write("".join(f"note {each}\n" for each in notes).encode())
            lines.seek(0)
            self.process = started(
                "step", "--plain", "--session", session,
                stdin=lines.fileno(), stdout=self._out.fileno(), stderr=nowhere.fileno(),
            )  # fmt: skip

    def says(self, wanted: bytes) -> bool:
        """Tell whether something was printed."""
        said = os.pread(self._out.fileno(), 100_000, 0)
        return bool(said) and wanted in said

    def kill(self) -> None:
        """End it as nothing else does."""
        self.process.kill()
        self.process.wait()

    def acknowledged(self) -> list[str]:
        """Return, once, the notes that it has said it keeps."""
        with self._out:
            self._out.seek(0)
            said = self._out.read().decode()
        return re.findall(r"^> note (.*)\nnoted", said, re.MULTILINE)


def notes_in(session: Path) -> list[str]:
    """Return the notes that a session holds."""
    return [each.text for each in load(session).events if isinstance(each, Note)]


def test_the_second_is_told_who_has_the_session_and_may_read_along(tmp_path: Path) -> None:
    session = tmp_path / "class.jsonl"
    with Piped(session) as first:
        first.say("note before the round", "noted.")
        who = rf"process {first.pid} on {re.escape(socket.gethostname())} since 20[\d-]+ [\d:]+ UTC"
        before = session.read_bytes()
        for args in (["--session", session], ["--session", session, "--plain"]):
            done = run("step", *args, stdin="note lost?\n")
            refuses(done, BAD_CASE, "another program has this session", f"--replay {session}")
            assert re.search(who, done.err), done.err
            assert len(done.err.splitlines()) == 1
        assert session.read_bytes() == before
        assert "before the round" in run("step", "--replay", session).words
        first.say("note after it", "noted.")
        assert "after it" in run("step", "--replay", session).words
    # The first was killed: it has the session no longer, whatever it left behind.
    stepped("note on\n", "--session", session)
    assert notes_in(session) == ["before the round", "after it", "on"]
    assert list(tmp_path.iterdir()) == [session]


def test_the_last_session_too_has_one_program(tmp_path: Path) -> None:
    folder = tmp_path / "allscape" / "sessions"
    folder.mkdir(parents=True)
    with Piped(folder / "2026-01-01.jsonl") as first:
        first.say("note a", "noted.")
        done = run("step", "--last", env={"XDG_STATE_HOME": str(tmp_path)})
        refuses(done, BAD_CASE, "another program has this sessio")


def test_a_session_by_another_name_is_the_same_session(tmp_path: Path) -> None:
    session, link = tmp_path / "s.jsonl", tmp_path / "link"
    with Piped(session) as first:
        first.say("note a", "noted.")
        link.symlink_to(session)
        refuses(run("step", "--session", link), BAD_CASE, "another program", f"{first.pid}")


def both_note(session: Path, count: int) -> None:
    """Let two programs keep notes at once; what either acknowledges has to be kept."""
    both = [Noting(session, [f"{who}{n}" for n in range(count)]) for who in "ab"]
    for each in both:
        each.process.wait(timeout=300)
    codes = sorted(each.process.returncode for each in both)
    kept = notes_in(session)
    assert codes in ([DONE, DONE], [DONE, BAD_CASE])  # one after the other, or one refused
    for each in both:
        acknowledged = each.acknowledged()
        assert len(acknowledged) == (0 if each.process.returncode else count)
        assert [note for note in kept if note in set(acknowledged)] == acknowledged


def test_of_two_programs_that_note_at_once_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    both_note(tmp_path / "new.jsonl", 100)
    there = tmp_path / "there.jsonl"
    stepped("note first\n", "--session", there)
    both_note(there, 500)
    assert notes_in(there)[0] == "first"


@pytest.mark.long
def test_of_two_programs_that_note_at_once_nothing_is_lost_in_200_runs(tmp_path: Path) -> None:
    for at in range(200):
        both_note(tmp_path / f"{at}.jsonl", 500)


HANDED_OVER = """
import sys
from pathlib import Path
from allscape.faults import CaseError
from allscape.session.events import Note
from allscape.session.store import Writer
path, who, left = Path(sys.argv[1]), sys.argv[2], list(range(500))
while left:
    try:
        writer, _ = Writer.resume(path)
    except CaseError as error:
        assert "another program has" in str(error), error
        continue
    for _ in range(min(len(left), 1 + left[0] % 40)):
        writer.append(Note(text=f"{who}{left.pop(0)}"))
    writer.close()
"""


def test_a_session_is_handed_from_one_program_to_the_other_and_back(tmp_path: Path) -> None:
    session = tmp_path / "s.jsonl"
    Writer.create(session, Start(rulebook="")).close()
    command = [sys.executable, "-c", HANDED_OVER, str(session)]
    both = [subprocess.Popen([*command, who], stderr=subprocess.PIPE) for who in "ab"]
    for each in both:
        _, told = each.communicate(timeout=300)
        assert not told, told.decode()[-500:]
    kept = notes_in(session)
    for who in "ab":
        assert [each for each in kept if each[0] == who] == [f"{who}{n}" for n in range(500)]


def killed_at_random(tmp_path: Path, rounds: int) -> None:
    """Kill two programs on one session again and again; what was acknowledged has to be there."""
    random = Random(1)
    session, acknowledged = tmp_path / "s.jsonl", list[str]()
    for at in range(rounds):
        both = [Noting(session, [f"{at}{who}{n}" for n in range(400)]) for who in "ab"]
        random.shuffle(both)
        wanted = b"noted" if at % 2 else b""  # however slow the machine, some are acknowledged
        while not any(each.says(wanted) for each in both):
            assert None in [each.process.poll() for each in both]
            time.sleep(0.01)
        for each in both:
            time.sleep(random.uniform(0, 0.2))
            each.kill()
        acknowledged += [note for each in both for note in each.acknowledged()]
        if acknowledged:
            assert set(acknowledged) <= set(notes_in(session))
        if at % 50 == 49 and at + 1 < rounds:
            session.unlink()
            acknowledged.clear()
    assert acknowledged
    stepped("note the last\n", "--session", session)


@UNIX
def test_two_killed_programs_have_lost_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    killed_at_random(tmp_path, 3)


@UNIX
@pytest.mark.long
def test_two_killed_programs_have_lost_nothing_in_500_rounds(tmp_path: Path) -> None:
    killed_at_random(tmp_path, 500)
