"""What the values of one attribute exclude of another, and what that settles."""

from collections.abc import Collection
from typing import NamedTuple

from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES, BOTH_WAYS


class Opponent(NamedTuple):
    """A value of an attribute, and the value of another attribute that excludes it."""

    mine: Value
    other: str
    value: Value


def opponents(name: str) -> list[Opponent]:
    """Return what excludes values of an attribute."""
    found = (each for each in BOTH_WAYS if each.attribute == name)
    return [Opponent(each.value, each.other, each.other_value) for each in found]


class Settling(NamedTuple):
    """The values whose exclusion, of all of them, settles a test; none where it cannot come."""

    fails: tuple[Value, ...]
    holds: tuple[Value, ...]


def settling(name: str, wanted: Collection[Value]) -> Settling:
    """Return what settles a test on an attribute that is not known itself.

    The test fails where every wanted value is excluded, and holds where every other one is.
    """
    excludable = {each.mine for each in opponents(name)}
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
    for mine, other, value in opponents(name):
        if mine in {*fails, *holds} and other not in seen:
            found |= telling(other, {value}, seen | {name})
    return found
