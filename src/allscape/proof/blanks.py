"""What a rulebook asks that no profile has a fact for, and what hangs on it."""

from collections.abc import Iterator

from allscape.engine.diagrams import NONE
from allscape.engine.edition import opened_leaves
from allscape.model.base import Frozen, Verdict
from allscape.model.conditions import Unmodelled
from allscape.proof.meanings import Meanings, unmodelled_in


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
