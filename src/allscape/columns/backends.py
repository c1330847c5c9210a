"""The dataframe engines that there are, chosen by name."""

from enum import StrEnum
from importlib import import_module

from allscape.columns.engines import Engine
from allscape.faults import UsageError


class Backend(StrEnum):
    """The engines that can work out a cohort."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"


def engine_of(name: Backend) -> Engine:
    """Return an engine. Raises `UsageError` where what it needs is not installed."""
    try:
        import_module("allscape.columns.cohort")
        made: Engine = import_module(f"allscape.columns.on_{name}").ENGINE
    except ModuleNotFoundError as error:
        raise _absent(error, name) from None
    return made


def _absent(error: ModuleNotFoundError, name: Backend) -> Exception:
    if error.name is not None and error.name.partition(".")[0] == "allscape":
        return error
    message = f"cohorts on {name} need {error.name}, which is not installed"
    extra = "cohort" if name is Backend.POLARS else name
    return UsageError.of(message, f"pip install 'allscape[{extra}]'")
