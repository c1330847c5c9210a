"""Two readings of the same articles: which statements are a pair, and how far they agree."""

from collections.abc import Iterable, Iterator, Sequence

from allscape.model.base import Frozen
from allscape.model.contents import Contents
from allscape.model.statements import Statement
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


def paired(old: Contents, new: Contents) -> Contents:
    """Return `new` with the ids that `old` gives to statements of the same sentence.

    Two readers who have not seen each other's rules name what they write as they like. Of several
    statements of a sentence those are a pair that have the same id, or else most figures in common,
    or else most of approaches, kind and direction. What is left over gets an id of its own.
    """
    ids = {
        name: other
        for cite, quotation in new.quotation.items()
        for name, other in _of_one(old, cite, quotation.statements)
    }
    named = new.restated(lambda each, _: each.model_copy(update={"id": ids[each.id]}))
    tensions = tuple(
        each.model_copy(update={"statements": tuple(ids.get(one, one) for one in each.statements)})
        for each in new.tensions
    )
    return named.replace(tensions=tensions)


def _of_one(old: Contents, cite: str, statements: Sequence[Statement]) -> Iterator[tuple[str, str]]:
    """Yield the id of each statement of a sentence, and the one that it gets."""
    theirs = old.quotation[cite].statements if cite in old.quotation else ()
    found = [(_alike(one, two), one.id, two.id) for one in theirs for two in statements]
    taken, given = set[str](), dict[str, str]()
    for _, one, two in sorted(found, key=lambda each: (tuple(-n for n in each[0]), *each[1:])):
        if one not in taken and two not in given:
            given[two] = one
            taken.add(one)
    for each in statements:
        name = given.get(each.id, each.id)
        while each.id not in given and name in old.statement:
            name += "-alone"
        yield each.id, name


def _alike(one: Statement, other: Statement) -> tuple[int, int, int]:
    figures = {each.value for each in one.figures} & {each.value for each in other.figures}
    same = [one.about == other.about, one.kind == other.kind, one.direction == other.direction]
    shared = len(set(one.about) & set(other.about)) + sum(same)
    return int(one.id == other.id), len(figures), shared
