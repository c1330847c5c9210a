"""The tests that a claim rests on, with the words and the sentences that state them."""

from collections.abc import Iterator
from dataclasses import dataclass

from allscape.engine.edition import Edition
from allscape.engine.reasons import words_of
from allscape.model.base import Frozen
from allscape.model.conditions import All, AnyOf, Condition, Not, TermUse, Test, parts

Words = tuple[str | None, str | None]
"""The words for a condition, and the sentence that they stand in."""


class Ground(Frozen):
    """One test that a claim rests on, with the words and the sentence that state it."""

    condition: str
    words: str | None = None
    cite: str | None = None
    term: str | None = None


def grounds_of(
    edition: Edition,
    condition: Condition,
    wanted: bool,
    words: Words = (None, None),
    term: str | None = None,
) -> Iterator[Ground]:
    """Yield the members of a disjunction as grounds, one of which is enough."""
    for member in _opened(edition, condition, wanted, AnyOf, words, term):
        grounds = list(_opened(edition, member.condition, member.wanted, All, *member.told))
        tests = [_ground(each) for each in grounds if isinstance(each.condition, Test)]
        if len(tests) == len(grounds) == 1:
            yield tests[0]
        elif grounds:
            # A conjunction inside is one ground: all of it has to hold.
            inner = [ground for each in grounds for ground in _inner(edition, each)]
            says = " and ".join(each.condition for each in inner) or "always"
            first = inner[0] if inner else Ground(condition=says)
            yield first.model_copy(update={"condition": says})


def _inner(edition: Edition, part: "_Part") -> list[Ground]:
    if isinstance(part.condition, Test):
        return [_ground(part)]
    grounds = list(grounds_of(edition, part.condition, part.wanted, *part.told))
    says = f"({' or '.join(each.condition for each in grounds)})"
    return [grounds[0].model_copy(update={"condition": says})] if grounds else []


@dataclass(frozen=True)
class _Part:
    """A part of a condition, whether it has to hold or to fail, and the nearest words for it."""

    condition: Condition
    wanted: bool
    words: Words
    term: str | None

    @property
    def told(self) -> tuple[Words, str | None]:
        return self.words, self.term


def _opened(
    edition: Edition,
    condition: Condition,
    wanted: bool,
    group: type[All] | type[AnyOf],
    words: Words,
    term: str | None,
) -> Iterator[_Part]:
    """Yield the parts of groups of one kind (the other kind, where they have to fail)."""
    if isinstance(condition, Test | TermUse):
        words = nearest_words(edition, condition, words)
    if isinstance(condition, TermUse):
        inner = edition.terms[condition.term]
        yield from _opened(edition, inner, wanted, group, words, condition.term)
    elif isinstance(condition, Not):
        yield from _opened(edition, condition.negated, not wanted, group, words, term)
    elif isinstance(condition, All | AnyOf) and isinstance(condition, group) == wanted:
        for each in parts(condition):
            yield from _opened(edition, each, wanted, group, words, term)
    else:
        yield _Part(condition, wanted, words, term)


def _ground(part: _Part) -> Ground:
    test = part.condition
    assert isinstance(test, Test)
    says = test.text if part.wanted else test.negation
    return Ground(condition=says, words=part.words[0], cite=part.words[1], term=part.term)


def leaves_of(edition: Edition, condition: Condition) -> Iterator[Ground]:
    """Yield every test that a condition rests on."""
    for part in _opened(edition, condition, True, All, (None, None), None):
        if isinstance(part.condition, Test):
            yield _ground(part)
        else:
            for each in parts(part.condition):
                yield from leaves_of(edition, each)


def nearest_words(edition: Edition, condition: Test | TermUse, words: Words) -> Words:
    """Return the words of a condition, or of its term; else those that are nearest above it."""
    if condition.words:
        return condition.words, condition.source
    if isinstance(condition, TermUse):
        return words_of(edition, edition.contents.term[condition.term]) or words
    return words
