"""Cohorts on DuckDB: streaming, what does not fit into its memory limit on disk."""

from collections.abc import Iterable, Sequence
from glob import escape
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw

from allscape.columns.files import Format
from allscape.columns.header import text_columns
from allscape.columns.spelling import OURS, ROW
from allscape.columns.tally import InTwoPasses

_MEMORY = "2GB"
# A folder's name (age=30) tells nothing of the cases in it.
_AS_IT_IS = "hive_partitioning=false"
_OPTIONS = {Format.PARQUET: "parquet", Format.CSV: "csv, header true", Format.JSONL: "json"}


class DuckDB(InTwoPasses):
    """DuckDB, in a database of its own that is never written."""

    errors = (duckdb.Error,)

    def columns(self, path: Path) -> list[str]:
        """Return the columns of a Parquet file."""
        return _connection().sql(f"from {_source(path, Format.PARQUET, [])}").columns

    def scan(self, path: Path, kind: Format, columns: Sequence[str]) -> nw.LazyFrame[Any]:
        """Return columns of a file, with the numbers of the rows."""
        names, source = ", ".join(map(_name, columns)), _source(path, kind, columns)
        numbered = f"select row_number() over () as {ROW}, {names} from {source}"  # noqa: S608
        return nw.from_native(_connection().sql(numbered))

    def first(self, rows: nw.LazyFrame[Any]) -> Sequence[Any]:
        """Return the first row of a frame."""
        found: tuple[Any, ...] = nw.to_native(rows).limit(1).fetchall()[0]
        return found

    def put(self, rows: duckdb.DuckDBPyRelation, path: Path, kind: Format) -> None:
        """Write rows into a file."""
        try:
            rows.query("rows_", f"copy rows_ to {_quoted(path)} (format {_OPTIONS[kind]})")
        except RuntimeError as error:
            if "interrupted" in str(error):
                raise KeyboardInterrupt from None
            raise


def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"memory_limit": _MEMORY})


def _source(path: Path, kind: Format, columns: Sequence[str]) -> str:
    name = _quoted(escape(str(path)))
    if kind is Format.PARQUET:
        return f"read_parquet({name}, {_AS_IT_IS})"
    if kind is Format.JSONL:
        lines = "format='newline_delimited'"
        return f"read_json({name}, {_AS_IT_IS}, {lines}, columns={_words(columns)})"
    # To DuckDB names that differ in case alone are one: what is not asked for has none.
    every = enumerate(text_columns(path, kind))
    words = _words(name if name in columns else f"{OURS}{at}" for at, name in every)
    quoting = """delim=',', quote='"', escape='"', auto_detect=false"""
    return f"read_csv({name}, {_AS_IT_IS}, header=true, {quoting}, columns={words})"


def _words(names: Iterable[str]) -> str:
    return "{" + ", ".join(f"{_quoted(each)}: 'VARCHAR'" for each in names) + "}"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _quoted(text: str | Path) -> str:
    return "'" + str(text).replace("'", "''") + "'"


ENGINE = DuckDB()
