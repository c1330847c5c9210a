"""Whether what an article asks of those who are to be considered is all that rules them out."""

from collections.abc import Iterator

from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.engine.evaluate import Evaluation
from allscape.model.attributes import Value
from allscape.model.base import Truth, both, either, opposite
from allscape.model.conditions import All, Condition, Not, Range, TermUse, Test, Unmodelled, parts
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES
from allscape.model.statements import Kind

AskedValues = tuple[str, frozenset[Value] | tuple[Range, bool]]
"""An attribute and the values that are asked for; of numbers a range, and whether it is to hold."""


def alone_fails(evaluation: Evaluation, approach: str) -> bool:
    """Return whether a ruled out approach would be matched or open were its eligibility met.

    Met is every condition that an eligibility statement about the approach states, wherever one of
    its options asks for the same.
    """
    edition = evaluation.edition
    stated = {
        asked
        for each in edition.contents.about[approach]
        if each.kind is Kind.ELIGIBILITY and each.id in edition.statements
        for asked in _asked(edition, edition.statements[each.id], wanted=True)
    }
    if not stated:
        return False
    truths = [
        _truth(edition, each, evaluation.facts, stated) for each in edition.offering(approach)
    ]
    return either(truths) is not Truth.FALSE


def _key(test: Test, *, wanted: bool) -> AskedValues:
    if test.range is not None:
        return test.attribute, (test.range, wanted)
    passing = frozenset(test.values)
    others = frozenset(ATTRIBUTES[test.attribute].values) - passing
    return test.attribute, passing if wanted else others


def _asked(edition: Edition, condition: Condition, *, wanted: bool) -> Iterator[AskedValues]:
    if isinstance(condition, Test):
        yield _key(condition, wanted=wanted)
    elif isinstance(condition, TermUse):
        yield from _asked(edition, edition.terms[condition.form], wanted=wanted)
    else:
        inner = wanted != isinstance(condition, Not)
        for part in parts(condition):
            yield from _asked(edition, part, wanted=inner)


def _truth(
    edition: Edition,
    condition: Condition,
    facts: Facts,
    met: set[AskedValues],
    *,
    wanted: bool = True,
) -> Truth:
    """Return the truth of a condition of which some tests are taken to come out as asked for."""
    if isinstance(condition, Test):
        if _key(condition, wanted=wanted) in met:
            return Truth.TRUE if wanted else Truth.FALSE
        return plain.test(condition, facts)
    if isinstance(condition, TermUse):
        return _truth(edition, edition.terms[condition.form], facts, met, wanted=wanted)
    if isinstance(condition, Unmodelled):
        return Truth.UNKNOWN
    if isinstance(condition, Not):
        return opposite(_truth(edition, condition.negated, facts, met, wanted=not wanted))
    truths = [_truth(edition, each, facts, met, wanted=wanted) for each in parts(condition)]
    return both(truths) if isinstance(condition, All) else either(truths)
