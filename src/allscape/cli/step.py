"""Stepping through a case: `allscape step`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from allscape.cli import sessions
from allscape.cli.options import LastSession, Lens, MaybeCase, Screen, SessionFile, command
from allscape.cli.output import console, encodes, show
from allscape.faults import CaseError, UsageError, reason
from allscape.inputs import Unreadable, read_text

MAX_LINE = 1_000_000
MAX_ANSWERS = 20_000_000


@command("step", example="step example:six-core-facts-alone")
def step(
    lens: Lens,
    screen: Screen,
    case_file: MaybeCase = None,
    session: SessionFile = None,
    last: LastSession = False,
    replay: Annotated[
        Path | None, typer.Option("--replay", metavar="FILE", help="Show a session once more.")
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Take the lines from a file."),
    ] = None,
) -> None:
    """Step through a case: answer, see what moves, ask why, take it back.

    What is answered is on the disk before the next question. In a session, help lists the commands.
    One program at a time goes on with a session; --replay shows it to any other.
    """
    from allscape.book import Rulebook
    from allscape.cli.stepping import Stepping
    from allscape.render.map_cells import SIGNS, Look
    from allscape.session import store

    path = sessions.named(session, last=last, replay=replay)
    if replay is not None and (case_file or answers or lens.as_of or lens.readings):
        message = "--replay shows a session as it was"
        raise UsageError.of(message, "leave out CASE, --answers, --as-of and --reading")
    book = Rulebook.load(lens.rules)
    look = None if screen.plain else Look(console(screen).width, ascii_only=not encodes(SIGNS))
    stepping = Stepping(book, lambda page: show(page, screen), look)
    if replay is not None:
        stepping.replay(sessions.say_notices(store.load(replay), book), str(replay))
        return
    lines = typed_lines() if answers is None else written_lines(answers)
    interactive = answers is None and sys.stdin.isatty()
    if path is not None and case_file is not None and store.exists(path):
        raise sessions.of_its_own(path, case_file)
    begun = sessions.begun(book, lens, case_file, path, keep=interactive)
    stepping.begin(begun)
    try:
        stepping.run(lines, prompt="> " if interactive else "")
    finally:
        begun.close()


def typed_lines() -> Iterator[str]:
    """Return the lines that are typed, or that come over a pipe."""
    if sys.stdin is None:
        raise CaseError.at("standard input", "is closed")
    if not sys.stdin.isatty():
        return _piped()
    # With it, `input` gives a terminal its line editing.
    with suppress(ImportError):
        import readline  # noqa: F401
    return _lines(lambda: input("> "))


def _piped() -> Iterator[str]:
    """Yield the lines of a pipe, none of which is read without end."""

    def line() -> str:
        found = sys.stdin.readline(MAX_LINE + 1)
        if not found:
            raise EOFError
        if len(found) > MAX_LINE:
            raise CaseError.at("standard input", f"has a line of more than {MAX_LINE:,} characters")
        return found.removesuffix("\n")

    return _lines(line)


def _lines(line: Callable[[], str]) -> Iterator[str]:
    while True:
        sys.stdout.flush()
        try:
            yield line()
        except EOFError:
            return
        except UnicodeDecodeError:
            raise CaseError.at("standard input", "is not text in UTF-8") from None
        except BrokenPipeError:
            raise
        except OSError as error:
            raise CaseError.at("standard input", f"cannot be read: {reason(error)}") from None


def written_lines(answers: Path) -> list[str]:
    """Return the lines of a file."""
    try:
        return read_text(answers, MAX_ANSWERS).splitlines()
    except Unreadable as error:
        raise CaseError([error.fault()]) from None
