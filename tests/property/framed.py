"""Profiles as columns, judged by the expressions, and what the plain evaluator says of the same."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
import polars as pl

from allscape import Profile
from allscape.columns.expressions import judged
from allscape.columns.outputs import outputs
from allscape.columns.spelling import readable
from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.model.attributes import Attribute, show
from allscape.model.base import VERDICT_OF, Truth
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES
from allscape.model.spellings import understood
from allscape.model.statements import Direction

Rows = list[dict[str, Any]]
Lift = Callable[[pl.DataFrame], Any]
"""A polars frame as that of another engine."""


def _type(attribute: Attribute) -> type[pl.DataType]:
    if attribute.numeric:
        return pl.Float64
    return pl.Boolean if attribute.flag else pl.String


TYPES = {name: _type(each) for name, each in ATTRIBUTES.items()}


def frame_of(profiles: Iterable[Profile]) -> pl.DataFrame:
    """Return profiles as columns, each of its own type."""
    rows = [
        {
            name: float(value) if ATTRIBUTES[name].numeric else value
            for name, value in each.known().items()
        }
        for each in profiles
    ]
    return pl.DataFrame(rows, schema=TYPES)


def words_of(profiles: Iterable[Profile]) -> pl.DataFrame:
    """Return profiles as columns of words, as a CSV file has them."""
    words = [{name: _word(value) for name, value in each} for each in profiles]
    return pl.DataFrame(words, schema=dict.fromkeys(ATTRIBUTES, pl.String))


def _word(value: object) -> str | None:
    if value is None:
        return "unknown"
    return repr(value) if isinstance(value, float) else show(value)  # type: ignore[arg-type]


def judged_rows(
    frame: pl.DataFrame, edition: Edition, lift: Lift = pl.DataFrame.lazy, **how: bool
) -> Rows:
    """Return what is made of every row, verdicts of approaches and statements as text."""
    made = outputs(edition, statements=True)
    words = _looked_up(frame)
    told = judged(nw.from_native(lift(frame)), edition, statements=True, words=words, **how)
    if not made.columns:  # before the first article
        return [{} for _ in range(frame.height)]
    found = told.select(*made.columns).collect("polars").to_native()
    rows: Rows = found.with_columns(pl.col(made.verdicts).cast(pl.String)).to_dicts()
    return rows


def _looked_up(frame: pl.DataFrame) -> dict[str, dict[str, str]]:
    """Return the words of a frame that are no plain numbers, as `cohort` looks them up."""
    return {
        name: {word: show(understood(ATTRIBUTES[name], word)) for word in odd}
        for name in frame.columns
        if ATTRIBUTES[name].numeric and frame.schema[name] == pl.String
        if (odd := [w for w in set(frame[name]) if w and not readable(ATTRIBUTES[name], w)])
    }


def explained_rows(profiles: Sequence[Profile], edition: Edition) -> Rows:
    """Return the same, said by the plain evaluator."""
    return [_explained(each, edition) for each in profiles]


def _explained(profile: Profile, edition: Edition) -> dict[str, str | bool]:
    facts = Facts(profile)
    approaches = plain.verdicts(edition, facts, [each.id for each in edition.approaches()])
    judgement = plain.judge(edition, facts)
    truths = plain.truths(judgement)
    verdicts = {name: verdict.value for name, verdict in approaches.items()}
    verdicts |= {name: VERDICT_OF[truth].value for name, truth in truths.items()}
    return verdicts | _against(edition, truths) | _notes(edition, facts, judgement)


def _against(edition: Edition, truths: Mapping[str, Truth]) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for statement in edition.contents.statement.values():
        if statement.direction is Direction.AGAINST and statement.id in truths:
            holds = truths[statement.id] is Truth.TRUE
            for name in filter(edition.offers, statement.about):
                found[f"{name}:against"] = holds or found.get(f"{name}:against", False)
    return found


def _notes(edition: Edition, facts: Facts, judgement: plain.Judgement) -> dict[str, bool]:
    return {
        f"{each.id}:note": plain.judge_condition(each.when, facts, judgement.terms).truth
        is Truth.TRUE
        for each in edition.contents.remarks
    }
