"""A table of cases into case files, a row a case, and case files into one table."""

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from allscape import cases
from allscape.cases import PlacedCase
from allscape.columns.files import CohortFiles, Format, scratch
from allscape.columns.header import named_twice
from allscape.columns.tables import INDEX, columns_of, plain
from allscape.disk import refuse_larger
from allscape.faults import CaseError, Fault, UsageError
from allscape.inputs import MAX_BYTES
from allscape.model.attributes import show
from allscape.model.case import Case
from allscape.model.profile import ATTRIBUTES
from allscape.model.typed import attribute_hint, attribute_named

TEXTS = ("name", "story", "teaching")
"""The columns beside the attributes, each a text of the case."""

_LONGEST_NAME = 60


def read_table(path: Path, unknown: Collection[str] = ()) -> tuple[list[Case], list[str]]:
    """Return the cases of a table, a row each, and how it was read.

    Raises `CaseError` with every fault of every row, and for a column that is none of a case.
    """
    kind = CohortFiles(path, path, path).format_of_cases()
    if kind is Format.PARQUET:
        message = f"{path}: a table of cases to be written is text: CSV, TSV or JSON"
        raise UsageError.of(message)
    with scratch() as folder:
        made = plain(path, kind, folder)
        columns_of(made, path)
        try:
            rows = list(_rows(made.path, made.kind))
        except csv.Error as error:
            raise CaseError.at(path, f"cannot be read: {error}") from None
        except UnicodeDecodeError:
            raise CaseError.at(path, "is not text in UTF-8") from None
    found: list[Case] = []
    faults = _columns(path, rows[0] if rows else {})
    for number, row in enumerate([] if faults else rows, 1):
        try:
            found.append(_case(row, unknown))
        except ValidationError as error:
            faults += [Fault(str(path), 0, 0, f"row {number}: {e['msg']}") for e in error.errors()]
    if faults:
        raise CaseError(faults)
    return found, made.said


def _rows(path: Path, kind: Format) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        if kind is Format.JSONL:
            yield from (json.loads(line) for line in file if line.strip())
        else:
            yield from csv.DictReader(file, restkey="", restval="")


def _columns(path: Path, row: Mapping[str, Any]) -> list[Fault]:
    if not row:
        return [Fault(str(path), 0, 0, "holds no case")]
    known = {*TEXTS, "id", INDEX}
    strange = [each for each in row if each not in known and not attribute_named(each)]
    faults = [
        Fault(str(path), 0, 0, f"no attribute '{each}', nor part of a case", attribute_hint(each))
        for each in strange
    ]
    return faults + named_twice(str(path), row)


def _case(row: Mapping[str, Any], unknown: Collection[str]) -> Case:
    facts = {name: row[each] for each in row if (name := attribute_named(each))}
    known = {
        name: value
        for name, value in facts.items()
        if not (isinstance(value, str) and value.strip() in unknown)
    }
    texts = {each: str(row[each]) for each in TEXTS if row.get(each)}
    name = texts.get("name") or str(row.get("id") or "") or None
    return Case.model_validate({**texts, "name": name, "profile": known})


def files_of(found: Sequence[Case], folder: Path) -> dict[Path, str]:
    """Return the case file of each case in a folder: where it goes, and its text.

    Raises `UsageError` where one of them is there, or is larger than is read again.
    """
    paths = [folder / f"{name}.yaml" for name in _names(found)]
    there = [each for each in paths if each.exists()]
    if there:
        raise UsageError([Fault("", 0, 0, f"{each} is there") for each in there])
    texts = {path: cases.text(case) for path, case in zip(paths, found, strict=True)}
    for path, text in texts.items():
        refuse_larger(path, len(text.encode()), MAX_BYTES)
    return texts


def _names(found: Iterable[Case]) -> list[str]:
    """Return a name for the file of each case, no two alike."""
    made: dict[str, None] = {}
    for number, case in enumerate(found, 1):
        plain_name = re.sub(r"[^a-z0-9]+", "-", (case.name or "").casefold()).strip("-")
        name = plain_name[:_LONGEST_NAME].strip("-") or f"case-{number}"
        made[name if name not in made else f"{name}-{number}"] = None
    return list(made)


def table(found: Sequence[PlacedCase]) -> str:
    """Return cases as one CSV table in our own words: their texts, and the attributes known."""
    lines = [_row(each.case) for each in found]
    columns = [each for each in (*TEXTS, *ATTRIBUTES) if any(each in row for row in lines)]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()


def left_out(found: Sequence[PlacedCase]) -> list[str]:
    """Return what cases hold that a table does not."""
    counted = {
        "expectations": sum(each.case.expect is not None for each in found),
        "readings": sum(bool(each.case.readings) for each in found),
    }
    return [f"{what} of {number}" for what, number in counted.items() if number]


def _row(case: Case) -> dict[str, str]:
    texts = {each: text for each in TEXTS if (text := getattr(case, each))}
    return texts | {name: show(value) for name, value in case.profile.known().items()}
