"""Conditions as alternatives of plain tests: the form that the forward-chaining engine runs.

Every condition becomes two lists of alternatives, one that surely holds and one that surely fails;
an unknown attribute meets neither. Negation is pushed down to the tests, and each test is negated
over its closed set of values, so that no rule ever asks for an absence.
"""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from allscape.engine.edition import Edition
from allscape.faults import RulebookError
from allscape.model.attributes import Value, show
from allscape.model.conditions import All, Condition, Not, TermUse, Test, Unmodelled, parts
from allscape.model.facts import NOT_APPLICABLE, Facts
from allscape.model.profile import ATTRIBUTES, BOTH_WAYS

MAX_ALTERNATIVES = 100
MAX_TESTS = 60

YES, NO = "y", "n"


class Atom(NamedTuple):
    """One comparison of one field with a constant; `sign` is eq, gte, gt, lte or lt."""

    field: str
    sign: str
    value: str | float


Conjunction = frozenset[Atom]

_AT = {name: at for at, name in enumerate(ATTRIBUTES)}
_EXCLUDABLE = frozenset((each.attribute, each.value) for each in BOTH_WAYS)


def field_of(attribute: str) -> str:
    """Return the field that carries an attribute."""
    return f"a{_AT[attribute]}"


def _without(attribute: str, value: Value) -> str:
    return f"x{_AT[attribute]}_{ATTRIBUTES[attribute].values.index(value)}"


def fields(facts: Facts) -> dict[str, str | float]:
    """Return what the engine is told of a case: typed, nothing null, nothing that is not known."""
    stated: dict[str, str | float] = {}
    for name, value in facts.values.items():
        stated[field_of(name)] = _number(float(value)) if ATTRIBUTES[name].numeric else show(value)
    for name, values in facts.excluded.items():
        for value in values:
            stated[_without(name, value)] = YES
    return stated


def _number(number: float) -> float:
    # The engine cannot read 1e-05 or 1e+16; no bound of a rulebook lies that near to nothing, or
    # that far out.
    return 0.0001 if 0 < number < 0.0001 else min(number, 1_000_000.0)


def alternatives(
    condition: Condition, wanted: bool, term_field: dict[str, str], owner: str
) -> list[Conjunction]:
    """Return the alternatives under which a condition surely holds (or, not `wanted`, fails).

    Raises `RulebookError` where there are more than the engine can safely run.
    """
    if isinstance(condition, Test):
        return _test(condition, wanted)
    if isinstance(condition, TermUse):
        return [frozenset({Atom(term_field[condition.form], "eq", YES if wanted else NO)})]
    if isinstance(condition, Not):
        return alternatives(condition.negated, not wanted, term_field, owner)
    if isinstance(condition, Unmodelled):
        return []  # it never surely holds, and never surely fails
    members = [alternatives(each, wanted, term_field, owner) for each in parts(condition)]
    if isinstance(condition, All) != wanted:
        found = {each for member in members for each in member}
    else:
        found = _conjunctions(members)
    if len(found) > MAX_ALTERNATIVES or any(len(each) > MAX_TESTS for each in found):
        message = f"the conditions of '{owner}' are too many for the engine: put some into a term"
        raise RulebookError.of(message)
    return sorted(found, key=sorted)


def refuse_too_many(edition: Edition) -> None:
    """Raise `RulebookError` for conditions that the engine could not safely run.

    A rulebook is good or bad on every machine alike, those without the engine included.
    """
    term_field = {name: f"t{at}" for at, name in enumerate(edition.terms)}
    for name, condition in (*edition.terms.items(), *edition.statements.items()):
        for wanted in (True, False):
            alternatives(condition, wanted, term_field, name)


def _conjunctions(members: list[list[Conjunction]]) -> set[Conjunction]:
    found: set[Conjunction] = {frozenset()}
    for member in members:
        found = {one | other for one, other in product(found, member)}
        if len(found) > 10 * MAX_ALTERNATIVES:
            break
    return found


def _test(condition: Test, wanted: bool) -> list[Conjunction]:
    if condition.range is not None:
        return _range(condition, wanted)
    name, field = condition.attribute, field_of(condition.attribute)
    domain = ATTRIBUTES[name].values
    inside = [each for each in domain if (each in condition.values) == wanted]
    outside = [each for each in domain if each not in inside]
    found = [frozenset({Atom(field, "eq", show(each))}) for each in inside]
    if not wanted:
        found.append(frozenset({Atom(field, "eq", NOT_APPLICABLE)}))
    if outside and all((name, each) in _EXCLUDABLE for each in outside):
        found.append(frozenset(Atom(_without(name, each), "eq", YES) for each in outside))
    return found


def _range(condition: Test, wanted: bool) -> list[Conjunction]:
    field, within = field_of(condition.attribute), condition.range
    assert within is not None
    bounds = []
    if within.low is not None:
        signs = ("gte", "lt") if within.low_included else ("gt", "lte")
        bounds.append(Atom(field, signs[not wanted], within.low))
    if within.high is not None:
        signs = ("lte", "gt") if within.high_included else ("lt", "gte")
        bounds.append(Atom(field, signs[not wanted], within.high))
    return [frozenset(bounds)] if wanted else [frozenset({each}) for each in bounds]


class Pending:
    """How many tests can wait on the engine's stack at once, for the worst case, rule by rule.

    The rules share their beginnings, so they form a tree of tests. Of the tests on one field that
    ask for different values one at most is true; of the bounds on a number all can be.
    """

    def __init__(self) -> None:
        self._branches: dict[Atom, Pending] = {}
        self._fields: set[object] = set()
        self._deepest = 0

    def add(self, rule: Sequence[Atom]) -> int:
        """Return how many it is with one more rule, whose atoms are in order."""
        if rule:
            first = rule[0]
            self._fields.add(first.field if first.sign == "eq" else first)
            below = self._branches.setdefault(first, Pending()).add(rule[1:])
            self._deepest = max(self._deepest, below)
        here = len(self._fields)
        return max(here, here - 1 + self._deepest)
