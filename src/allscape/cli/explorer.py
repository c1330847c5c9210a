"""The full screen: `allscape explore`."""

import os
import sys
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allscape.cli.options import Facts, Lens, Screen, command
from allscape.cli.output import encodes, show
from allscape.faults import UsageError

if TYPE_CHECKING:
    from allscape.book import Rulebook
    from allscape.explorer.app import Save
    from allscape.explorer.desk import Desk
    from allscape.explorer.learning import Learned, School
    from allscape.learn.quiz import Quiz
    from allscape.session.events import AnyEvent

_SIGNS = "✓✗·−≥≤–…▶‹›“”"
_LINE_BY_LINE = "allscape step goes line by line, allscape step --plain reads aloud well"


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    example = "Example: allscape explore examples/relapsed-ecog-3.yaml"
    app.command("explore", epilog=example)(command(explore))


def explore(
    facts: Facts,
    lens: Lens,
    screen: Screen,
    case_file: Annotated[
        Path | None, typer.Argument(metavar="CASE", help="A case file to begin with.")
    ] = None,
    session: Annotated[
        Path | None,
        typer.Option("--session", metavar="FILE", help="Keep the session here, or go on with it."),
    ] = None,
    last: Annotated[bool, typer.Option("--last", help="Go on with the last session.")] = False,
) -> None:
    """See the landscape on the whole screen: change a fact and watch it move, present a case.

    The session is the one that allscape step keeps: either goes on with what the other kept. With a
    screen reader, allscape step --plain is the way.
    """
    refuse_no_terminal(screen, _LINE_BY_LINE)
    from allscape.book import Rulebook
    from allscape.cli import sessions
    from allscape.explorer.desk import Desk
    from allscape.render import session as render
    from allscape.session.events import Change

    book = Rulebook.load(lens.rules)
    path = sessions.newest() if last else session or sessions.fresh()
    case, events, state, writer = sessions.begun(book, lens, case_file, path, facts)

    def record(event: Change) -> None:
        if writer is not None:
            writer.append(event)
        events.append(event)

    path_kept = writer.path if writer else None
    kept = str(path_kept) if path_kept else None
    desk = Desk(book, case, state, record, kept)
    try:
        _run(
            desk,
            lambda name: sessions.save(name, book, desk.state, events, desk.examine, path_kept),
            school(lens.rules),
            screen,
        )
    finally:
        if writer is not None:
            writer.close()
        show(render.ended(kept), screen)


def quiz_on_screen(quiz: "Quiz", rules: Path | None, screen: Screen) -> None:
    """Put a quiz on the whole screen; what it showed is printed when it ends."""
    from allscape.explorer.learning import QuizScreen
    from allscape.render.quiz import ending

    _alone(QuizScreen(quiz), quiz.book, rules, screen)
    show(ending(quiz, quiz.given), screen)


def lesson_on_screen(name: str, rules: Path | None, screen: Screen) -> None:
    """Play a lesson on the whole screen."""
    refuse_no_terminal(screen, "allscape lesson goes line by line, with --plain reads aloud well")
    from allscape.cli.teaching import checked
    from allscape.explorer.learning import LessonScreen
    from allscape.explorer.played import Played

    placed, book = checked(name, rules)
    _alone(LessonScreen(Played.of(placed, book)), book, rules, screen)


def school(rules: Path | None) -> "School":
    """Return where quizzes and lessons of a rulebook come from; it is read when one is wanted."""
    from allscape.cli.quiz import USUAL_COUNT, Learning, chance, kept_answers
    from allscape.cli.teaching import checked, titles
    from allscape.explorer.learning import School
    from allscape.explorer.played import Played

    learning = cache(partial(Learning.of, rules))
    return School(
        lambda about: learning().quiz(about, None, USUAL_COUNT, chance(), kept_answers()),
        titles,
        lambda name: Played.of(*checked(name, rules)),
    )


def _alone(opening: "Learned", book: "Rulebook", rules: Path | None, screen: Screen) -> None:
    """Run the explorer at a quiz or a lesson, with a case of which nothing is known, not kept."""
    from allscape.cli import sessions
    from allscape.explorer.desk import Desk

    case, events, state, _ = sessions.begun(book, Lens(rules, None, {}), None, None)
    desk = Desk(book, case, state, events.append)
    save = partial(_saved, desk, events)
    _run(desk, save, school(rules), screen, opening)


def _saved(desk: "Desk", events: "list[AnyEvent]", name: str) -> str:
    from allscape.cli import sessions

    return sessions.save(name, desk.book, desk.state, events, desk.examine, None)


def _run(
    desk: "Desk",
    save: "Save",
    school: "School",
    screen: Screen,
    opening: "Learned | None" = None,
) -> None:
    from allscape.explorer.app import Explorer

    _color(screen)
    app = Explorer(desk, save, school, opening=opening, ascii_only=not encodes(_SIGNS))
    app.run()
    if app.fault is not None:
        raise app.fault


def refuse_no_terminal(screen: Screen, instead: str) -> None:
    """Refuse a full screen where it cannot be. Raises `UsageError`, with what there is instead."""
    if screen.plain:
        told = "a full screen cannot be read aloud"
        raise UsageError.of(told, instead)
    streams = (sys.stdin, sys.stdout)
    there = all(each is not None and each.isatty() for each in streams)
    if not there or os.environ.get("TERM") == "dumb":
        told = "explore needs a terminal that shows a full screen"
        raise UsageError.of(told, instead)


def _color(screen: Screen) -> None:
    """Ask for color as everywhere: an empty NO_COLOR does not forbid it."""
    if screen.no_color:
        os.environ["NO_COLOR"] = "1"
    elif not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)
