"""The tests that a requirement rests on, with the words and the sentences that state them."""

from collections.abc import Iterator
from dataclasses import dataclass

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


def grounds_of(
    edition: Edition,
    condition: Condition,
    wanted: bool,
    outer: Footing = NO_FOOTING,
    term: str | None = None,
) -> Iterator[Ground]:
    """Yield the members of a disjunction as grounds, one of which is enough."""
    for member in _opened(edition, condition, wanted, AnyOf, outer, term):
        grounds = list(_opened(edition, member.condition, member.wanted, All, *member.footing_said))
        tests = [_ground(each) for each in grounds if isinstance(each.condition, Test | Unmodelled)]
        if len(tests) == len(grounds) == 1:
            yield tests[0]
        elif grounds:
            # A conjunction inside is one ground: all of it has to hold.
            inner = [ground for each in grounds for ground in _inner(edition, each)]
            says = " and ".join(each.condition for each in inner) or "always"
            first = inner[0] if inner else Ground(condition=says)
            yield first.model_copy(update={"condition": says})


def _inner(edition: Edition, part: "_Part") -> list[Ground]:
    if isinstance(part.condition, Test | Unmodelled):
        return [_ground(part)]
    grounds = list(grounds_of(edition, part.condition, part.wanted, *part.footing_said))
    says = f"({' or '.join(each.condition for each in grounds)})"
    return [grounds[0].model_copy(update={"condition": says})] if grounds else []


@dataclass(frozen=True)
class _Part:
    """A part of a condition, whether it has to hold or to fail, and the words it stands on."""

    condition: Condition
    wanted: bool
    footing: Footing
    term: str | None

    @property
    def footing_said(self) -> tuple[Footing, str | None]:
        return self.footing, self.term


def _opened(
    edition: Edition,
    condition: Condition,
    wanted: bool,
    group: type[All] | type[AnyOf],
    outer: Footing,
    term: str | None,
) -> Iterator[_Part]:
    """Yield the parts of groups of one kind (the other kind, where they have to fail)."""
    here = footing(edition, condition, outer)
    if isinstance(condition, TermUse):
        inner = edition.terms[condition.form]
        yield from _opened(edition, inner, wanted, group, here, condition.term)
    elif isinstance(condition, Not):
        yield from _opened(edition, condition.negated, not wanted, group, here, term)
    elif isinstance(condition, All | AnyOf) and isinstance(condition, group) == wanted:
        for each in parts(condition):
            yield from _opened(edition, each, wanted, group, here, term)
    else:
        yield _Part(condition, wanted, here, term)


def _ground(part: _Part) -> Ground:
    test = part.condition
    assert isinstance(test, Test | Unmodelled)
    says = test.text if part.wanted else test.negation
    words, cite = part.footing.words, part.footing.cite
    return Ground(condition=says, words=words, cite=cite, term=part.term)


def leaves_of(
    edition: Edition, condition: Condition, outer: Footing = NO_FOOTING, term: str | None = None
) -> Iterator[Ground]:
    """Yield every test that a condition rests on."""
    for part in _opened(edition, condition, True, All, outer, term):
        if isinstance(part.condition, Test | Unmodelled):
            yield _ground(part)
        else:
            for each in parts(part.condition):
                yield from leaves_of(edition, each, *part.footing_said)
