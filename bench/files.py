"""The files of the cohort part: made, and looked at afterwards. Run as a process of its own."""

import sys
from pathlib import Path

import polars as pl

from allscape import Rulebook
from bench import at_once, made
from bench.findings import Difference

_ROW_GROUP = 100_000


def make(cases: Path, rows: int, times: int) -> None:
    """Write a file of cases: the same rows a number of times over."""
    frame = made.columns(Rulebook.load().edition(), rows)
    pl.concat([frame.lazy()] * times).sink_parquet(cases, row_group_size=_ROW_GROUP)


def check(verdicts: Path, rows: int, times: int) -> None:
    """Raise `Difference` where a file holds other verdicts than the columns in memory come to."""
    edition = Rulebook.load().edition()
    expected = at_once.verdicts(edition, made.columns(edition, rows))
    for at in range(times):
        part = pl.scan_parquet(verdicts).slice(at * rows, rows).collect()
        numbers = pl.Series("row", range(at * rows + 1, (at + 1) * rows + 1), dtype=pl.UInt32)
        if not part["row"].cast(pl.UInt32).equals(numbers):
            raise Difference(f"allscape cohort: rows {at * rows + 1:,} on are not in their order")
        for name in expected.columns:
            if not part[name].cast(pl.String).equals(expected[name].cast(pl.String)):
                raise Difference(f"allscape cohort differs on {name} from row {at * rows + 1:,} on")


if __name__ == "__main__":
    {"make": make, "check": check}[sys.argv[1]](
        Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    )
