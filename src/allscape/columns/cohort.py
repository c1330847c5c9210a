"""A cohort: a file of cases in, a file of verdicts out, and what they came to in sum."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import narwhals as nw
import polars as pl
from polars.exceptions import PolarsError

from allscape.columns import bad
from allscape.columns.cells import CellCounts, Cells, safe
from allscape.columns.diagnose import unreadable
from allscape.columns.engines import Engine, OnProgress, Writing
from allscape.columns.expressions import judged
from allscape.columns.files import UNWRITTEN, CohortFiles, Format, Workplace, scratch
from allscape.columns.header import Header, header
from allscape.columns.ours import Ours
from allscape.columns.outputs import outputs
from allscape.columns.spelling import ROW
from allscape.columns.tables import INDEX, Plain, columns_of, plain
from allscape.columns.tally import Cohort, by_name
from allscape.engine.edition import Edition
from allscape.faults import CaseError, Fault, UsageError

_AT_A_TIME = 10_000
_UNWRITABLE = {Format.CSV: (nw.Binary, nw.Duration), Format.JSONL: (nw.Binary,)}


def run(
    files: CohortFiles,
    edition: Edition,
    engine: Engine,
    *,
    statements: bool = False,
    keep: tuple[str, ...] = (),
    escape: bool = False,
    unknown: tuple[str, ...] = (),
    seen: OnProgress = lambda _: None,
) -> Cohort:
    """Write the verdicts of a file of cases, and its bad rows if there are any.

    Words in `unknown` say that nothing is known. Where `escape` is wanted, cells of a CSV file that
    begin as formulas do get an apostrophe.
    Nothing is left under the names asked for unless all of it could be written. Raises `CaseError`
    where the file cannot be read as cases.
    """
    wanted = files.format_of(files.verdicts)
    refusals: tuple[type[Exception], ...] = (PolarsError, *engine.errors)
    asked = _Asked(edition, engine, Cells(escape=escape), statements, wanted, seen)
    try:
        with scratch(files.verdicts.parent) as folder:
            place = Workplace(folder)
            read = plain(files.for_engines, files.format_of_cases(), place.folder)
            columns = _columns(read, files.cases, engine)
            made = outputs(edition, statements=statements)
            written = [ROW, bad.TOLD, *made.columns]
            found = header(str(files.cases), columns, keep, written)
            ours = Ours(found.columns, unknown)
            if ours.needed_at_first(read.path, read.kind):
                ours.learn(read.path, read.kind)
            counted = _judged(asked, read, found, ours, place)
            if _more_can_be_read(ours, place):
                if not ours.words:
                    ours.learn(read.path, read.kind)
                _learn_more(ours, place)
                counted = _judged(asked, read, found, ours, place)
            sums, odd, given = counted
            apart = bad.write(_rows(place.wrong()), ROW, given, place.bad, asked.cells, ours.words)
            place.deliver(files)
    except CaseError as error:
        lines = [replace(each, file=each.file or str(files.cases)) for each in error.faults]
        raise CaseError(lines) from None
    except OSError as error:
        said, place_of = error.strerror or str(error), error.filename or str(files.verdicts)
        raise OSError(error.errno, said, place_of) from None
    except refusals as error:
        for number in UNWRITTEN:
            if (said := os.strerror(number)) in str(error):
                raise OSError(number, said, str(files.verdicts)) from None
        raise CaseError([unreadable(files.cases, files.format_of_cases(), error)]) from None
    return Cohort(
        sums[ROW],
        apart.rows,
        found,
        *by_name(sums, made),
        odd,
        apart.cells,
        apart.causes,
        [each for each in (*read.said, ours.said()) if each],
    )


class _Asked(NamedTuple):
    """What was asked for, whatever the file is like."""

    edition: Edition
    engine: Engine
    cells: Cells
    statements: bool
    wanted: Format
    seen: OnProgress


def _more_can_be_read(ours: Ours, place: Workplace) -> bool:
    """Return whether bad rows hold words that have to be looked up."""
    names = {each: each for each in ours.columns.values()}
    return any(ours.needed(pl.scan_parquet(each, glob=False), names) for each in place.wrong())


def _learn_more(ours: Ours, place: Workplace) -> None:
    """Learn the words of bad rows: of a number in JSON each engine makes a word of its own."""
    names = {each: each for each in ours.columns.values()}
    for each in place.wrong():
        ours.learn_of(pl.scan_parquet(each, glob=False), names)


def _judged(
    asked: _Asked, read: Plain, found: Header, ours: Ours, place: Workplace
) -> tuple[Counter[str], CellCounts, list[str]]:
    """Write verdicts and bad rows; return their counts, what was odd, the columns of bad rows."""
    place.clear()
    engine, made = asked.engine, outputs(asked.edition, statements=asked.statements)
    rows = engine.scan(read.path, read.kind, list(dict.fromkeys([*found.kept, *found.columns])))
    renamed = {each: name for each, name in found.columns.items() if each != name}
    if renamed:
        rows = rows.with_columns(nw.col(each).alias(name) for each, name in renamed.items())
        rows = rows.drop([each for each in renamed if each not in found.kept])
    rows, kept, odd = _writable(rows, found.kept, asked.wanted, asked.cells, engine)
    given = list(dict.fromkeys([*kept, *found.attributes]))
    judged_rows = judged(rows, asked.edition, statements=asked.statements, words=ours.words)
    writing = Writing(kept, made, given, place, asked.wanted, asked.seen)
    return engine.write(judged_rows, writing), odd, given


def _columns(read: Plain, cases: Path, engine: Engine) -> list[str]:
    """Return the columns of a file, each row of which has a field for every one of them."""
    if read.kind is Format.PARQUET:
        return engine.columns(read.path)
    return [each for each in columns_of(read, cases) if each != INDEX]


def _writable(
    rows: nw.LazyFrame[Any], kept: tuple[str, ...], kind: Format, cells: Cells, engine: Engine
) -> tuple[nw.LazyFrame[Any], Sequence[str], CellCounts]:
    """Return rows whose kept columns can be written, their names there, and what was odd."""
    types = rows.collect_schema() if kept else {}
    faults = [
        Fault("", 0, 0, f"--keep {each}: {kind} cannot hold {types[each]}", "Parquet can")
        for each in kept
        if types[each] in _UNWRITABLE.get(kind, ())
        or (kind is Format.CSV and types[each].is_nested())
    ]
    if faults:
        raise UsageError(faults)
    if kept and kind is Format.CSV:
        return safe(rows, kept, cells, engine.first)
    return rows, kept, CellCounts()


def rows_of(files: CohortFiles) -> int | None:
    """Return how many rows a file of cases has, None where only reading it through can tell."""
    if files.format_of_cases() is not Format.PARQUET:
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
