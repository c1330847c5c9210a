"""Teaching with the rulebook: `lesson`, `handout`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allscape.cli.learning import checked, titles
from allscape.cli.options import Lens, OnScreen, Rules, Screen, command
from allscape.cli.output import show
from allscape.faults import UsageError

if TYPE_CHECKING:
    from allscape.book import Rulebook
    from allscape.render.lesson import Stop
    from allscape.render.sheet import Handout


_KEYS = (
    "Say what you expect, then press Enter; where there are letters, type one: Enter alone shows "
    "the answer, ? explains the abbreviations. quit ends."
)


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("lesson", epilog="Example: allscape lesson unknown-is-not-no")(command(lesson))
    app.command("handout", epilog="Example: allscape handout unknown-is-not-no -o lesson.html")(
        command(handout)
    )


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
    from allscape.model.landscape import NOTICE
    from allscape.render.framing import foot
    from allscape.render.lesson import lead, stops
    from allscape.render.page import Heading, Row, Rows, Text, Title

    if name is None:
        rows = [Row(each, title) for each, title in titles().items()]
        how = Text("allscape lesson NAME plays one; with --explore on the whole screen.")
        show([Title("Lessons"), how, Rows(rows), Heading(NOTICE.rstrip("."))], screen)
        return
    if explore:
        from allscape.cli.full_screen import lesson_on_screen

        lesson_on_screen(name, rules, screen)
        return
    placed, book = checked(name, rules)
    show([Title(placed.lesson.title), Text(NOTICE), *lead(placed), Text(_KEYS)], screen)
    lines = _lines()
    for each in stops(placed, book):
        if not _play(each, book, lines, screen):
            break
    show([Text(""), *foot()], screen)


def _play(stop: "Stop", book: "Rulebook", lines: Iterator[str], screen: Screen) -> bool:
    """Play one step; return whether to go on."""
    from allscape.cli.quizzing import Quit
    from allscape.render.page import Item, Text

    show([Text("")], screen)
    show([Item(stop.leaf.heading), *stop.leaf.question], screen)
    try:
        choice = _committed(stop, book, lines, screen) if stop.waits else None
    except Quit:
        return False
    if after := stop.reply(book.contents, choice):
        show([Text("")], screen)
        show(after, screen)
    return True


def _committed(stop: "Stop", book: "Rulebook", lines: Iterator[str], screen: Screen) -> str | None:
    """Return the choice of a class, None where it goes on without one. Raises `Quit`."""
    from allscape.cli.quizzing import MEANING, QUIT, Quit
    from allscape.learn.given import read_answer
    from allscape.render import quiz
    from allscape.render.page import Text

    for line in lines:
        word = line.strip().lower()
        if word in QUIT:
            raise Quit
        if stop.question is None or not word:
            return None
        if word in MEANING:
            show(quiz.explained(book.contents, stop.question), screen)
            continue
        try:
            return read_answer(line, stop.question).choice
        except ValueError as error:
            show([Text(f"{error}; or Enter, ?, or quit")], screen)
    return None


def _lines() -> Iterator[str]:
    """Yield what is typed, or comes over a pipe; nothing where nobody is there."""
    from allscape.cli.step import typed_lines

    if sys.stdin is not None:
        yield from typed_lines()


def handout(
    lens: Lens,
    what: Annotated[str, typer.Argument(metavar="CASE|LESSON", help="A case file, or a lesson.")],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="Where it goes: .md or .html.")
    ],
    questions: Annotated[bool, typer.Option("--questions", help="Without the answers.")] = False,
    key: Annotated[bool, typer.Option("--key", help="The answers openly.")] = False,
) -> None:
    """Write a case or a lesson to hand out: one file, offline, each answer behind a disclosure."""
    from allscape.cli.handing import wanted, write

    want = wanted(questions=questions, key=key)
    write(_sheet(what, lens), out, want, (".md", ".html"))


def _sheet(what: str, lens: Lens) -> "Handout":
    from allscape import documents
    from allscape.inputs import is_file
    from allscape.learn import lessons

    path = Path(what)
    data = documents.read(path).data if is_file(path) else None
    if what in lessons.names() or (isinstance(data, dict) and "steps" in data):
        if lens.as_of or lens.readings:
            message = "a lesson says itself of which day it is, and how words are read"
            raise UsageError.of(message, "leave out --as-of and --reading")
        from allscape.render.lesson import sheet

        return sheet(*checked(what, lens.rules))
    from allscape.cli.explore import examined
    from allscape.render.casework import case_sheet

    _, case, evaluation = examined(path, lens)
    return case_sheet(evaluation, case)
