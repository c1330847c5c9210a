"""What was handed over, right or wrong, given to its engine: what it says of one case."""

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

from allscape.engine.compiled import Tabled, _looking_up
from allscape.engine.edition import Edition
from allscape.engine.forward import ForwardEngine
from allscape.faults import EngineDisagreement
from allscape.model.attributes import Value, show
from allscape.model.base import VERDICT_OF
from allscape.model.facts import Facts
from allscape.model.profile import Profile
from allscape.proof.handed.columns import Columns
from allscape.proof.handed.kinds import NO_CASE
from allscape.proof.handed.operations import Call, Named
from allscape.proof.handed.rules import HandedRules

Case = Mapping[str, Value]
Replay = Callable[[Edition, Any, str, Case, Mapping[str, str]], str]
"""From an edition, what was handed over, a name, a case and how it is written, to a verdict."""


def by_rules(made: Edition, rules: HandedRules, name: str, case: Case, _: Mapping[str, str]) -> str:
    """Return what durable-rules says of a statement."""
    fields = rules.term_fields
    terms = tuple(sorted(fields, key=lambda term: int(fields[term][1:])))
    stages = tuple(
        (
            stage.derives,
            stage.always,
            tuple((r.fields, tuple(map(_comparisons, r.rules)), r.follows) for r in stage.rulesets),
        )
        for stage in rules.stages
    )
    try:
        truths = ForwardEngine(made, (terms, stages)).truths(Facts(Profile.model_validate(case)))
    except EngineDisagreement:
        return "both at once"
    return VERDICT_OF[truths[name]].value


def _comparisons(rule: Mapping[str, Any]) -> tuple[tuple[str, str, Any], ...]:
    _, *tests = rule["all"][0]["m"]["$and"]
    found = []
    for test in tests:
        ((name, value),) = test.items()
        if name.startswith("$"):
            ((field, number),) = value.items()
            found.append((field, name.removeprefix("$"), number))
        else:
            found.append((name, "eq", value))
    return tuple(found)


def by_tables(_: Edition, tabled: Tabled, name: str, case: Case, __: Mapping[str, str]) -> str:
    """Return what is looked up of an approach, once values like the case's have been met."""
    judge, signs = _looking_up(tabled), (None, "positive", "negative")
    for one, other in product(signs, signs):
        judge({**case, "ph_status": one, "mrd_result": other})
    return judge(case)[name].value


def by_columns(
    _: Edition, columns: Columns, name: str, case: Case, written: Mapping[str, str]
) -> str:
    """Return what polars puts into a column for a row of words."""
    import polars as pl

    usual = {each: show(case[each]) if each in case else None for each in columns.shape.kinds}
    row = usual | dict(written)
    frame = pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))
    for step in columns.steps:
        frame = frame.with_columns(_made(call).alias(each) for each, call in step.items())
    found = frame["_allscape_wrong" if name == NO_CASE else name][0]
    if name == NO_CASE:
        return "no case" if found else "a case"
    return {True: "matched", False: "ruled_out"}.get(found, found)


def _made(call: Any) -> Any:
    """Return an expression of polars that is made as it was recorded."""
    import polars as pl

    if isinstance(call, Named):
        return getattr(pl, call.called)
    if not isinstance(call, Call):
        return call
    given = [_made(each) for each in call.given]
    if call.name in _OPERATORS:
        return _OPERATORS[call.name](*given)
    if call.name in {"col", "lit", "when", "coalesce"}:
        return getattr(pl, call.name)(*given)
    on, *rest = given
    for each in call.name.split("."):
        on = getattr(on, each)
    return on(*rest)


_OPERATORS: Mapping[str, Callable[..., Any]] = {
    "and": lambda one, other: one & other,
    "or": lambda one, other: one | other,
    "not": lambda one: ~one,
    "eq": lambda one, other: one == other,
    "gt": lambda one, other: one > other,
    "ge": lambda one, other: one >= other,
    "lt": lambda one, other: one < other,
    "le": lambda one, other: one <= other,
}
