"""What a cohort came to, in numbers: counted on their way to a file, or in the file."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from glob import escape
from pathlib import Path
from typing import Any, NamedTuple

import narwhals as nw
import polars as pl

from allscape.columns.cells import CellCounts
from allscape.columns.engines import Writing
from allscape.columns.expressions import WRONG
from allscape.columns.files import Format, parts
from allscape.columns.header import Header
from allscape.columns.outputs import Outputs
from allscape.columns.spelling import ROW
from allscape.model.base import Verdict


class Cohort(NamedTuple):
    """Good rows, bad rows, and how many of each verdict in every verdict column.

    `against` counts, by approach, the matches that something speaks against; `notes` the cases of
    which a remark holds. `odd` are the cells of the columns kept that are no plain text, `odd_bad`
    those of the bad rows. `causes` counts the rows that are bad for each cause, the most frequent
    first; `said` is how the file was read, where it was not as it stands.
    """

    good: int
    bad: int
    header: Header
    counts: Mapping[str, Mapping[Verdict, int]]
    against: Mapping[str, int]
    notes: Mapping[str, int]
    odd: CellCounts
    odd_bad: CellCounts
    causes: Mapping[str, int]
    said: Sequence[str]


def sums(made: Outputs) -> list[pl.Expr]:
    """Return what counts rows: all of them, and those with each verdict and each flag."""
    return [
        pl.len().alias(ROW),
        *(_has(n, v).sum().alias(_key(n, v)) for n in made.verdicts for v in Verdict),
        *(
            (pl.col(flag) & _has(name, Verdict.MATCHED)).sum().alias(flag)
            for name, flag in made.against.items()
        ),
        *(pl.col(flag).sum().alias(flag) for flag in made.notes.values()),
    ]


def by_name(
    found: Mapping[str, int], made: Outputs
) -> tuple[dict[str, dict[Verdict, int]], dict[str, int], dict[str, int]]:
    """Return what the sums say of each verdict column, of what is against approaches, of notes."""
    counts = {name: {each: found[_key(name, each)] for each in Verdict} for name in made.verdicts}
    against = {name: found[flag] for name, flag in made.against.items()}
    return counts, against, {name: found[flag] for name, flag in made.notes.items()}


class InTwoPasses(ABC):
    """An engine that writes verdicts and bad rows one after the other, and counts what it wrote."""

    @abstractmethod
    def put(self, rows: Any, path: Path, kind: Format) -> None:
        """Write rows of its own into a file, or a folder of parts."""

    def write(self, rows: nw.LazyFrame[Any], to: Writing) -> Counter[str]:
        """Write both files, in a pass each."""
        good = rows.filter(~nw.col(WRONG)).select(*to.good)
        wrong = rows.filter(nw.col(WRONG)).select(*to.wrong)
        self.put(nw.to_native(good), to.place.verdicts, to.kind)
        self.put(nw.to_native(wrong), to.place.wrong_part(0), Format.PARQUET)
        made, files = to.made, [escape(str(each)) for each in parts(to.place.verdicts)]
        types = dict.fromkeys(made.verdicts, pl.String) | dict.fromkeys(made.flags, pl.Boolean)
        found = _SCANS[to.kind](files, types).select(sums(made)).collect(engine="streaming")
        return Counter(found.row(0, named=True))


def _has(name: str, verdict: Verdict) -> pl.Expr:
    return pl.col(name) == verdict.value


def _key(name: str, verdict: Verdict) -> str:
    return f"{name} {verdict.value}"


_SCANS: Mapping[Format, Any] = {
    Format.PARQUET: lambda files, _: pl.scan_parquet(files),
    Format.CSV: lambda files, types: pl.scan_csv(files, infer_schema=False, schema_overrides=types),
    Format.JSONL: lambda files, types: pl.scan_ndjson(files, schema=types),
}
