"""How statements and approaches stand to each other: the same cases, fewer of them, some, none."""

from collections.abc import Iterator, Mapping
from itertools import combinations, permutations

from allscape.engine.diagrams import NONE
from allscape.engine.sure import NEITHER, Meaning
from allscape.model.base import Frozen
from allscape.model.profile import Profile
from allscape.proof.meanings import Meanings
from allscape.proof.witness import smallest


class Relation(Frozen):
    """Two statements or approaches.

    `case` is a smallest case that matches both, `apart` a smallest one that matches `other` alone.
    """

    one: str
    other: str
    case: Profile | None = None
    apart: Profile | None = None


def equal(named: Mapping[str, Meaning]) -> list[tuple[str, ...]]:
    """Return the names that match, and rule out, exactly the same cases, group by group.

    What is open in every case matches none, and is left out.
    """
    groups: dict[Meaning, list[str]] = {}
    for name, meaning in named.items():
        if meaning != NEITHER:
            groups.setdefault(meaning, []).append(name)
    return [tuple(each) for each in groups.values() if len(each) > 1]


def implied(meanings: Meanings, named: Mapping[str, Meaning]) -> Iterator[Relation]:
    """Yield the pairs of which one is matched only where the other is, and not the other way.

    What is never ruled out is left out: everything lies within it.
    """
    sets = meanings.space.sets
    limited = [name for name, meaning in named.items() if meaning.fails != NONE]
    for one, other in permutations(limited, 2):
        inside, outside = named[one].holds, named[other].holds
        if inside not in (NONE, outside) and sets.inside(inside, outside):
            both = smallest(meanings.space, inside)
            apart = smallest(meanings.space, sets.less(outside, inside))
            yield Relation(one=one, other=other, case=both, apart=apart)


def shadowed(meanings: Meanings) -> Iterator[Relation]:
    """Yield the offers that match an approach only where another offer of it does so anyway."""
    edition = meanings.edition
    for approach in meanings.approaches:
        offers = {each.id: meanings.statements[each.id] for each in edition.offers(approach)}
        for group in equal(offers):
            for other in group[1:]:
                case = smallest(meanings.space, offers[other].holds)
                yield Relation(one=other, other=group[0], case=case)
        yield from implied(meanings, offers)


def overlaps(meanings: Meanings) -> tuple[list[Relation], list[Relation]]:
    """Return the approaches that one case can match together, and those that none can."""
    together: list[Relation] = []
    never: list[Relation] = []
    for one, other in combinations(meanings.approaches, 2):
        holds = (meanings.approaches[one].holds, meanings.approaches[other].holds)
        case = smallest(meanings.space, meanings.space.sets.both(*holds))
        (never if case is None else together).append(Relation(one=one, other=other, case=case))
    return together, never
