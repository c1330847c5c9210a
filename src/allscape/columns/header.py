"""The columns of a file: those that are attributes, those that are kept, those not read."""

import csv
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from allscape.columns.files import Format
from allscape.columns.spelling import OURS
from allscape.digits import TOO_FINE, as_written
from allscape.faults import CaseError, Fault, UsageError, nearest, reason
from allscape.model.profile import ATTRIBUTES
from allscape.model.spellings import plain
from allscape.model.typed import attribute_hint, attribute_named, renamed

_ALIKE = 0.8
_SUCH = f"such as {', '.join(list(ATTRIBUTES)[:3])}; allscape match --help lists them"


class Header(NamedTuple):
    """The columns of a file, each in the file's order."""

    attributes: tuple[str, ...]
    kept: tuple[str, ...]
    unread: tuple[str, ...]
    columns: Mapping[str, str]
    """The columns that are attributes, as the file calls them, and which attribute each is."""


def text_columns(path: Path, kind: Format) -> list[str]:
    """Return the columns of a text file: its first line names them, or any of its objects.

    Raises `CaseError` where it cannot be read so.
    """
    try:
        return _csv_columns(path) if kind is Format.CSV else _json_columns(path)
    except UnicodeDecodeError:
        raise CaseError.at(path, "is not text in UTF-8") from None
    except (OSError, csv.Error) as error:
        raise CaseError.at(path, f"cannot be read as {kind}: {reason(error)}") from None


def _csv_columns(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = next(csv.reader(file), [])
    lines = [f"the column '{each}' stands twice" for each in _twice(names)]
    if lines:
        raise CaseError([Fault(str(path), 1, 1, each) for each in lines])
    return names


def _json_columns(path: Path) -> list[str]:
    names: dict[str, None] = {}
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                found = decoder.decode(line) if line.strip() else {}
            except (ValueError, RecursionError):
                found = None
            except NotOurJson as error:
                raise CaseError([Fault(str(path), number, 1, str(error))]) from None
            if not isinstance(found, dict):
                hint = 'such as {"ph_status": "positive"}'
                raise CaseError([Fault(str(path), number, 1, "this line is no JSON object", hint)])
            names.update(dict.fromkeys(found))
    return list(names)


def _twice(names: Sequence[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if names.count(name) > 1]


class NotOurJson(Exception):
    """Python reads what the engines do not, or every one of them in another way."""


def _no_number(text: str) -> float:
    """Refuse a constant that is no number in JSON."""
    raise NotOurJson(f"{text} is no number in JSON")


class _Refused(float):
    """A number that is read as none of a fact, and why."""

    why = TOO_FINE


def _number(text: str) -> float:
    found = float(text)
    if not isfinite(found):
        _no_number(text)
    refused = _Refused(found)
    if not found and text.startswith("-"):
        refused.why = "a minus stands before it"
        return refused
    return found if as_written(text, found) else refused


def _whole(text: str) -> float:
    return _number(text) if text == "-0" else int(text)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object of JSON; refuse a key that stands twice, and a fact that is refused."""
    found = dict(pairs)
    for name, value in found.items():
        if isinstance(value, _Refused) and attribute_named(name):
            raise NotOurJson(f"the number of '{name}': {value.why}")
    if len(found) < len(pairs):
        raise NotOurJson(f"the key '{_twice([name for name, _ in pairs])[0]}' stands twice")
    return found


decoder = json.JSONDecoder(
    object_pairs_hook=_once, parse_float=_number, parse_int=_whole, parse_constant=_no_number
)


def header(
    file: str, columns: Sequence[str], keep: Collection[str], written: Collection[str]
) -> Header:
    """Return what the columns of a file are.

    `keep` are passed through; `written` are the names that verdicts and bad rows will have. Raises
    `CaseError` for what looks like an attribute and is none, and `UsageError` for a column to be
    kept that is not there, or that would be written twice.
    """
    faults = [
        Fault(file, 0, 0, f"no column '{each}' to keep", nearest(each, columns))
        for each in keep
        if each not in columns
    ]
    faults += [
        Fault("", 0, 0, f"--keep {each}: what is written has a column of that name")
        for each in keep
        if each.casefold() in written or each.startswith(OURS)
    ]
    faults += [
        Fault("", 0, 0, f"--keep {each}: '{one}' differs from it in case alone")
        for each in dict.fromkeys(keep)
        for one in dict.fromkeys([*keep, *filter(None, map(attribute_named, columns))])
        if one != each and one.casefold() == each.casefold()
    ]
    faults += [
        Fault("", 0, 0, f"--keep {each}: to an engine this is a pattern, not a name", "rename it")
        for each in keep
        if each == "*" or (each.startswith("^") and each.endswith("$"))
    ]
    if faults:
        raise UsageError(faults)
    taken = [each for each in columns if each.startswith(OURS)]
    if taken:
        message = "a column's name begins as those do that are used in between"
        raise CaseError([Fault(file, 0, 0, f"{message}: '{each}'", "rename it") for each in taken])
    named = {each: found for each in columns if (found := attribute_named(each))}
    if twice := named_twice(file, named):
        raise CaseError(twice)
    rest = [each for each in columns if each not in named and each not in keep]
    slips = [fault for each in rest if (fault := _slip(file, each))]
    if slips:
        raise CaseError(slips)
    if not named:
        hints = [f"'{each}': {hint}" for each in rest if (hint := closest(each))]
        message = "no column is named after an attribute"
        raise CaseError.at(file, message, "; ".join(hints[:3]) or _SUCH)
    return Header(tuple(named.values()), tuple(dict.fromkeys(keep)), tuple(rest), named)


def named_twice(file: str, columns: Iterable[str]) -> list[Fault]:
    """Return a fault for every attribute that more than one column is named after."""
    _, twice = renamed(dict.fromkeys(columns))
    return [
        Fault(file, 0, 0, f"the columns {' and '.join(map(repr, names))} are both {name}")
        for name, names in twice.items()
    ]


def closest(column: str) -> str:
    """Return a hint at what comes closest to a column that is no attribute."""
    hint = attribute_hint(column)
    return hint if hint.startswith("did") else ""


def _slip(file: str, column: str) -> Fault | None:
    """Return the fault of a column whose name is a slip of an attribute's: a letter or two."""
    hint = closest(column)
    near = [each for each in ATTRIBUTES if f"'{each}'" in hint]
    if not any(
        SequenceMatcher(None, plain(column), plain(each)).ratio() >= _ALIKE for each in near
    ):
        return None
    return Fault(
        file, 0, 0, f"no attribute '{column}'", f"{hint} --keep passes a column through as it is"
    )
