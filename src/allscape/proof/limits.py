"""What can never come about: a match, a ruling out, an answer, a page that prints a statement."""

from collections.abc import Iterator

from allscape.engine.diagrams import NONE, NodeId
from allscape.engine.edition import leaf_tests, opened_leaves
from allscape.model.base import Frozen, Verdict
from allscape.model.profile import Profile
from allscape.model.statements import Direction, Statement
from allscape.proof.find import Wanted, find
from allscape.proof.meanings import Meanings, supposing, unmodelled_in
from allscape.proof.requirements import Requirement
from allscape.proof.space import UNKNOWN, Space, with_partners
from allscape.proof.witness import smallest


class Never(Frozen):
    """A verdict that something never comes to, and the conflicts that make it so.

    `unmodelled` tells that it would come to it, were what no profile has a fact for one.
    """

    name: str
    verdict: Verdict
    conflicts: tuple[tuple[Requirement, ...], ...]
    said_of_all: bool = False
    unmodelled: bool = False


class Undecided(Frozen):
    """Something that stays open though every completion of the case gives the same answer.

    `case` is a smallest case of that kind, `answer` what all its completions come to.
    """

    name: str
    case: Profile
    answer: Verdict


class Seen(Frozen):
    """A statement, and a smallest case whose page prints it; null where no case does.

    `unmodelled` tells that none does as long as what it hangs on is no fact of a profile.
    """

    statement: str
    case: Profile | None
    unmodelled: bool = False


def nevers(meanings: Meanings) -> Iterator[Never]:
    """Yield the verdicts that a statement or an approach never comes to.

    What has no condition is said of all: it is never ruled out and never open, and means that.
    """
    supposed = supposing(meanings.edition) if unmodelled_in(meanings.edition) else meanings
    for name in (*meanings.statements, *meanings.approaches):
        for verdict in Verdict:
            if meanings.profiles(name, verdict) == NONE:
                found = find(meanings, [Wanted(name=name, verdict=verdict)])
                yield Never(
                    name=name,
                    verdict=verdict,
                    conflicts=found.conflicts,
                    said_of_all=verdict is not Verdict.MATCHED and _said_of_all(meanings, name),
                    unmodelled=supposed.profiles(name, verdict) != NONE,
                )


def _said_of_all(meanings: Meanings, name: str) -> bool:
    """Tell whether a statement, or an offer of an approach, asks nothing at all."""
    conditions = meanings.edition.conditions_of(name).values()
    return any(not list(opened_leaves(meanings.edition, each)) for each in conditions)


def undecided(meanings: Meanings) -> Iterator[Undecided]:
    """Yield what some case leaves open by its words alone, whatever the unknown facts are."""
    space = meanings.space
    for name in (*meanings.statements, *meanings.approaches):
        conditions = meanings.edition.conditions_of(name).values()
        attributes = {each.attribute for each in leaf_tests(meanings.edition, *conditions)}
        open_ = meanings.profiles(name, Verdict.UNDETERMINED)
        for answer in (Verdict.MATCHED, Verdict.RULED_OUT):
            other = space.sets.opposite(meanings.profiles(name, answer))
            reached = could_become(space, other, attributes)
            case = smallest(space, space.sets.less(open_, reached))
            if case is not None:
                yield Undecided(name=name, case=case, answer=answer)


def could_become(space: Space, node: NodeId, attributes: set[str]) -> NodeId:
    """Return the profiles that some completion of their unknown `attributes` brings into a set."""
    sets, memo = space.sets, dict[NodeId, NodeId]()
    whole = sets.every([node, space.complete(with_partners(attributes)), space.consistent])

    def walk(here: NodeId) -> NodeId:
        below = sets.below(here)
        if not below:
            return here
        if here not in memo:
            found = list(map(walk, below))
            found[UNKNOWN] = sets.some(found)
            memo[here] = sets.node(sets.level(here), tuple(found))
        return memo[here]

    return walk(whole)


def seen(meanings: Meanings) -> list[Seen]:
    """Return where each statement can be seen, in the order of the articles.

    What is said of cases themselves is printed wherever it holds; anything else under its
    approaches, where one of them is matched, or open and spoken against.
    """
    supposed = supposing(meanings.edition) if unmodelled_in(meanings.edition) else None
    found = []
    for name in meanings.statements:
        statement = meanings.edition.contents.statement[name]
        case = smallest(meanings.space, _printed(meanings, statement))
        could = case is None and supposed is not None and _printed(supposed, statement) != NONE
        found.append(Seen(statement=name, case=case, unmodelled=could))
    return found


def _printed(meanings: Meanings, statement: Statement) -> NodeId:
    sets, holds = meanings.space.sets, meanings.statements[statement.id].holds
    if statement.speaks_of_cases:
        return holds
    about = [meanings.approaches[name] for name in statement.about if name in meanings.approaches]
    under = [each.holds for each in about]
    if statement.direction is Direction.AGAINST:
        under += [meanings.open(each) for each in about]
    return sets.both(holds, sets.some(under))
