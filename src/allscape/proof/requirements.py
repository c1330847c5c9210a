"""What has to be so for a verdict, piece by piece: each a set of profiles and the words for it."""

from collections.abc import Iterator
from typing import NamedTuple

from allscape.engine.diagrams import NodeId
from allscape.model.attributes import Value, show
from allscape.model.base import Frozen, Verdict
from allscape.model.conditions import All, Condition
from allscape.model.profile import CONTRADICTIONS
from allscape.proof.grounds import AskedPart, Ground, grounds_of, leaves_of, opened
from allscape.proof.meanings import Meanings


class Requirement(Frozen):
    """Something that has to be so: one ground, or one of several, of a statement or of the case.

    That something is open `hangs` on its grounds, and is none of them.
    """

    says: str
    statement: str | None = None
    grounds: tuple[Ground, ...] = ()
    hangs: bool = False


class Stand(NamedTuple):
    """A requirement, and the profiles that meet it."""

    requirement: Requirement
    profiles: NodeId


def ways(meanings: Meanings, name: str, verdict: Verdict) -> list[list[Stand]]:
    """Return the ways in which an approach or a statement comes to a verdict: what each requires.

    Matched is one way an offer; to be open is one requirement, with all that it can hang on.
    """
    conditions = meanings.edition.conditions_of(name)
    if verdict is Verdict.MATCHED:
        return [list(_required(meanings, *each, wanted=True)) for each in conditions.items()]
    if verdict is Verdict.RULED_OUT:
        failing = (_required(meanings, *each, wanted=False) for each in conditions.items())
        return [[stand for each in failing for stand in each]]
    asked = map(AskedPart, conditions.values())
    grounds = [ground for part in asked for ground in leaves_of(meanings.edition, part)]
    says = f"{name} is open" if grounds else f"{name} is open, though it has no condition"
    requirement = Requirement(says=says, grounds=tuple(grounds), hangs=bool(grounds))
    return [[Stand(requirement, meanings.profiles(name, verdict))]]


def _required(
    meanings: Meanings, owner: str, condition: Condition, wanted: bool
) -> Iterator[Stand]:
    """Yield what a condition requires: each member of a conjunction, anything else as a whole."""
    for part in opened(meanings.edition, AskedPart(condition, wanted), All):
        meaning = meanings.of(part.condition)
        grounds = tuple(grounds_of(meanings.edition, part))
        says = " or ".join(each.condition for each in grounds) or "never, as it is written"
        requirement = Requirement(says=says, statement=owner, grounds=grounds)
        yield Stand(requirement, meaning.holds if part.wanted else meaning.fails)


def fact(meanings: Meanings, name: str, value: Value | None) -> Stand:
    """Return the requirement that a case has a value of an attribute, or that it is unknown."""
    return Stand(Requirement(says=f"{name} is {show(value)}"), meanings.space.is_(name, value))


def contradictions(meanings: Meanings) -> Iterator[Stand]:
    """Yield the requirements that two values of a case do not contradict each other."""
    space = meanings.space
    for each in CONTRADICTIONS:
        if each.attribute in space.level:
            one = space.is_(each.attribute, each.value)
            other = space.is_(each.other, each.other_value)
            pair = f"{each.attribute} {show(each.value)} and {each.other} {show(each.other_value)}"
            requirement = Requirement(says=f"never both {pair}: {each.why}")
            yield Stand(requirement, space.sets.opposite(space.sets.both(one, other)))
