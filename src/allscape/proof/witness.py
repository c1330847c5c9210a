"""A smallest profile of a set: the one that needs the fewest facts."""

from collections.abc import Mapping
from math import inf
from weakref import WeakKeyDictionary

from allscape.engine.diagrams import EVERY, NONE, NodeId
from allscape.model.attributes import Value
from allscape.model.profile import Profile
from allscape.proof.space import UNKNOWN, Space


def smallest(space: Space, node: NodeId) -> Profile | None:
    """Return a profile of a set with as few facts as any has; None where the set is empty.

    Of several the one whose facts come first in the profile, then that with the first values.
    """
    known = _SMALLEST.setdefault(space, {})
    if node not in known:
        way = shortest(space, node)
        known[node] = None if way is None else profile_of(space, way)
    return known[node]


def shortest(space: Space, node: NodeId) -> dict[int, int] | None:
    """Return a way into a set that leaves the first branch as seldom as any, by level."""
    if node == NONE:
        return None
    taken: dict[int, int] = {}
    while node != EVERY:
        below = space.sets.below(node)
        branches = [*range(1, len(below)), UNKNOWN]
        branch = min(branches, key=lambda b: fewest(space, below[b]) + (b != UNKNOWN))
        if branch != UNKNOWN:
            taken[space.sets.level(node)] = branch
        node = below[branch]
    return taken


def profile_of(space: Space, way: Mapping[int, int]) -> Profile:
    """Return the profile that has the facts of a way."""
    return Profile.model_validate(facts_of(space, way))


def facts_of(space: Space, way: Mapping[int, int]) -> dict[str, Value]:
    """Return the facts of a way, which need not be those of a profile."""
    return {
        name: space.cells[name][way[level] - 1].sample
        for name, level in space.level.items()
        if level in way
    }


_SMALLEST: WeakKeyDictionary[Space, dict[NodeId, Profile | None]] = WeakKeyDictionary()
_FEWEST: WeakKeyDictionary[Space, dict[NodeId, float]] = WeakKeyDictionary()


def fewest(space: Space, node: NodeId) -> float:
    """Return how few facts a profile of a set can have; infinitely many where the set is empty."""
    known = _FEWEST.setdefault(space, {EVERY: 0, NONE: inf})
    if node not in known:
        below = enumerate(space.sets.below(node))
        known[node] = min(fewest(space, each) + (branch != UNKNOWN) for branch, each in below)
    return known[node]
