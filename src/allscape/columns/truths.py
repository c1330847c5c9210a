"""The truths that an edition's conditions come to, each numbered once: what is alike is one.

Terms are opened, and the words that a condition is tied to are left out.
"""

from collections.abc import Iterable
from typing import NamedTuple

from allscape.engine.edition import Edition
from allscape.model.attributes import Value
from allscape.model.conditions import Condition, Range, Test
from allscape.model.folding import Algebra, fold


class ColumnTest(NamedTuple):
    """A test: one of some values, or a number within a range."""

    attribute: str
    values: frozenset[Value]
    range: Range | None


class Combined(NamedTuple):
    """What the truths of others come to: all of them, any of them, or the opposite of one.

    One that is unknown rests on none.
    """

    how: str
    of: tuple[int, ...]


_TRUE = Combined("all", ())
UNKNOWN = Combined("unknown", ())


class Truths:
    """Numbered truths, each resting on those of lower levels only; level 0 rests on none."""

    def __init__(self, edition: Edition) -> None:
        self.levels: list[dict[int, ColumnTest | Combined]] = []
        self._edition = edition
        self._numbers: dict[ColumnTest | Combined, int] = {}
        self._level: list[int] = []
        self._algebra: Algebra[int] = Algebra(
            lambda members: self._group("all", members),
            lambda members: self._group("any", members),
            lambda member: self._number(Combined("not", (member,))),
            lambda _: self._number(UNKNOWN),
        )

    def of(self, condition: Condition) -> int:
        """Return the number of the truth of a condition."""
        terms = self._edition.terms
        return fold(condition, self._algebra, self._test, lambda use: self.of(terms[use.form]))

    def _test(self, test: Test) -> int:
        return self._number(ColumnTest(test.attribute, frozenset(test.values), test.range))

    def approach(self, name: str) -> int:
        """Return the number of the truth of an approach: that of any statement that offers it."""
        return self.any_of(self._edition.offering(name))

    def any_of(self, conditions: Iterable[Condition]) -> int:
        """Return the number of the truth that any of some conditions holds."""
        return self._group("any", map(self.of, conditions))

    def _group(self, how: str, members: Iterable[int]) -> int:
        different, true = set(members), self._numbers.get(_TRUE)
        if true in different:
            different = different - {true} if how == "all" else {true}
        if len(different) == 1:
            return different.pop()
        return self._number(Combined(how, tuple(sorted(different))))

    def _number(self, truth: ColumnTest | Combined) -> int:
        found = self._numbers.get(truth)
        if found is None:
            found = self._numbers[truth] = len(self._numbers)
            below = [self._level[each] for each in truth.of] if isinstance(truth, Combined) else []
            level = 1 + max(below, default=-1)
            self._level.append(level)
            if level == len(self.levels):
                self.levels.append({})
            self.levels[level][found] = truth
        return found
