"""What is worked out of a case, for all cases at once: each value, and the cases that have it.

A number stands for its whole cell by the two ends of it. Numbers are only compared, cut at bounds
and written; what both ends agree on when they are compared is so of every number between them.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain, product
from math import inf, isfinite, nextafter
from typing import Any, NamedTuple, TypeVar

from allscape.engine.cells import Cell
from allscape.engine.diagrams import EVERY, NONE, Diagrams, NodeId
from allscape.model.attributes import Attribute, Value
from allscape.model.conditions import Range, Test
from allscape.model.profile import ATTRIBUTES, contradictory
from allscape.proof.space import Space

Valued = Mapping[Hashable, NodeId]
"""The cases that have each value: every case has one, or none that matters."""

LARGEST = 1.7976931348623157e308


class UnknownForm(Exception):
    """Something was handed over whose meaning is not known here."""


class Ends(NamedTuple):
    """The least and the greatest number of a cell, or what became of them."""

    low: Any
    high: Any


Taken = tuple[Value | Ends | None, ...]
"""What some attributes are, in their order."""
Key = TypeVar("Key", bound=Hashable)


def ends(cell: Cell) -> Ends:
    """Return the ends of a stretch of numbers, as the numbers next to a bound that is outside."""
    span = cell.stretch
    assert span is not None
    low, high = span.low or 0.0, LARGEST if span.high is None else span.high
    return Ends(
        float(low) if span.low_included else nextafter(low, inf),
        float(high) if span.high is None or span.high_included else nextafter(high, -inf),
    )


def whole_space(tests: Iterable[Test], cuts: Iterable[float], choices: Iterable[int]) -> Space:
    """Return the space over every attribute, in which every number of `cuts` is a cell.

    Of what is counted in whole numbers every number is one.
    """
    points = [
        Test.model_construct(attribute=name, range=Range(low=each, high=each))
        for name, attribute in ATTRIBUTES.items()
        if attribute.numeric
        for each in (_counted(attribute) if attribute.whole else set(cuts))
    ]
    named = [Test.model_construct(attribute=name, range=None) for name in ATTRIBUTES]
    return Space([*tests, *points, *named], choices)


def _counted(attribute: Attribute) -> Iterable[float]:
    return map(float, range(int(attribute.low), int(attribute.high) + 1))


def every_number(tests: Iterable[Test]) -> set[float]:
    """Return every number at which a test turns, or an attribute ends."""
    return {end for each in tests if each.range for end in each.range.ends} | {
        float(end) for each in ATTRIBUTES.values() for end in (each.low, each.high) if isfinite(end)
    }


def branches(space: Space, name: str) -> list[Value | Ends | None]:
    """Return what an attribute is on each of its branches, None where it is unknown."""
    cells = space.cells[name]
    if ATTRIBUTES[name].numeric and not ATTRIBUTES[name].whole:
        return [None, *map(ends, cells)]
    return [None, *(each.sample for each in cells)]


def built(
    space: Space,
    names: Sequence[str],
    leads: Callable[[Taken], Iterable[Key]],
    taken: Taken = (),
) -> dict[Key, NodeId]:
    """Return the cases that lead to each thing; `leads` says to what some values of `names` do."""
    if contradictory(dict(zip(names, taken, strict=False))):
        return {}
    if len(taken) == len(names):
        return dict.fromkeys(leads(taken), EVERY)
    name = names[len(taken)]
    below = [built(space, names, leads, (*taken, each)) for each in branches(space, name)]
    return {
        each: space.sets.node(space.level[name], tuple(one.get(each, NONE) for one in below))
        for each in dict.fromkeys(chain(*below))
    }


def apply(
    sets: Diagrams, function: Callable[..., Hashable], *given: Valued
) -> dict[Hashable, NodeId]:
    """Return what a function of several values comes to, for all cases."""
    found: dict[Hashable, NodeId] = {}
    for each in product(*(one.items() for one in given)):
        cases = sets.every(node for _, node in each)
        if cases != NONE:
            value = at_ends(function, *(value for value, _ in each))
            found[value] = sets.either(found.get(value, NONE), cases)
    return found


def at_ends(function: Callable[..., Hashable], *given: Any) -> Hashable:
    """Return what a function comes to; where it is of numbers, what it does at both of their ends.

    Raises `UnknownForm` where it tells a cell's ends apart in any way but by numbers or texts.
    """
    if not any(isinstance(each, Ends) for each in given):
        return function(*given)
    low, high = (
        function(*(each[at] if isinstance(each, Ends) else each for each in given)) for at in (0, 1)
    )
    if low == high and (low is None or isinstance(low, bool)):
        return low
    if low is None or high is None or isinstance(low, bool) or isinstance(high, bool):
        raise UnknownForm(f"something turns between the numbers of {given}")
    return Ends(low, high)


def refuse_stretches(*given: Valued) -> None:
    """Raise `UnknownForm` where a value is more than one number: both its ends may differ from one.

    For what asks whether numbers are equal.
    """
    for value in (each for valued in given for each in valued):
        if isinstance(value, Ends) and isinstance(value.low, float) and value.low != value.high:
            raise UnknownForm(f"it is asked whether a number from {value.low} on equals another")


def where(valued: Valued, value: Hashable) -> NodeId:
    """Return the cases that have a value."""
    return valued.get(value, NONE)
