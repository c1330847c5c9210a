"""Truths put into the words of verdicts."""

from collections.abc import Mapping
from typing import Any, TypeVar

import narwhals as nw

from allscape.model.base import Verdict

_WORDS = [each.value for each in Verdict]

Frame = TypeVar("Frame", nw.LazyFrame[Any], nw.DataFrame[Any])


def worded(frame: Frame, truths: Mapping[str, str]) -> Frame:
    """Return the frame with columns of verdicts, each from a column of truths."""
    engine = frame.implementation
    if engine.is_polars():
        return _in_polars(frame, truths)
    # Spark knows no closed sets.
    kind = nw.String if engine.is_spark_like() else nw.Enum(_WORDS)
    matched, open_, ruled_out = (nw.lit(each, kind) for each in _WORDS)
    told = {}
    for name, place in truths.items():
        truth = nw.col(place)
        known = nw.when(~truth).then(ruled_out).otherwise(open_)
        told[name] = nw.when(truth).then(matched).otherwise(known)
    return frame.with_columns(**told)


def _in_polars(frame: Frame, truths: Mapping[str, str]) -> Frame:
    """Do the same without Narwhals: on a million rows its way to a literal can be seen."""
    import polars as pl

    matched, open_, ruled_out = (pl.lit(each, pl.Enum(_WORDS)) for each in _WORDS)
    told = {}
    for name, place in truths.items():
        truth = pl.col(place)
        known = pl.when(truth.is_null()).then(open_).otherwise(ruled_out)
        told[name] = pl.when(truth).then(matched).otherwise(known)
    found: Frame = nw.from_native(nw.to_native(frame).with_columns(**told))
    return found
