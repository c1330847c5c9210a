"""What decides nothing: idle attributes and values, and what is asked that no profile has."""

from collections.abc import Iterable, Iterator, Mapping

from allscape.engine.diagrams import NONE, NodeId
from allscape.engine.edition import opened_leaves
from allscape.engine.sure import Meaning
from allscape.model.base import Frozen, Verdict
from allscape.model.conditions import Unmodelled
from allscape.model.profile import ATTRIBUTES
from allscape.proof.meanings import Meanings, unmodelled_in


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
    said = _by_level(meanings, meanings.statements.values())
    for_approaches = _decisive(meanings, _by_level(meanings, meanings.approaches.values()))
    for_any = for_approaches | _decisive(meanings, said)
    return Idle(
        none=tuple(name for name in ATTRIBUTES if name not in for_any),
        statements_only=tuple(n for n in ATTRIBUTES if n in for_any - for_approaches),
        kinds={name: _kinds(meanings, said, name) for name in ATTRIBUTES if name in for_any},
    )


ByLevel = Mapping[int, list[NodeId]]
"""The sets that depend on a level, for each: what does not is the same whatever it answers."""


def _by_level(meanings: Meanings, named: Iterable[Meaning]) -> ByLevel:
    found: dict[int, list[NodeId]] = {}
    for node in dict.fromkeys(node for each in named for node in (each.holds, each.fails)):
        for level in meanings.space.sets.levels([node]):
            found.setdefault(level, []).append(node)
    return found


def _decisive(meanings: Meanings, nodes: ByLevel) -> set[str]:
    # A contradiction alone does not make an attribute decide.
    return {meanings.space.names[level] for level in nodes if _matters(meanings, level, nodes)}


def _matters(meanings: Meanings, level: int, nodes: ByLevel) -> bool:
    """Tell whether two values of an attribute, both consistent, ever differ in a verdict."""
    space, sets = meanings.space, meanings.space.sets
    for node in nodes[level]:
        for branch in range(1, sets.branches[level]):
            now, unknown = sets.given(node, level, branch), sets.given(node, level, 0)
            allowed = sets.given(space.consistent, level, branch)
            if sets.both(now, allowed) != sets.both(unknown, allowed):
                return True
    return False


def _kinds(meanings: Meanings, nodes: ByLevel, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the values of an attribute, those together that no statement tells apart."""
    space, sets = meanings.space, meanings.space.sets
    level = space.level[name]
    groups: dict[tuple[int, ...], list[str]] = {}
    for branch, cell in enumerate(space.cells[name], 1):
        deciding = (space.consistent, *nodes.get(level, ()))
        kind = tuple(sets.given(each, level, branch) for each in deciding)
        groups.setdefault(kind, []).append(str(cell))
    return tuple(map(tuple, groups.values()))


class Blank(Frozen):
    """A condition that is not modelled: the statements that ask it, and the approaches they offer.

    `never_matched` are those of both that no case matches as long as it is so.
    """

    name: str
    statements: tuple[str, ...]
    approaches: tuple[str, ...]
    never_matched: tuple[str, ...]


def blanks(meanings: Meanings) -> Iterator[Blank]:
    """Yield what is not modelled, in the order in which it is asked."""
    edition = meanings.edition
    asked = {
        name: {
            leaf.unmodelled
            for leaf in opened_leaves(edition, condition)
            if isinstance(leaf, Unmodelled)
        }
        for name, condition in edition.statements.items()
    }
    offered = {
        each.id: {name for offer in edition.offers(each.id) for name in asked[offer.id]}
        for each in edition.approaches()
    }
    for name in unmodelled_in(edition):
        statements = tuple(each for each, names in asked.items() if name in names)
        approaches = tuple(each for each, names in offered.items() if name in names)
        yield Blank(
            name=name,
            statements=statements,
            approaches=approaches,
            never_matched=tuple(
                each
                for each in (*statements, *approaches)
                if meanings.profiles(each, Verdict.MATCHED) == NONE
            ),
        )
