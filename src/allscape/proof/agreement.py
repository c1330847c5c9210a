"""How far two readings of the same articles agree, article by article."""

from collections.abc import Iterable

from allscape.model.base import Frozen
from allscape.model.contents import Contents
from allscape.proof.difference import Aspect, Change, What


class Agreement(Frozen):
    """What two readings have in common of one article.

    `quoted` sentences are quoted by both; `pairs` are statements of both under one id (`paired`),
    of which `same_cases` hold for the same cases, and `alike` also have the same kind, direction
    and approaches. Of the `offers` of the first, `offers_same` hold for the same cases in both.
    """

    source: str
    quoted: int
    only_first: int
    only_second: int
    offers: int
    offers_same: int
    pairs: int
    same_cases: int
    alike: int


def agreement(first: Contents, second: Contents, changes: Iterable[Change]) -> list[Agreement]:
    """Return the agreement on every article that both have, as their `changes` show it.

    What differs under a reading that one has to choose is not counted.
    """
    moved, otherwise = set[str](), set[str]()
    for each in (e for e in changes if e.what is What.STATEMENT and not e.readings):
        if each.field is Aspect.VERDICT:
            moved.add(each.id)
        elif each.field in (Aspect.KIND, Aspect.DIRECTION, Aspect.ABOUT):
            otherwise.add(each.id)
    shared = (each for each in first.source if each in second.source)
    return [_of(each, first, second, moved, otherwise) for each in shared]


def _of(
    source: str, first: Contents, second: Contents, moved: set[str], otherwise: set[str]
) -> Agreement:
    begin = f"{source}/"
    one, two = ({c for c in e.quotation if c.startswith(begin)} for e in (first, second))
    said = {name: each for name, each in first.statement.items() if name.startswith(begin)}
    pairs = said.keys() & second.statement.keys()
    offers = {name for name, each in said.items() if each.offers}
    return Agreement(
        source=source,
        quoted=len(one & two),
        only_first=len(one - two),
        only_second=len(two - one),
        offers=len(offers),
        offers_same=len((offers & pairs) - moved),
        pairs=len(pairs),
        same_cases=len(pairs - moved),
        alike=len(pairs - moved - otherwise),
    )
