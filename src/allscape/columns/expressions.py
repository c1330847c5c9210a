"""An edition compiled to dataframe expressions, once, for every engine that Narwhals speaks to.

A nullable boolean is strong Kleene logic as it stands: null is unknown. Each test is a column, then
each term, each statement, each approach, so that nothing is worked out twice and the cost grows
with the rules and no faster.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import narwhals as nw

from allscape.columns.given import Given, all_of, any_of
from allscape.engine.edition import Edition, leaf_tests, terms_used
from allscape.engine.tables import opponents
from allscape.model.attributes import Value
from allscape.model.base import Verdict
from allscape.model.conditions import All, Condition, Not, Range, TermUse, Test, parts
from allscape.model.profile import ATTRIBUTES

WRONG = "_allscape_wrong"
"""The column that says whether a row holds what no case can."""

_VERDICTS = nw.Enum([each.value for each in Verdict])

Frame = TypeVar("Frame", nw.LazyFrame[Any], nw.DataFrame[Any])
_Key = tuple[str, tuple[Value, ...], Range | None]


def judged(
    frame: Frame, edition: Edition, *, statements: bool = False, checked: bool = True
) -> Frame:
    """Return the frame with a verdict column for every approach (and statement), and `WRONG`.

    The verdicts of a row that is wrong mean nothing. Not `checked`, every value has to be one of
    its attribute's or null, and there is no `WRONG`. Raises `CaseError` for columns that cannot
    hold their attribute.
    """
    given = Given(frame.collect_schema(), exact=not checked)
    compiled: _Compiled = _Compiled(edition, given, statements=statements)
    wrong: list[nw.Expr] = [given.wrong().alias(WRONG)] if checked else []
    engine = frame.implementation
    told = [_verdict(each, engine).alias(name) for name, each in compiled.told().items()]
    steps: list[list[nw.Expr]] = [[*wrong, *compiled.tests()], *compiled.steps(), told]
    for step in filter(None, steps):
        frame = frame.with_columns(*step)
    return frame.drop(compiled.places)


def outputs(edition: Edition, *, statements: bool = False) -> list[str]:
    """Return the names of the verdict columns, in their order."""
    names = [each.id for each in edition.approaches()]
    return [*names, *edition.statements] if statements else names


class _Compiled:
    """The expressions of an edition, and the columns where their truths lie."""

    def __init__(self, edition: Edition, given: Given, *, statements: bool) -> None:
        self._edition, self._given = edition, given
        names = [offer.id for each in edition.approaches() for offer in edition.offers(each.id)]
        told = list(edition.statements) if statements else list(dict.fromkeys(names))
        self._conditions = {name: edition.statements[name] for name in told}
        used = _used(edition, self._conditions.values())
        self._terms = {name: each for name, each in edition.terms.items() if name in used}
        leaves = [*self._terms.values(), *self._conditions.values()]
        tests = {_key(each): each for c in leaves for each in leaf_tests(edition, c)}
        places: list[_Key | str] = [*tests, *used, *told]
        self._at = {name: f"_allscape_{n}" for n, name in enumerate(places)}
        self._tests, self._statements = tests, statements

    @property
    def places(self) -> list[str]:
        """The columns of everything but the verdicts."""
        return list(self._at.values())

    def tests(self) -> list[nw.Expr]:
        """Return the truth of every test."""
        return [_test(each, self._given).alias(self._at[key]) for key, each in self._tests.items()]

    def steps(self) -> Iterator[list[nw.Expr]]:
        """Yield the truths of terms and statements, each after those it needs."""
        for names in _levels(self._terms):
            yield [self._truth(self._terms[name]).alias(self._at[name]) for name in names]
        told = self._conditions.items()
        yield [self._truth(each).alias(self._at[name]) for name, each in told]

    def told(self) -> dict[str, nw.Expr]:
        """Return the truth of every approach (and statement), by id, the statements being there."""
        found = {
            each.id: any_of([nw.col(self._at[o.id]) for o in self._edition.offers(each.id)])
            for each in self._edition.approaches()
        }
        if self._statements:
            found |= {name: nw.col(self._at[name]) for name in self._conditions}
        return found

    def _truth(self, condition: Condition) -> nw.Expr:
        if isinstance(condition, Test):
            return nw.col(self._at[_key(condition)])
        if isinstance(condition, TermUse):
            return nw.col(self._at[condition.term])
        if isinstance(condition, Not):
            return ~self._truth(condition.negated)
        members = [self._truth(each) for each in parts(condition)]
        return all_of(members) if isinstance(condition, All) else any_of(members)


def _used(edition: Edition, conditions: Iterable[Condition]) -> list[str]:
    """Return the terms that conditions rest on."""
    found: dict[str, None] = {}
    ahead = [name for each in conditions for name in terms_used(each)]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found[name] = None
            ahead += terms_used(edition.terms[name])
    return list(found)


def _key(test: Test) -> _Key:
    return test.attribute, test.values, test.range


def _levels(terms: Mapping[str, Condition]) -> list[list[str]]:
    """Return terms in steps, each of them after those it uses."""
    step: dict[str, int] = {}
    for name, condition in terms.items():
        step[name] = 1 + max((step[each] for each in terms_used(condition)), default=-1)
    numbers = range(max(step.values(), default=-1) + 1)
    return [[name for name in step if step[name] == number] for number in numbers]


def _test(test: Test, given: Given) -> nw.Expr:
    if test.range is not None:
        return _within(given.number(test.attribute), test.range)
    found = given.one_of(test.attribute, test.values)
    others = [each for each in ATTRIBUTES[test.attribute].values if each not in test.values]
    excludable = {mine for mine, _, _ in opponents(test.attribute)}
    # An open attribute fails where every wanted value is excluded, and else holds where every
    # other one is. No exclusion settles what excludes in turn; a test holds that.
    if excludable.issuperset(test.values):
        found = nw.coalesce(found, given.excluded(test.attribute, test.values, False))
    if excludable.issuperset(others):
        found = nw.coalesce(found, given.excluded(test.attribute, others, True))
    return found


def _within(number: nw.Expr, span: Range) -> nw.Expr:
    bounds = []
    if span.low is not None:
        bounds.append(number >= span.low if span.low_included else number > span.low)
    if span.high is not None:
        bounds.append(number <= span.high if span.high_included else number < span.high)
    return all_of(bounds)


def _verdict(truth: nw.Expr, engine: nw.Implementation) -> nw.Expr:
    matched, open_, ruled_out = (_literal(each, engine) for each in Verdict)
    return nw.when(truth).then(matched).otherwise(nw.when(~truth).then(ruled_out).otherwise(open_))


def _literal(verdict: Verdict, engine: nw.Implementation) -> nw.Expr:
    # Spark knows no closed sets.
    return nw.lit(verdict.value, nw.String if engine.is_spark_like() else _VERDICTS)
