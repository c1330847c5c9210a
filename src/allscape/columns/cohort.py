"""A cohort: a file of cases in, a file of verdicts out, and what they came to in sum."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
from polars.exceptions import PolarsError

from allscape.columns import bad
from allscape.columns.cells import Cells, Found, safe
from allscape.columns.diagnose import uneven, unreadable
from allscape.columns.engines import Engine, Seen, Split
from allscape.columns.expressions import judged
from allscape.columns.files import Files, Format, workplace
from allscape.columns.header import header, text_columns
from allscape.columns.outputs import outputs
from allscape.columns.reserved import ROW
from allscape.columns.summary import Cohort
from allscape.engine.edition import Edition
from allscape.faults import CaseError, Fault, UsageError

_AT_A_TIME = 10_000
_FULL = os.strerror(ENOSPC)
_UNWRITABLE = {Format.CSV: (nw.Binary, nw.Duration), Format.JSONL: (nw.Binary,)}


def run(
    files: Files,
    edition: Edition,
    engine: Engine,
    *,
    statements: bool = False,
    keep: tuple[str, ...] = (),
    escape: bool = False,
    seen: Seen = lambda _: None,
) -> Cohort:
    """Write the verdicts of a file of cases, and its bad rows if there are any.

    Where `escape` is wanted, cells of a CSV file that begin as formulas do get an apostrophe.
    Nothing is left under the names asked for unless all of it could be written. Raises `CaseError`
    where the file cannot be read as cases.
    """
    cells = Cells(escape=escape)
    made = outputs(edition, statements=statements)
    kind, wanted = files.format_of(files.cases), files.format_of(files.verdicts)
    try:
        columns = _columns(files, kind, engine)
        found = header(str(files.cases), columns, keep, [ROW, bad.TOLD, *made.columns])
        given = list(dict.fromkeys([*found.kept, *found.attributes]))
        scanned = engine.scan(files.for_engines, kind, given)
        scanned, kept, odd = _writable(scanned, found.kept, wanted, cells, engine)
        given = list(dict.fromkeys([*kept, *found.attributes]))
        rows = judged(scanned, edition, statements=statements)
        split = Split(kept, made, given)
        with workplace(files) as place:
            tally = engine.write(rows, split, place, wanted, seen)
            apart = bad.write(_rows(place.wrong()), ROW, given, place.bad, cells)
            place.deliver(files)
    except CaseError as error:
        told = [replace(each, file=each.file or str(files.cases)) for each in error.faults]
        raise CaseError(told) from None
    except engine.errors as error:
        if _FULL in str(error):
            raise OSError(ENOSPC, _FULL) from None
        raise CaseError([unreadable(files.cases, kind, error)]) from None
    return Cohort(
        tally.rows, apart.rows, found, tally.counts, tally.against, tally.notes, odd, apart.cells
    )


def _columns(files: Files, kind: Format, engine: Engine) -> list[str]:
    """Return the columns of a file, each row of which has a field for every one of them."""
    if kind is Format.PARQUET:
        return engine.columns(files.for_engines)
    columns = text_columns(files.cases, kind)
    fault = uneven(files.cases) if kind is Format.CSV else None
    if fault is not None:
        raise CaseError([fault])
    return columns


def _writable(
    rows: nw.LazyFrame[Any], kept: tuple[str, ...], kind: Format, cells: Cells, engine: Engine
) -> tuple[nw.LazyFrame[Any], Sequence[str], Found]:
    """Return rows whose kept columns can be written, their names there, and what was odd."""
    if kept:
        _refuse_what_cannot_be_written(rows, kept, kind)
    if kept and kind is Format.CSV:
        return safe(rows, kept, cells, engine.first)
    return rows, kept, Found()


def _refuse_what_cannot_be_written(
    rows: nw.LazyFrame[Any], kept: tuple[str, ...], kind: Format
) -> None:
    types = rows.collect_schema()
    faults = [
        Fault("", 0, 0, f"--keep {each}: {kind} cannot hold {types[each]}", "Parquet can")
        for each in kept
        if types[each] in _UNWRITABLE.get(kind, ())
        or (kind is Format.CSV and types[each].is_nested())
    ]
    if faults:
        raise UsageError(faults)


def rows_of(files: Files) -> int | None:
    """Return how many rows a file of cases has, None where only reading it through can tell."""
    if files.format_of(files.cases) is not Format.PARQUET:
        return None
    try:
        cases = pl.scan_parquet(files.for_engines, glob=False)
        return int(cases.select(pl.len()).collect().item())
    except PolarsError:
        return None


def _rows(files: list[Path]) -> Iterator[dict[str, Any]]:
    for file in files:
        for batch in pl.scan_parquet(file, glob=False).collect_batches(chunk_size=_AT_A_TIME):
            yield from batch.iter_rows(named=True)
