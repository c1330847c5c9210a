"""Tables that say, for the values of a few attributes, which bits they leave standing.

An attribute is looked up together with those that can settle a test on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from allscape.engine.alternatives import Literal
from allscape.engine.entries import Choices, Numbers
from allscape.engine.exclusion import telling
from allscape.engine.layout import Layout
from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS

MAX_ENTRIES = 700
MAX_SEEN = 50_000
MAX_WHOLE = 20
"""A whole number that can be so many or fewer is looked up like a choice."""


SeenFacts = dict[Any, Any]
"""Bits by the first value, the second, and so on: a mapping of mappings."""

_PLAIN = {str, int, float, bool, type(None)}


@dataclass
class Table:
    """The attributes that a table reads, and the bits that each of their values leaves.

    `bits` knows values by what they mean, `seen` as they were given.
    """

    reads: tuple[str, ...]
    bits: dict[Any, int]
    seen: SeenFacts
    size: int = 0

    def remember(self, given: Mapping[str, Any], meant: Mapping[str, Any]) -> int:
        """Return the bits that valid values leave, and find them by what was given from now on."""
        raw = [given[name] for name in self.reads]
        if self.bits is self.seen:
            return self.bits[meant[self.reads[0]]]
        bits = self.bits[tuple(meant[name] for name in self.reads)]
        if all(type(each) in _PLAIN for each in raw):
            if self.size >= MAX_SEEN:
                self.seen.clear()
                self.size = 0
            self.size += 1
            inner = self.seen
            for each in raw[:-1]:
                inner = inner.setdefault(each, {})
            inner[raw[-1]] = bits
        return bits


def tables(layout: Layout) -> list[Table]:
    """Return tables that decide every literal, read every attribute, and see every contradiction.

    What one of them refuses is no profile, and what all of them know is one.
    """
    literals: dict[str, list[Literal]] = {name: [] for name in ATTRIBUTES}
    for literal in layout.can:
        literals[literal[0].attribute].append(literal)
    choices = {
        name: frozenset({name}).union(*(telling(name, test.values) for test, _ in mine))
        for name, mine in literals.items()
        if _choices(name)
    }
    made = [_of_number(name, literals[name], layout) for name in literals if name not in choices]
    pairs = {f"{c.attribute} {c.other}": frozenset({c.attribute, c.other}) for c in CONTRADICTIONS}
    for reads, decides in _packed(choices | pairs):
        mine = [each for name in decides for each in literals.get(name, ())]
        made.append(Table(reads, Choices(reads, mine, layout), {}))
    return made


def _of_number(name: str, literals: list[Literal], layout: Layout) -> Table:
    bounds = {end for test, _ in literals if test.range for end in test.range.ends}
    numbers = Numbers(name, tuple(sorted(map(float, bounds))), literals, layout)
    return Table((name,), numbers, numbers)


def _choices(name: str) -> Sequence[Value]:
    """Return the values of an attribute, none where they are not to be counted."""
    attribute = ATTRIBUTES[name]
    if attribute.whole and attribute.high - attribute.low < MAX_WHOLE:
        return range(int(attribute.low), int(attribute.high) + 1)
    return attribute.values


def _packed(needed: Mapping[str, frozenset[str]]) -> list[tuple[tuple[str, ...], list[str]]]:
    """Return attributes in groups of not too many values: those read, those decided."""
    groups: list[tuple[set[str], list[str]]] = []
    for name in sorted(needed, key=lambda each: (-_size(needed[each]), each)):
        fitting = [
            each
            for each in groups
            if needed[name] <= each[0] or _size(each[0] | needed[name]) <= MAX_ENTRIES
        ]
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
