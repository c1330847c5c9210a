"""Statements of two readings that are of the same sentence, under one id."""

from collections.abc import Iterator, Sequence

from allscape.model.contents import Contents
from allscape.model.statements import Statement


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
    quotations = tuple(
        quotation.model_copy(
            update={
                "statements": tuple(
                    each.model_copy(update={"id": ids[each.id]}) for each in quotation.statements
                )
            }
        )
        for quotation in new.quotations
    )
    tensions = tuple(
        each.model_copy(update={"statements": tuple(ids.get(one, one) for one in each.statements)})
        for each in new.tensions
    )
    return new.replace(quotations=quotations, tensions=tensions)


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
    return (
        int(one.id == other.id),
        len(figures),
        len(set(one.about) & set(other.about)) + sum(same),
    )
