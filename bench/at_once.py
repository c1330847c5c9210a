"""The program itself, whole columns at once."""

import narwhals as nw
import polars as pl

from allscape.columns.expressions import judged
from allscape.columns.outputs import outputs
from allscape.engine.edition import Edition


def verdicts(edition: Edition, frame: pl.DataFrame, *, checked: bool = False) -> pl.DataFrame:
    """Return the verdict of every approach; where `checked`, every value is looked at as well."""
    rows: pl.LazyFrame = nw.to_native(
        judged(nw.from_native(frame.lazy()), edition, checked=checked)
    )
    return rows.select(outputs(edition).verdicts).collect()
