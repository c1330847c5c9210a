"""What can never come about: a match, a ruling out, an answer that the words allow to be open."""

from collections.abc import Iterator, Mapping

from allscape.engine.diagrams import NONE, Node
from allscape.engine.edition import leaf_tests
from allscape.model.base import Frozen, Verdict
from allscape.model.conditions import Condition
from allscape.model.profile import Profile
from allscape.proof.claims import Claim
from allscape.proof.find import Wanted, find
from allscape.proof.meanings import Meaning, Meanings
from allscape.proof.space import UNKNOWN, Space
from allscape.proof.witness import smallest


class Never(Frozen):
    """A verdict that something never comes to, and the conflicts that make it so."""

    name: str
    verdict: Verdict
    conflicts: tuple[tuple[Claim, ...], ...]
    said_of_all: bool = False


class Undecided(Frozen):
    """Something that stays open though every completion of the case gives the same answer.

    `case` is a smallest case of that kind, `answer` what all its completions come to.
    """

    name: str
    case: Profile
    answer: Verdict


def nevers(meanings: Meanings) -> Iterator[Never]:
    """Yield the verdicts that a statement or an approach never comes to.

    What has no condition is said of all: it is never ruled out and never open, and means that.
    """
    for name in (*meanings.statements, *meanings.approaches):
        for verdict in Verdict:
            if meanings.profiles(name, verdict) == NONE:
                found = find(meanings, [Wanted(name=name, verdict=verdict)])
                said = verdict is not Verdict.MATCHED and _said_of_all(meanings, name)
                yield Never(name=name, verdict=verdict, conflicts=found.conflicts, said_of_all=said)


def _said_of_all(meanings: Meanings, name: str) -> bool:
    """Tell whether a statement, or an offer of an approach, has no test at all."""
    return any(not _tests(meanings, each) for each in _conditions(meanings, name))


def _conditions(meanings: Meanings, name: str) -> list[Condition]:
    edition = meanings.edition
    if name in edition.statements:
        return [edition.statements[name]]
    return edition.offering(name)


def _tests(meanings: Meanings, condition: Condition) -> list[str]:
    return [each.attribute for each in leaf_tests(meanings.edition, condition)]


def undecided(meanings: Meanings) -> Iterator[Undecided]:
    """Yield what some case leaves open by its words alone, whatever the unknown facts are."""
    named: Mapping[str, Meaning] = {**meanings.statements, **meanings.approaches}
    for name, meaning in named.items():
        attributes = {
            each for when in _conditions(meanings, name) for each in _tests(meanings, when)
        }
        for answer, against in (
            (Verdict.MATCHED, meaning.fails),
            (Verdict.RULED_OUT, meaning.holds),
        ):
            open_ = meanings.open(meaning)
            reached = could_become(meanings.space, against, attributes)
            case = smallest(meanings.space, meanings.space.sets.less(open_, reached))
            if case is not None:
                yield Undecided(name=name, case=case, answer=answer)


def could_become(space: Space, node: Node, attributes: set[str]) -> Node:
    """Return the profiles that some completion of their unknown `attributes` brings into a set."""
    sets, memo = space.sets, dict[Node, Node]()
    names = {name for name in space.names if name in attributes} | space.partners(attributes)
    whole = sets.every([node, space.complete(names), space.consistent])

    def walk(here: Node) -> Node:
        below = sets.below(here)
        if not below:
            return here
        if here not in memo:
            found = list(map(walk, below))
            found[UNKNOWN] = sets.some(found)
            memo[here] = sets.node(sets.level(here), tuple(found))
        return memo[here]

    return walk(whole)
