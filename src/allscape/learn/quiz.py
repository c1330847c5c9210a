"""A quiz as it goes, whoever shows it: a question, the answer to it, the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from allscape.book import Rulebook
from allscape.learn.deal import Deal, shuffled
from allscape.learn.engines import EngineAnswer, answers, finished
from allscape.learn.given import Answered
from allscape.learn.pool import Pool
from allscape.learn.progress import GivenAnswer, Kept, given, standing
from allscape.learn.question import Question


@dataclass(frozen=True)
class Asked:
    """A question, the answer to it if there is one, and whether a hint was asked for."""

    question: Question
    answered: Answered | None = None
    hint: bool = False

    @property
    def right(self) -> bool | None:
        """Whether the answer is the key; None where there is none."""
        return None if self.answered is None else self.answered.choice == self.question.key

    def kept(self) -> GivenAnswer:
        """Return the answer as it is kept."""
        assert self.answered is not None
        return given(self.question, bool(self.right), self.answered.sure, self.hint)


class Quiz:
    """One quiz with one person, whose answers are `kept` unless that is None.

    With `kept`, what was missed comes first and comes back, what was surely missed before all else;
    what was guessed comes back; without, the chance alone deals: the
    same quiz every time. `count` is how many questions there are, `wanted` or all of `chosen`;
    `about` is what all of them are about, if anything.
    """

    def __init__(
        self,
        book: Rulebook,
        pool: Pool,
        chosen: Sequence[Question],
        wanted: int,
        random: Random,
        kept: Kept | None = None,
        about: str | None = None,
    ) -> None:
        self.book, self.pool, self.kept, self.about = book, pool, kept, about
        self._random = random
        first, last = tuple[str, ...](), frozenset[str]()
        if kept is not None:
            so_far = standing(kept.answers, pool.conditions)
            first = tuple(dict.fromkeys([*so_far.surely_missed, *so_far.missed]))
            last = frozenset(so_far.shown)
        self._deal = Deal(chosen, random, first, last)
        self._dealt = iter(self._deal)
        self.count = min(wanted, len(self._deal))
        self.number = 0
        self.question: Question | None = None
        self.found: tuple[EngineAnswer, ...] = ()
        self.hinted = False
        self.reply: Asked | None = None
        self.given: list[Asked] = []

    def further(self) -> Question | None:
        """Go to the next question, its key held against the engines; None after the last.

        Raises `EngineDisagreement`.
        """
        dealt = next(self._dealt, None) if self.number < self.count else None
        self.question = None if dealt is None else self._ready(dealt)
        self.number += self.question is not None
        self.hinted, self.reply = False, None
        return self.question

    def hint(self) -> None:
        """Remember that a hint was given to the question that is asked; find what it points at."""
        assert self.question is not None
        self.hinted = True
        self.found = tuple(answers(self.book, self.question))

    def answer(self, answered: Answered) -> Asked:
        """Take an answer; it is on the disk when this returns. Raises `CaseError`."""
        assert self.question is not None
        assert self.reply is None
        asked = Asked(self.question, answered, self.hinted)
        self.keep(asked)
        as_kept = asked.kept()
        if self.kept is not None and (not as_kept.right or as_kept.guessed):
            self._deal.missed(self.question, first=as_kept.surely)
        self.found = tuple(answers(self.book, self.question))
        self.given.append(asked)
        self.reply = asked
        return asked

    def keep(self, asked: Asked) -> None:
        """Put an answer with those of before. Raises `CaseError`."""
        if self.kept is not None and asked.answered is not None:
            self.kept.append(asked.kept())

    def dealt(self) -> list[Question]:
        """Return all questions at once."""
        return [self._ready(each) for each in islice(self._dealt, self.count)]

    def _ready(self, question: Question) -> Question:
        return shuffled(finished(self.book, question), self._random)
