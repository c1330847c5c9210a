"""What the values of one attribute exclude of another, and what that settles."""

from collections.abc import Collection
from typing import NamedTuple

from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES, BOTH_WAYS, Contradiction


def opponents(name: str) -> list[Contradiction]:
    """Return what excludes values of an attribute, which comes first in each."""
    return [each for each in BOTH_WAYS if each.attribute == name]


class Settling(NamedTuple):
    """The values whose exclusion, of all of them, settles a test; none where it cannot come."""

    fails: tuple[Value, ...]
    holds: tuple[Value, ...]


def settling(name: str, wanted: Collection[Value]) -> Settling:
    """Return what settles a test on an attribute that is not known itself.

    The test fails where every wanted value is excluded, and holds where every other one is.
    """
    excludable = {each.value for each in opponents(name)}
    sides = [
        tuple(value for value in ATTRIBUTES[name].values if (value in wanted) is side)
        for side in (True, False)
    ]
    return Settling(*(each if excludable.issuperset(each) else () for each in sides))


def telling(
    name: str, wanted: Collection[Value], seen: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Return the attributes whose values can settle a test on an attribute, itself included."""
    found, (fails, holds) = frozenset({name}), settling(name, wanted)
    for each in opponents(name):
        if each.value in {*fails, *holds} and each.other not in seen:
            found |= telling(each.other, {each.other_value}, seen | {name})
    return found
