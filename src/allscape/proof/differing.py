"""Statements about one approach that can hold together and differ: in direction, standing, figure.

What is neutral speaks neither way, so it differs in direction from nothing, but for a caution: it
stands against what speaks for the approach.
"""

import re
from collections.abc import Iterator
from itertools import combinations, product
from typing import NamedTuple

from allscape.engine.diagrams import NONE
from allscape.model.contents import Contents
from allscape.model.statements import Direction, Figure, Kind, Statement
from allscape.proof.lenses import Lenses, LensView, Sight

_SHORT = {
    "overall survival": "os",
    "event-free survival": "efs",
    "disease-free survival": "dfs",
    "recurrence-free survival": "rfs",
    "complete response": "cr",
    "complete remission": "cr",
    "cytokine release syndrome": "crs",
}


class Differing(NamedTuple):
    """Two statements, in what they differ, and a smallest case of which both speak."""

    one: Statement
    other: Statement
    differ: tuple[str, ...]
    sight: Sight

    @property
    def pair(self) -> frozenset[str]:
        """The ids of both."""
        return frozenset((self.one.id, self.other.id))


def differing(contents: Contents) -> Iterator[Differing]:
    """Yield every two statements about one approach that differ and can hold together.

    Looked at are all cases, however the terms are read, and all articles, withdrawn ones too.
    """
    contents = contents.without_ends
    lenses = Lenses(contents, contents)
    seen, sets = LensView(contents, lenses).seen["statement"], lenses.space.sets
    named = ([each.id for each in about] for about in contents.about.values())
    pairs = {pair for names in named for pair in combinations(names, 2)}
    for one, other in (map(contents.statement.__getitem__, pair) for pair in sorted(pairs)):
        differ = in_what(one, other)
        if not differ:
            continue
        both = sets.both(seen[one.id].meaning.holds, seen[other.id].meaning.holds)
        sight = lenses.smallest(both) if both != NONE else None
        if sight is not None:
            yield Differing(one, other, differ, sight)


def in_what(one: Statement, other: Statement) -> tuple[str, ...]:
    """Return in what two statements differ, in words."""
    found = []
    if _sides(one) * _sides(other) < 0:
        found.append(f"direction ({_way(one)}, {_way(other)})")
    if one.standing and other.standing and one.standing.level != other.standing.level:
        found.append(f"standing ({one.standing.level}, {other.standing.level})")
    found += [
        f"{mine.measure} ({mine.value}, {theirs.value})"
        for mine, theirs in product(one.figures, other.figures)
        if _measure(mine) == _measure(theirs) and mine.value != theirs.value
    ]
    return tuple(found)


def _sides(statement: Statement) -> int:
    if statement.direction is Direction.FOR:
        return 1
    against = statement.direction is Direction.AGAINST or statement.kind is Kind.CAUTION
    return -1 if against else 0


def _way(statement: Statement) -> str:
    caution = statement.kind is Kind.CAUTION and statement.direction is Direction.NEUTRAL
    return "a caution" if caution else statement.direction.value


def _measure(figure: Figure) -> tuple[str, str]:
    """Return what a figure measures and when, abbreviated alike."""
    text = re.sub(r"\s*\([^)]*\)", "", figure.measure.lower())
    for long, short in _SHORT.items():
        text = text.replace(long, short)
    return text, figure.at
