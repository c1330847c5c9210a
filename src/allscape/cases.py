"""Case files in, cases out, or every fault with its place."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from allscape import examples, inputs
from allscape.documents import Document, WrittenText
from allscape.faults import CaseError, Fault, Hint, complaint
from allscape.model.base import unchecked
from allscape.model.case import Case, Cases, Expectation, StatementExpectation, case_of, recognized
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES, profile_of


def read(path: Path) -> Case:
    """Read a case from a file, an example, or from standard input where `path` is `-`.

    Raises `CaseError` with every fault, each with its line and column.
    """
    document = _document(path)
    if document.faults:
        raise CaseError(document.faults)
    if isinstance(document.data, dict) and "cases" in document.data:
        message = "this file holds several cases, one is expected"
        raise CaseError([document.fault((), message, "allscape test runs them all")])
    return _validated(document)


def _document(path: Path) -> Document:
    from allscape import yaml_text  # not loaded where facts are typed, and no file is read

    shown = "standard input" if str(path) == "-" else str(path)
    if (located := examples.located(path)) != path and located.is_dir():
        message = f"'{path}' is a folder of examples, one of them is expected"
        raise CaseError.of(message, "allscape examples lists them")
    return yaml_text.read(located, shown)


def _validated(document: Document) -> Case:
    if not isinstance(document.data, dict):
        raise CaseError([document.fault((), "a case is a mapping with a profile", _SHAPE)])
    if message := recognized(document.data):
        raise CaseError([document.fault((), message)])
    if "steps" in document.data:
        hint = "allscape lesson plays it, allscape check checks it"
        raise CaseError([document.fault((), "this is a lesson, and no case", hint)])
    _name_as_we_do(document, ())
    try:
        return case_of(document.data)
    except ValidationError as error:
        raise CaseError(_faults(error, document)) from None


def _name_as_we_do(document: Document, at: tuple[str | int, ...]) -> None:
    """Give the attributes of a case our own names, in their places. Raises `CaseError`."""
    case = document.data
    for step in at:
        case = case[step]
    given = case.get("profile") if isinstance(case, dict) else None
    if not isinstance(given, dict) or given.keys() <= ATTRIBUTES.keys():
        return
    # Not on the way of a start whose case has our own names.
    from allscape.model.typed import attribute_named, renamed

    case["profile"], twice = renamed(given)
    for typed in filter(lambda each: isinstance(each, str), given):
        place = document.places.get((*at, "profile", typed))
        if place is not None and (name := attribute_named(typed)):
            document.places.setdefault((*at, "profile", name), place)
    if twice:
        raise CaseError(
            document.fault(
                (*at, "profile", names[1]), f"'{names[0]}' and '{names[1]}' are both {name}"
            )
            for name, names in twice.items()
        )


class PlacedCase(NamedTuple):
    """A case, and the document in which it stands with others or alone."""

    case: Case
    document: Document
    path: tuple[str | int, ...] = ()

    def fault(
        self, message: str, hint: str | Hint = "", inside: tuple[str | int, ...] = ()
    ) -> Fault:
        """Return a fault at the place of the case, or of something `inside` it."""
        name = f"{self.case.name}: " if self.case.name else ""
        return self.document.fault((*self.path, *inside), f"{name}{message}", hint)

    def written(self, field: str) -> WrittenText:
        """Return where the words of a text of the case stand."""
        return WrittenText(self.document, (*self.path, field), getattr(self.case, field) or "")


def read_all(paths: Iterable[Path]) -> list[PlacedCase]:
    """Read the cases of files and of all case files in folders; a file can hold several.

    Raises `CaseError` with every fault of every file.
    """
    found, faults = read_each(paths)
    if faults:
        raise CaseError(faults)
    return found


def read_each(paths: Iterable[Path]) -> tuple[list[PlacedCase], list[Fault]]:
    """Return the cases of files and folders that can be read, and every fault of the others."""
    faults: list[Fault] = []
    found: list[PlacedCase] = []
    for path in _files(paths, faults):
        try:
            found += _several(_document(path))
        except CaseError as error:
            faults += error.faults
    return found, faults


def hold_cases(path: Path) -> bool:
    """Tell whether a path is for cases: a file, or a folder of which a file holds one."""
    path = examples.located(path)
    if not inputs.is_folder(path):
        return str(path) == "-" or inputs.is_file(path) or path.suffix in _SUFFIXES
    parts = {*Case.model_fields, "cases"}
    for each in _files([path], []):
        data = _document(each).data
        if isinstance(data, dict) and data.keys() & (parts | set(Contents.model_fields)):
            return bool(data.keys() & parts)
    return False


def _files(paths: Iterable[Path], faults: list[Fault]) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths:
        folder = examples.located(path)
        if not inputs.is_folder(folder):
            found[path] = None
            continue
        try:
            inside = inputs.files_in(folder, _SUFFIXES)
        except inputs.Unreadable as error:
            faults.append(error.fault())
            continue
        if not inside:
            faults.append(Fault(str(path), 0, 0, "holds no case file", "a .yaml or .json file"))
        found |= dict.fromkeys(inside)
    return list(found)


_SUFFIXES = {".yaml", ".yml", ".json"}


def _several(document: Document) -> list[PlacedCase]:
    if document.faults:
        raise CaseError(document.faults)
    data = document.data
    if not (isinstance(data, dict) and "cases" in data):
        return [PlacedCase(_validated(document), document)]
    for at in range(len(data["cases"]) if isinstance(data["cases"], list) else 0):
        _name_as_we_do(document, ("cases", at))
    try:
        cases = Cases.model_validate(data).cases
    except ValidationError as error:
        raise CaseError(_faults(error, document)) from None
    return [PlacedCase(each, document, ("cases", at)) for at, each in enumerate(cases)]


def text(*cases: Case, listed: bool = False) -> str:
    """Return a case as its file would hold it; several, or where `listed` one too, as a list."""
    from allscape import yaml_text

    entry = [each.model_dump(mode="json", by_alias=True, exclude_defaults=True) for each in cases]
    for data, case in zip(entry, cases, strict=True):
        data["profile"] = case.profile.known()
    return yaml_text.written(entry[0] if len(entry) == 1 and not listed else {"cases": entry})


def changed(case: Case, changes: dict[str, str]) -> Case:
    """Return the case with attributes given as options put over those of the file.

    Raises `CaseError` where a value is wrong or contradicts another.
    """
    if not changes:
        return case
    try:
        return case.model_copy(update={"profile": case.profile.with_(changes)})
    except ValidationError as error:
        raise CaseError(Fault("", 0, 0, *_message(each)) for each in error.errors()) from None


_SHAPE = "such as: profile: {ph_status: positive, age: 67}"


def _faults(error: ValidationError, document: Document) -> list[Fault]:
    return [
        document.fault(each["loc"], *_message(each)) for each in error.errors(include_url=False)
    ]


def _message(error: Any) -> tuple[str, str | Hint]:
    loc, kind = error["loc"], error["type"]
    name = str(loc[-1]) if loc else ""
    loc = loc[2:] if loc[:1] == ("cases",) else loc
    if kind == "extra_forbidden" and loc[:-1] in ((), ("profile",)):
        from allscape.model.typed import attribute_hint, attribute_named

        inside = loc[:-1] == ("profile",)
        if attribute_named(name) and not inside:
            return f"'{name}' belongs under profile:", _SHAPE
        if name in Case.model_fields and not inside:
            return f"'{name}' stands beside 'cases', and belongs into one of them", ""
        what = "attribute" if inside else "part of a case is called"
        return f"no {what} '{name}'", Hint(
            name,
            lambda: ATTRIBUTES if inside else Case.model_fields,
            attribute_hint if inside else None,
        )
    if kind == "extra_forbidden":
        within = StatementExpectation if "statements" in loc else Expectation
        known = [each.alias or field for field, each in within.model_fields.items()]
        return f"'{name}' is not known here", Hint(name, lambda: known)
    return complaint(error)


def empty() -> Case:
    """Return the case of which nothing is known."""
    return unchecked(Case)(profile=profile_of({}), readings={})
