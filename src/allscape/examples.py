"""The cases that come with the program, under names that work from any folder: `example:NAME`."""

from pathlib import Path
from typing import NamedTuple

from allscape import inputs
from allscape.faults import CaseError, nearest

PREFIX = "example:"


class Example(NamedTuple):
    """An example: what to call it, and what it shows."""

    name: str
    shows: str


def folder() -> Path:
    """Return the folder of the examples that the program comes with."""
    return inputs.packaged("examples")


def located(path: Path) -> Path:
    """Return where a case file lies that may be named as an example; other paths as they are.

    `example:edges` is a folder of examples, `example:` all of them. Raises `CaseError` where there
    is no example of that name.
    """
    given = path.as_posix()
    if not given.startswith(PREFIX):
        return path
    name = given.removeprefix(PREFIX)
    known = _files()
    inside = {parent.as_posix() for each in known for parent in Path(each).parents}
    if name in known:
        return known[name]
    if Path(name).as_posix() in inside:
        return folder() / name
    hint = nearest(name, known) or "allscape examples lists them"
    raise CaseError.of(f"no example '{name}'", hint)


def listed() -> list[Example]:
    """Return every example, the file names in order."""
    return [Example(f"{PREFIX}{name}", _shows(path)) for name, path in _files().items()]


def _files() -> dict[str, Path]:
    found = {path: path.relative_to(folder()) for path in folder().rglob("*.yaml")}
    named = {inside.with_suffix("").as_posix(): path for path, inside in found.items()}
    return {name: named[name] for name in sorted(named, key=lambda each: ("/" in each, each))}


def _shows(path: Path) -> str:
    """Return the name of the one case in a file, or how many there are."""
    from allscape import yaml_text

    data = yaml_text.read(path).data
    return str(data["name"]) if "name" in data else f"{len(data['cases'])} cases in one file"
