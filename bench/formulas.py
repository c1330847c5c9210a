"""What every peer is given: for each approach, when it surely is matched, as plain tests.

Terms are opened, negations pushed down to the tests, and what other attributes exclude is written
out, so that an engine of two values gets it right: a test of what is unknown is not met.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import product

from allscape.engine.edition import Edition
from allscape.engine.exclusion import opponents
from allscape.model.attributes import Value
from allscape.model.conditions import All, Condition, Not, Range, TermUse, Test, parts
from allscape.model.profile import ATTRIBUTES


@dataclass(frozen=True)
class OneOf:
    """A choice that is known to be one of some values."""

    attribute: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Bound:
    """A number that is known to lie on one side of a bound; `sign` is >=, >, <= or <."""

    attribute: str
    sign: str
    number: float


@dataclass(frozen=True)
class Every:
    """All members hold; of none, true."""

    members: tuple["Formula", ...]


@dataclass(frozen=True)
class Some:
    """At least one member holds; of none, false."""

    members: tuple["Formula", ...]


Leaf = OneOf | Bound
Formula = Leaf | Every | Some
Formulas = Mapping[str, Formula]


def formulas(edition: Edition) -> dict[str, Formula]:
    """Return when each approach is matched, by id."""
    opened = partial(_opened, edition)
    return {
        each.id: _some(opened(when, True) for when in edition.offering(each.id))
        for each in edition.approaches()
    }


def alternatives(formula: Formula) -> list[frozenset[Leaf]]:
    """Return a formula as conjunctions, one of which has to hold, none of them inside another."""
    found = list(dict.fromkeys(_conjunctions(formula)))
    return [each for each in found if not any(other < each for other in found)]


def _conjunctions(formula: Formula) -> Iterator[frozenset[Leaf]]:
    if isinstance(formula, Some):
        for member in formula.members:
            yield from _conjunctions(member)
    elif isinstance(formula, Every):
        for chosen in product(*map(list, map(_conjunctions, formula.members))):
            yield frozenset[Leaf]().union(*chosen)
    else:
        yield frozenset({formula})


def _opened(edition: Edition, condition: Condition, wanted: bool) -> Formula:
    if isinstance(condition, Test):
        return _test(condition, wanted)
    if isinstance(condition, TermUse):
        return _opened(edition, edition.terms[condition.term], wanted)
    if isinstance(condition, Not):
        return _opened(edition, condition.negated, not wanted)
    members = [_opened(edition, each, wanted) for each in parts(condition)]
    return _every(members) if isinstance(condition, All) == wanted else _some(members)


def _test(test: Test, wanted: bool) -> Formula:
    if test.range is not None:
        return _range(test.attribute, test.range, wanted)
    values = ATTRIBUTES[test.attribute].values
    inside = tuple(each for each in values if (each in test.values) == wanted)
    found: list[Formula] = [OneOf(test.attribute, inside)]
    # Where others exclude all the rest, one of these is what is left.
    found.append(_every(_excluded(test.attribute, each) for each in values if each not in inside))
    return _some(found)


def _excluded(attribute: str, value: Value) -> Formula:
    told = opponents(attribute)
    return _some(OneOf(e.other, (e.other_value,)) for e in told if e.value == value)


def _range(attribute: str, within: Range, wanted: bool) -> Formula:
    bounds = []
    if within.low is not None:
        signs = (">=", "<") if within.low_included else (">", "<=")
        bounds.append(Bound(attribute, signs[not wanted], within.low))
    if within.high is not None:
        signs = ("<=", ">") if within.high_included else ("<", ">=")
        bounds.append(Bound(attribute, signs[not wanted], within.high))
    return _every(bounds) if wanted else _some(bounds)


def _every(members: Iterable[Formula]) -> Formula:
    flat = _flat(members, Every)
    return Some(()) if Some(()) in flat else flat[0] if len(flat) == 1 else Every(flat)


def _some(members: Iterable[Formula]) -> Formula:
    flat = _merged(_flat(members, Some))
    return Every(()) if Every(()) in flat else flat[0] if len(flat) == 1 else Some(flat)


def _flat(members: Iterable[Formula], kind: type[Every] | type[Some]) -> tuple[Formula, ...]:
    inner = ((each.members if isinstance(each, kind) else (each,)) for each in members)
    return tuple(dict.fromkeys(each for group in inner for each in group))


def _merged(members: Iterable[Formula]) -> tuple[Formula, ...]:
    """Return alternatives with the choices of one attribute put together."""
    found: dict[object, Formula] = {}
    for each in members:
        if isinstance(each, OneOf):
            before = found.get(each.attribute)
            values = (*before.values, *each.values) if isinstance(before, OneOf) else each.values
            found[each.attribute] = OneOf(each.attribute, tuple(dict.fromkeys(values)))
        else:
            found[each] = each
    return tuple(found.values())
