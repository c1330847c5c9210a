"""Data in, YAML in the layout of the rule files out; what is written reads back as it was."""

import json
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import yaml

from allscape import yaml_text

WIDTH = 98
"""The longest line that a text is folded to."""


def scalar(text: str, *, inside_flow: bool = False) -> str:
    """Return a text as a plain scalar where every reader reads that as it was, else quoted."""
    around = f"[{text}]" if inside_flow else f"key: {text}\n"
    data = [text] if inside_flow else {"key": text}
    return text if text.isprintable() and _reads_as(around, data) else quoted(text)


def quoted(text: str) -> str:
    """Return a text in double quotes, whatever does not print as an escape."""
    return f'"{"".join(map(_escaped, text))}"'


def flow(value: Any) -> str:
    """Return a value on one line: {cite: a/1, statements: [...]}; an empty part is left empty."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_filled(each)}' for key, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return scalar(value, inside_flow=True) if isinstance(value, str) else _bare(value)


def block(data: Mapping[str, Any], indent: int) -> list[str]:
    """Return a mapping as lines, each `indent` spaces in."""
    return [line for key, value in data.items() for line in _pair(key, value, indent)]


def items(values: Sequence[Mapping[str, Any]], indent: int, *, apart: bool = False) -> list[str]:
    """Return a list of mappings as lines, a blank one between two where they stand `apart`."""
    lines: list[str] = []
    for at, value in enumerate(values):
        lines += [""] * (apart and at > 0)
        if isinstance(value, OneLine) and len(line := f"{' ' * indent}- {flow(value)}") <= WIDTH:
            lines.append(line)
            continue
        first, *rest = block(value, indent + 2)
        lines += [f"{' ' * indent}- {first.lstrip()}", *rest]
    return lines


def _pair(key: str, value: Any, indent: int) -> list[str]:
    start = f"{' ' * indent}{key}:"
    if isinstance(value, Folded):
        return _folded(start, value, indent + 2)
    if isinstance(value, str):
        line = f"{start} {scalar(value)}"
        return [line] if len(line) <= WIDTH else _folded(start, value, indent + 2)
    if isinstance(value, list) and value and all(e and isinstance(e, Mapping) for e in value):
        return [start, *items(value, indent + 2)]
    return [f"{start} {_filled(value)}".rstrip()]


def _filled(value: Any) -> str:
    return "" if value is None else flow(value)


class OneLine(dict[str, Any]):
    """A mapping that stands on one line where it fits, as the conditions of the rule files do."""


class Folded(str):
    """A text that is folded however short it is, as the sentences of the rule files are."""

    __slots__ = ()


def _folded(start: str, text: str, indent: int) -> list[str]:
    lines = textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    parts = [f"{start} >-", *(f"{' ' * indent}{line}" for line in lines)]
    whole = "\n".join([*parts, ""])
    if text.isprintable() and _reads_as(textwrap.dedent(whole), {start.strip(" :"): str(text)}):
        return parts
    return [f"{start} {quoted(text)}"]


def _bare(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else json.dumps(value)


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return "\\x0a" if character == "\n" else yaml_text.escaped(character)


def _reads_as(text: str, data: Any) -> bool:
    """Return whether our reader, and YAML's usual one, both read `text` as `data`."""
    read = yaml_text.parse(text)
    if read.faults or read.data != data:
        return False
    try:
        return bool(yaml.safe_load(text) == data)
    except (yaml.YAMLError, ValueError):
        return False
