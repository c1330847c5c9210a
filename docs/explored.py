"""The explorer's screens in the documentation, shown by the program itself without a terminal."""

import asyncio
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from allscape import Rulebook, cases
from allscape.cli.full_screen import school
from allscape.cli.learning import Learning
from allscape.explorer.app import Explorer
from allscape.explorer.commands import COMMANDS, PRESENTING, Command, key_name
from allscape.explorer.desk import Desk
from allscape.explorer.learning import School
from allscape.explorer.played import LESSON
from allscape.explorer.quizzed import QUIZ, Quizzed
from allscape.render.page import Page, Text
from allscape.session.events import Start, State

ROOT = Path(__file__).resolve().parents[1]
CASE = "relapsed-ecog-3"
SIZE = (80, 24)

TOUR = [
    (
        (
            "It opens on a case: the facts, the map, and below the sentence of the row under the "
            "cursor. The words of each condition stand between ‹ ›, behind what it comes to: "
            "holds, fails, or open."
        ),
        ["pagedown", "down", "down"],
    ),
    (
        (
            "`f` and a letter, or a number alone, give a fact its next value. What moved is said "
            "in words, and marked `*` in the map; it stays until the next change."
        ),
        ["6", "left", "left"],
    ),
    ("`c` lists the smallest changes of a row; the key before one makes it.", ["u", "u", "u", "c"]),
    ("`u` takes the last thing back.", ["1", "u"]),
    (
        (
            "`p` pins the case; after a change, here the day of the first article (`d`), `e` sets "
            "the two side by side."
        ),
        ["p", "d", "e"],
    ),
    ("`P` presents: first the story alone.", ["escape", "u", "P"]),
    ("Space uncovers a fact, and the map waits.", ["space", "space", "space"]),
    ("Space again, and it moves.", ["space"]),
    (
        (
            "`Q` asks about the row, or the fact, under the cursor: a question of `allscape quiz`, "
            "answered, with what decides."
        ),
        ["escape", "Q", "8", "0", "a"],
    ),
]
"""What is said of each screen, and the keys that lead there from the one before."""


@cache
def screens() -> list[tuple[str, str]]:
    """Return what is said of each screen, and its text."""
    return asyncio.run(_screens())


async def _screens() -> list[tuple[str, str]]:
    book, case = Rulebook.load(), cases.read(ROOT / "examples" / f"{CASE}.yaml")
    start = Start(rulebook=book.fingerprint, name=case.name, profile=case.profile.known())
    desk = Desk(book, case, State(start=start), lambda _: None)
    app = Explorer(desk, lambda _: "", _school())
    found = []
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for told, keys in TOUR:
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            strips = app.screen._compositor.render_strips()  # noqa: SLF001  # no public way
            lines = ("".join(each.text for each in strip).rstrip() for strip in strips)
            found.append((told, "\n".join(lines)))
    return found


def _school() -> School:
    """Return quizzes that are the same every time, and whose answers are not kept."""
    learning = Learning.of(None)

    def quiz(about: str) -> Quizzed:
        return Quizzed(learning.quiz(about, None, 10, 1, None))

    return school(None)._replace(quiz=quiz)


def page() -> str:
    """Return the page of the explorer."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield INTRODUCTION
    for told, shown in screens():
        yield f"{told}\n\n```text\n{shown.rstrip()}\n```\n"
    yield "## Keys\n\n| key | |\n|---|---|"
    yield from map(_key, COMMANDS.values())
    yield "\nWhile presenting:\n\n| key | |\n|---|---|"
    yield from map(_key, PRESENTING.values())
    yield "\nAt a quiz (`Q`, or `allscape quiz --explore`):\n\n| key | |\n|---|---|"
    yield from map(_key, QUIZ.values())
    yield "\nIn a lesson (`L`, or `allscape lesson NAME --explore`):\n\n| key | |\n|---|---|"
    yield from map(_key, LESSON.values())


def _key(command: Command[Any]) -> str:
    keys = command.sign or ", ".join(f"`{key_name(each)}`" for each in command.keys)
    return f"| {keys} | {command.label}: {command.help} |"


def pictured() -> tuple[Page, int]:
    """Return the second screen, for a picture of it."""
    shown = screens()[1][1]
    return [Text(each, whole=True) for each in shown.split("\n")], SIZE[1]


INTRODUCTION = """\
# The explorer

```console
allscape explore examples/relapsed-ecog-3.yaml
```

The landscape on the whole screen: change a fact and watch it move. It is the session that `allscape
step` keeps, event by event on the disk: either goes on with what the other kept (`--session FILE`,
`--last`), undo takes back days, readings and pins, too, and `S` writes the case or a transcript.

It needs a terminal of 60 by 20; 80 by 24 holds all, 120 by 40 is better. The last column, `+` or
`others`, is for the facts that have none: how many are asked for, and how the one to look at first
stands (below 80 columns some core facts are among them). Behind `FACTS` and `MAP` stands how many
lines are out of sight. Nothing is said by color alone; under `NO_COLOR` there is none. A screen
reader cannot follow a full screen: `allscape step --plain` is the way there.

The map waits for both engines. Teaching notes are shown by Ctrl-N, pressed twice, while presenting,
so that no class sees them by accident; any key covers them.
"""
