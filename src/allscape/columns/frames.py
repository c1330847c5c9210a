"""Which dataframes can be judged: those on which every verdict was held against the engines."""

import narwhals as nw

from allscape.faults import UsageError

_TESTED = (nw.Implementation.POLARS, nw.Implementation.DUCKDB, nw.Implementation.PYSPARK)
_CONVERT = {
    nw.Implementation.PANDAS: "polars.from_pandas(frame) makes one, NaN being unknown",
    nw.Implementation.PYARROW: "polars.from_arrow(table) makes one",
}
_OTHERWISE = "through Arrow or Parquet most frames can become one"


def refuse_untested(engine: nw.Implementation) -> None:
    """Raise `UsageError` for a frame of any other engine.

    In pandas a comparison with a missing value is false, which would make "no" of unknown.
    """
    if engine not in _TESTED:
        message = (
            f"a frame of {engine.name.lower()} cannot be judged, one of polars, DuckDB or Spark"
        )
        raise UsageError.of(f"{message} can", _CONVERT.get(engine, _OTHERWISE))
