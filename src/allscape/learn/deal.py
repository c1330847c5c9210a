"""Which question comes next: kinds take turns, each topic once before any again.

That is the condition which decides, or the question itself where none does. Of those that could
come, one that repeats little: verdicts take turns, what the last answers showed is not asked. What
was missed comes back soon, in another dress: another case, another kind; where there is none, once
as it was, unless all there are is asked for.
"""

from bisect import insort
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import cycle
from random import Random
from typing import NamedTuple

from allscape.learn.progress import topic
from allscape.learn.question import OF_VERDICTS, Question, QuestionKind
from allscape.model.base import grouped

TURNS = (
    QuestionKind.VERDICT, QuestionKind.PAIR, QuestionKind.FACT, QuestionKind.STANDING,
    QuestionKind.VERDICT, QuestionKind.CHANGE, QuestionKind.WORDS, QuestionKind.READING,
    QuestionKind.VERDICT, QuestionKind.PAIR, QuestionKind.SOURCE, QuestionKind.TENSION,
)  # fmt: skip
BACK_AFTER = 3
"""So many others are asked before what was missed comes back, while there are so many."""
STILL_SEEN = 6
"""What the answers to so many questions showed is not asked, while there is anything else."""


class _Card(NamedTuple):
    """A question, and what it is held against those before it by.

    `face` is what a person sees of it, `topics` are all that this is asked for; `known` tells that
    it need not come again.
    """

    question: Question
    face: tuple[object, ...]
    topics: set[str]
    cites: frozenset[str]
    marks: tuple[object, ...]
    known: bool


class Deal:
    """Deals questions; `first` is what to begin with, `last` what to end with.

    None is dealt twice, but for what was missed and has no other dress.
    `known` are the questions, by id, that need not come again; `wanted` is how many are dealt, all
    that look different without it.
    """

    def __init__(
        self,
        questions: Iterable[Question],
        random: Random,
        first: Sequence[str] = (),
        last: Collection[str] = (),
        known: Collection[str] = (),
        wanted: int | None = None,
    ) -> None:
        cards = _cards(list(questions), known)
        # Of one size any; smaller cases first, near enough.
        cards.sort(key=lambda e: (_size(e.question) + random.random() * 2, e.question.id))
        # What is not asked yet, by what is asked for.
        self._left = grouped((topic(each.question), each) for each in cards)
        self._count = len({each.face for each in cards})
        self.wanted = self._count if wanted is None else min(wanted, self._count)
        self._order = self._ordered(random, last)
        self._waiting = [list(each) for each in self._order]
        self._first = [each for each in first if each in self._left]
        self._back = list[tuple[int, int, str]]()
        self._asked, self._twice = dict[str, _Card](), set[str]()
        self._keys, self._times = Counter[str](), Counter[object]()
        self._seen, self._ever = deque[set[str]](maxlen=STILL_SEEN), set[str]()
        self._number, self._turns, self._holding = 0, cycle(TURNS), True

    def _ordered(self, random: Random, last: Collection[str]) -> list[list[str]]:
        """Return what is asked for, that of a group before that of the next."""
        named = list(self._left)
        random.shuffle(named)
        named.sort(key=lambda each: _size(self._left[each][0].question) // 3)
        return [[e for e in named if (e in last) is late] for late in (False, True)]

    def __iter__(self) -> Iterator[Question]:
        """Yield question after question, until as many as are wanted were, or none is left."""
        while self._number < self.wanted:
            found = self._coming_back() or self._missed_before() or self._next()
            if found is None:
                return
            question = found.question
            self._number += 1
            self._asked[topic(question)] = found
            for each in found.topics:
                self._left[each] = [e for e in self._left[each] if e.face != found.face]
            self._keys[question.key] += question.kind in OF_VERDICTS
            self._times.update(found.marks)
            self._seen.append(set())
            self.showed(found.cites)
            yield question

    def showed(self, cites: Collection[str]) -> None:
        """Take what the question that was dealt last shows, or its answer."""
        self._seen[-1].update(cites)
        self._ever.update(cites)

    def missed(self, question: Question, rank: int = 0) -> None:
        """Let what a question that was missed asks for come back, those of a lower `rank` first."""
        insort(self._back, (rank, self._number + BACK_AFTER, topic(question)))

    def _coming_back(self) -> _Card | None:
        late = self._number + len(self._back) >= self.wanted
        for each in list(self._back):
            _, when, name = each
            if when <= self._number or late:
                self._back.remove(each)
                if (found := self._take([name]) or self._unchanged(name)) is not None:
                    return found
        return None

    def _unchanged(self, name: str) -> _Card | None:
        """Take what has no other dress, once, and where no question would be left out for it."""
        if name in self._twice or self.wanted == self._count:
            return None
        self._twice.add(name)
        return self._asked[name]

    def _missed_before(self) -> _Card | None:
        for name in self._first:
            if (found := self._take([name])) is not None:
                self._first.remove(name)
                return found
        return None

    def _next(self) -> _Card | None:
        """Take the next question; those that are held back once no other is left."""
        found = self._in_turn()
        if found is None and self._holding:
            self._holding = False
            found = self._in_turn()
        return found

    def _in_turn(self) -> _Card | None:
        for _ in range(2):
            for _ in TURNS:
                kind = next(self._turns)
                for waiting in self._waiting:
                    if (found := self._take(waiting, kind)) is not None:
                        waiting.remove(topic(found.question))
                        return found
            self._waiting = [list(each) for each in self._order]
        return None

    def _take(self, names: Iterable[str], kind: QuestionKind | None = None) -> _Card | None:
        """Take a question that looks like none before it, of a kind or of any.

        Of those that repeat least, the first.
        """
        best, least = None, 0
        for each in (each for name in names for each in self._left.get(name, ())):
            if kind in (None, each.question.kind) and not self._held_back(each):
                repeats = self._repeats(each)
                if best is None or repeats < least:
                    best, least = each, repeats
                if not repeats:
                    break
        return best

    def _repeats(self, card: _Card) -> int:
        """Return how much a question repeats of the quiz so far."""
        question = card.question
        repeats = sum(self._times.get(each, 0) for each in card.marks)
        if question.kind in OF_VERDICTS:
            repeats += self._keys[question.key] - min(self._keys[each] for each in question.choices)
        return repeats + sum(not card.cites.isdisjoint(each) for each in self._seen)

    def _held_back(self, card: _Card) -> bool:
        """Tell whether a question is spared, known, or how firmly it is put stood in an answer."""
        firmly = card.question.kind is QuestionKind.STANDING
        known = card.known or (firmly and not self._ever.isdisjoint(card.question.cites))
        return (self._holding and known) or self._spared(card)

    def _spared(self, card: _Card) -> bool:
        """Tell whether a question is one of the last two of something else not asked yet.

        Two, so that what is missed can come back.
        """
        if len(card.topics) == 1:
            return False
        mine = self._faces(topic(card.question))
        left = (self._faces(each) for each in card.topics if each not in self._asked)
        return any(each <= 2 and each < mine for each in left)

    def _faces(self, name: str) -> int:
        return len({each.face for each in self._left[name]})


def _cards(questions: Sequence[Question], known: Collection[str]) -> list[_Card]:
    faces = [(each, each.face) for each in questions]
    topics = grouped((face, topic(each)) for each, face in faces)
    seen = {face for each, face in faces if each.id in known}
    cites = [frozenset((*each.sentences, *each.cites)) for each in questions]
    return [
        _Card(each, face, {*topics[face]}, shown, tuple(_repeatable(each)), face in seen)
        for (each, face), shown in zip(faces, cites, strict=True)
    ]


def shuffled(question: Question, random: Random) -> Question:
    """Return a question with its choices in a chance order, where they have none of their own."""
    if question.kind not in (QuestionKind.FACT, QuestionKind.CHANGE, QuestionKind.TENSION):
        return question
    choices = list(question.choices)
    random.shuffle(choices)
    return question.model_copy(update={"choices": tuple(choices)})


def _size(question: Question) -> int:
    """Return how many facts it is about, those that it leaves out with them."""
    return max(question.size, len(question.partner or ()))


def _repeatable(question: Question) -> Iterator[object]:
    """Yield what one does not want to meet often: a sentence, the same cases, the empty one."""
    yield from question.sentences
    beside = [] if question.partner is None else [question.partner]
    cases = [tuple(sorted(each.items())) for each in (*question.cases, *beside)]
    yield from [frozenset(cases)] if cases else []
    yield from [each for each in cases[: len(question.cases)] if not each]
