"""Where a text file of cases cannot be read."""

import csv
import re
from collections.abc import Iterable, Iterator
from operator import methodcaller
from pathlib import Path

from allscape.columns.files import Format
from allscape.faults import Fault, reason

_PART = 1 << 22
_commas = methodcaller("count", b",")
_FIELD = r"""(?:"(?:[^"]|"")*+"|[^",]*+)"""
_QUOTED = re.compile(rf"{_FIELD}(?:,{_FIELD})*+")


def unreadable(path: Path, kind: Format, error: Exception) -> Fault:
    """Return what an engine said of a file that it refused."""
    text = reason(error) if isinstance(error, OSError) else str(error)
    said = next(iter(text.strip().splitlines()), type(error).__name__)
    return Fault(str(path), 0, 0, f"cannot be read as {kind}: {said}")


def uneven(path: Path) -> Fault | None:
    """Return the first row of a CSV file that has not a field for every column.

    Every engine makes something else of such a row, of an empty line, and of quotation marks that
    stand neither around a field nor doubled in one.
    """
    try:
        if _ends_in_cr(path):
            message = "lines end in a carriage return alone"
            return Fault(str(path), 1, 1, message, "write LF or CR LF at their ends")
        return None if _plainly_even(path) else _first_uneven(path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return unreadable(path, Format.CSV, error)


def _ends_in_cr(path: Path) -> bool:
    with path.open("rb") as file:
        return b"\r" in file.readline().rstrip(b"\r\n")


def _plainly_even(path: Path) -> bool:
    """Tell whether nothing is quoted and all lines have as many commas, which is quickly seen."""
    with path.open("rb") as file:
        names = file.readline()
        commas = {_commas(names)}
        if b'"' in names:
            return False
        while part := file.read(_PART):
            part += file.readline()
            lines = part.splitlines()
            if b'"' in part or not all(lines) or set(map(_commas, lines)) != commas:
                return False
    return True


def _first_uneven(path: Path) -> Fault | None:
    lines: list[str] = []
    names: list[str] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(_noted(file, lines))
        for number, row in enumerate(rows):
            names = names if number else row
            text, hint = _wrong(number, row, len(names), "".join(lines).rstrip("\r\n"))
            if text:
                return Fault(str(path), rows.line_num - len(lines) + 1, 1, text, hint)
            lines.clear()
    return None


def _noted(lines: Iterable[str], noted: list[str]) -> Iterator[str]:
    for line in lines:
        noted.append(line)
        yield line


def _wrong(number: int, row: list[str], wanted: int, text: str) -> tuple[str, str]:
    """Return what is wrong with a row as it is written, the header being row 0, and a hint."""
    if '"' in text and not _QUOTED.fullmatch(text):
        message = (
            f"{f'row {number}' if number else 'the header'} has a quotation mark within a field"
        )
        return message, 'such a field is written "so ""quoted"""'
    if number and not row:
        return "this line is empty: it is no row", ""
    if len(row) != wanted:
        return f"row {number} has {len(row)} fields, the header {wanted}", ""
    return "", ""
