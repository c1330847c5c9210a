"""The tests that a requirement rests on, with the words and the sentences that state them."""

from collections.abc import Iterator
from typing import NamedTuple

from allscape.engine.edition import Edition
from allscape.engine.reasons import NO_FOOTING, Footing, footing
from allscape.model.base import Frozen
from allscape.model.conditions import All, AnyOf, Condition, Not, TermUse, Test, Unmodelled, parts


class Ground(Frozen):
    """A test that a requirement rests on, or what is not modelled, and the words that state it."""

    condition: str
    words: str | None = None
    cite: str | None = None
    term: str | None = None


class AskedPart(NamedTuple):
    """A part of a condition, whether it has to hold or to fail, and the words it stands on."""

    condition: Condition
    wanted: bool = True
    footing: Footing = NO_FOOTING
    term: str | None = None


def grounds_of(edition: Edition, part: AskedPart) -> Iterator[Ground]:
    """Yield the members of a disjunction as grounds, one of which is enough."""
    for member in opened(edition, part, AnyOf):
        grounds = list(opened(edition, member, All))
        tests = [_ground(each) for each in grounds if isinstance(each.condition, Test | Unmodelled)]
        if len(tests) == len(grounds) == 1:
            yield tests[0]
        elif grounds:
            # A conjunction inside is one ground: all of it has to hold.
            inner = [ground for each in grounds for ground in _inner(edition, each)]
            says = " and ".join(each.condition for each in inner) or "always"
            first = inner[0] if inner else Ground(condition=says)
            yield first.model_copy(update={"condition": says})


def _inner(edition: Edition, part: AskedPart) -> list[Ground]:
    if isinstance(part.condition, Test | Unmodelled):
        return [_ground(part)]
    grounds = list(grounds_of(edition, part))
    says = f"({' or '.join(each.condition for each in grounds)})"
    return [grounds[0].model_copy(update={"condition": says})] if grounds else []


def opened(
    edition: Edition, part: AskedPart, group: type[All] | type[AnyOf]
) -> Iterator[AskedPart]:
    """Yield the parts of groups of one kind (the other kind, where they have to fail)."""
    condition, wanted, outer, _ = part
    part = part._replace(footing=footing(edition, condition, outer))
    if isinstance(condition, TermUse):
        meaning = edition.terms[condition.form]
        inside = [part._replace(condition=meaning, term=condition.term)]
    elif isinstance(condition, Not):
        inside = [part._replace(condition=condition.negated, wanted=not wanted)]
    elif isinstance(condition, All | AnyOf) and isinstance(condition, group) == wanted:
        inside = [part._replace(condition=each) for each in parts(condition)]
    else:
        yield part
        return
    for each in inside:
        yield from opened(edition, each, group)


def _ground(part: AskedPart) -> Ground:
    test = part.condition
    assert isinstance(test, Test | Unmodelled)
    says = test.text if part.wanted else test.negation
    words, cite = part.footing.words, part.footing.cite
    return Ground(condition=says, words=words, cite=cite, term=part.term)


def leaves_of(edition: Edition, whole: AskedPart) -> Iterator[Ground]:
    """Yield every test that a condition rests on."""
    for part in opened(edition, whole, All):
        if isinstance(part.condition, Test | Unmodelled):
            yield _ground(part)
        else:
            for each in parts(part.condition):
                yield from leaves_of(edition, part._replace(condition=each, wanted=True))
