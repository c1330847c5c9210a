"""What a condition asks, attribute by attribute, beside what the words that it is tied to state."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from allscape.lint.base import Part
from allscape.lint.written.numbers import ranges
from allscape.lint.written.phrases import meant
from allscape.lint.written.view import PlacedCondition, View
from allscape.model.attributes import Value, show
from allscape.model.conditions import All, Condition, Range, TermUse, Test, leaves, parse_range
from allscape.model.profile import ATTRIBUTES
from allscape.model.statements import Statement, Term

WantedValues = frozenset[Value] | Range
"""The values that pass, or the numbers; those of completed years as the sentence counts them."""


@dataclass(frozen=True)
class Tie(Part):
    """What is asked of one attribute (`asked`, one a reading), and what words state of it.

    Its place is that of the condition; `by` tells what states it.
    """

    attribute: str
    asked: tuple[WantedValues, ...]
    stated: tuple[WantedValues, ...]
    by: str


def asked(test: Test) -> WantedValues:
    """Return what a test lets pass, its completed years or months as plain numbers."""
    if test.range is None:
        return frozenset(test.values)
    return parse_range(test.wanted.partition("completed")[0].strip())


def shown(what: WantedValues) -> str:
    """Return what is asked, as a person reads it."""
    if isinstance(what, frozenset):
        return " or ".join(sorted(map(show, what)))
    if what.low is not None and what.high is not None:
        return f"{what.low:g} to {what.high:g}"
    if what.low is not None:
        return f"{'>=' if what.low_included else '>'} {what.low:g}"
    return f"{'<=' if what.high_included else '<'} {what.high:g}"


def within(one: WantedValues, other: WantedValues) -> bool:
    """Tell whether all that `one` lets pass, `other` does too."""
    if isinstance(one, Range) and isinstance(other, Range):
        return _begin(one) >= _begin(other) and _end(one) <= _end(other)
    return isinstance(one, frozenset) and isinstance(other, frozenset) and one <= other


def _begin(span: Range) -> tuple[float, bool]:
    """Return what is the greater, the later a range begins: behind a bound later than at it."""
    return -inf if span.low is None else span.low, not span.low_included


def _end(span: Range) -> tuple[float, bool]:
    """Return what is the greater, the later a range ends."""
    return inf if span.high is None else span.high, span.high_included


def ties(view: View) -> Iterator[Tie]:
    """Yield what every condition asks and its words state, where they state something.

    A term declares how its words may be read: what is asked of it is that of each of its readings,
    and what a reading says of itself states it too. Below a `not` nothing is compared.
    """
    for each in view.conditions:
        if each.negated or each.field == "remarks":
            continue
        if isinstance(each.condition, Test):
            yield from _of_test(view, each, each.condition)
        elif isinstance(each.condition, TermUse) and each.words and each.field == "quotations":
            term = view.contents.term.get(each.condition.term)
            if term is not None:
                yield from _of_use(view, each, each.words, term)
    yield from _of_terms(view)


def _of_test(view: View, placed: PlacedCondition, test: Test) -> Iterator[Tie]:
    place = (placed.field, placed.at, placed.inside, test.attribute, (asked(test),))
    if test.words:
        stated = _stated(view, test.attribute, test.words, placed.cites)
        yield Tie(*place, stated, _words(test.words))
    elif isinstance(placed.owner, Term) and test.range is not None:
        # What a reading says of itself comes first: it may read the words of the term otherwise.
        if said := tuple(ranges(placed.says)):
            yield Tie(*place, said, "what the reading says")
        else:
            for words in placed.owner.words:
                yield Tie(*place, tuple(ranges(words)), _words(words))


def _of_use(view: View, placed: PlacedCondition, words: str, term: Term) -> Iterator[Tie]:
    """Yield what the readings of a term ask that words in a statement state otherwise."""
    for name, wanted in _readings(view, term).items():
        stated = _stated(view, name, words, placed.cites)
        yield Tie(placed.field, placed.at, placed.inside, name, wanted, stated, _words(words))


def _of_terms(view: View) -> Iterator[Tie]:
    for at, term in enumerate(view.contents.terms):
        for name, wanted in _readings(view, term).items():
            if ATTRIBUTES[name].numeric:
                continue
            for w, words in enumerate(term.words):
                stated = _stated(view, name, words, term.cites)
                yield Tie("terms", at, ("words", w), name, wanted, stated, _words(words))


def _words(words: str) -> str:
    return f"the words '{words}'"


def _readings(view: View, term: Term) -> dict[str, tuple[WantedValues, ...]]:
    found: dict[str, tuple[WantedValues, ...]] = {}
    for reading in term.readings:
        for test in _plain_tests(view, reading.when, frozenset({term.id})):
            found[test.attribute] = (*found.get(test.attribute, ()), asked(test))
    return found


def _plain_tests(view: View, condition: Condition, above: frozenset[str]) -> Iterator[Test]:
    """Yield the tests that all have to hold; those of alternatives and negations are left out."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, All):
        for each in condition.all:
            yield from _plain_tests(view, each, above)
    elif isinstance(condition, TermUse) and condition.term not in above:
        term = view.contents.term.get(condition.term)
        if term is not None:
            yield from _plain_tests(view, term.readings[0].when, above | {term.id})


def default_tests(view: View, term: Term, above: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the attributes that the first reading of a term tests."""
    for each in leaves(term.readings[0].when):
        if isinstance(each, Test):
            yield each.attribute
        elif isinstance(each, TermUse) and each.term not in above | {term.id}:
            used = view.contents.term.get(each.term)
            yield from default_tests(view, used, above | {term.id}) if used is not None else ()


def _stated(
    view: View, attribute: str, words: str, cites: tuple[str, ...]
) -> tuple[WantedValues, ...]:
    if ATTRIBUTES[attribute].numeric:
        return tuple(ranges(words))
    sentence = next(
        (text for cite in cites if words in (text := view.sentences.get(cite, ""))), words
    )
    values = meant(attribute, words, sentence, ATTRIBUTES[attribute].values)
    return () if values is None else (values,)


def same_words(view: View) -> Iterator[tuple[tuple[str, str, str], WantedValues, PlacedCondition]]:
    """Yield source, words and attribute of every condition with words, what is asked, and where."""
    for each in view.conditions:
        if not (isinstance(each.owner, Statement) and each.words) or each.negated:
            continue
        source = each.cites[0].partition("/")[0]
        words = re.sub(r"\s+", " ", each.words)
        for test in _plain_tests(view, each.condition, frozenset()):
            yield (source, words, test.attribute), asked(test), each
