"""A quiz on the screen: what it shows, its keys, and when they cannot be; no widget in sight."""

from rich.text import Text

from allscape.explorer.commands import MORE, UP, Command, by_name, unseen
from allscape.explorer.foot import key_rows
from allscape.learn.given import LETTERS, Answered, chosen, read_sure
from allscape.learn.quiz import Quiz
from allscape.model.case import Case
from allscape.model.profile import Profile
from allscape.render import learned
from allscape.render import quiz as pages
from allscape.render.answer import answered, hint, tree
from allscape.render.framing import END
from allscape.render.page import Page, Title
from allscape.render.terminal import lines as page_lines

_DIGITS = {**{str(each): str(each) for each in range(10)}, "full_stop": "."}
"""What how sure is typed with, by key; it is read as in a line."""


class Quizzed:
    """A quiz at one of its questions, at the reply to it, or at its end."""

    def __init__(self, quiz: Quiz) -> None:
        self.quiz = quiz
        self._sure = ""
        self.over = self.more = False
        self.further()

    @property
    def asking(self) -> bool:
        """Whether a question waits for its answer."""
        return not self.over and self.quiz.reply is None

    @property
    def case(self) -> Case | None:
        """The case that was asked of, read as it was, where it is one."""
        question = self.quiz.question
        if question is None or not question.cases:
            return None
        profile = Profile.model_validate(question.cases[0])
        return Case(profile=profile, readings=question.readings)

    def further(self) -> None:
        """Go on: to the next question, after the last one to what the quiz showed."""
        self._sure = ""
        self.over = self.quiz.further() is None

    def choose(self, letter: str) -> None:
        """Answer. Raises `ValueError` for what is no choice or no number, `CaseError`."""
        question = self.quiz.question
        assert question is not None
        choice, typed = chosen(letter, question), self._sure
        self._sure = typed if _sure(typed) is not None else ""
        self.quiz.answer(Answered(choice, read_sure(typed) if typed else None))

    def be_sure(self, key: str) -> str:
        """Take one more sign of how sure the next answer is; return what is to be said of it."""
        longer = self._sure + _DIGITS[key]
        can_be = any(_sure(longer + more) is not None for more in ("", "0"))
        self._sure = longer if can_be else _DIGITS[key]
        sure = _sure(self._sure)
        if sure is None:
            return f"how sure: {self._sure} and one more digit, as in 80 or .8"
        return f"sure {sure:g}, of 0 to 1: now the letter"

    def title(self) -> str:
        """Return the line above."""
        quiz = self.quiz
        if self.over:
            return f"A quiz: {len(quiz.given)} of {quiz.count} answered"
        about = f" · {quiz.about}" if quiz.about else ""
        sure = _sure(self._sure) if self.asking else None
        beside = "" if sure is None else f" · sure {sure:g}"
        return f"Question {quiz.number} of {quiz.count}{about}{beside}"

    def shown(self, width: int) -> tuple[list[Text], int]:
        """Return the lines to be seen, and the one that what is new begins with."""
        quiz, contents = self.quiz, self.quiz.book.contents
        if self.over:
            return page_lines(learned.ending(quiz, quiz.given), width), 0
        assert quiz.question is not None
        again = "You missed this one before" if quiz.again else ""
        above = page_lines(pages.asked(contents, quiz.question, again), width)
        below: Page = hint(contents, quiz.question, quiz.found) if quiz.hinted else []
        if quiz.reply is not None and quiz.reply.answered is not None:
            choice = quiz.reply.answered.choice
            below = answered(contents, quiz.question, choice, quiz.found)
        if not below:
            return above, 0
        return [*above, Text(), *page_lines(below, width)], len(above) + 1

    def tree(self) -> Page:
        """Return the tree of conditions behind the answer."""
        assert self.quiz.question is not None
        return tree(self.quiz.book, self.quiz.question)

    def helped(self) -> Page:
        """Return the page that explains the keys, and what is asked."""
        asked = None if self.over else self.quiz.question
        meaning = [] if asked is None else pages.explained(self.quiz.book.contents, asked)
        return [Title("A quiz"), key_rows(QUIZ, self), *meaning, END]


def _sure(typed: str) -> float | None:
    try:
        return read_sure(typed)
    except ValueError:
        return None


def _answering(here: Quizzed) -> str:
    if here.over:
        return "the quiz is over: q closes it"
    return "" if here.asking else "this one is answered: Space goes on"


def _answered(here: Quizzed) -> str:
    if here.over:
        return "the quiz is over: q closes it"
    if not here.asking:
        return ""
    assert here.quiz.question is not None
    *front, last = list(LETTERS)[: len(here.quiz.question.choices)]
    return f"answer first: {', '.join(front)} or {last}"


def _case(here: Quizzed) -> str:
    return _answered(here) or ("" if here.case else "no case is asked of here")


QUIZ: dict[str, Command[Quizzed]] = by_name(
    Command(
        "choose", tuple(LETTERS), "answer", "the choice with that letter",
        lambda here: _answering(here) or unseen(here), sign="letter",
    ),
    Command(
        "sure", tuple(_DIGITS), "how sure",
        "before the letter: 80 or .8 is eight in ten, 1 wholly, 0 not at all", _answering,
        sign="number",
    ),
    Command("hint", ("i",), "hint", "where to look; the summary says so", _answering),
    Command(
        "further", ("space", "enter", "right"), "go on",
        "the next question, where nothing lies below",
        lambda here: (not here.over and unseen(here)) or _answered(here),
    ),
    MORE,
    Command("tree", ("w",), "why", "the whole tree behind the answer", _case),
    Command("case", ("x",), "explore it", "end here, and explore the case asked of", _case),
    UP,
    Command("help", ("question_mark",), "help", "this page: the keys, and the abbreviations"),
    Command("leave", ("q", "escape"), "end", "end; what was answered is kept"),
)  # fmt: skip
