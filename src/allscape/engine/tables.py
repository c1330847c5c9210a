"""Tables that say, for the values of a few attributes, which bits they leave standing.

Every alternative of an approach has two bits: "surely holds" and "can still hold". Attributes whose
values exclude each other are looked up together, so that `Facts` and the plain evaluator's own
tests fill the tables: nothing is settled here in a second way.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import Any

from allscape.engine.alternatives import Alternative, Literal, truth
from allscape.model.attributes import Value
from allscape.model.base import Truth
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS, Profile

MAX_ENTRIES = 1_000
MAX_NUMBERS = 10_000

Table = tuple[tuple[str, ...], dict[Any, int]]
"""The attributes that a table reads, and the bits that each of their values leaves."""


@dataclass(frozen=True)
class Layout:
    """Where the bits lie: for every approach a field of "surely", a field of "can", each guarded.

    `guards` are the bits above the fields, two an approach.
    """

    sure: Mapping[Literal, int]
    can: Mapping[Literal, int]
    guards: tuple[int, ...]
    everything: int

    @classmethod
    def of(cls, approaches: Iterable[Iterable[Alternative]]) -> "Layout":
        """Return the layout for the alternatives of some approaches."""
        bits: tuple[dict[Literal, int], dict[Literal, int]] = ({}, {})
        guards, everything, bit = [], 0, 1
        for found in approaches:
            for mine in bits:
                for alternative in found:
                    for literal in alternative:
                        mine[literal] = mine.get(literal, 0) | bit
                    everything |= bit
                    bit <<= 1
                guards.append(bit)
                bit <<= 1
        return cls(*bits, tuple(guards), everything)

    def standing(self, literals: Iterable[Literal], facts: Facts) -> int:
        """Return the bits that the truth of some literals leaves standing."""
        left = self.everything
        for literal in literals:
            found = truth(literal, facts)
            if found is not Truth.TRUE:
                left &= ~self.sure[literal]
            if found is Truth.FALSE:
                left &= ~self.can[literal]
        return left


def tables(layout: Layout) -> list[Table]:
    """Return tables that together decide every literal."""
    literals: dict[str, list[Literal]] = {}
    for literal in layout.sure:
        literals.setdefault(literal[0].attribute, []).append(literal)
    numbers = [name for name in literals if ATTRIBUTES[name].numeric]
    made: list[Table] = [((name,), _Numbers(name, literals[name], layout)) for name in numbers]
    for reads, decides in _packed(name for name in literals if name not in numbers):
        mine = [each for name in decides for each in literals[name]]
        made.append((reads, _Choices(reads, mine, layout)))
    return made


def _packed(names: Iterable[str]) -> list[tuple[tuple[str, ...], list[str]]]:
    """Return attributes in groups of not too many values: those read, those decided."""
    groups: list[tuple[set[str], list[str]]] = []
    for name in sorted(names, key=lambda each: (-_size(telling(each)), each)):
        needed = telling(name)
        fitting = (each for each in groups if _size(each[0] | needed) <= MAX_ENTRIES)
        reads, decides = next(fitting, (set[str](), list[str]()))
        if not decides:
            groups.append((reads, decides))
        reads |= needed
        decides.append(name)
    return [(tuple(sorted(reads)), decides) for reads, decides in groups]


def _size(names: Iterable[str]) -> int:
    return prod(len(ATTRIBUTES[name].values) + 1 for name in names)


def telling(name: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """Return the attributes whose values can settle or narrow an attribute, itself included."""
    found = {name}
    for _, other, value in opponents(name):
        if other not in seen:
            found |= telling(other, seen | {name}) if _settles(other, value) else {other}
    return found


def opponents(name: str) -> list[tuple[Value, str, Value]]:
    """Return the values of an attribute that others contradict: (value, other, its value)."""
    told = [(each.value, each.other, each.other_value, each.attribute) for each in CONTRADICTIONS]
    told += [(each.other_value, each.attribute, each.value, each.other) for each in CONTRADICTIONS]
    return [(mine, other, value) for mine, other, value, owner in told if owner == name]


def _settles(name: str, value: Value) -> bool:
    """Return whether an unknown attribute can come to a value, all its others being excluded."""
    excludable = {mine for mine, _, _ in opponents(name)}
    return set(ATTRIBUTES[name].values) - {value} <= excludable


class _Choices(dict[Any, int]):
    """What choices leave standing, by their values; filled as they are met."""

    def __init__(self, reads: tuple[str, ...], literals: list[Literal], layout: Layout) -> None:
        self._reads, self._literals, self._layout = reads, literals, layout

    def __missing__(self, key: Any) -> int:
        values = key if len(self._reads) > 1 else (key,)
        facts = Facts(Profile.model_validate(dict(zip(self._reads, values, strict=True))))
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
        cells: list[dict[str, Any]] = [{name: each} for each in (None, *samples)]
        facts = [Facts(Profile.model_construct(**each)) for each in cells]
        self[None], *self._cells = [layout.standing(literals, each) for each in facts]

    def __missing__(self, number: float) -> int:
        left = self._cells[bisect_left(self._bounds, number) + bisect_right(self._bounds, number)]
        if len(self) < MAX_NUMBERS:
            self[number] = left
        return left
