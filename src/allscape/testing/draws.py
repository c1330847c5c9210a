"""Profiles drawn from an exact set: nothing is drawn that has to be thrown away.

A set is a decision diagram, walked from the top; at each level only the branches that lead
somewhere are drawn. First comes the branch after which the fewest facts are needed, so a case
shrinks to few facts, and a number to a round one at the edge of its cell.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from math import ceil, floor, inf, nextafter
from typing import ParamSpec, TypeVar

from hypothesis import strategies as st

from allscape.engine.cells import Cell
from allscape.engine.diagrams import NONE, NodeId
from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.proof.space import UNKNOWN, Space
from allscape.proof.witness import fewest

_THROW = st.integers(1, 8)
_LEADS = (7, 4, 1)
"""Of eight throws, how many take the first branch: cases of few facts, of some, of most."""

_FARTHEST = 5_200
"""Weeks, where an attribute has no highest value: a hundred years."""


P = ParamSpec("P")
Drawn = TypeVar("Drawn")


def when_drawn(
    make: Callable[P, st.SearchStrategy[Drawn]],
) -> Callable[P, st.SearchStrategy[Drawn]]:
    """Return a function whose strategy is made when a test first draws from it.

    What is wrong with it, or with a rule that it rests on, then fails that test alone, and not the
    reading of the file with all its tests.
    """

    @wraps(make)
    def later(*args: P.args, **kwargs: P.kwargs) -> st.SearchStrategy[Drawn]:
        return st.deferred(lambda: make(*args, **kwargs))

    return later


@st.composite
def cases(
    draw: st.DrawFn,
    space: Space,
    node: NodeId,
    given: Mapping[str, Value],
    near: Mapping[str, Sequence[float]] | None = None,
) -> Profile:
    """Draw a profile of a set that is not empty and lies within `space.consistent`.

    `given` are the values to be had where the set has only their cells; of an attribute that has
    numbers in `near`, none but those are drawn.
    """
    leads = draw(st.sampled_from(_LEADS))
    known: dict[str, Value] = {}
    for level, name in enumerate(space.names):
        below = space.sets.split(node, level)
        branches = _ordered(space, below)
        # One throw a level, whatever the set: else a case with a fact that leaves no choice further
        # down would count as the simpler one.
        branch, throw = branches[0], draw(_THROW)
        if UNKNOWN not in branches:
            branch = draw(st.sampled_from(branches))
        elif throw > leads and len(branches) > 1:
            branch = draw(st.sampled_from(branches[1:]))
        node = below[branch]
        if branch == UNKNOWN:
            continue
        if name in given:
            known[name] = given[name]
            continue
        cell = space.cells[name][branch - 1]
        close = tuple(each for each in (near or {}).get(name, ()) if each in cell)
        known[name] = draw(st.sampled_from(close) if close else _values_in(name, cell))
    return Profile.model_validate(known)


def _ordered(space: Space, below: tuple[NodeId, ...]) -> tuple[int, ...]:
    """Return the branches that lead somewhere, first that after which fewest facts are needed."""
    open_ = [branch for branch, each in enumerate(below) if each != NONE]
    return tuple(sorted(open_, key=lambda b: fewest(space, below[b]) + (b != UNKNOWN)))


@cache
def _values_in(name: str, cell: Cell) -> st.SearchStrategy[Value]:
    """Return the values of a cell; of a stretch first whole numbers, then its ends, then any."""
    least, most = ends(name, cell)
    if cell.stretch is None or least == most:
        return st.just(cell.sample)
    attribute = ATTRIBUTES[name]
    lowest, highest = ceil(least), floor(most)
    found: list[st.SearchStrategy[Value]] = []
    if lowest <= highest:
        # What lies at the top of a stretch is the round number where that is the edge of a rule.
        falls = cell.sample == highest and most != attribute.high
        steps = st.integers(0, highest - lowest)
        found.append(steps.map(lambda step: highest - step if falls else lowest + step))
    if not attribute.whole:
        # A whole number is had above, where it shrinks.
        broken = readable(least, most)
        found += [st.sampled_from(broken)] if broken else []
        found.append(st.floats(least, most))
    return st.one_of(found)


def readable(least: float, most: float) -> list[float]:
    """Return numbers at the ends of a stretch that are not whole: those of few decimals first."""
    ends = [each for each in (least, most) if each != floor(each)]
    near = {round(end + step, 3) for end in ends for step in _STEPS}
    inside = {each for each in near if least < each < most and each != floor(each)}
    return sorted(inside | {*ends}, key=plainness)


_STEPS = (-0.5, -0.1, -0.01, -0.001, 0.001, 0.01, 0.1, 0.5)


def plainness(number: float) -> tuple[bool, int, float]:
    """Return what puts whole numbers first, then halves, then those of few decimals."""
    whole = number == int(number)
    return not whole, 0 if 2 * number == int(2 * number) else len(f"{number!r}"), number


def ends(name: str, cell: Cell) -> tuple[float, float]:
    """Return the least and the greatest number that is drawn of a cell; of a choice, 0 and 0."""
    if cell.stretch is None:
        return 0, 0
    low = cell.stretch.low if cell.stretch.low is not None else ATTRIBUTES[name].low
    high = cell.stretch.high
    if high is None:
        high = min(ATTRIBUTES[name].high, max(_FARTHEST, low + 1))
    least = low if cell.stretch.low_included else nextafter(low, inf)
    return least, high if cell.stretch.high_included else nextafter(high, -inf)
