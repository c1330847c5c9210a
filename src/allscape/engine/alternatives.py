"""An approach as its alternatives: the conjunctions of tests that make it matched, terms opened.

Negation is pushed down to the tests. Strong Kleene logic is distributive, so an approach is true
where one alternative is true, and false where every one is false.
"""

from itertools import product

from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.model.base import Truth, opposite
from allscape.model.conditions import All, Condition, Not, TermUse, Test, Unmodelled, parts
from allscape.model.facts import Facts

MAX_ALTERNATIVES = 500
"""An approach of more is better judged as it stands."""

Literal = tuple[Test, bool]
"""A test that has to hold (True), or to fail."""
Alternative = frozenset[Literal | Unmodelled]
"""What has to be so together; what is not modelled never surely is, and never surely fails."""


class TooMany(Exception):
    """An approach has more alternatives than a table should hold."""


def alternatives(edition: Edition, approach: str) -> list[Alternative]:
    """Return the alternatives of an approach, none of them inside another. Raises `TooMany`."""
    offers = [_expanded(edition, each, True) for each in edition.offering(approach)]
    return list(_shortest(set().union(*offers)))


def truth(literal: Literal, facts: Facts) -> Truth:
    """Return the truth of a literal for a case."""
    test, wanted = literal
    found = plain.test(test, facts)
    return found if wanted else opposite(found)


def _expanded(edition: Edition, condition: Condition, wanted: bool) -> set[Alternative]:
    if isinstance(condition, Test):
        bare = condition.model_copy(update={"words": None, "source": None})
        return {frozenset({(bare, wanted)})}
    if isinstance(condition, TermUse):
        return _expanded(edition, edition.terms[condition.form], wanted)
    if isinstance(condition, Not):
        return _expanded(edition, condition.negated, not wanted)
    if isinstance(condition, Unmodelled):
        return {frozenset({condition})}
    members = [_expanded(edition, each, wanted) for each in parts(condition)]
    if isinstance(condition, All) != wanted:
        return _shortest(set().union(*members))
    found: set[Alternative] = {frozenset()}
    for member in members:
        found = _shortest({one | other for one, other in product(found, member)})
    return found


def _shortest(found: set[Alternative]) -> set[Alternative]:
    if len(found) > MAX_ALTERNATIVES:
        raise TooMany
    return {each for each in found if not any(other < each for other in found)}
