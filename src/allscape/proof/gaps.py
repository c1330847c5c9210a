"""The gap map: the cases for which no sentence offers anything, region by region.

What is said of all patients (that MRD is monitored) fills no gap and is left out. A region is told
as clauses: of each clause one fact at least has to hold, and then every approach is ruled out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from allscape.engine.cells import Cell
from allscape.engine.diagrams import EVERY, NONE, NodeId
from allscape.engine.edition import leaf_tests
from allscape.model.base import Frozen
from allscape.model.profile import ENTANGLED, Profile
from allscape.proof.meanings import Meanings
from allscape.proof.space import UNKNOWN, Space
from allscape.proof.witness import smallest

GapFact = tuple[str, int]
"""An attribute and a branch of it that is not unknown."""
GapFacts = frozenset[GapFact]


class Clause(Frozen):
    """Facts of which one is enough: the values of each attribute, as stretches or choices."""

    any_of: dict[str, tuple[str, ...]]


class Region(Frozen):
    """The part of the gap in which an attribute has a value; no clause where all of it is gap.

    Where every attribute can be settled by another there is one region, of every case.

    `case` is a smallest case in it, null where there is none: then something is always described.
    """

    attribute: str
    value: str
    clauses: tuple[Clause, ...]
    case: Profile | None


class Gaps(Frozen):
    """The gap by the values of the attribute that most approaches depend on."""

    left_out: tuple[str, ...]
    regions: tuple[Region, ...]


def gaps(meanings: Meanings) -> Gaps:
    """Return the cases in which every approach is ruled out but those said of all."""
    space = meanings.space
    counted = {name: each.fails for name, each in meanings.approaches.items() if each.fails != NONE}
    left_out = tuple(name for name in meanings.approaches if name not in counted)
    attribute = _widest(meanings, counted)
    regions = _regions(space, list(counted.values()), attribute) if counted else ()
    return Gaps(left_out=left_out, regions=tuple(regions))


def _widest(meanings: Meanings, approaches: Iterable[str]) -> str | None:
    """Return the attribute that the most approaches test, of those that no other can settle."""
    edition, level = meanings.edition, meanings.space.level
    seen = Counter(
        name
        for approach in approaches
        for name in {each.attribute for each in leaf_tests(edition, *edition.offering(approach))}
        if name not in ENTANGLED
    )
    return min(seen, key=lambda name: (-seen[name], level[name]), default=None)


def _regions(space: Space, failing: list[NodeId], attribute: str | None) -> Iterator[Region]:
    if attribute is None:
        yield _region(
            space, "", "every case", space.sets.every([space.consistent, *failing]), failing
        )
        return
    sets, level = space.sets, space.level[attribute]
    for branch, cell in enumerate(space.cells[attribute], 1):
        left = [sets.given(node, level, branch) for node in failing]
        gap = sets.every([sets.at(level, [branch]), space.consistent, *left])
        yield _region(space, attribute, str(cell), gap, left)


def _region(space: Space, attribute: str, value: str, gap: NodeId, left: list[NodeId]) -> Region:
    clauses = () if gap == NONE else _clauses(space, left)
    return Region(
        attribute=attribute,
        value=value,
        clauses=tuple(_clause(space, each) for each in clauses),
        case=smallest(space, gap),
    )


def _clauses(space: Space, nodes: Iterable[NodeId]) -> list[GapFacts]:
    """Return the clauses that all of some sets come to, none implied by another."""
    found = {clause for node in nodes for clause in _transversals(_smallest_facts(space, node))}
    while True:
        single = {next(iter(clause))[0]: clause for clause in found if len(clause) == 1}
        # Beside "MRD-negative", the other results drop out of every other clause.
        kept = {
            clause if clause in single.values()
            else frozenset(f for f in clause if f[0] not in single or f in single[f[0]])
            for clause in found
        }  # fmt: skip
        kept = {each for each in kept if not any(other < each for other in kept)}
        if kept == found:
            return sorted(found, key=lambda clause: (len(clause), sorted(clause)))
        found = kept


def _smallest_facts(space: Space, node: NodeId) -> list[GapFacts]:
    """Return the smallest sets of facts that bring a profile into a set, whatever else is known.

    What surely holds or fails is never lost by knowing more, so facts alone describe it.
    """
    memo: dict[NodeId, list[GapFacts]] = {NONE: [], EVERY: [frozenset()]}

    def walk(here: NodeId) -> list[GapFacts]:
        if here not in memo:
            name, below = space.names[space.sets.level(here)], space.sets.below(here)
            found = list(walk(below[UNKNOWN]))
            for branch in range(1, len(below)):
                more = (each | {(name, branch)} for each in walk(below[branch]))
                found += [each for each in more if not any(other < each for other in found)]
            memo[here] = found
        return memo[here]

    return walk(node)


def _transversals(sets: Iterable[GapFacts]) -> set[GapFacts]:
    """Return the smallest sets of facts that share one with each of `sets`."""
    found: set[GapFacts] = {frozenset()}
    for each in sets:
        if not each:
            return set()
        grown = {one if one & each else one | {fact} for one in found for fact in each}
        found = {one for one in grown if not any(other < one for other in grown)}
    return found


def _clause(space: Space, clause: GapFacts) -> Clause:
    names = [name for name in space.names if any(name == fact[0] for fact in clause)]
    return Clause(
        any_of={
            name: tuple(_joined(space.cells[name], {b for n, b in clause if n == name}))
            for name in names
        }
    )


def _joined(cells: tuple[Cell, ...], branches: set[int]) -> Iterator[str]:
    """Yield cells as words, stretches that touch each other as one."""
    for chosen, run in groupby(enumerate(cells, 1), lambda each: each[0] in branches):
        beside = [cell for _, cell in run] if chosen else []
        joined = [_stretched(beside)] if beside and beside[0].stretch else beside
        yield from map(str, joined)


def _stretched(cells: list[Cell]) -> Cell:
    first, last = cells[0].stretch, cells[-1].stretch
    assert first is not None
    assert last is not None
    return Cell(cells[0].sample, first.until(last))
