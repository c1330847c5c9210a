"""Cohorts on Spark, in local mode; its files are folders of parts.

Who has a cluster gives a frame of their own session to `allscape.columns.expressions.judged`.
"""

import re
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import narwhals as nw
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql
from pyspark.sql.types import StringType, StructField, StructType

from allscape.columns.files import Format
from allscape.columns.spelling import ROW
from allscape.columns.tally import InTwoPasses

_SETTINGS = {
    "spark.master": "local[*]",
    "spark.app.name": "allscape",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.caseSensitive": "true",
}
_PART_BITS = 33
# What would make a path a pattern.
_PATTERN = re.compile(r"[][*?{}\\]")


class Spark(InTwoPasses):
    """A Spark session on this machine, begun when it is first asked for."""

    errors = (PySparkException, Py4JError)

    def columns(self, path: Path) -> list[str]:
        """Return the columns of a Parquet file."""
        names: list[str] = _read(path, Format.PARQUET, []).columns
        return names

    def scan(self, path: Path, kind: Format, columns: Sequence[str]) -> nw.LazyFrame[Any]:
        """Return columns of a file, with the numbers of the rows."""
        rows = _read(path, kind, columns)
        chosen = _numbered(rows).select(ROW, *map(_name, columns))
        found: nw.LazyFrame[Any] = nw.from_native(chosen)
        return found

    def first(self, rows: nw.LazyFrame[Any]) -> Sequence[Any]:
        """Return the first row of a frame."""
        found: tuple[Any, ...] = nw.to_native(rows).first()
        return found

    def put(self, rows: DataFrame, path: Path, kind: Format) -> None:
        """Write rows into a folder of parts."""
        if kind is Format.PARQUET:
            rows.write.parquet(str(path.resolve()))
        elif kind is Format.CSV:
            rows.write.csv(str(path.resolve()), header=True)
        else:
            rows.write.json(str(path.resolve()), ignoreNullFields=False)


def session() -> SparkSession:
    """Return the session of this process."""
    builder = SparkSession.builder
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _read(file: Path, kind: Format, columns: Sequence[str]) -> DataFrame:
    read, path = session().read, _PATTERN.sub(r"\\\g<0>", str(file.resolve()))
    if kind is Format.PARQUET:
        return read.parquet(path)
    if kind is Format.CSV:
        return read.csv(path, header=True, escape='"', mode="FAILFAST")
    words = StructType([StructField(each, StringType()) for each in columns])
    return read.json(path, schema=words, mode="FAILFAST")


def _name(column: str) -> str:
    return "`" + column.replace("`", "``") + "`"


def _numbered(rows: DataFrame) -> DataFrame:
    """Return the rows with their numbers: how many came in the parts before, and in its own."""
    mark = sql.monotonically_increasing_id()
    part = sql.shiftright(mark, _PART_BITS)
    counts: dict[int, int] = dict(rows.groupBy(part.alias("part")).count().collect())
    last = max(counts, default=-1)
    before = [0, *accumulate(counts.get(each, 0) for each in range(last))]
    offsets = sql.array(*map(sql.lit, before))
    within = mark.bitwiseAND(sql.lit((1 << _PART_BITS) - 1))
    return rows.withColumn(ROW, sql.get(offsets, part.cast("int")) + within + 1)


ENGINE = Spark()
