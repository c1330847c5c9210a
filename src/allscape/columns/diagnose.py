"""Where a text file of cases cannot be read."""

import csv
from operator import methodcaller
from pathlib import Path

from allscape.columns.files import Format
from allscape.faults import Fault

_PART = 1 << 22
_commas = methodcaller("count", b",")


def unreadable(path: Path, kind: Format, error: Exception) -> Fault:
    """Return what an engine said of a file that it refused."""
    said = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return Fault(str(path), 0, 0, f"cannot be read as {kind}: {said}")


def uneven(path: Path) -> Fault | None:
    """Return the first row of a CSV file that has not a field for every column.

    Every engine makes something else of such a row, and of an empty line.
    """
    try:
        if _ends_in_cr(path):
            told = "lines end in a carriage return alone"
            return Fault(str(path), 1, 1, told, "write LF or CR LF at their ends")
        return None if _plainly_even(path) else _first_uneven(path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return unreadable(path, Format.CSV, error)


def _ends_in_cr(path: Path) -> bool:
    with path.open("rb") as file:
        return b"\r" in file.readline().rstrip(b"\r\n")


def _plainly_even(path: Path) -> bool:
    """Tell whether nothing is quoted and all lines have as many commas, which is quickly seen."""
    with path.open("rb") as file:
        commas = {_commas(file.readline())}
        while part := file.read(_PART):
            part += file.readline()
            lines = part.splitlines()
            if b'"' in part or not all(lines) or set(map(_commas, lines)) != commas:
                return False
    return True


def _first_uneven(path: Path) -> Fault | None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        names = next(rows, [])
        for number, row in enumerate(rows, 1):
            if not row:
                return Fault(str(path), rows.line_num, 1, "this line is empty: it is no row")
            if len(row) != len(names):
                told = f"row {number} has {len(row)} fields, the header {len(names)}"
                return Fault(str(path), rows.line_num, 1, told)
    return None
