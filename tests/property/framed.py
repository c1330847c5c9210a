"""Profiles as columns, judged by the expressions, and what the plain evaluator says of the same."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import narwhals as nw
import polars as pl

from allscape import Profile
from allscape.columns.expressions import judged, outputs
from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.model.attributes import Attribute, show
from allscape.model.base import VERDICT_OF
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES

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
    """Return the verdicts of every row, approaches and statements, as text."""
    names = outputs(edition, statements=True)
    told = judged(nw.from_native(lift(frame)), edition, statements=True, **how)
    if not names:  # before the first article
        return [{} for _ in range(frame.height)]
    rows: Rows = told.select(*names).collect("polars").to_native().cast(pl.String).to_dicts()
    return rows


def explained_rows(profiles: Sequence[Profile], edition: Edition) -> Rows:
    """Return the same, said by the plain evaluator."""
    return [_explained(each, edition) for each in profiles]


def _explained(profile: Profile, edition: Edition) -> dict[str, str]:
    facts = Facts(profile)
    approaches = plain.verdicts(edition, facts, [each.id for each in edition.approaches()])
    statements = plain.truths(plain.judge(edition, facts))
    told = {name: verdict.value for name, verdict in approaches.items()}
    return told | {name: VERDICT_OF[truth].value for name, truth in statements.items()}
