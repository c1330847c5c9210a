"""The dataframe engines that there are, chosen by name."""

from importlib import import_module

from allscape.columns.engines import Engine
from allscape.faults import UsageError

ENGINES = {"polars": "cohort", "duckdb": "duckdb", "spark": "spark"}
"""Every engine, and the extra of the installation that brings it."""


def engine(name: str) -> Engine:
    """Return an engine. Raises `UsageError` where what it needs is not installed."""
    try:
        import_module("allscape.columns.cohort")
        made: Engine = import_module(f"allscape.columns.on_{name}").ENGINE
    except ModuleNotFoundError as error:
        raise _absent(error, name) from None
    return made


def _absent(error: ModuleNotFoundError, name: str) -> Exception:
    if error.name is not None and error.name.partition(".")[0] == "allscape":
        return error
    message = f"cohorts on {name} need {error.name}, which is not installed"
    return UsageError.of(message, f"pip install 'allscape[{ENGINES[name]}]'")
