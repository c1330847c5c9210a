"""Tables as they are: how a text file holds its columns, and the plain file that engines read.

What is not comma-separated UTF-8 is written once more as such, row by row, in a place of its own;
whatever was found (a separator, a mark, comment lines) is said, and nothing is guessed in silence.
"""

import csv
import gzip
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from allscape.columns.diagnose import uneven
from allscape.columns.files import UNWRITTEN, Format
from allscape.columns.header import NotOurJson, decoder, text_columns
from allscape.faults import CaseError, Fault, reason
from allscape.inputs import MAX_BYTES
from allscape.model.case import recognized
from allscape.model.profile import ATTRIBUTES
from allscape.model.typed import attribute_hint, attribute_named

MOST = 200_000_000
"""Of the bytes of a JSON file that is no JSON lines, which is read as a whole."""

_SEPARATORS = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}
_GZIP = b"\x1f\x8b"
_UTF32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_COMMAS_NUMBER = re.compile(r"([+-]?\d{1,3}),(\d+)")
_OF_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_SAMPLE = 4096
INDEX = "(no name)"
"""How a first column without a name is called, which numbers rows."""


@dataclass(frozen=True)
class Shape:
    """How a text file holds its columns."""

    packed: bool = False
    encoding: str = "utf-8-sig"
    between: str = ","
    before: int = 0
    said: tuple[str, ...] = ()
    index: bool = False


@dataclass
class Plain:
    """The file that engines read instead of a table, and what is to be said of the table."""

    path: Path
    kind: Format
    said: list[str] = field(default_factory=list)


def plain(path: Path, kind: Format, folder: Path) -> Plain:
    """Return a file as engines read it: itself, or what is written of a text in a folder.

    Raises `CaseError` with the place in the file where it cannot be read.
    """
    if kind is Format.PARQUET:
        return Plain(path, kind)
    csv.field_size_limit(MAX_BYTES)  # as much as the story of a case can be
    try:
        encoded = _encoded(path)
        if kind is Format.JSONL:
            return _json(path, folder, encoded)
        shape = _shape(path, encoded)
        if shape == Shape():
            return Plain(path, kind)
        return _rewritten(path, folder / "plain.csv", shape)
    except UnicodeError:
        raise CaseError.at(path, "is not text in UTF-8") from None
    except csv.Error as error:
        raise CaseError([Fault(str(path), 1, 1, f"cannot be read as a table: {error}")]) from None
    except (OSError, EOFError) as error:
        if isinstance(error, OSError) and error.errno in UNWRITTEN:
            raise OSError(error.errno, error.strerror, str(folder)) from None
        raise CaseError.at(path, f"cannot be read: {reason(error)}") from None


def columns_of(made: Plain, named: Path) -> list[str]:
    """Return the columns of a text file, each row of which has a field for every one of them.

    Raises `CaseError`, in which the file has the name of the table that it was made of.
    """
    columns, faults = list[str](), list[Fault | None]()
    try:
        columns = text_columns(made.path, made.kind)
        faults = [uneven(made.path)] if made.kind is Format.CSV else []
    except CaseError as error:
        faults += error.faults
    if any(faults):
        raise CaseError(replace(each, file=str(named)) for each in faults if each is not None)
    return columns


def _encoded(path: Path) -> Shape:
    """Return how the text of a file is to be had."""
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
    with gzip.open(path) if packed else path.open("rb") as file:
        start = file.read(_SAMPLE)
    few = start[:12]
    if few.startswith(_UTF32) or (few and 4 * few.count(0) == 3 * len(few)):
        raise CaseError.at(path, "is text in UTF-32", "save it as UTF-8")
    encoding = _UTF16.get(start[:2])
    if encoding is None and len(start) > 1 and start.count(0) >= max(len(start) // 4, 1):
        encoding = "utf-16-le" if start[1] == 0 else "utf-16-be"
    said = {"unpacked with gzip": packed, "UTF-16": encoding}
    found = tuple(each for each, is_so in said.items() if is_so)
    return Shape(packed, encoding or Shape.encoding, said=found)


@contextmanager
def _text(path: Path, shape: Shape) -> Iterator[IO[str]]:
    with gzip.open(path) if shape.packed else path.open("rb") as raw:
        file = TextIOWrapper(raw, encoding=shape.encoding, newline="")
        if shape.encoding.startswith("utf-16"):
            mark = file.read(1)
            if mark != "\ufeff":
                file.seek(0)
        yield file


def _shape(path: Path, encoded: Shape) -> Shape:
    before, between, said = 0, "", list(encoded.said)
    with _text(path, encoded) as file:
        line = file.readline()
        if found := re.fullmatch(r'"?sep=(.)"?\s*', line, re.IGNORECASE):
            between, before, line = found[1], 1, file.readline()
            said.append(f"the line 'sep={between}' left out")
        comments = 0
        while line.startswith("#"):
            comments, line = comments + 1, file.readline()
    if comments:
        said.append(f"{comments} comment line{'s' * (comments > 1)} left out")
    between = between or _between(line)
    if between != ",":
        said.append(f"columns between {_SEPARATORS.get(between, repr(between))}")
    index = next(csv.reader([line], delimiter=between), ["x"])[:1] == [""] and between in line
    if index:
        said.append("the first column has no name: it numbers the rows and is not read")
    return Shape(encoded.packed, encoded.encoding, between, before + comments, tuple(said), index)


def _between(line: str) -> str:
    """Return what stands between columns: what most names of attributes are parted by."""

    def names(between: str) -> tuple[int, int]:
        found = next(csv.reader([line], delimiter=between), [])
        known = sum(bool(attribute_named(each) or attribute_hint(each)) for each in found)
        return known, len(found)

    best = max(_SEPARATORS, key=names)  # the first of those that are equal: the comma
    return best if names(best)[0] else ","


def _rewritten(path: Path, target: Path, shape: Shape) -> Plain:
    made = Plain(target, Format.CSV, list(shape.said))
    with _text(path, shape) as file, target.open("w", encoding="utf-8", newline="") as out:
        for _ in range(shape.before):
            file.readline()
        rows = csv.reader(file, delimiter=shape.between, strict=True)
        writer = csv.writer(out, lineterminator="\n")
        commas, doubtful = 0, None
        try:
            names = next(rows, [])
            numbers = [
                at
                for at, each in enumerate(names)
                if (name := attribute_named(each)) and ATTRIBUTES[name].numeric
            ]
            columns = len(names)
            writer.writerow([INDEX, *names[1:]] if shape.index else names)
            for number, row in enumerate(rows, 1):
                if len(row) != columns:
                    text = f"row {number} has {len(row)} fields, the header {columns}"
                    text = text if row else "this line is empty: it is no row"
                    raise CaseError([Fault(str(path), shape.before + rows.line_num, 1, text)])
                if shape.between != ",":
                    if doubtful is None and (said := _in_doubt(row, numbers)):
                        doubtful = Fault(str(path), shape.before + rows.line_num, 1, *said)
                    commas += _with_points(row, numbers)
                writer.writerow(row)
        except csv.Error as error:
            text = f"cannot be read as a table: {error}"
            raise CaseError([Fault(str(path), shape.before + rows.line_num, 1, text)]) from None
    if commas and doubtful:
        raise CaseError([doubtful])
    if commas:
        made.said.append("decimal commas")
    return made


def _with_points(row: list[str], numbers: list[int]) -> int:
    """Write the decimal commas of a row as points; return how many there were.

    `1,000` is left as it is, and refused by whoever reads it: one, or a thousand.
    """
    found = 0
    for at in numbers:
        number = _COMMAS_NUMBER.fullmatch(row[at].strip())
        if number and not _OF_THOUSANDS.fullmatch(number[0]):
            row[at], found = f"{number[1]}.{number[2]}", found + 1
    return found


def _in_doubt(row: list[str], numbers: list[int]) -> tuple[str, str] | None:
    """Return what is wrong with the first point that may be one of thousands, and a hint."""
    for number in (row[at].strip() for at in numbers if "." in row[at]):
        if _OF_THOUSANDS.fullmatch(number):
            or_ = f"{number} or {number.replace('.', '')}"
            message = f"'{number}' is {or_} where decimals have a comma"
            return message, "write it without a point, or all decimals with one"
    return None


def _json(path: Path, folder: Path, encoded: Shape) -> Plain:
    """Return JSON lines: the file itself, or its array or its objects over several lines."""
    said = list(encoded.said)
    with _text(path, encoded) as file:
        first = next((line for line in file if line.strip()), "")
    if not said and _is_object(first):
        return Plain(path, Format.JSONL)
    with _text(path, encoded) as file:
        text = file.read(MOST + 1)
    if len(text) > MOST:
        raise CaseError.at(path, f"is larger than {MOST:,} bytes, and no JSON lines")
    try:
        objects = list(_objects(text))
    except NotOurJson as error:
        raise CaseError.at(path, str(error)) from None
    except ValueError:
        return Plain(path, Format.JSONL)  # whoever reads its lines tells which is none
    if message := recognized(objects[0] if objects else None):
        raise CaseError.at(path, message)
    if text.lstrip()[:1] == "[":
        said.append("a JSON array")
    target = folder / "plain.jsonl"
    with target.open("w", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(each, ensure_ascii=False)}\n" for each in objects)
    return Plain(target, Format.JSONL, said or ["objects over several lines"])


def _is_object(line: str) -> bool:
    with suppress(ValueError):
        found = json.loads(line)
        return isinstance(found, dict) and not recognized(found)
    return False


def _objects(text: str) -> Iterator[Any]:
    """Yield the values of a JSON text, those of an array each.

    Raises `ValueError` or `NotOurJson`.
    """
    at = 0
    while at < len(text):
        if text[at].isspace() or text[at] == "\ufeff":
            at += 1
            continue
        value, at = decoder.raw_decode(text, at)
        yield from value if isinstance(value, list) else [value]
