"""For every statement a smallest case whose page prints it, or the proof that there is none."""

from allscape.engine.diagrams import NONE, NodeId
from allscape.model.base import Frozen
from allscape.model.profile import Profile
from allscape.model.statements import Direction, Statement
from allscape.proof.meanings import Meanings, supposing, unmodelled_in
from allscape.proof.witness import smallest


class Seen(Frozen):
    """A statement, and a smallest case whose page prints it; null where no case does.

    `unmodelled` tells that none does as long as what it hangs on is no fact of a profile.
    """

    statement: str
    case: Profile | None
    unmodelled: bool = False


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
