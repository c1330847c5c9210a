"""A lesson before a class: step by step, each answer after the class has said what it expects."""

from collections.abc import Iterable

from rich.text import Text

from allscape.book import Rulebook
from allscape.explorer.commands import Command, by_name
from allscape.explorer.foot import key_rows
from allscape.learn.given import LETTERS, chosen
from allscape.learn.lessons import PlacedLesson
from allscape.model.contents import Contents
from allscape.model.landscape import NOTICE
from allscape.render import quiz
from allscape.render.lesson import Stop, lead, stops
from allscape.render.page import Heading, Item, Page, Title
from allscape.render.page import Text as Paragraph
from allscape.render.terminal import lines as page_lines


class Played:
    """A lesson at its beginning, or at one of its steps, before the answer or after it."""

    def __init__(self, title: str, lead: Page, steps: Iterable[Stop], contents: Contents) -> None:
        self._title, self._contents = title, contents
        self._lead: Page = [Paragraph(NOTICE), *lead]
        self._steps = list(steps)
        self._at, self._answered = -1, False
        self._choices: dict[int, str] = {}

    @classmethod
    def of(cls, placed: PlacedLesson, book: Rulebook) -> "Played":
        """Return a lesson that was checked, at its beginning."""
        return cls(placed.lesson.title, lead(placed), stops(placed, book), book.contents)

    @property
    def step(self) -> Stop | None:
        """The step that is shown; none at the beginning."""
        return self._steps[self._at] if self._at >= 0 else None

    @property
    def waiting(self) -> bool:
        """Whether there is an answer that is not shown yet."""
        return self.step is not None and bool(self.step.leaf.answer) and not self._answered

    @property
    def last(self) -> bool:
        """Whether nothing comes after this."""
        return self._at == len(self._steps) - 1 and not self.waiting

    def further(self) -> None:
        """Go on: the answer, or the next step; after the last nothing changes."""
        if self.waiting:
            self._answered = True
        elif not self.last:
            self._at, self._answered = self._at + 1, False

    def back(self) -> None:
        """Go back: before the answer, or to the step before, its answer shown."""
        if self._answered and self.step is not None and self.step.leaf.answer:
            self._answered = False
        else:
            self._at, self._answered = max(self._at - 1, -1), True
        self._choices = {at: each for at, each in self._choices.items() if at < self._at}

    def choose(self, letter: str) -> None:
        """Take the class's answer. Raises `ValueError` for a letter that has no choice."""
        assert self.step is not None
        assert self.step.question is not None
        self._choices[self._at] = chosen(letter, self.step.question)
        self._answered = True

    def title(self) -> str:
        """Return the line above."""
        return f"{self._title} · {self._at + 1} of {len(self._steps)}"

    def shown(self, width: int) -> tuple[list[Text], int]:
        """Return the lines to be seen, and the one that what is new begins with."""
        if self.step is None:
            return page_lines([Title(self._title), *self._lead], width), 0
        leaf = self.step.leaf
        above = page_lines([Item(leaf.heading), *leaf.question], width)
        if not (self._answered and leaf.answer):
            return above, 0
        return [*above, Text(), *page_lines(self._answer(self.step), width)], len(above) + 1

    def _answer(self, step: Stop) -> Page:
        return step.reply(self._contents, self._choices.get(self._at))

    def helped(self) -> Page:
        """Return the page that explains the keys, and what is asked."""
        asked = None if self.step is None else self.step.question
        meaning: Page = [] if asked is None else quiz.explained(self._contents, asked)
        return [Title("A lesson"), key_rows(LESSON, self), *meaning, Heading(NOTICE.rstrip("."))]


def _asked(here: Played) -> str:
    if here.step is None or here.step.question is None:
        return "no question is asked here: Space goes on"
    return "" if here.waiting else "this one is answered: Space goes on"


def _further(here: Played) -> str:
    return "that was the last step: q ends" if here.last else ""


def _back(here: Played) -> str:
    return "this is the beginning" if here.step is None else ""


LESSON: dict[str, Command[Played]] = by_name(
    Command(
        "further", ("space", "right", "enter", "pagedown"), "go on",
        "the rest of the page, the answer, the next step", _further,
    ),
    Command("back", ("left", "backspace", "pageup"), "back", "a step back", _back),
    Command(
        "choose", tuple(LETTERS), "answer", "what the class answers", _asked, sign="letter"
    ),
    Command("up", ("up", "k"), "up", "what stands above", shown=False),
    Command("down", ("down", "j"), "down", "what stands below", shown=False),
    Command("help", ("question_mark",), "help", "this page"),
    Command("leave", ("escape", "q"), "end", "end the lesson"),
)  # fmt: skip
