"""A smallest profile of a set: the one that needs the fewest facts."""

from allscape.model.attributes import Value
from allscape.model.profile import Profile
from allscape.proof.diagrams import EVERY, NONE, Node
from allscape.proof.space import UNKNOWN, Space


def smallest(space: Space, node: Node) -> Profile | None:
    """Return a profile of a set with as few facts as any has; None where the set is empty.

    Of several the one whose facts come first in the profile, then that with the first values.
    """
    if node == NONE:
        return None
    facts = _facts(space, node)
    known: dict[str, Value] = {}
    while node != EVERY:
        name = space.names[space.sets.level(node)]
        below = space.sets.below(node)
        branches = [*range(1, len(below)), UNKNOWN]
        branch = min(branches, key=lambda b: facts.get(below[b], _NEVER) + (b != UNKNOWN))
        if branch != UNKNOWN:
            known[name] = space.cells[name][branch - 1].sample
        node = below[branch]
    return Profile.model_validate(known)


_NEVER = 1_000


def _facts(space: Space, node: Node) -> dict[Node, int]:
    """Return how many facts it takes from each node on; a node that leads nowhere is not there."""
    found = {EVERY: 0}

    def walk(here: Node) -> None:
        if here in found or here == NONE:
            return
        below = space.sets.below(here)
        for each in below:
            walk(each)
        found[here] = min(
            found.get(each, _NEVER) + (branch != UNKNOWN) for branch, each in enumerate(below)
        )

    walk(node)
    return found
