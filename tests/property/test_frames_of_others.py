"""Frames of other libraries are refused, and right once they are polars' own."""

from typing import Any

import narwhals as nw
import polars as pl
import pytest
from editions import CHOICES, edition_of
from framed import explained_rows, frame_of, judged_rows, words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from allscape import Profile
from allscape.columns.expressions import _refuse_untested, judged
from allscape.faults import UsageError
from strategies import often, profiles

MANY = st.lists(profiles(), min_size=1, max_size=12)
EDITION = edition_of(CHOICES[0])


def _pandas(data: dict[str, list[Any]]) -> Any:
    return pytest.importorskip("pandas").DataFrame(data)


def _pyarrow(data: dict[str, list[Any]]) -> Any:
    return pytest.importorskip("pyarrow").table(data)


OTHERS = [
    (_pandas, "pandas", "polars.from_pandas(frame) makes one, NaN being unknown"),
    (_pyarrow, "pyarrow", "polars.from_arrow(table) makes one"),
]


@pytest.mark.parametrize(("make", "name", "how"), OTHERS)
@pytest.mark.parametrize("checked", [True, False])
def test_they_are_refused_with_what_makes_them_right(
    make: Any, name: str, how: str, checked: bool
) -> None:
    frame = nw.from_native(make({"age": [67.0, None]}))
    with pytest.raises(UsageError) as refused:
        judged(frame, EDITION, checked=checked)
    (fault,) = refused.value.faults
    told = f"a frame of {name} cannot be judged, one of polars, DuckDB or Spark can"
    assert (fault.message, fault.hint) == (told, how)


@pytest.mark.parametrize(
    ("engine", "how"),
    [
        (nw.Implementation.PANDAS, "polars.from_pandas(frame) makes one, NaN being unknown"),
        (nw.Implementation.DASK, "through Arrow or Parquet most frames can become one"),
    ],
)
def test_what_most_can_become_is_told(engine: nw.Implementation, how: str) -> None:
    with pytest.raises(UsageError) as refused:
        _refuse_untested(engine)
    (fault,) = refused.value.faults
    assert fault.hint == how


def test_a_frame_that_is_not_wrapped_is_refused_with_what_wraps_it() -> None:
    unwrapped: Any = pl.DataFrame({"age": [67]})
    with pytest.raises(UsageError) as refused:
        judged(unwrapped, EDITION)
    (fault,) = refused.value.faults
    assert fault.message == "judged takes a frame of Narwhals, not a DataFrame"
    assert fault.hint == "narwhals.from_native(frame) makes one"


def plain(frame: pl.DataFrame) -> Any:
    """NaN for what is not there, or None where there are words."""
    return frame.to_pandas()


def nullable(frame: pl.DataFrame) -> Any:
    return frame.to_pandas().convert_dtypes()


def objects(frame: pl.DataFrame) -> Any:
    return _pandas(frame.to_dict(as_series=False)).astype(object)


def with_nan(frame: pl.DataFrame) -> Any:
    return objects(frame).fillna(float("nan")).astype(object)


@pytest.mark.parametrize("form", [plain, nullable, objects, with_nan])
@settings(max_examples=5)
@given(cases=MANY)
def test_from_pandas_is_right(form: Any, cases: list[Profile]) -> None:
    pytest.importorskip("pandas")
    expected = explained_rows(cases, EDITION)
    for frame in (frame_of(cases), words_of(cases)):
        assert judged_rows(pl.from_pandas(form(frame)), EDITION) == expected


@settings(max_examples=often(10))
@given(cases=MANY)
def test_from_arrow_is_right(cases: list[Profile]) -> None:
    assert judged_rows(pl.from_arrow(frame_of(cases).to_arrow()), EDITION) == explained_rows(
        cases, EDITION
    )
