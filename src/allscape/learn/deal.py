"""Which question comes next: kinds take turns, each condition once before any comes again.

What was missed comes back a few questions later, in another dress: another case, another kind.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from random import Random

from allscape.learn.question import Question, QuestionKind

TURNS = (
    QuestionKind.VERDICT, QuestionKind.PAIR, QuestionKind.FACT, QuestionKind.STANDING,
    QuestionKind.VERDICT, QuestionKind.CHANGE, QuestionKind.WORDS, QuestionKind.READING,
    QuestionKind.VERDICT, QuestionKind.PAIR, QuestionKind.SOURCE, QuestionKind.TENSION,
)  # fmt: skip
BACK_AFTER = 3
"""So many others are asked before what was missed comes back."""


class Deal:
    """Deals questions, none twice; `first` are the conditions to begin with, `last` to end with."""

    def __init__(
        self,
        questions: Iterable[Question],
        random: Random,
        first: Sequence[str] = (),
        last: Collection[str] = (),
    ) -> None:
        self._left: dict[str | None, list[Question]] = {}
        questions = list(questions)
        numbers: dict[tuple[object, ...], int] = {}
        self._faces = {e.id: numbers.setdefault(e.face, len(numbers)) for e in questions}
        self._count = len(numbers)
        # Of one size any; smaller cases first, near enough.
        for each in sorted(questions, key=lambda q: (q.size + random.random() * 2, q.id)):
            self._left.setdefault(each.condition, []).append(each)
        self._faces_of: dict[str | None, set[int]] = {}
        self._conditions_of: dict[int, set[str | None]] = {}
        for each in questions:
            face = self._faces[each.id]
            self._faces_of.setdefault(each.condition, set()).add(face)
            self._conditions_of.setdefault(face, set()).add(each.condition)
        self._unasked = set(self._left) - {None}
        self._order = self._ordered(random, first, last)
        self._waiting = list(self._order)
        self._back: list[tuple[int, str]] = []
        self._asked: set[int] = set()
        self._number = self._turn = 0

    def _ordered(
        self, random: Random, first: Sequence[str], last: Collection[str]
    ) -> list[str | None]:
        named = [each for each in self._left if each is not None]
        random.shuffle(named)
        named.sort(key=lambda each: self._left[each][0].size // 3)
        begin = [each for each in first if each in self._left]
        rest = [each for each in named if each not in begin]
        end = [each for each in rest if each in last]
        return [*begin, *(each for each in rest if each not in end), *end]

    def __len__(self) -> int:
        """Return how many questions there are to deal."""
        return self._count

    def __iter__(self) -> Iterator[Question]:
        """Yield question after question, until none is left."""
        while (found := self._coming_back() or self._next()) is not None:
            self._number += 1
            face = self._faces[found.id]
            self._asked.add(face)
            self._unasked.discard(found.condition)
            for each in self._conditions_of[face]:
                self._faces_of[each].discard(face)
            yield found

    def missed(self, question: Question, *, first: bool = False) -> None:
        """Let the condition of a question that was missed come back, `first` or last of all."""
        if question.condition is not None:
            at = 0 if first else len(self._back)
            self._back.insert(at, (self._number + BACK_AFTER, question.condition))

    def _coming_back(self) -> Question | None:
        for at, (when, condition) in enumerate(self._back):
            if when <= self._number:
                del self._back[at]
                return self._take(condition)
        return None

    def _next(self) -> Question | None:
        for _ in range(2):
            for _ in TURNS:
                kind = TURNS[self._turn % len(TURNS)]
                self._turn += 1
                found = self._of(kind)
                if found is not None:
                    return found
            self._waiting = list(self._order)
        return None

    def _of(self, kind: QuestionKind) -> Question | None:
        for condition in self._waiting:
            found = self._take(condition, kind)
            if found is not None:
                self._waiting.remove(condition)
                return found
        return self._take(None, kind)

    def _take(self, condition: str | None, kind: QuestionKind | None = None) -> Question | None:
        """Take a question that looks like none before it, of a kind or of any."""
        mine = self._left.get(condition, [])
        at = 0
        while at < len(mine):
            if self._faces[mine[at].id] in self._asked:
                del mine[at]
            elif kind in (None, mine[at].kind) and not self._spared(mine[at]):
                return mine.pop(at)
            else:
                at += 1
        return None

    def _spared(self, question: Question) -> bool:
        """Tell whether a question is the last of another condition that was not asked yet."""
        face = self._faces[question.id]
        return len(self._faces_of[question.condition]) > 1 and any(
            each in self._unasked and self._faces_of[each] == {face}
            for each in self._conditions_of[face]
            if each != question.condition
        )


def shuffled(question: Question, random: Random) -> Question:
    """Return a question with its choices in a chance order, where they have none of their own."""
    if question.kind not in (QuestionKind.FACT, QuestionKind.CHANGE, QuestionKind.TENSION):
        return question
    choices = list(question.choices)
    random.shuffle(choices)
    return question.model_copy(update={"choices": tuple(choices)})
