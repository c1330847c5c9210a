"""Case files in, cases out, or every fault with its place."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from allscape import documents
from allscape.documents import Document
from allscape.faults import EXPECTED, CaseError, Fault, nearest
from allscape.model.case import Case
from allscape.model.profile import ATTRIBUTES, Profile


def read(path: Path) -> Case:
    """Read a case from a file, or from standard input where `path` is `-`.

    Raises `CaseError` with every fault, each with its line and column.
    """
    document = documents.read(path, "standard input" if str(path) == "-" else None)
    if document.faults:
        raise CaseError(document.faults)
    if not isinstance(document.data, dict):
        raise CaseError([document.fault((), "a case is a mapping with a profile", _SHAPE)])
    try:
        return Case.model_validate(document.data)
    except ValidationError as error:
        raise CaseError(_faults(error, document)) from None


def changed(case: Case, changes: dict[str, str]) -> Case:
    """Return the case with attributes given as options put over those of the file.

    Raises `CaseError` where a value is wrong or contradicts another.
    """
    if not changes:
        return case
    try:
        return case.model_copy(update={"profile": case.profile.with_(changes)})
    except ValidationError as error:
        told = [_message(each["loc"], each["type"], str(each["msg"])) for each in error.errors()]
        raise CaseError([Fault("", 0, 0, *each) for each in told]) from None


_SHAPE = "such as: profile: {ph_status: positive, age: 67}"


def _faults(error: ValidationError, document: Document) -> list[Fault]:
    return [
        document.fault(each["loc"], *_message(each["loc"], each["type"], str(each["msg"])))
        for each in error.errors(include_url=False)
    ]


def _message(loc: tuple[Any, ...], kind: str, message: str) -> tuple[str, str]:
    name = str(loc[-1]) if loc else ""
    if kind == "extra_forbidden" and loc[:-1] in ((), ("profile",)):
        inside = loc[:-1] == ("profile",)
        if name in ATTRIBUTES and not inside:
            return f"'{name}' belongs under profile:", _SHAPE
        what = "attribute" if inside else "part of a case is called"
        return f"no {what} '{name}'", nearest(name, ATTRIBUTES if inside else Case.model_fields)
    if kind == "extra_forbidden":
        return f"'{name}' is not known here", ""
    if kind in EXPECTED:
        return f"'{name}' is {EXPECTED[kind]}", ""
    return message[:1].lower() + message[1:] if kind not in (
        "value",
        "contradiction",
    ) else message, ""


def empty() -> Case:
    """Return the case of which nothing is known."""
    return Case(profile=Profile())
