"""Tables that say, for the values of a few attributes, which bits they leave standing.

An attribute is looked up together with those that can settle a test on it, so that `Facts` and the
plain evaluator's own tests fill the tables: nothing is settled here in a second way.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import Any

from allscape.engine.alternatives import Literal
from allscape.engine.exclusion import telling
from allscape.engine.layout import Layout
from allscape.model.attributes import Value
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES, Profile

MAX_ENTRIES = 700
MAX_NUMBERS = 10_000
MAX_WHOLE = 20
"""A whole number that can be so many or fewer is looked up like a choice."""


@dataclass(frozen=True)
class Table:
    """The attributes that a table reads, and the bits that each of their values leaves.

    By one value, or by a tuple of several; what was not asked before is found on the way.
    """

    reads: tuple[str, ...]
    bits: dict[Any, int]


def tables(layout: Layout) -> list[Table]:
    """Return tables that together decide every literal."""
    literals: dict[str, list[Literal]] = {}
    for literal in layout.sure:
        literals.setdefault(literal[0].attribute, []).append(literal)
    choices = {name: _told(mine) for name, mine in literals.items() if _choices(name)}
    numbers = [name for name in literals if name not in choices]
    made = [Table((name,), _Numbers(name, literals[name], layout)) for name in numbers]
    for reads, decides in _packed(choices):
        mine = [each for name in decides for each in literals[name]]
        made.append(Table(reads, _Choices(reads, mine, layout)))
    return made


def _choices(name: str) -> Sequence[Value]:
    """Return the values of an attribute, none where they are not to be counted."""
    attribute = ATTRIBUTES[name]
    if attribute.whole and attribute.high - attribute.low < MAX_WHOLE:
        return range(int(attribute.low), int(attribute.high) + 1)
    return attribute.values


def _told(literals: Iterable[Literal]) -> frozenset[str]:
    """Return the attributes that can settle some tests."""
    return frozenset().union(*(telling(test.attribute, test.values) for test, _ in literals))


def _packed(needed: Mapping[str, frozenset[str]]) -> list[tuple[tuple[str, ...], list[str]]]:
    """Return attributes in groups of not too many values: those read, those decided."""
    groups: list[tuple[set[str], list[str]]] = []
    for name in sorted(needed, key=lambda each: (-_size(needed[each]), each)):
        fitting = [each for each in groups if _size(each[0] | needed[name]) <= MAX_ENTRIES]
        reads, decides = max(
            fitting, key=lambda each: len(each[0] & needed[name]), default=(set[str](), list[str]())
        )
        if not decides:
            groups.append((reads, decides))
        reads |= needed[name]
        decides.append(name)
    return [(tuple(sorted(reads)), decides) for reads, decides in groups]


def _size(names: Iterable[str]) -> int:
    return prod(len(_choices(name)) + 1 for name in names)


class _Choices(dict[Any, int]):
    """What choices leave standing, by their values; filled as they are met."""

    def __init__(self, reads: tuple[str, ...], literals: list[Literal], layout: Layout) -> None:
        self._reads, self._literals, self._layout = reads, literals, layout

    def __missing__(self, key: Any) -> int:
        values = key if len(self._reads) > 1 else (key,)
        facts = _facts(dict(zip(self._reads, values, strict=True)))
        self[key] = self._layout.standing(self._literals, facts)
        return self[key]


class _Numbers(dict[Any, int]):
    """What a number leaves standing: by bisection, and the first to be met by look-up."""

    def __init__(self, name: str, literals: list[Literal], layout: Layout) -> None:
        ranges = [test.range for test, _ in literals if test.range is not None]
        bounds = {bound for each in ranges for bound in (each.low, each.high) if bound is not None}
        self._bounds = sorted(bounds)
        edges = [self._bounds[0] - 2, *self._bounds, self._bounds[-1] + 2]
        # Two cells a bound: what lies below it, and the bound itself.
        samples = [cell for low, high in pairwise(edges) for cell in ((low + high) / 2, high)]
        facts = [_facts({name: each}) for each in (None, *samples)]
        self[None], *self._cells = [layout.standing(literals, each) for each in facts]

    def __missing__(self, number: float) -> int:
        left = self._cells[bisect_left(self._bounds, number) + bisect_right(self._bounds, number)]
        if len(self) < MAX_NUMBERS:
            self[number] = left
        return left


_NOTHING_KNOWN = Profile()


def _facts(values: Mapping[str, Value | None]) -> Facts:
    """Return what is known where some values are: a part of what was found valid as a whole."""
    return Facts(_NOTHING_KNOWN.model_copy(update=values))
