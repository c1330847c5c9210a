"""Where a text file of cases cannot be read: looked for only once an engine has refused it."""

import csv
from pathlib import Path

from allscape.columns.files import Format
from allscape.faults import Fault


def unreadable(path: Path, kind: Format, error: Exception) -> Fault:
    """Return the first place at fault; where none is found, what the engine said."""
    said = next(iter(str(error).strip().splitlines()), type(error).__name__)
    told = Fault(str(path), 0, 0, f"cannot be read as {kind}: {said}")
    try:
        return (_uneven(path) if kind is Format.CSV else None) or told
    except (OSError, UnicodeDecodeError, csv.Error):
        return told


def _uneven(path: Path) -> Fault | None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        names = next(rows, [])
        for number, row in enumerate(rows, 1):
            if len(row) > len(names):
                told = f"row {number} has {len(row)} fields, the header {len(names)}"
                return Fault(str(path), rows.line_num, 1, told)
    return None
