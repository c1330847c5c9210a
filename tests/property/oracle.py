"""A second opinion on conditions: over complete cases, no code shared with an engine.

It has two values, and a third, None, for what hangs on what no profile has a fact for.

A range is read from its words again, with completed years as the whole part of a number.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_DOWN, Decimal

from allscape.engine.edition import Edition
from allscape.model.attributes import Value
from allscape.model.conditions import (
    All,
    AnyOf,
    Condition,
    Not,
    TermUse,
    Test,
    Unmodelled,
    parse_range,
)
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS
from strategies import top

_RANGE = re.compile(
    r"(?:([<>=]*)\s*([\d.]+)|([\d.]+)\s+to\s+([\d.]+))(?:\s+completed (years|months))?"
)
_MONTHS = [float((Decimal(n) / 12).quantize(Decimal("0.001"), ROUND_DOWN)) for n in range(1, 1500)]
"""The ages at which months are completed, cut to three decimals."""


def in_range(text: str, number: float) -> bool:
    """Tell whether a number is in the range that `text` describes."""
    read = _RANGE.fullmatch(text.strip())
    assert read is not None, text
    sign, bound, low, high, completed = read.groups()
    it = number
    if completed:
        it = math.floor(number) if completed == "years" else bisect_right(_MONTHS, number)
    if low is not None:
        return float(low) <= it <= float(high)
    that = float(bound)
    return {
        ">": it > that, ">=": it >= that, "<": it < that, "<=": it <= that,
        "=": it == that, "": it == that,
    }[sign]  # fmt: skip


def passes(test: Test, value: Value | None) -> bool:
    """Tell whether a value passes a test; a value that cannot be had passes none."""
    if value is None:
        return False
    if test.range is None:
        return value in test.values
    if parse_range(test.wanted) == test.range:
        return in_range(test.wanted, float(value))
    # Of a mutant the text stays, and the ends move.
    low, high = test.range.low, test.range.high
    above = low is None or value > low or (value == low and test.range.low_included)
    return above and (high is None or value < high or (value == high and test.range.high_included))


def holds(edition: Edition, condition: Condition, case: Mapping[str, Value]) -> bool | None:
    """Tell whether a condition holds for a complete case; None where it is not modelled."""
    if isinstance(condition, Unmodelled):
        return None
    if isinstance(condition, Test):
        return passes(condition, case.get(condition.attribute))
    if isinstance(condition, TermUse):
        return holds(edition, edition.terms[condition.form], case)
    if isinstance(condition, Not):
        inner = holds(edition, condition.negated, case)
        return None if inner is None else not inner
    if isinstance(condition, All):
        told = [holds(edition, each, case) for each in condition.all]
        return False if False in told else None if None in told else True
    assert isinstance(condition, AnyOf)
    return any_holds(edition, condition.any, case)


def any_holds(
    edition: Edition, conditions: Iterable[Condition], case: Mapping[str, Value]
) -> bool | None:
    """Tell whether any of some conditions holds for a complete case."""
    told = [holds(edition, each, case) for each in conditions]
    return True if True in told else None if None in told else False


def all_tests(edition: Edition, conditions: Iterable[Condition]) -> Iterator[Test]:
    """Yield the tests that conditions rest on, terms opened."""
    for condition in conditions:
        if isinstance(condition, Test):
            yield condition
        elif isinstance(condition, TermUse):
            yield from all_tests(edition, [edition.terms[condition.form]])
        elif isinstance(condition, Not):
            yield from all_tests(edition, [condition.negated])
        elif isinstance(condition, All | AnyOf):
            inner = condition.all if isinstance(condition, All) else condition.any
            yield from all_tests(edition, inner)


def contradicts(case: Mapping[str, Value | None]) -> bool:
    """Tell whether two values of a case exclude each other."""
    return any(
        case.get(each.attribute) == each.value and case.get(each.other) == each.other_value
        for each in CONTRADICTIONS
    )


def completed(case: Mapping[str, Value], last: bool) -> dict[str, Value]:
    """Return a case with every unknown attribute given its first (or `last`) possible value.

    An attribute that can have no value (a response to what was never given) stays out.
    """
    full = dict(case)
    for name, attribute in ATTRIBUTES.items():
        if name in full:
            continue
        choices: list[Value] = list(attribute.values) or [attribute.low, top(attribute)]
        possible = [each for each in choices if not contradicts({**full, name: each})]
        if possible:
            full[name] = possible[-1 if last else 0]
    return full
