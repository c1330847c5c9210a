"""What reading and writing costs alone: a cohort's columns in, a cohort's columns out, no rule.

The same streaming engine, row groups and compression. What is written lies in memory from the
start: the verdicts of the short file, over and over.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("POLARS_ROW_GROUP_PREFETCH_SIZE", "2")

import polars as pl

_ROW_GROUP = 100_000


def run(cases: Path, verdicts: Path, out: Path) -> None:
    """Read every column of the cases, and write as many rows of verdicts."""
    known = pl.read_parquet(verdicts).drop("row")
    rows, twice = known.height, pl.concat([known, known])

    def part(batch: pl.DataFrame) -> pl.DataFrame:
        first = (batch["row"][0] - 1) % rows
        found = [twice.slice((first + at) % rows, rows) for at in range(0, batch.height, rows)]
        return batch.select("row").hstack(pl.concat(found).head(batch.height))

    read = pl.scan_parquet(cases, row_index_name="row", row_index_offset=1)
    schema = {"row": read.collect_schema()["row"], **known.schema}
    write = read.map_batches(
        part, schema=schema, streamable=True, projection_pushdown=False, predicate_pushdown=False
    )
    write.sink_parquet(out, row_group_size=_ROW_GROUP)


if __name__ == "__main__":
    run(*map(Path, sys.argv[1:]))
