"""The page: what was found goes between two markers, what a person wrote around them stays."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.findings import Claim, Findings, Table

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
_PACKAGES = (
    "durable-rules", "zen-engine", "clipspy", "common-expression-language", "rule-engine",
    "polars", "narwhals", "pydantic", "typer", "rich",
)  # fmt: skip


def generated(found: Iterable[Findings]) -> str:
    """Return the tables and claims of some parts, and on what machine they were made."""
    parts = list(found)
    claims = [each for part in parts for each in part.claims]
    tables = [_table(each) for part in parts for each in part.tables]
    return "\n\n".join([_machine(), _claims(claims), *tables])


def write(told: str, page: Path) -> None:
    """Put what was generated between the markers of a page. Raises `ValueError` without them."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} has no {BEGIN} ... {END}")
    page.write_text(f"{before}{BEGIN}\n\n{told}\n\n{END}{after}", encoding="utf-8")


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _machine() -> str:
    versions = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    day = datetime.now(UTC).date()
    system = f"{platform.system()} on {platform.machine()}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"Measured on {day}: {cores()} cores, {system}, {python}; {versions}."


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _claims(claims: Sequence[Claim]) -> str:
    rows = [[each.says, each.measured, "held" if each.held else "**NOT held**"] for each in claims]
    note = "Every claim that is made of the program's speed, whether it held in this run or not."
    return _table(Table("Claims", ["claimed", "measured", ""], rows, note))


def _table(table: Table) -> str:
    lines = [table.head, ["---"] * len(table.head), *table.rows]
    grid = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return f"## {table.title}\n\n{grid}\n\n{table.note}"
