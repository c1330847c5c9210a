"""Files of cases, written and read by the tests of `cohort`."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from program import Done, run

from allscape import Profile, Rulebook
from allscape.model.landscape import Landscape
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
        # To polars the keys of an object of many have no order.
        lines = [line for each in files for line in each.read_text("utf-8").splitlines()]
        return sorted(map(json.loads, lines), key=lambda row: row["row"])
    return frame.sort("row").to_dicts()


def cohort(cases: Path, out: Path | str, *more: str | Path) -> Done:
    """Run the command."""
    return run("cohort", cases, "-o", out, *more)


def expected(row: list[str]) -> dict[str, str]:
    """Return the verdicts of one row, asked for alone."""
    return {each.id: each.verdict.value for each in _landscape(row).approaches}


def columns_of(row: list[str]) -> dict[str, str | bool]:
    """Return what is written of one row: verdicts, what is against them, notes."""
    edition = Rulebook.load().edition()
    found: dict[str, str | bool] = {}
    for each in _landscape(row).approaches:
        found[each.id] = each.verdict.value
        if edition.against(each.id):
            found[f"{each.id}:against"] = bool(each.against)
    holding = {each.id for each in _landscape(row).notes}
    return found | {f"{each.id}:note": each.id in holding for each in edition.remarks()}


def _landscape(row: list[str]) -> Landscape:
    given = {name: value for name, value in zip(HEADER, row, strict=True) if name != "id"}
    return Rulebook.load().evaluate(Profile.model_validate(given))
