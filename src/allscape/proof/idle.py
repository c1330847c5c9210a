"""What decides nothing: attributes without a verdict, values that no verdict tells apart."""

from collections.abc import Iterable

from allscape.engine.sure import Meaning
from allscape.model.base import Frozen
from allscape.model.profile import ATTRIBUTES
from allscape.proof.meanings import Meanings


class Idle(Frozen):
    """Attributes by what depends on them, and what their values come to.

    `statements_only` decide what else is said of an approach (figures, cautions), never whether it
    is described for a case. `kinds` are the values that no statement tells apart, kind by kind.
    """

    none: tuple[str, ...]
    statements_only: tuple[str, ...]
    kinds: dict[str, tuple[tuple[str, ...], ...]]


def idle(meanings: Meanings) -> Idle:
    """Return which attributes and values decide nothing."""
    for_approaches = _decisive(meanings, meanings.approaches.values())
    for_any = for_approaches | _decisive(meanings, meanings.statements.values())
    return Idle(
        none=tuple(name for name in ATTRIBUTES if name not in for_any),
        statements_only=tuple(n for n in ATTRIBUTES if n in for_any - for_approaches),
        kinds={name: _kinds(meanings, name) for name in ATTRIBUTES if name in for_any},
    )


def _decisive(meanings: Meanings, named: Iterable[Meaning]) -> set[str]:
    space = meanings.space
    nodes = [node for each in named for node in (each.holds, each.fails)]
    # A contradiction alone does not make an attribute decide.
    levels = {level for level in space.sets.levels(nodes) if _matters(meanings, level, nodes)}
    return {space.names[level] for level in levels}


def _matters(meanings: Meanings, level: int, nodes: Iterable[int]) -> bool:
    """Tell whether two values of an attribute, both consistent, ever differ in a verdict."""
    space, sets = meanings.space, meanings.space.sets
    for node in nodes:
        for branch in range(1, sets.branches[level]):
            now, unknown = sets.given(node, level, branch), sets.given(node, level, 0)
            allowed = sets.given(space.consistent, level, branch)
            if sets.both(now, allowed) != sets.both(unknown, allowed):
                return True
    return False


def _kinds(meanings: Meanings, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the values of an attribute, those together that no statement tells apart."""
    space, sets = meanings.space, meanings.space.sets
    level = space.level[name]
    groups: dict[tuple[int, ...], list[str]] = {}
    for branch, cell in enumerate(space.cells[name], 1):
        kind = (
            sets.given(space.consistent, level, branch),
            *(sets.given(each.holds, level, branch) for each in meanings.statements.values()),
            *(sets.given(each.fails, level, branch) for each in meanings.statements.values()),
        )
        groups.setdefault(kind, []).append(str(cell))
    return tuple(map(tuple, groups.values()))
