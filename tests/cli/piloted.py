"""The explorer driven without a terminal, and what stands on its screen as text."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any

from program import EXAMPLES
from textual.events import Key
from textual.pilot import Pilot

from allscape import Rulebook, cases
from allscape.cli.learning import Learning, checked, titles
from allscape.explorer import facts, foot, moves, presenting, rows, sentence
from allscape.explorer.app import Explorer
from allscape.explorer.commands import COMMANDS, PRESENTING
from allscape.explorer.desk import Desk
from allscape.explorer.learning import Learned, School
from allscape.explorer.lines import Lines
from allscape.explorer.played import Played
from allscape.explorer.quizzed import Quizzed
from allscape.explorer.scene import Act, Pane
from allscape.explorer.screens import Presenting
from allscape.learn.progress import Kept
from allscape.model.case import Case
from allscape.render.course import Course
from allscape.session.events import Edit, Start, State

ECOG_3 = EXAMPLES / "relapsed-ecog-3.yaml"
SMALL, LARGE = (80, 24), (120, 40)


@cache
def book() -> Rulebook:
    return Rulebook.load()


@cache
def learning() -> Learning:
    return Learning.of(None)


def school(answers: Path | None = None) -> School:
    """Return quizzes of one seed, whose answers are kept where that is wanted; the lessons."""
    return School(
        lambda about: Quizzed(
            learning().quiz(about, None, 4, 1, Kept(answers) if answers else None)
        ),
        titles,
        lambda name: Played(Course(*checked(name, None)[:2], Kept(answers) if answers else None)),
    )


class Driven(Explorer):
    """An explorer that remembers what happened, and what was kept."""

    def __init__(
        self,
        case: Case,
        *,
        ascii_only: bool = False,
        answers: Path | None = None,
        opening: Callable[[School], Learned] | None = None,
    ) -> None:
        self.kept: list[Edit] = []
        self.acts: list[Act] = []
        self.saved: list[str] = []
        start = Start(
            rulebook=book().fingerprint,
            name=case.name,
            profile=case.profile.known(),
            readings=case.readings,
        )
        desk = Desk(book(), case, State(start=start), self.kept.append)
        self.first = desk.scene
        do = desk.do

        def done(act: Act) -> None:
            do(act)
            self.acts.append(act)

        desk.do = done  # type: ignore[method-assign]
        told = school(answers)
        first = None if opening is None else opening(told)
        super().__init__(desk, self._saved, told, opening=first, ascii_only=ascii_only)

    def _saved(self, name: str) -> str:
        if not name.endswith((".md", ".yaml")):
            raise ValueError("save FILE.yaml for the case, save FILE.md for a transcript")
        self.saved.append(name)
        return f"Saved in {name}."

    @property
    def seen(self) -> str:
        """What stands on the screen, as text."""
        strips = self.screen._compositor.render_strips()
        return "\n".join("".join(each.text for each in strip).rstrip() for strip in strips)

    def colors(self) -> set[str]:
        """The colors on the screen, as they are sent to the terminal."""
        return {
            color.name
            for strip in self.screen._compositor.render_strips()
            for segment in strip
            if segment.style
            for color in (segment.style.color, segment.style.bgcolor)
            if color is not None and not color.is_default
        }

    def panes(self) -> dict[str, list[str]]:
        """What each pane shows, line by line."""
        return {each.id or "": shown(each) for each in self.screen_stack[0].query(Lines)}


def shown(widget: Lines) -> list[str]:
    """What is to be seen of some lines, as text."""
    return [each.plain.rstrip() for each in widget._visible()]


Script = Callable[[Driven, "Pilot[None]"], Awaitable[None]]


def drive(
    script: Script, size: tuple[int, int] = SMALL, case: Path | Case | None = ECOG_3, **how: Any
) -> Driven:
    """Run an explorer through a script; whatever it raises is raised here."""

    async def run() -> Driven:
        read = cases.read(case) if isinstance(case, Path) else case or cases.empty()
        app = Driven(read, **how)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(app, pilot)
        return app

    return asyncio.run(run())


async def press(app: Driven, pilot: "Pilot[None]", *keys: str) -> None:
    """Press keys, each when the one before has been dealt with."""
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def burst(app: Driven, pilot: "Pilot[None]", *keys: str) -> None:
    """Press keys that come in one read: each is under way before any has been dealt with."""
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))
    await pilot.pause()
    await pilot.pause()


def holds(app: Driven) -> None:
    """Hold that the screen shows what the state says, each line of it, and fits."""
    desk, size = app.desk, app.sized
    if isinstance(app.screen, Presenting):
        expected = [each.plain.rstrip() for each in presenting.lines(desk, size)]
        seen = app.seen.split("\n")
        assert len(expected) <= size.height - 2, expected
        assert seen[: len(expected)] == expected
        assert seen[-2] == foot.keys_of(PRESENTING, desk, size)[0].plain
        return
    panes = app.panes()
    assert panes["title"] == [foot.title(desk, size).plain.rstrip()]
    keys = [] if app.lettering else foot.keys_of(COMMANDS, desk, size)
    _begins(panes["keys"], [each.plain for each in keys])
    _within(panes["facts"], ["FACTS", *(each.plain for each in facts.lines(desk, size))])
    _within(panes["map"], [each.text.plain for each in rows.lines(desk, size)])
    below = sentence.lines if desk.scene.pane is Pane.MAP else facts.below
    _begins(panes["below"], [each.plain for each in below(desk, size)])
    _begins(panes["moved"], [each.plain for each in moves.lines(desk, size)])
    for pane in Pane:
        mark = size.mark(active=desk.scene.pane is pane)
        assert sum(mark in each for each in panes[pane]) == 1, "the cursor is out of sight"
    assert max(map(len, app.seen.split("\n"))) <= size.width


def _within(shown: list[str], whole: list[str]) -> None:
    """Hold that a pane shows its head and a stretch of the lines below, and counts the rest."""
    whole = [each.rstrip() for each in whole]
    told = re.sub(
        r"(\w+)( (?:, )?[↑↓] \d+(?:, ↓ \d+)? more)", lambda at: f"{at[1]:{len(at[0])}}", shown[0]
    )
    assert told.rstrip() == whole[0]
    hidden = sum(map(int, re.findall(r"[↑↓] (\d+)", shown[0])))
    assert hidden == len(whole) - len([each for each in shown if each])
    stretch = [each for each in shown[1:] if each]
    starts = [at for at, each in enumerate(whole) if each == stretch[0] and at]
    assert any(whole[at : at + len(stretch)] == stretch for at in starts), (shown, whole)


def _begins(shown: list[str], whole: list[str]) -> None:
    assert [each for each in shown if each] == [each.rstrip() for each in whole if each.strip()]
