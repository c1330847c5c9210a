"""A rulebook several times over: the same rules again under other names, with other bounds."""

from collections.abc import Mapping
from typing import Any

from allscape.model.conditions import All, AnyOf, Condition, Not, Range, TermUse, Test
from allscape.model.contents import Contents
from allscape.model.statements import Approach, Quotation, Statement, Term


def multiplied(contents: Contents, times: int) -> Contents:
    """Return a rulebook with `times` as many terms, approaches and statements.

    The bounds of each copy lie a little higher than those of the one before, so that no engine can
    take a copy for the original.
    """
    copies = range(times)
    return contents.replace(
        terms=tuple(_term(each, copy) for copy in copies for each in contents.terms),
        approaches=tuple(_approach(each, copy) for copy in copies for each in contents.approaches),
        quotations=tuple(_quotation(each, copies) for each in contents.quotations),
        tensions=(),
        remarks=(),
        exclusions=(),
    )


def _name(name: str, copy: int) -> str:
    return f"{name}-{copy}" if copy else name


def _quotation(quotation: Quotation, copies: range) -> Quotation:
    again = tuple(_statement(each, copy) for copy in copies for each in quotation.statements)
    return quotation.model_copy(update={"statements": again})


def _approach(approach: Approach, copy: int) -> Approach:
    return approach.model_copy(update={"id": _name(approach.id, copy)})


def _statement(statement: Statement, copy: int) -> Statement:
    about = tuple(_name(each, copy) for each in statement.about)
    when = _condition(statement.when, copy)
    changed: Mapping[str, Any] = {"id": _name(statement.id, copy), "about": about, "when": when}
    return statement.model_copy(update=changed)


def _term(term: Term, copy: int) -> Term:
    readings = tuple(
        each.model_copy(update={"when": _condition(each.when, copy)}) for each in term.readings
    )
    return term.model_copy(update={"id": _name(term.id, copy), "readings": readings})


def _condition(condition: Condition, copy: int) -> Condition:
    if isinstance(condition, Test):
        return condition.model_copy(update={"range": _range(condition.range, copy)})
    if isinstance(condition, TermUse):
        return condition.model_copy(update={"term": _name(condition.term, copy)})
    if isinstance(condition, Not):
        return Not.model_construct(negated=_condition(condition.negated, copy))
    if isinstance(condition, All):
        return All(all=tuple(_condition(each, copy) for each in condition.all))
    if isinstance(condition, AnyOf):
        return AnyOf(any=tuple(_condition(each, copy) for each in condition.any))
    raise TypeError(f"not resolved: {condition!r}")


def _range(span: Range | None, copy: int) -> Range | None:
    if span is None:
        return None
    step = copy / 8
    low = None if span.low is None else span.low + step
    high = None if span.high is None else span.high + step
    return span.model_copy(update={"low": low, "high": high})
