"""What is learned from, and what was learned: questions, answers so far, lessons that hold."""

from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING, NamedTuple

from allscape.cli.output import tell
from allscape.faults import AllscapeError, UsageError

if TYPE_CHECKING:
    from allscape.book import Rulebook
    from allscape.learn.lessons import PlacedLesson
    from allscape.learn.pool import Pool
    from allscape.learn.progress import Kept
    from allscape.learn.quiz import Quiz
    from allscape.model.contents import Contents
    from allscape.render.course import Course
    from allscape.rulebook.load import Loaded

USUAL_COUNT = 10
_MOST_SEED = 10**6


class Learning(NamedTuple):
    """A rulebook with the questions that it makes."""

    book: "Rulebook"
    pool: "Pool"

    @classmethod
    def of(cls, rules: Path | None) -> "Learning":
        """Return the questions of a folder of rules. Raises `RulebookError`."""
        from allscape.book import Rulebook
        from allscape.learn.pool import pool_of
        from allscape.rulebook import packaged

        book = Rulebook.load(rules)
        if book.contents.ended:
            tell_ended(book.contents)
            book = Rulebook(book.contents.without_ends)
        return cls(book, pool_of(rules or packaged(), book.contents))

    def quiz(
        self,
        about: str | None,
        source: str | None,
        count: int,
        seed: int,
        kept: "Kept | None",
    ) -> "Quiz":
        """Return a quiz. Raises `UsageError` where there is no question about that."""
        from allscape.learn.quiz import Quiz

        chosen = self.pool.about(about, source)
        if not chosen:
            raise UsageError.of("no question is about that", "leave out an option")
        return Quiz(self.book, self.pool, chosen, count, Random(seed), kept, about)  # noqa: S311


def tell_ended(contents: "Contents") -> None:
    """Tell which articles are not in force any more, of whose rules is asked all the same."""
    from allscape.render import words

    for each in contents.ended.values():
        tell(f"allscape: {words.ended(each)}: what it says is asked of all the same")


def chance() -> int:
    """Return a seed."""
    return SystemRandom().randrange(_MOST_SEED)


def kept_answers() -> "Kept":
    """Return what was answered so far, to be added to; where it cannot be, it says so."""
    from allscape.learn.progress import Kept

    try:
        kept = answers_so_far()
        kept.make_sure()
    except AllscapeError as error:
        tell(f"allscape: {error.faults[0]}: no answer is kept")
        return Kept(None)
    return kept


def answers_so_far() -> "Kept":
    """Return what was answered so far; it says what of it cannot be read. Raises `CaseError`."""
    from allscape.cli.sessions import sessions_folder
    from allscape.learn.progress import Kept

    kept = Kept(sessions_folder().parent / "learned.jsonl")
    if kept.unreadable:
        tell(f"allscape: {kept.path}: {kept.unreadable} of its lines cannot be read: left out")
    return kept


def titles() -> dict[str, str]:
    """Return the lessons that come with the program: their titles, and how long they take."""
    from allscape.learn import lessons

    read = {each: lessons.read(path).lesson for each, path in lessons.names().items()}
    return {each: f"{it.title} ({it.minutes} minutes)" for each, it in read.items()}


def checked(name: str, rules: Path | None) -> "tuple[PlacedLesson, Rulebook, Loaded]":
    """Return a lesson that holds, and its rulebook. Raises `CaseError`, `UsageError`."""
    from allscape.book import Rulebook
    from allscape.learn import lesson_lints, lessons
    from allscape.rulebook.load import packaged, read

    placed = lessons.read(lessons.find(name))
    loaded = read(rules or packaged())
    book = Rulebook(loaded.contents)
    lesson_lints.check(placed, loaded, book)
    return placed, book, loaded


def course(name: str, rules: Path | None) -> "tuple[Course, Rulebook]":
    """Return a lesson that holds, at its beginning, and its rulebook; its answers are kept.

    Raises `CaseError`, `UsageError`.
    """
    from allscape.learn import lessons
    from allscape.learn.curriculum import conditions
    from allscape.render.course import Course

    placed, book, loaded = checked(name, rules)
    every = list(lessons.names())
    then = every[every.index(name) + 1 :] if name in every else []
    known = conditions(loaded.written)
    return Course(placed, book, kept_answers(), known, then[0] if then else ""), book
