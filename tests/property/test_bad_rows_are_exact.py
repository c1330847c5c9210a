"""A row is bad exactly where a case file would refuse it, and it is told why in words."""

from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest
from framed import TYPES
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from allscape import Profile
from allscape.columns import bad
from allscape.columns.given import GivenColumns
from allscape.columns.spelling import readable
from allscape.model.attributes import show
from allscape.model.profile import ATTRIBUTES
from strategies import often

_ODD = [
    "", "unknown", "Unknown", " unknown", "yes", "TRUE", "b", "Positive", "1", "0", "NaN", "inf",
    "-1", "-0", "-.0", "121", "4.5", " 67", "67 ", "1e1", "1_0", "0x1", "67d", "\u0663", "[1]",
    "\n",
    "60.00000000000000000001", "9007199254740993", "60.0000000000000000",
]  # fmt: skip


def _words(name: str) -> st.SearchStrategy[str | None]:
    values = [show(each) for each in ATTRIBUTES[name].values] or ["0", "2", "3.5", "67", "120"]
    usual = st.sampled_from(values)
    return st.none() | usual | usual | st.sampled_from(_ODD)


def _typed(name: str) -> st.SearchStrategy[Any]:
    if not ATTRIBUTES[name].numeric:
        return st.none() | st.sampled_from(ATTRIBUTES[name].values)
    return st.none() | st.sampled_from([0.0, 2.0, 67.0]) | st.floats()


def _rows(of: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    few = st.lists(st.sampled_from(sorted(ATTRIBUTES)), min_size=1, max_size=5, unique=True)
    return few.flatmap(
        lambda names: st.lists(
            st.fixed_dictionaries({name: of(name) for name in names}), min_size=1, max_size=8
        )
    )


def _wrong(frame: Any) -> list[bool]:
    rows = nw.from_native(frame)
    told = rows.with_columns(GivenColumns(rows.collect_schema()).wrong().alias("_wrong"))
    found: list[bool] = told.collect("polars").to_native()["_wrong"].to_list()
    return found


def _refused(row: dict[str, Any]) -> bool:
    try:
        Profile.model_validate(row)
    except ValidationError:
        return True
    return any(
        isinstance(value, str) and not readable(ATTRIBUTES[name], value)
        for name, value in row.items()
    )


def _frame(rows: list[dict[str, Any]], types: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={name: types[name] for name in rows[0]})


def _check(frame: pl.DataFrame, rows: list[dict[str, Any]]) -> None:
    refused = [_refused(each) for each in rows]
    assert _wrong(frame.lazy()) == refused
    for row, wrong in zip(rows, refused, strict=True):
        if wrong:
            assert all(bad.faults(row))
        else:
            with pytest.raises(AssertionError):
                bad.faults(row)


@settings(max_examples=often(90))
@given(rows=_rows(_words))
def test_in_columns_of_words(rows: list[dict[str, Any]]) -> None:
    _check(_frame(rows, dict.fromkeys(ATTRIBUTES, pl.String)), rows)


@settings(max_examples=often(60))
@given(rows=_rows(_typed))
def test_in_columns_of_their_own_types(rows: list[dict[str, Any]]) -> None:
    _check(_frame(rows, TYPES), rows)


@settings(max_examples=often(18))
@given(rows=_rows(_words))
def test_on_duckdb(rows: list[dict[str, Any]]) -> None:
    frame = _frame(rows, dict.fromkeys(ATTRIBUTES, pl.String))
    lifted = duckdb.connect().from_arrow(frame.to_arrow())
    assert _wrong(lifted) == [_refused(each) for each in rows]
