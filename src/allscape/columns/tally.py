"""How many rows came to what: counted on their way to a file, or in the file."""

from collections import Counter
from collections.abc import Mapping
from glob import escape
from pathlib import Path
from typing import Any

import polars as pl

from allscape.columns.files import Format, parts
from allscape.columns.outputs import Outputs
from allscape.columns.reserved import ROW
from allscape.model.base import Verdict


class Tally:
    """The rows of verdicts and flags, and how many have which verdict, and which flag."""

    def __init__(self, made: Outputs) -> None:
        """Count nothing yet."""
        self._made = made
        self.sums = [
            pl.len().alias(ROW),
            *(_has(n, v).sum().alias(_key(n, v)) for n in made.verdicts for v in Verdict),
            *(
                (pl.col(flag) & _has(name, Verdict.MATCHED)).sum().alias(flag)
                for name, flag in made.against.items()
            ),
            *(pl.col(flag).sum().alias(flag) for flag in made.notes.values()),
        ]
        self._found = Counter[str]()

    @property
    def rows(self) -> int:
        """Return how many rows there were."""
        return self._found[ROW]

    @property
    def counts(self) -> dict[str, dict[Verdict, int]]:
        """Return how many rows have which verdict, by column."""
        return {
            name: {each: self._found[_key(name, each)] for each in Verdict}
            for name in self._made.verdicts
        }

    @property
    def against(self) -> dict[str, int]:
        """Return in how many rows an approach is matched with something against it."""
        return {name: self._found[flag] for name, flag in self._made.against.items()}

    @property
    def notes(self) -> dict[str, int]:
        """Return of how many rows a remark holds."""
        return {name: self._found[flag] for name, flag in self._made.notes.items()}

    def add(self, sums: pl.DataFrame) -> None:
        """Count rows, of which these are the `sums`."""
        self._found.update(sums.row(0, named=True))


def read_back(path: Path, kind: Format, made: Outputs) -> Tally:
    """Return what a file of verdicts comes to, in bounded memory."""
    tally = Tally(made)
    files = [escape(str(each)) for each in parts(path)]
    types = dict.fromkeys(made.verdicts, pl.String) | dict.fromkeys(made.flags, pl.Boolean)
    tally.add(_SCANS[kind](files, types).select(tally.sums).collect(engine="streaming"))
    return tally


def _has(name: str, verdict: Verdict) -> pl.Expr:
    return pl.col(name) == verdict.value


def _key(name: str, verdict: Verdict) -> str:
    return f"{name} {verdict.value}"


_SCANS: Mapping[Format, Any] = {
    Format.PARQUET: lambda files, _: pl.scan_parquet(files),
    Format.CSV: lambda files, types: pl.scan_csv(files, infer_schema=False, schema_overrides=types),
    Format.JSONL: lambda files, types: pl.scan_ndjson(files, schema=types),
}
