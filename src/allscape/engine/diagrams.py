"""Reduced ordered decision diagrams with many branches: sets of cases, each in one form only.

A node asks one level and has a branch for every answer; equal nodes are one node, and a node whose
branches all lead to the same place is no node. Two sets are equal exactly when they are one number.
"""

from collections.abc import Iterable, Sequence

NodeId = int

NONE: NodeId = 0
"""The empty set."""
EVERY: NodeId = 1
"""The set of everything."""


class Diagrams:
    """The sets over levels with so many branches each, the first level on top."""

    def __init__(self, branches: Sequence[int]) -> None:
        self.branches = tuple(branches)
        self._bottom = len(self.branches)
        self._nodes: list[tuple[int, tuple[NodeId, ...]]] = [(self._bottom, ()), (self._bottom, ())]
        self._numbers: dict[tuple[int, tuple[NodeId, ...]], NodeId] = {}
        self._both: dict[tuple[NodeId, NodeId], NodeId] = {}
        self._opposite: dict[NodeId, NodeId] = {NONE: EVERY, EVERY: NONE}

    def level(self, node: NodeId) -> int:
        """Return the level that a node asks; that below all others for the two ends."""
        return self._nodes[node][0]

    def below(self, node: NodeId) -> tuple[NodeId, ...]:
        """Return where the branches of a node lead."""
        return self._nodes[node][1]

    def node(self, level: int, below: tuple[NodeId, ...]) -> NodeId:
        """Return the one node that asks a level and leads to `below`."""
        if len(set(below)) == 1:
            return below[0]
        found = self._numbers.get((level, below))
        if found is None:
            found = self._numbers[level, below] = len(self._nodes)
            self._nodes.append((level, below))
        return found

    def at(self, level: int, branches: Iterable[int]) -> NodeId:
        """Return the set of everything that takes one of some branches at a level."""
        chosen = set(branches)
        return self.node(level, tuple(int(b in chosen) for b in range(self.branches[level])))

    def opposite(self, node: NodeId) -> NodeId:
        """Return everything that is not in a set."""
        found = self._opposite.get(node)
        if found is None:
            level, below = self._nodes[node]
            found = self.node(level, tuple(map(self.opposite, below)))
            self._opposite[node], self._opposite[found] = found, node
        return found

    def both(self, one: NodeId, other: NodeId) -> NodeId:
        """Return what is in both sets."""
        if other in {one, EVERY}:
            return one
        if NONE in (one, other):
            return NONE
        if one == EVERY:
            return other
        key = (one, other) if one < other else (other, one)
        found = self._both.get(key)
        if found is None:
            level = min(self.level(one), self.level(other))
            pairs = zip(self.split(one, level), self.split(other, level), strict=True)
            found = self._both[key] = self.node(level, tuple(self.both(a, b) for a, b in pairs))
        return found

    def either(self, one: NodeId, other: NodeId) -> NodeId:
        """Return what is in one of two sets, or in both."""
        return self.opposite(self.both(self.opposite(one), self.opposite(other)))

    def every(self, nodes: Iterable[NodeId]) -> NodeId:
        """Return what is in all of the sets; of none, everything."""
        found = EVERY
        for each in sorted(set(nodes), key=self.level, reverse=True):
            found = self.both(found, each)
        return found

    def some(self, nodes: Iterable[NodeId]) -> NodeId:
        """Return what is in any of the sets; of none, nothing."""
        return self.opposite(self.every(map(self.opposite, nodes)))

    def less(self, one: NodeId, other: NodeId) -> NodeId:
        """Return what is in one set and not in the other."""
        return self.both(one, self.opposite(other))

    def inside(self, one: NodeId, other: NodeId) -> bool:
        """Tell whether one set lies within the other."""
        return self.less(one, other) == NONE

    def given(self, node: NodeId, level: int, branch: int) -> NodeId:
        """Return what is left of a set when a level takes a branch; that level is then free."""
        memo: dict[NodeId, NodeId] = {}

        def walk(here: NodeId) -> NodeId:
            if self.level(here) > level:
                return here
            if self.level(here) == level:
                return self.below(here)[branch]
            if here not in memo:
                memo[here] = self.node(self.level(here), tuple(map(walk, self.below(here))))
            return memo[here]

        return walk(node)

    def levels(self, nodes: Iterable[NodeId]) -> set[int]:
        """Return the levels that some sets depend on."""
        ahead, seen = set(nodes), set[NodeId]()
        while ahead:
            seen |= ahead
            ahead = {below for each in ahead for below in self.below(each)} - seen
        return {self.level(each) for each in seen} - {self._bottom}

    def split(self, node: NodeId, level: int) -> tuple[NodeId, ...]:
        """Return where the branches of a level lead from a node at that level or below it."""
        if self.level(node) == level:
            return self.below(node)
        return (node,) * self.branches[level]
