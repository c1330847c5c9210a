"""A lesson before a class: step by step, each answer after the class has said what it expects."""

from rich.text import Text

from allscape.explorer.commands import MORE, UP, Command, by_name, unseen
from allscape.explorer.foot import key_rows
from allscape.learn.given import LETTERS, chosen
from allscape.model.landscape import NOTICE
from allscape.render.course import Course
from allscape.render.framing import END
from allscape.render.page import Item, Page, Title
from allscape.render.page import Text as Paragraph
from allscape.render.terminal import lines as page_lines


class Played:
    """A lesson on the screen: what it shows, and its keys."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.more = False

    @property
    def over(self) -> bool:
        """Whether the lesson is at its end."""
        return self.course.over

    def further(self) -> None:
        """Go on: to the answer, to the next step, or to what the lesson showed."""
        self.course.further()

    def choose(self, letter: str) -> None:
        """Take the class's answer. Raises `ValueError` for a letter that has no choice."""
        assert self.course.step is not None
        assert self.course.step.question is not None
        self.course.choose(chosen(letter, self.course.step.question))

    def title(self) -> str:
        """Return the line above."""
        course = self.course
        at = "the end" if course.over else f"{course.at + 1} of {len(course.steps)}"
        return f"{course.title} · {at}"

    def shown(self, width: int) -> tuple[list[Text], int]:
        """Return the lines to be seen, and the one that what is new begins with."""
        course = self.course
        if course.over:
            end = course.ending() or [Paragraph("That was the last step.")]
            return page_lines([Title(course.title), *end], width), 0
        if course.step is None:
            return page_lines([Title(course.title), Paragraph(NOTICE), *course.lead], width), 0
        leaf = course.step.leaf
        above = page_lines([Item(leaf.heading), *leaf.question], width)
        reply = course.reply() if course.answered else []
        if not reply:
            return above, 0
        return [*above, Text(), *page_lines(reply, width)], len(above) + 1

    def helped(self) -> Page:
        """Return the page that explains the keys, and what is asked."""
        keys = key_rows(LESSON, self)
        return [Title("A lesson"), keys, *self.course.explained(), END]


def _asked(here: Played) -> str:
    step = here.course.step
    if step is None or step.question is None:
        return "no question is asked here: Space goes on"
    return unseen(here) if here.course.waiting else "this one is answered: Space goes on"


LESSON: dict[str, Command[Played]] = by_name(
    Command(
        "further", ("space", "right", "enter"), "go on",
        "the answer, the next step, where nothing lies below",
        lambda here: unseen(here) or "that was the last step: q ends" * here.over,
    ),
    MORE,
    Command(
        "back", ("left", "backspace"), "back", "a step back",
        lambda here: "this is the beginning" if here.course.at < 0 else "",
    ),
    Command(
        "choose", tuple(LETTERS), "answer", "what the class answers", _asked, sign="letter"
    ),
    UP,
    Command("help", ("question_mark",), "help", "this page"),
    Command("leave", ("escape", "q"), "end", "end the lesson"),
)  # fmt: skip
