"""What a condition means as two sets: where it surely holds, and where it surely fails."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from allscape.engine.diagrams import NONE, Diagrams, NodeId
from allscape.model.conditions import Unmodelled
from allscape.model.folding import Algebra


class Meaning(NamedTuple):
    """The cases for which something surely holds, and those for which it surely fails."""

    holds: NodeId
    fails: NodeId


NEITHER = Meaning(NONE, NONE)
"""What holds for no case and fails for none."""


def every(sets: Diagrams, found: Sequence[Meaning]) -> Meaning:
    """Return what all of some meanings come to together."""
    holds, fails = [each.holds for each in found], [each.fails for each in found]
    return Meaning(sets.every(holds), sets.some(fails))


def some(sets: Diagrams, found: Sequence[Meaning]) -> Meaning:
    """Return what any of some meanings comes to."""
    holds, fails = [each.holds for each in found], [each.fails for each in found]
    return Meaning(sets.some(holds), sets.every(fails))


def opposite(meaning: Meaning) -> Meaning:
    """Return what a meaning comes to that does not hold."""
    return Meaning(meaning.fails, meaning.holds)


def within(sets: Diagrams, meaning: Meaning, node: NodeId) -> Meaning:
    """Return a meaning for the cases of a set alone."""
    return Meaning(sets.both(meaning.holds, node), sets.both(meaning.fails, node))


def apart(sets: Diagrams, one: Meaning, other: Meaning) -> NodeId:
    """Return the cases for which two meanings come to different verdicts."""
    pairs = ((one.holds, other.holds), (one.fails, other.fails))
    return sets.some(sets.less(*each) for a, b in pairs for each in ((a, b), (b, a)))


def algebra(
    sets: Diagrams, unknown: Callable[[Unmodelled], Meaning] = lambda _: NEITHER
) -> Algebra[Meaning]:
    """Return what groups of meanings come to; `unknown` is what the unmodelled means."""
    return Algebra(
        lambda found: every(sets, found), lambda found: some(sets, found), opposite, unknown
    )
