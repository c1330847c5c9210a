"""Cohorts on polars: streaming, a few row groups in memory at a time."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from glob import escape
from pathlib import Path
from typing import Any

# Row groups that are read ahead: with more, those that wait for the writer pile up.
os.environ.setdefault("POLARS_ROW_GROUP_PREFETCH_SIZE", "1")

import narwhals as nw
import polars as pl
from polars.exceptions import PolarsError

from allscape.columns.engines import Writing
from allscape.columns.expressions import WRONG
from allscape.columns.files import Format
from allscape.columns.spelling import OURS, ROW
from allscape.columns.tally import sums

_ROW_GROUP = 100_000
# A file may have a column of the name that the numbers are written under.
_NUMBER = f"{OURS}number"
_NUMBERED: Any = {"row_index_name": _NUMBER, "row_index_offset": 1}


class Polars:
    """Polars, its streaming engine."""

    errors = (PolarsError,)

    def columns(self, path: Path) -> list[str]:
        """Return the columns of a Parquet file."""
        return pl.scan_parquet(path, glob=False).collect_schema().names()

    def scan(self, path: Path, kind: Format, columns: Sequence[str]) -> nw.LazyFrame[Any]:
        """Return columns of a file, with the numbers of the rows."""
        rows = scan(path, kind, columns)
        return nw.from_native(rows.select(pl.col(_NUMBER).alias(ROW), *columns))

    def first(self, rows: nw.LazyFrame[Any]) -> Sequence[Any]:
        """Return the first row of a frame."""
        found: tuple[Any, ...] = nw.to_native(rows).first().collect(engine="streaming").row(0)
        return found

    def write(self, rows: nw.LazyFrame[Any], to: Writing) -> Counter[str]:
        """Write the verdicts in one pass; bad rows leave the stream on their way."""
        counting, found = sums(to.made), Counter[str]()

        def part(batch: pl.DataFrame) -> pl.DataFrame:
            to.seen(batch.height)
            good, bad = batch.select(to.good), batch[WRONG]
            if bad.any():
                wrong = batch.select(to.wrong).filter(bad)
                wrong.write_parquet(to.place.wrong_part(wrong[ROW][0]))
                good = good.filter(~bad)
            found.update(good.select(counting).row(0, named=True))
            return good

        native = nw.to_native(rows).select(list(dict.fromkeys([WRONG, *to.wrong, *to.good])))
        schema = native.select(to.good).collect_schema()
        good = native.map_batches(part, schema=schema, streamable=True)
        _SINKS[to.kind](good, to.place.verdicts)
        return found


def scan(path: Path, kind: Format, columns: Sequence[str]) -> pl.LazyFrame:
    """Return the rows of a file, those of a text file as words."""
    return _SCANS[kind](path, columns)


_SCANS: dict[Format, Callable[[Path, Sequence[str]], pl.LazyFrame]] = {
    Format.PARQUET: lambda path, _: pl.scan_parquet(path, glob=False, **_NUMBERED),
    Format.CSV: lambda path, _: pl.scan_csv(path, infer_schema=False, glob=False, **_NUMBERED),
    # Alone among the three it has no `glob` to be turned off.
    Format.JSONL: lambda path, columns: pl.scan_ndjson(
        escape(str(path)), schema=dict.fromkeys(columns, pl.String), **_NUMBERED
    ),
}
_SINKS: dict[Format, Callable[[pl.LazyFrame, Path], None]] = {
    Format.PARQUET: lambda frame, path: frame.sink_parquet(path, row_group_size=_ROW_GROUP),
    Format.CSV: lambda frame, path: frame.sink_csv(path),
    Format.JSONL: lambda frame, path: frame.sink_ndjson(path),
}

ENGINE = Polars()
