"""Bad rows: each set apart with its number, what is wrong with it in words, and what it held."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from allscape.columns.cells import CellCounts, Cells
from allscape.columns.ours import MOST
from allscape.columns.spelling import readable
from allscape.model.attributes import Value, says_unknown, show
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.model.spellings import understood

TOLD = "wrong"
"""The column that says in words what is wrong with a row."""

_REMEMBERED = 10_000
_SHORT = 60


class Apart(NamedTuple):
    """How many rows were set apart, and what of their cells is no plain text."""

    rows: int
    cells: CellCounts
    causes: Mapping[str, int]


def write(
    rows: Iterable[Mapping[str, Any]],
    number: str,
    columns: Sequence[str],
    path: Path,
    cells: Cells,
    words: Mapping[str, Mapping[str, str]],
) -> Apart:
    """Write rows with what is wrong with each, as `cells` writes them; return what they came to.

    `number` is the column of row numbers; `words` are those of the columns that have another
    meaning than they would have alone. No file is made where there is no row.
    """
    number_of, found, causes = 0, cells.count(columns), Counter[str]()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([number, TOLD, *map(cells.written, columns)])
        for row in rows:
            of_attributes = {name: row[name] for name in columns if name in ATTRIBUTES}
            wrong = faults({n: _meant(n, v, words.get(n, {})) for n, v in of_attributes.items()})
            causes.update(_causes(of_attributes, wrong))
            given = [row[name] for name in columns]
            written = map(cells.written, ["; ".join(wrong), *given])
            writer.writerow([row[number], *written])
            number_of, found = number_of + 1, found.plus(cells.count(given))
    if not number_of:
        path.unlink()
        return Apart(0, CellCounts(), {})
    return Apart(number_of, found, dict(causes.most_common()))


def _meant(name: str, value: Any, words: Mapping[str, str]) -> Any:
    """Return a value, or what its word means: a number as one, for it may be no plain word."""
    meant = words.get(value)
    if meant is None:
        return value
    return float(meant) if ATTRIBUTES[name].numeric and not says_unknown(meant) else meant


def _causes(row: Mapping[str, Any], wrong: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with a row in short: an attribute and its value, or a contradiction."""
    for text in wrong:
        name = text.split(" ", 1)[0].rstrip(":")
        of_value = name in row and " contradicts " not in text
        yield f"{name} '{row[name]}'"[:_SHORT] if of_value else text


def faults(row: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with the values of a row, in words."""
    read = {name: _read(name, value) for name, value in row.items() if value is not None}
    lines = [message for _, message in read.values() if message]
    if lines:
        return lines
    try:
        Profile.model_validate({name: value for name, (value, _) in read.items()})
    except ValidationError as error:
        return [str(each["msg"]) for each in error.errors(include_url=False)]
    raise AssertionError(f"not a bad row: {row}")


@lru_cache(_REMEMBERED)
def _read(name: str, value: Any) -> tuple[Value | None, str]:
    """Return a value as its attribute has it, and what is wrong with how it was given."""
    attribute = ATTRIBUTES[name]
    try:
        parsed = understood(attribute, value)
    except PydanticCustomError as error:
        return None, error.message()
    if isinstance(value, str) and not readable(attribute, value):
        ours = show(parsed)
        if readable(attribute, ours):
            return parsed, f"{name}: write '{ours}' in a column, not '{value}'"
        message = f"'{value}' is no plain number, and a column has more than {MOST:,} of them"
        return parsed, f"{name}: {message}"
    return parsed, ""
