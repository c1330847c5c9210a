"""The explorer on the terminal: with a session (`explore`), at a quiz, in a lesson."""

import asyncio
import gc
import os
import signal
import sys
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from allscape.cli.options import (
    FactOptions,
    LastSession,
    Lens,
    MaybeCase,
    Screen,
    SessionFile,
    command,
)
from allscape.cli.output import encodes, show
from allscape.faults import UsageError

if TYPE_CHECKING:
    from allscape.book import Rulebook
    from allscape.cli.sessions import Begun
    from allscape.explorer.app import Explorer
    from allscape.explorer.learning import Learned, School
    from allscape.learn.quiz import Quiz

_BY_SIGNAL = 128
_LINE_BY_LINE = "allscape step goes line by line, allscape step --plain reads aloud well"
_SIGNS = "✓✗·−≥≤–…▶‹›“”"


@command("explore", example="explore examples/relapsed-ecog-3.yaml")
def explore(
    facts: FactOptions,
    lens: Lens,
    screen: Screen,
    case_file: MaybeCase = None,
    session: SessionFile = None,
    last: LastSession = False,
) -> None:
    """See the landscape on the whole screen: change a fact and watch it move, present a case.

    The session is the one that allscape step keeps: either goes on with what the other kept. With a
    screen reader, allscape step --plain is the way.
    """
    refuse_no_terminal(screen, _LINE_BY_LINE)
    from allscape.book import Rulebook
    from allscape.cli import sessions
    from allscape.render import session as render

    book = Rulebook.load(lens.rules)
    path = sessions.named(session, last=last)
    begun = sessions.begun(book, lens, case_file, path, facts, keep=True)
    try:
        run(begun, book, lens.rules, screen)
    finally:
        begun.close()
        if not isinstance(sys.exception(), SystemExit):  # of a terminal that may be gone
            show(render.ended(begun.kept), screen)


def quiz_on_screen(quiz: "Quiz", rules: Path | None, screen: Screen) -> None:
    """Put a quiz on the whole screen; what it showed is printed when it ends."""
    from allscape.explorer.learning import QuizScreen
    from allscape.explorer.quizzed import Quizzed
    from allscape.render.learned import ending

    _alone(QuizScreen(Quizzed(quiz)), quiz.book, rules, screen)
    show(ending(quiz, quiz.given), screen)


def lesson_on_screen(name: str, rules: Path | None, screen: Screen) -> None:
    """Play a lesson on the whole screen."""
    refuse_no_terminal(screen, "allscape lesson goes line by line, with --plain reads aloud well")
    from allscape.cli.learning import course
    from allscape.explorer.learning import LessonScreen
    from allscape.explorer.played import Played

    begun, book = course(name, rules)
    _alone(LessonScreen(Played(begun)), book, rules, screen)
    show(begun.ending(), screen)


def school(rules: Path | None) -> "School":
    """Return where quizzes and lessons of a rulebook come from; it is read when one is wanted."""
    from allscape.cli.learning import USUAL_COUNT, Learning, chance, course, kept_answers, titles
    from allscape.explorer.learning import School
    from allscape.explorer.played import Played
    from allscape.explorer.quizzed import Quizzed

    learning = cache(partial(Learning.of, rules))
    return School(
        lambda about: Quizzed(learning().quiz(about, None, USUAL_COUNT, chance(), kept_answers())),
        titles,
        lambda name: Played(course(name, rules)[0]),
    )


def _alone(opening: "Learned", book: "Rulebook", rules: Path | None, screen: Screen) -> None:
    """Run the explorer at a quiz or a lesson, with a case of which nothing is known, not kept."""
    from allscape.cli import sessions

    begun = sessions.begun(book, Lens(rules, None, {}), None, None)
    run(begun, book, rules, screen, opening)


def run(
    begun: "Begun",
    book: "Rulebook",
    rules: Path | None,
    screen: Screen,
    opening: "Learned | None" = None,
) -> None:
    """Run the explorer until it ends; what ended it that should not have is raised.

    Raises `SystemExit` where a signal ended it, with the exit code that a shell has for that.
    """
    from allscape.explorer.app import Explorer
    from allscape.explorer.desk import Desk

    def save(name: str) -> str:
        return begun.save(name, book, desk.state, desk.examine)

    _color(screen)
    desk = Desk(book, begun.case, begun.state, begun.record, begun.kept)
    app = Explorer(desk, save, school(rules), opening=opening, ascii_only=not encodes(_SIGNS))
    gc.freeze()  # to search what stays until the end for garbage would hold a key up
    asyncio.run(_until_ended(app))
    if app.fault is not None:
        raise app.fault
    if app.return_code:
        raise SystemExit(app.return_code)


async def _until_ended(app: "Explorer") -> None:
    """Run the explorer; a signal that ends programs ends it as its own key does."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP") if sys.platform != "win32" else ():
        number = getattr(signal, name)
        loop.add_signal_handler(number, partial(app.exit, return_code=_BY_SIGNAL + number))
    await app.run_async()


def refuse_no_terminal(screen: Screen, instead: str) -> None:
    """Refuse a full screen where it cannot be. Raises `UsageError`, with what there is instead."""
    if screen.plain:
        raise UsageError.of("a full screen cannot be read aloud", instead)
    streams = (sys.stdin, sys.stdout)
    there = all(each is not None and each.isatty() for each in streams)
    if not there or os.environ.get("TERM") == "dumb":
        raise UsageError.of("explore needs a terminal that shows a full screen", instead)


def _color(screen: Screen) -> None:
    """Ask for color as everywhere: an empty NO_COLOR does not forbid it."""
    if screen.no_color:
        os.environ["NO_COLOR"] = "1"
    elif not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)
