"""The quick look at a CSV file never passes what the slow one would refuse."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import strategies as st

from allscape.columns.diagnose import uneven

ROWS = st.lists(st.lists(st.text('a1 ,"\n', max_size=3), min_size=2, max_size=2), max_size=4)


def _told(text: str) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "c.csv"
        path.write_bytes(text.encode())
        fault = uneven(path)
        return fault.message if fault is not None else ""


@given(text=st.text('a,"\n', max_size=30), ends=st.sampled_from(["\n", "\r\n"]))
@example(text="1,2\n3", ends="\n")
def test_every_row_has_a_field_for_every_column(text: str, ends: str) -> None:
    written = f"x,y\n{text}".replace("\n", ends)
    rows = list(csv.reader(written.splitlines(keepends=True)))[1:]
    assert (_told(written) == "") == all(len(row) == 2 for row in rows)


@given(rows=ROWS)
def test_what_is_written_as_it_should_be_is_even(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "c.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["x", "y"], *rows])
        assert uneven(path) is None
