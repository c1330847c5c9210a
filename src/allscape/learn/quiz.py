"""A quiz as it goes, whoever shows it: a question, the answer to it, the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from allscape.book import Rulebook
from allscape.learn.deal import Deal, shuffled
from allscape.learn.engines import EngineAnswer, finished
from allscape.learn.given import Answered
from allscape.learn.pool import Pool, gives_away
from allscape.learn.progress import GivenAnswer, Kept, standing, topic
from allscape.learn.question import Question
from allscape.model.contents import Contents


@dataclass(frozen=True)
class Asked:
    """A question, the answer to it if there is one, and whether a hint was asked for.

    `found` is what the engines say of its cases.
    """

    question: Question
    answered: Answered | None = None
    hint: bool = False
    found: tuple[EngineAnswer, ...] = ()

    @property
    def right(self) -> bool | None:
        """Whether the answer is the key; None where there is none."""
        return None if self.answered is None else self.answered.choice == self.question.key

    def kept(self) -> GivenAnswer:
        """Return the answer as it is kept."""
        assert self.answered is not None
        return GivenAnswer(
            question=self.question.id, kind=self.question.kind, condition=self.question.condition,
            asked_for=None if self.question.condition else topic(self.question),
            approach=self.question.approach, right=bool(self.right), sure=self.answered.sure,
            hint=self.hint,
        )  # fmt: skip


class Quiz:
    """One quiz with one person, whose answers are `kept` unless that is None.

    With `kept`, what was missed comes first and comes back, what was surely missed before all else;
    then what was right with a hint or as a guess. What was shown does not come again unchanged.
    Without, the chance alone deals: the same quiz every time. `count` is how many questions there
    are, `wanted` or all of `chosen`; `about` is what all of them are about, if anything; `again`
    tells that what is asked for was missed before, `hinted` that a hint was given to it.
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
        answers = [] if kept is None else kept.answers
        so_far = standing(answers, pool.topics)
        first = tuple(dict.fromkeys([*so_far.surely_missed, *so_far.missed, *so_far.unsure]))
        last = frozenset(so_far.shown)
        known = {each.question for each in answers if each.shows and each.topic in last}
        self._missed = set(so_far.missed)
        self._deal = Deal(chosen, random, first, last, known, wanted)
        self._dealt = iter(self._deal)
        self.count = self._deal.wanted
        self.number = 0
        self.question: Question | None = None
        self.found: tuple[EngineAnswer, ...] = ()
        self.hinted = self.again = False
        self.reply: Asked | None = None
        self.given: list[Asked] = []

    def further(self) -> Question | None:
        """Go to the next question, its key held against the engines; None after the last.

        Raises `EngineDisagreement`.
        """
        dealt = next(self._dealt, None) if self.number < self.count else None
        self.hinted, self.again, self.reply = False, False, None
        self.question, self.found = None, ()
        if dealt is not None:
            self.question, self.found = self._ready(dealt)
            self.number += 1
            self.again = topic(dealt) in self._missed
        return self.question

    def answer(self, answered: Answered) -> Asked:
        """Take an answer; it is on the disk when this returns. Raises `CaseError`."""
        assert self.question is not None
        assert self.reply is None
        asked = Asked(self.question, answered, self.hinted, self.found)
        self.keep(asked)
        self._learn(asked.kept())
        self.given.append(asked)
        self.reply = asked
        return asked

    def _learn(self, answer: GivenAnswer) -> None:
        """Let what was not shown come back, where answers are kept."""
        assert self.question is not None
        if self.kept is None:
            return
        if not answer.shows:
            self._deal.missed(self.question, 2 if answer.right else 0 if answer.surely else 1)
        if not answer.right:
            self._missed.add(answer.topic)
        elif answer.shows:
            self._missed.discard(answer.topic)

    def keep(self, asked: Asked) -> None:
        """Put an answer with those of before. Raises `CaseError`."""
        if self.kept is not None and asked.answered is not None:
            self.kept.append(asked.kept())

    def dealt(self) -> list[Asked]:
        """Return all questions at once, none answered."""
        ready = map(self._ready, islice(self._dealt, self.count))
        return [Asked(question, found=found) for question, found in ready]

    def _ready(self, question: Question) -> tuple[Question, tuple[EngineAnswer, ...]]:
        ready, found = finished(self.book, question)
        self._deal.showed([each.cite for each in ready.citations])
        return shuffled(with_sentences(ready, self.book.contents), self._random), found


def with_sentences(question: Question, contents: Contents) -> Question:
    """Return what is asked of an approach with the sentences that the key rests on.

    Nobody can say what an unseen sentence asks for. Where they would tell the key, they are left.
    """
    if question.approach is None or question.sentences:
        return question
    cites = tuple(each.cite for each in question.citations)
    seen = question.model_copy(update={"sentences": cites})
    return question if gives_away(seen, contents) else seen
