"""How many rows came to what: counted on their way to a file, or in the file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from glob import escape
from pathlib import Path
from typing import Any

import polars as pl

from allscape.columns.engines import ROW
from allscape.columns.files import Format, parts
from allscape.model.base import Verdict


class Tally:
    """The rows of some verdict columns, and how many have which verdict in each."""

    def __init__(self, names: Sequence[str]) -> None:
        """Count nothing yet."""
        self._names = names
        self.sums = [
            pl.len().alias(ROW),
            *((pl.col(n) == v.value).sum().alias(_key(n, v)) for n in names for v in Verdict),
        ]
        self._found = Counter[str]()

    @property
    def rows(self) -> int:
        """Return how many rows there were."""
        return self._found[ROW]

    @property
    def counts(self) -> dict[str, dict[Verdict, int]]:
        """Return how many rows have which verdict, by column."""
        return {n: {each: self._found[_key(n, each)] for each in Verdict} for n in self._names}

    def add(self, sums: pl.DataFrame) -> None:
        """Count rows, of which these are the `sums`."""
        self._found.update(sums.row(0, named=True))


def read_back(path: Path, kind: Format, names: Sequence[str]) -> Tally:
    """Return what a file of verdicts comes to, in bounded memory."""
    tally = Tally(names)
    files = [escape(str(each)) for each in parts(path)]
    words = dict.fromkeys(names, pl.String)
    tally.add(_SCANS[kind](files, words).select(tally.sums).collect(engine="streaming"))
    return tally


def _key(name: str, verdict: Verdict) -> str:
    return f"{name} {verdict.value}"


_SCANS: Mapping[Format, Any] = {
    Format.PARQUET: lambda files, _: pl.scan_parquet(files),
    Format.CSV: lambda files, _: pl.scan_csv(files, infer_schema=False),
    Format.JSONL: lambda files, words: pl.scan_ndjson(files, schema=words),
}
