"""Conditions as formulas over cells: the form in which questions about all cases can be answered.

A cell is a set of values of one attribute that no test tells apart. A formula has its negations
pushed in and its terms opened, and holds no part that the known facts have settled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from allscape.engine.edition import Edition
from allscape.model.attributes import Value
from allscape.model.conditions import All, Condition, Not, Range, TermUse, Test, parts
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES

Cell = int


@dataclass(frozen=True)
class Is:
    """The attribute's value lies in one of the cells."""

    attribute: str
    cells: frozenset[Cell]


@dataclass(frozen=True)
class Every:
    """All members hold."""

    members: frozenset["Formula"]


@dataclass(frozen=True)
class Some:
    """At least one member holds."""

    members: frozenset["Formula"]


Formula = bool | Is | Every | Some


class Cells:
    """An attribute's values by cell: a sample of each, and the cells that the facts leave open."""

    def __init__(self, name: str, tests: Iterable[Test], facts: Facts) -> None:
        attribute = ATTRIBUTES[name]
        number = facts.number(name) if attribute.numeric else None
        if number is not None:
            self.samples: list[Value] = [number]
        elif attribute.numeric:
            self.samples = list(_samples(name, [each.range for each in tests if each.range]))
        else:
            self.samples = [*attribute.values, *(facts.possible(name) - set(attribute.values))]
        possible = self.samples if attribute.numeric else facts.possible(name)
        self.open = frozenset(at for at, each in enumerate(self.samples) if each in possible)

    def matching(self, test: Test) -> frozenset[Cell]:
        """Return the open cells in which a test holds."""
        if test.range is not None:
            return frozenset(at for at in self.open if float(self.samples[at]) in test.range)
        return frozenset(at for at in self.open if self.samples[at] in test.values)


def _samples(name: str, ranges: list[Range]) -> Iterable[float]:
    """Return one number of every stretch that the ranges tell apart."""
    attribute = ATTRIBUTES[name]
    bounds = {bound for each in ranges for bound in (each.low, each.high) if bound is not None}
    ends = {attribute.low, min(attribute.high, max(bounds, default=0) + 1)}
    edges = sorted(ends | bounds)
    between = {(low + high) / 2 for low, high in pairwise(edges)}
    numbers = sorted(between | set(edges))
    if attribute.whole:
        numbers = [float(each) for each in range(int(attribute.low), int(attribute.high) + 1)]
    seen: dict[tuple[bool, ...], float] = {}
    for number in numbers:
        if attribute.low <= number <= attribute.high:
            seen.setdefault(tuple(number in each for each in ranges), number)
    return seen.values()


def leaf_tests(edition: Edition, condition: Condition) -> Iterable[Test]:
    """Yield every test that a condition rests on, terms opened."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, TermUse):
        yield from leaf_tests(edition, edition.terms[condition.term])
    else:
        for part in parts(condition):
            yield from leaf_tests(edition, part)


def formula_of(
    edition: Edition, condition: Condition, cells: Mapping[str, Cells], wanted: bool = True
) -> Formula:
    """Return what is left of a condition (or, not `wanted`, of its negation) under the facts."""
    if isinstance(condition, Test):
        mine = cells[condition.attribute]
        holds = mine.matching(condition)
        return _is(condition.attribute, holds if wanted else mine.open - holds, mine.open)
    if isinstance(condition, TermUse):
        return formula_of(edition, edition.terms[condition.term], cells, wanted)
    if isinstance(condition, Not):
        return formula_of(edition, condition.negated, cells, not wanted)
    members = [formula_of(edition, each, cells, wanted) for each in parts(condition)]
    return every(members) if isinstance(condition, All) == wanted else some(members)


def _is(attribute: str, cells: frozenset[Cell], open_: frozenset[Cell]) -> Formula:
    if not cells:
        return False
    return True if cells == open_ else Is(attribute, cells)


def every(members: Iterable[Formula]) -> Formula:
    """Return the conjunction, what is settled left out."""
    left = frozenset(members)
    if False in left:
        return False
    left -= {True}
    if not left:
        return True
    return next(iter(left)) if len(left) == 1 else Every(left)


def some(members: Iterable[Formula]) -> Formula:
    """Return the disjunction, what is settled left out."""
    left = frozenset(members)
    if True in left:
        return True
    left -= {False}
    if not left:
        return False
    return next(iter(left)) if len(left) == 1 else Some(left)


def attributes_of(formula: Formula) -> set[str]:
    """Return the attributes that a formula names."""
    if isinstance(formula, bool):
        return set()
    if isinstance(formula, Is):
        return {formula.attribute}
    return {name for each in formula.members for name in attributes_of(each)}


def given(formula: Formula, attribute: str, cell: Cell) -> Formula:
    """Return what is left of a formula when an attribute's value lies in a cell."""
    if isinstance(formula, bool):
        return formula
    if isinstance(formula, Is):
        return (cell in formula.cells) if formula.attribute == attribute else formula
    members = [given(each, attribute, cell) for each in formula.members]
    return every(members) if isinstance(formula, Every) else some(members)
