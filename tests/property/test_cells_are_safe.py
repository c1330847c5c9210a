"""What is kept of a table reaches a CSV file as text: nothing runs in it, nothing is obeyed."""

import csv
import io
import unicodedata
from pathlib import Path

import duckdb
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allscape.columns import bad
from allscape.columns.cells import CellCounts, Cells, safe
from allscape.columns.on_duckdb import ENGINE as DUCKDB
from allscape.columns.on_polars import ENGINE as POLARS
from needs import SPARK
from strategies import often

_ODD = "=+-@\t\r\n'\"0189.eE \x00\x1b\x7f\x9b\u061c\u200f\u202e\u2028\u2066aß"
CELLS = st.lists(
    st.none() | st.text(_ODD, max_size=5) | st.text(max_size=5), min_size=1, max_size=12
)
_DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def in_polars(frame: pl.DataFrame) -> nw.LazyFrame[object]:
    return nw.from_native(frame.lazy())


def in_duckdb(frame: pl.DataFrame) -> nw.LazyFrame[object]:
    return nw.from_native(duckdb.connect().from_arrow(frame.to_arrow()))


def written(cells: list[str | None], *, escape: bool, lift: object, engine: object) -> list[object]:
    """Return a kept column as an engine writes it, having been held against Python's account."""
    frame = pl.DataFrame({"it": cells}, schema={"it": pl.String})
    how = Cells(escape=escape)
    rows, (name,), found = safe(lift(frame), ["it"], how, engine.first)
    assert found == how.count(cells)
    told = [row[0] for row in _all(nw.to_native(rows.select(name)))]
    assert told == [how.written(each) for each in cells]
    return told


def _all(rows: object) -> list[tuple[object, ...]]:
    if isinstance(rows, pl.LazyFrame):
        return rows.collect().rows()
    return rows.fetchall() if hasattr(rows, "fetchall") else rows.collect()


def _obeyed(character: str) -> bool:
    return character not in "\n\t" and (
        unicodedata.category(character) in {"Cc", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in _DIRECTIONS
    )


@given(cells=CELLS, escape=st.booleans())
def test_nothing_in_it_is_obeyed_and_if_asked_nothing_runs(
    cells: list[str | None], escape: bool
) -> None:
    for told in filter(None, written(cells, escape=escape, lift=in_polars, engine=POLARS)):
        assert not any(map(_obeyed, told))
        if escape and told.startswith(("=", "+", "-", "@", "\t")):
            float(told)


@settings(max_examples=often(20))
@given(cells=CELLS, escape=st.booleans())
def test_on_duckdb(cells: list[str | None], escape: bool) -> None:
    written(cells, escape=escape, lift=in_duckdb, engine=DUCKDB)


@pytest.mark.parametrize("_", [pytest.param("local mode", marks=SPARK)])
@settings(max_examples=2)
@given(cells=st.lists(st.text(_ODD, max_size=4), min_size=20, max_size=60), escape=st.booleans())
def test_on_spark(_: str, cells: list[str | None], escape: bool) -> None:
    from allscape.columns.on_spark import ENGINE, session

    def lift(frame: pl.DataFrame) -> nw.LazyFrame[object]:
        return nw.from_native(session().createDataFrame(frame.rows(), "it string"))

    written(cells, escape=escape, lift=lift, engine=ENGINE)


@given(text=st.text(_ODD, max_size=5), escape=st.booleans())
def test_plain_text_stays_as_it_is(text: str, escape: bool) -> None:
    how = Cells(escape=escape)
    if how.count([text]) == CellCounts():
        assert how.written(text) == text
    assert how.written(how.written(text)) == how.written(text)


@settings(max_examples=often(30))
@given(text=st.text(_ODD, min_size=1, max_size=5))
def test_bad_rows_are_written_so_too(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path: Path = tmp_path_factory.mktemp("bad") / "bad.csv"
    row = {"row": 1, "it": text, "ph_status": f"x{text}"}
    how = Cells(escape=True)
    bad.write([row], "row", ["it", "ph_status"], path, how, {})
    held = path.read_bytes().decode()
    assert not any(map(_obeyed, held.replace("\r\n", "\n")))
    (_, (_, _, it, status)) = csv.reader(io.StringIO(held, newline=""))
    assert (it, status) == (how.written(text), how.written(f"x{text}"))
