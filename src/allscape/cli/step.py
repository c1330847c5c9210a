"""Stepping through a case: `allscape step`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from allscape.cli import sessions
from allscape.cli.lines import STANDARD_INPUT, typed_lines, written_lines
from allscape.cli.options import LastSession, Lens, MaybeCase, Screen, SessionFile, command
from allscape.cli.output import console, encodes, show
from allscape.faults import UsageError

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
    lines = typed_lines() if answers is None else written_lines(answers, MAX_ANSWERS)
    interactive = answers is None and sys.stdin.isatty()
    if path is not None and case_file is not None and store.exists(path):
        raise sessions.of_its_own(path, case_file)
    begun = sessions.begun(book, lens, case_file, path, keep=interactive)
    stepping.begin(begun)
    try:
        stepping.run(lines, "> " if interactive else "", str(answers or STANDARD_INPUT))
    finally:
        begun.close()
