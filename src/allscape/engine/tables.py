"""Tables that say, for the values of a few attributes, which bits they leave standing.

An attribute is looked up together with those that can settle a test on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from sys import intern
from typing import Any, NamedTuple

from allscape.engine.alternatives import Literal
from allscape.engine.entries import Choices, Numbers
from allscape.engine.exclusion import telling
from allscape.engine.layout import Layout
from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES

MAX_ENTRIES = 700
MAX_WHOLE = 20
"""A whole number that can be so many or fewer is looked up like a choice."""


class Axis(NamedTuple):
    """An attribute that a table reads: its values, unknown too, or the bounds of a number."""

    name: str
    values: tuple[Any, ...]
    numeric: bool

    @property
    def places(self) -> int:
        """How many can be told apart: a number lies below a bound or at it, or is unknown."""
        return 2 * len(self.values) + 2 if self.numeric else len(self.values)


@dataclass(frozen=True)
class Table:
    """The attributes that a table reads, and the bits that each of their values leaves.

    By one value, or by a tuple of several; what was not asked before is found on the way.
    """

    axes: tuple[Axis, ...]
    bits: dict[Any, int]

    def bits_for(self, given: Mapping[str, Value | None]) -> int:
        """Return the bits that the values of a profile leave."""
        values = tuple(given[axis.name] for axis in self.axes)
        return self.bits[values if len(values) > 1 else values[0]]


def tables(layout: Layout) -> list[Table]:
    """Return tables that together decide every literal."""
    literals: dict[str, list[Literal]] = {}
    for literal in layout.sure:
        literals.setdefault(literal[0].attribute, []).append(literal)
    choices = {name: _told(mine) for name, mine in literals.items() if _choices(name)}
    numbers = [name for name in literals if name not in choices]
    made = [_of_number(name, literals[name], layout) for name in numbers]
    for reads, decides in _packed(choices):
        mine = [each for name in decides for each in literals[name]]
        axes = tuple(Axis(intern(name), (None, *_choices(name)), False) for name in reads)
        made.append(Table(axes, Choices(reads, mine, layout)))
    return made


def _of_number(name: str, literals: list[Literal], layout: Layout) -> Table:
    ranges = [test.range for test, _ in literals if test.range is not None]
    bounds = {bound for each in ranges for bound in (each.low, each.high) if bound is not None}
    axis = Axis(intern(name), tuple(sorted(map(float, bounds))), True)
    return Table((axis,), Numbers(name, axis.values, literals, layout))


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
