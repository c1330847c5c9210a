"""The quick look at a CSV file never passes what the slow one would refuse."""

import csv
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import narwhals as nw
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allscape.columns.diagnose import uneven
from allscape.columns.engines import Backend, engine_of
from allscape.columns.files import Format

ROWS = st.lists(st.lists(st.text('a1 ,"\n', max_size=3), min_size=2, max_size=2), max_size=4)


def _told(text: str) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "c.csv"
        path.write_bytes(text.encode())
        fault = uneven(path)
        return fault.message if fault is not None else ""


def _spellings(field: str) -> list[str]:
    quoted = '"' + field.replace('"', '""') + '"'
    return [quoted] if {*field} & {*',"\r\n'} else [field, quoted]


def _well_quoted(text: str, rows: list[list[str]], ends: str) -> bool:
    """Tell whether rows can be written so that a text comes of it, each field quoted or plain."""
    for row in rows:
        spelt = [",".join(each) for each in product(*map(_spellings, row))]
        fitting = [each for each in spelt if text == each or text.startswith(each + ends)]
        if not fitting:
            return False
        text = text.removeprefix(fitting[0]).removeprefix(ends)
    return True


@given(text=st.text('a,"\n', max_size=30), ends=st.sampled_from(["\n", "\r\n"]))
@example(text="1,2\n3", ends="\n")
def test_every_row_has_a_field_for_every_column(text: str, ends: str) -> None:
    written = f"x,y\n{text}".replace("\n", ends)
    rows = list(csv.reader(written.splitlines(keepends=True)))[1:]
    even = all(len(row) == 2 for row in rows)
    assert (_told(written) == "") == (even and _well_quoted(written, [["x", "y"], *rows], ends))


@pytest.mark.parametrize("backend", [Backend.POLARS, Backend.DUCKDB])
@given(text=st.text('a, "\n', max_size=30), ends=st.sampled_from(["\n", "\r\n"]))
@example(text='""a",b\nc,d\ne,"\n', ends="\n")
@example(text='a, "b"\nc,d\n', ends="\n")
@example(text='a,"b\nc"\nd,e\n', ends="\n")
@example(text='a,"b\nc"\nd,e\n', ends="\r\n")
def test_what_is_even_is_read_alike(backend: Backend, text: str, ends: str) -> None:
    written = f"x,y\n{text}".replace("\n", ends)
    if _told(written):
        return
    rows = list(csv.reader(written.splitlines(keepends=True)))[1:]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "c.csv"
        path.write_bytes(written.encode())
        scanned = engine_of(backend).scan(path, Format.CSV, ["x", "y"])
        found = pl.DataFrame(nw.to_native(scanned.collect(backend="polars"))).sort("row")
    words = [[value or "" for value in row] for row in found.select("x", "y").rows()]
    assert words == rows


@given(rows=ROWS)
def test_what_is_written_as_it_should_be_is_even(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "c.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["x", "y"], *rows])
        assert uneven(path) is None
