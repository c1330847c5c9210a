"""A rulebook as its files are written, whether or not it holds together yet."""

import os.path
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from allscape import inputs, yaml_text
from allscape.documents import KeyPath
from allscape.faults import Fault, RulebookError, UsageError
from allscape.rulebook import SUFFIXES, rule_files
from allscape.scaffold import edits, layout
from allscape.scaffold.edits import Uneditable

_SCHEMA = "# yaml-language-server: $schema="
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_parsed = lru_cache(maxsize=128)(yaml_text.parse)


class RuleItem(NamedTuple):
    """One item of a list of a rule file: the file, its place in the list, and what it holds."""

    path: Path
    list: str
    at: int
    data: dict[str, Any]

    @property
    def inside(self) -> KeyPath:
        """The path to the item in its file."""
        return (self.list, self.at)


class Tree(NamedTuple):
    """The texts of a rulebook's files. An edit gives another tree; the disk is not touched."""

    folder: Path
    texts: Mapping[Path, str]

    def items(self, name: str) -> Iterator[RuleItem]:
        """Yield every mapping in the lists of a name, file by file."""
        for path, text in self.texts.items():
            data = _parsed(text).data
            listed = data.get(name) if isinstance(data, dict) else None
            for at, each in enumerate(listed if isinstance(listed, list) else []):
                if isinstance(each, dict):
                    yield RuleItem(path, name, at, each)

    def find(self, name: str, key: str, value: str) -> RuleItem | None:
        """Return the first item of a list whose `key` has a value."""
        return next((each for each in self.items(name) if each.data.get(key) == value), None)

    def values(self, name: str, key: str) -> list[str]:
        """Return the value of `key` in every item of a list."""
        return [str(each.data[key]) for each in self.items(name) if key in each.data]

    def extend(
        self,
        path: Path,
        inside: KeyPath,
        key: str,
        items: Sequence[Mapping[str, Any]],
        *,
        apart: bool = False,
    ) -> "Tree":
        """Return a tree with items added to a list, in a new file where there is none.

        Raises `UsageError` where the layout of the file does not let it.
        """
        if path not in self.texts:
            begun = self._head(path) + edits.begin(key, items, apart=apart)
            return self._with(path, begun)
        return self._edited(
            path, lambda text: edits.extend(text, inside, key, items, apart=apart), items
        )

    def exchange(self, path: Path, inside: KeyPath, key: str, pairs: Mapping[str, Any]) -> "Tree":
        """Return a tree in which a key gives way to other pairs. Raises as `extend`."""
        return self._edited(path, lambda text: edits.replace(text, inside, key, pairs), pairs)

    def begun(self, path: Path, text: str) -> "Tree":
        """Return a tree with a new file. Raises `UsageError` where there is one already."""
        if path in self.texts:
            message = "there is a file of that name already"
            raise UsageError.at(path, message, "nothing is ever overwritten")
        if faults := yaml_text.parse(text, str(path)).faults:
            raise UsageError(faults)
        return self._with(path, self._head(path) + text)

    def _head(self, path: Path) -> str:
        """Return the line by which an editor finds the schema, as the other files have it."""
        for other, text in self.texts.items():
            line, _, _ = text.partition("\n")
            if line.startswith(_SCHEMA):
                named = line.removeprefix(_SCHEMA)
                if "://" not in named:
                    named = Path(os.path.relpath(other.parent / named, path.parent)).as_posix()
                return f"{_SCHEMA}{named}\n"
        return ""

    def place(self, item: RuleItem, *inside: str | int) -> Fault:
        """Return an empty fault at the place of a part of an item."""
        document = yaml_text.parse(self.texts[item.path], str(item.path))
        return document.fault((*item.inside, *inside), "")

    def _with(self, path: Path, text: str) -> "Tree":
        return self._replace(texts={**self.texts, path: text})

    def _edited(self, path: Path, edit: Callable[[str], str], added: Any) -> "Tree":
        try:
            return self._with(path, edit(self.texts[path]))
        except Uneditable:
            message = "is laid out in a way that this command cannot add to; nothing was changed"
            raise UsageError.at(path, message, layout.flow(added)) from None


def read(folder: Path) -> Tree:
    """Read the files of a rulebook.

    Raises `RulebookError` where one of them is no YAML, or cannot be read.
    """
    paths = rule_files(folder)
    faults = [fault for path in paths for fault in yaml_text.read(path).faults]
    if faults:
        raise RulebookError(sorted(faults))
    try:
        return Tree(folder, {path: inputs.read_text(path) for path in paths})
    except inputs.Unreadable as error:
        raise RulebookError([error.fault()]) from None


def a_name(text: str, what: str) -> str:
    """Return a name that a rulebook can have. Raises `UsageError` for another."""
    if not _NAME.fullmatch(text):
        raise refusal(f"'{text}' is no id of {_a(what)}", "letters, digits, '-', '_' and '.'")
    return text


def free(text: str, what: str, taken: Iterable[str]) -> str:
    """Return a name that none has, in whatever case. Raises `UsageError` for another."""
    for each in taken:
        if each.casefold() == text.casefold():
            raise refusal(f"there is {_a(what)} '{each}' already")
    return text


def _a(what: str) -> str:
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"


def within(folder: Path, file: Path) -> Path:
    """Return the path of a rule file that is named as it stands in its folder, or from here.

    Raises `UsageError` for one that is elsewhere or is no YAML file.
    """
    if file.suffix not in SUFFIXES:
        raise refusal(f"'{file}' is no rule file", "FILE.yaml")
    for path in (file, folder / file):
        with suppress(FileNotFoundError):  # from here, where the working folder was deleted
            if path.resolve().is_relative_to(folder.resolve()):
                return folder / path.resolve().relative_to(folder.resolve())
    raise refusal(f"'{file}' is not in {folder}", "a rule file is in the folder of its rulebook")


refusal = UsageError.of
"""The fault of something that cannot be done as asked."""
