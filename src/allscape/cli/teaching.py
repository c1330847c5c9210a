"""Teaching with the rulebook: `lesson`, `handout`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allscape.cli.learning import checked, course, titles
from allscape.cli.options import Force, Lens, OnScreen, Output, Rules, Screen, command
from allscape.cli.output import show
from allscape.faults import UsageError, nearest

if TYPE_CHECKING:
    from allscape.render.sheet import Handout


@command("lesson", example="lesson unknown-is-not-no")
def lesson(
    screen: Screen,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME|FILE", help="A lesson; without it, the list.")
    ] = None,
    rules: Rules = None,
    explore: OnScreen = False,
) -> None:
    """Play a lesson: case by case, each answer after a class has committed to one.

    A lesson is held against the rulebook first: an answer or a claim that does not hold, or a step
    that moves nothing, is refused with its place.
    """
    from allscape.render.framing import END
    from allscape.render.page import Row, Rows, Text, Title

    if name is None:
        rows = [Row(each, title) for each, title in titles().items()]
        how = Text("allscape lesson NAME plays one; with --explore on the whole screen.")
        show([Title("Lessons"), how, Rows(rows), END], screen)
        return
    if explore:
        from allscape.cli.full_screen import lesson_on_screen

        lesson_on_screen(name, rules, screen)
        return
    from allscape.cli.playing import Playing

    paged = Output(screen.plain, screen.no_color)
    begun, _ = course(name, rules)
    Playing(begun, partial(show, screen=paged), partial(show, screen=screen)).run()


@command("handout", example="handout unknown-is-not-no -o lesson.html")
def handout(
    lens: Lens,
    what: Annotated[str, typer.Argument(metavar="CASE|LESSON", help="A case file, or a lesson.")],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="Where it goes: .md or .html.")
    ],
    questions: Annotated[bool, typer.Option("--questions", help="Without the answers.")] = False,
    key: Annotated[bool, typer.Option("--key", help="The answers openly.")] = False,
    force: Force = False,
) -> None:
    """Write a case or a lesson to hand out: one file, offline, each answer behind a disclosure."""
    from allscape.cli.handing import wanted, write

    want = wanted(questions=questions, key=key)
    write(_sheet(what, lens), out, want, (".md", ".html"), force=force)


def _sheet(what: str, lens: Lens) -> "Handout":
    from allscape.examples import located
    from allscape.inputs import is_file
    from allscape.learn import lessons

    path = Path(what)
    if what in lessons.names() or (is_file(path) and lessons.among(path)):
        if lens.as_of or lens.readings:
            message = "a lesson says itself of which day it is, and how words are read"
            raise UsageError.of(message, "leave out --as-of and --reading")
        from allscape.render.lesson import sheet

        placed, book, _ = checked(what, lens.rules)
        return sheet(placed, book)
    from allscape.render.casework import case_sheet

    if not (path.suffix or what == "-" or is_file(located(path))):
        raise UsageError.of(f"no case and no lesson '{what}'", nearest(what, lessons.names()))
    _, case, evaluation = lens.examined(path)
    return case_sheet(evaluation, case)
