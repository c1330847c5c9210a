"""Hypothesis strategies that are harder than those of `allscape.testing`, for our own tests.

A profile here has its facts in any order, and numbers as a number may look at its worst. It never
contradicts itself.
"""

import math
import os
import sys
from collections.abc import Iterable, Mapping

from hypothesis import strategies as st

from allscape import Profile
from allscape.model.attributes import Attribute, Value
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS
from allscape.rulebook.load import resolve
from allscape.testing.made_up import BOUNDS, HANDFUL, SOURCES, book_data

__all__ = [
    "HANDFUL",
    "NUMBERS",
    "SOURCES",
    "book_data",
    "consistent",
    "facts",
    "names",
    "numbers",
    "often",
    "profiles",
    "rulebooks",
    "top",
    "values",
]


def often(examples: int) -> int:
    """Return how many examples a law is tried on: a sixth of them, all when new ones are searched.

    The usual run draws the same ones every time, so that more of them find nothing twice.
    """
    return examples if os.environ.get("ALLSCAPE_HYPOTHESIS") == "search" else max(examples // 6, 2)


_BELOW = [math.nextafter(each, -math.inf) for each in BOUNDS[1:]]
_ABOVE = [math.nextafter(each, math.inf) for each in BOUNDS]

NUMBERS = (
    5e-324,
    1e-7,
    0.0001,
    *BOUNDS,
    *_BELOW,
    *_ABOVE,
    1e4,
    1e16,
    2**49 + 1,
    2**64,
    1e22,
    1e308,
)
"""Those, their nearest neighbours, and what a number may look like at its worst."""

names = st.text(st.characters(categories=("L", "N", "P", "S", "Zs", "M")), min_size=1, max_size=30)
"""Printable names in any script."""


def top(attribute: Attribute) -> float:
    """Return the largest number that an attribute can be."""
    return min(attribute.high, sys.float_info.max)


def numbers(name: str) -> st.SearchStrategy[float]:
    """Return numbers that an attribute can have, most of them where a rule may turn."""
    attribute = ATTRIBUTES[name]
    low, high = attribute.low, min(attribute.high, 10_000_000)
    if attribute.whole:
        return st.integers(int(low), int(high))
    turning = [each for each in NUMBERS if low <= each <= high]
    return (
        st.sampled_from(turning)
        | st.integers(int(low), min(int(high), 2**70))
        | st.floats(low, high, allow_nan=False)
    )


def values(name: str) -> st.SearchStrategy[Value]:
    """Return the known values of an attribute."""
    return numbers(name) if ATTRIBUTES[name].numeric else st.sampled_from(ATTRIBUTES[name].values)


def consistent(known: Mapping[str, Value]) -> dict[str, Value]:
    """Return `known` without the later one of every two values that contradict each other."""
    left = dict(known)
    for each in CONTRADICTIONS:
        if left.get(each.attribute) == each.value and left.get(each.other) == each.other_value:
            later = [name for name in left if name in (each.attribute, each.other)][-1]
            del left[later]
    return left


@st.composite
def facts(draw: st.DrawFn, of: Iterable[str] = tuple(ATTRIBUTES)) -> dict[str, Value]:
    """Draw attribute values without a contradiction, in any order: few, about half, or most."""
    choices = {name: values(name) for name in of}
    some: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries({}, optional=choices)
    most: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(choices)
    few = st.lists(st.sampled_from(sorted(choices)), max_size=4, unique=True).flatmap(
        lambda known: st.fixed_dictionaries({name: choices[name] for name in known})
    )
    drawn = draw(some | most | few)
    order = draw(st.permutations(list(drawn))) if len(drawn) > 1 else list(drawn)
    return consistent({name: drawn[name] for name in order})


def profiles(of: Iterable[str] = tuple(ATTRIBUTES)) -> st.SearchStrategy[Profile]:
    """Return profiles that are free of contradiction."""
    return facts(of).map(Profile.model_validate)


def rulebooks(most: int = 6) -> st.SearchStrategy[Contents]:
    """Return small rulebooks, ready for an engine, which may refuse one as too large for it."""
    return book_data(most).map(Contents.model_validate).map(resolve)
