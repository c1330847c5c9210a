"""A smallest hypothetical case that shows certain verdicts, or the proof that there is none."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, product

from allscape.engine.diagrams import NONE, NodeId
from allscape.engine.edition import not_there
from allscape.faults import Fault, UsageError
from allscape.model.attributes import Value
from allscape.model.base import Frozen, Verdict
from allscape.model.profile import Profile
from allscape.proof.meanings import Meanings
from allscape.proof.requirements import Requirement, Stand, contradictions, fact, ways
from allscape.proof.witness import smallest


class Wanted(Frozen):
    """An approach or a statement, and the verdict that a case has to show."""

    name: str
    verdict: Verdict


class Found(Frozen):
    """A smallest case, or the proof that there is none.

    A proof has a conflict for every way in which all that is wanted could come about: requirements
    that cannot all be met, though without any one of them they could.
    """

    profile: Profile | None
    conflicts: tuple[tuple[Requirement, ...], ...] = ()


_LISTED = "allscape approaches and allscape rules list them"


def find(
    meanings: Meanings, wanted: Iterable[Wanted], given: Mapping[str, Value | None] | None = None
) -> Found:
    """Return a case with as few further facts as any that shows all that is wanted.

    `given` are facts that the case has to have; None for one that has to stay unknown. Raises
    `UsageError` for an approach or statement that the edition does not have.
    """
    wanted, given = list(wanted), dict(given or {})
    _known(meanings, wanted)
    inside = {name: value for name, value in given.items() if name in meanings.space.level}
    space = meanings.space
    facts = [fact(meanings, name, value) for name, value in inside.items()]
    nodes = [each.profiles for each in facts]
    nodes += [meanings.profiles(each.name, each.verdict) for each in wanted]
    profile = smallest(space, space.sets.every([*nodes, space.consistent]))
    if profile is not None:
        # The number that was asked for, not the sample of its cell.
        return Found(profile=profile.with_(given))
    together = product(*(ways(meanings, each.name, each.verdict) for each in wanted))
    found = (conflict(meanings, [*facts, *chain.from_iterable(way)]) for way in together)
    return Found(profile=None, conflicts=tuple(dict.fromkeys(found)))


def conflict(meanings: Meanings, stands: Sequence[Stand]) -> tuple[Requirement, ...]:
    """Return requirements that cannot all be met, none of which can be left out.

    The contradictions between attributes are among them only where it takes them.
    """
    sets = meanings.space.sets
    left = [*contradictions(meanings), *_once(stands)]
    for stand in list(left):
        rest = [each for each in left if each is not stand]
        if sets.every(each.profiles for each in rest) == NONE:
            left = rest
    return tuple(each.requirement for each in left)


def _once(stands: Iterable[Stand]) -> list[Stand]:
    seen: dict[NodeId, Stand] = {}
    for each in stands:
        seen.setdefault(each.profiles, each)
    return list(seen.values())


def _known(meanings: Meanings, wanted: Iterable[Wanted]) -> None:
    names = [*meanings.approaches, *meanings.statements]
    faults = []
    for each in wanted:
        if each.name not in names:
            what = "approach or statement"
            message, hint = not_there(meanings.edition, what, each.name, names)
            faults.append(Fault("", 0, 0, message, hint or _LISTED))
    if faults:
        raise UsageError(faults)
