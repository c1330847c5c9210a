"""The dataframe engines that work out a cohort, chosen by name, and what each of them does."""

from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from allscape.columns.spelling import ROW
from allscape.faults import UsageError

if TYPE_CHECKING:
    import narwhals as nw

    from allscape.columns.files import Format, Workplace
    from allscape.columns.outputs import Outputs


class Backend(StrEnum):
    """The engines that can work out a cohort."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"


OnProgress = Callable[[int], None]


class Writing(NamedTuple):
    """Which columns of judged rows go to the verdicts, which of bad rows are set apart, and where.

    `seen` is told of rows as they pass, by an engine that can tell.
    """

    kept: Sequence[str]
    made: "Outputs"
    given: Sequence[str]
    place: "Workplace"
    kind: "Format"
    seen: OnProgress

    @property
    def good(self) -> list[str]:
        """Return the columns of the verdicts."""
        return [ROW, *self.kept, *self.made.columns]

    @property
    def wrong(self) -> list[str]:
        """Return the columns of the bad rows."""
        return [ROW, *self.given]


class Engine(Protocol):
    """One engine: a file in as a lazy frame, frames out as files, in bounded memory."""

    errors: tuple[type[Exception], ...]

    def scan(self, path: Path, kind: "Format", columns: Sequence[str]) -> "nw.LazyFrame[Any]":
        """Return columns of a file, with `ROW`; those of a text file are words as they stand."""

    def columns(self, path: Path) -> list[str]:
        """Return the columns of a Parquet file."""

    def first(self, rows: "nw.LazyFrame[Any]") -> Sequence[Any]:
        """Return the first row of a frame."""

    def write(self, rows: "nw.LazyFrame[Any]", to: Writing) -> Counter[str]:
        """Write the verdicts, and the bad rows as they were given; return the sums."""


def engine_of(name: Backend) -> Engine:
    """Return an engine. Raises `UsageError` where what it needs is not installed."""
    try:
        import_module("allscape.columns.cohort")
        made: Engine = import_module(f"allscape.columns.on_{name}").ENGINE
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "allscape":
            raise
        message = f"cohorts on {name} need {error.name}, which is not installed"
        extra = "cohort" if name is Backend.POLARS else name
        raise UsageError.of(message, f"pip install 'allscape[{extra}]'") from None
    return made
