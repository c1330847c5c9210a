"""Files of cases, written and read by the tests of `cohort`."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from program import Done, run

from allscape import Profile, Rulebook
from needs import SPARK

HEADER = ["id", "ph_status", "relapse_status", "age", "prior_tki", "lineage"]
GOOD = [
    ["a", "positive", "newly_diagnosed", "67", "false", "B"],
    ["b", "", "relapsed", "", "TRUE", "t"],
    ["c", "unknown", "", "61.5", "", ""],
]
BAD = [
    ["d", "positiv", "", "67", "", ""],
    ["e", "", "", "-1", "yes", ""],
]
FORMATS = ["parquet", "csv", "jsonl"]
BACKENDS = ["polars", "duckdb", pytest.param("spark", marks=SPARK)]


def write(path: Path, rows: list[list[str]]) -> Path:
    """Write rows to a file in the format of its suffix, all of them words."""
    return save(pl.DataFrame(rows, schema=dict.fromkeys(HEADER, pl.String), orient="row"), path)


def save(frame: pl.DataFrame, path: Path) -> Path:
    """Write a frame to a file in the format of its suffix."""
    if path.suffix == ".parquet":
        frame.write_parquet(path)
    elif path.suffix == ".csv":
        frame.write_csv(path)
    else:
        frame.write_ndjson(path)
    return path


def read(path: Path) -> list[dict[str, Any]]:
    """Read what was written, in the order of its rows."""
    files = sorted(path.glob("part-*")) if path.is_dir() else [path]
    if path.suffix == ".parquet":
        frame = pl.read_parquet(files)
    elif path.suffix == ".csv":
        frame = pl.concat([pl.read_csv(each) for each in files])
    else:
        frame = pl.concat([pl.read_ndjson(each) for each in files])
    return frame.sort("row").to_dicts()


def cohort(cases: Path, out: Path | str, *more: str | Path) -> Done:
    """Run the command."""
    return run("cohort", cases, "-o", out, *more)


def expected(row: list[str]) -> dict[str, str]:
    """Return the verdicts of one row, asked for alone."""
    given = {name: value for name, value in zip(HEADER, row, strict=True) if name != "id"}
    told = Rulebook.load().verdicts(Profile.model_validate(given))
    return {name: verdict.value for name, verdict in told.items()}
