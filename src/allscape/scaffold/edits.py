"""Edits to YAML text that keep every character they do not touch: text in, text out.

An edit finds its place by the marks of the parser, changes the text there, and reads the result
back: it has to hold what the text held and what was added, and nothing else.
"""

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from allscape import yaml_text
from allscape.documents import KeyPath
from allscape.scaffold import layout

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAKS = "\r\n\x85\u2028\u2029"


class Uneditable(ValueError):
    """A text whose layout an edit cannot be made in."""


def extend(
    text: str, path: KeyPath, key: str, added: Sequence[Mapping[str, Any]], *, apart: bool = False
) -> str:
    """Return a YAML text with items at the end of the list `key` of the mapping at `path`.

    The list is begun where there is none. `apart` tells whether a blank line comes before an item
    where the list itself does not show it. Raises `Uneditable`.
    """
    before = _data(text)
    holder = _at(_root(text), path)
    if not isinstance(holder, yaml.MappingNode):
        raise Uneditable
    at, new = _addition(text, holder, key, added, apart)
    edited = text[:at] + new + text[at:]
    wanted = copy.deepcopy(before)
    held = _step(wanted, path)
    held[key] = [*(held.get(key) or []), *map(read_back, added)]
    return _checked(edited, wanted)


def replace(text: str, path: KeyPath, key: str, pairs: Mapping[str, Any]) -> str:
    """Return a YAML text in which `key` of the mapping at `path` gives way to other pairs.

    A mapping on one line becomes one of several where it gets more than one pair for the one.
    Raises `Uneditable`.
    """
    before, root = _data(text), _root(text)
    parent, node = _at(root, path[:-1]), _at(root, path)
    if not isinstance(node, yaml.MappingNode) or _value(node, key) is None:
        raise Uneditable
    start, end, new = _exchange(text, node, key, pairs, one_line=parent.flow_style)
    wanted = copy.deepcopy(before)
    held = _step(wanted, path)
    del held[key]
    held.update(read_back(pairs))
    return _checked(text[:start] + new + text[end:], wanted)


def begin(key: str, items: Sequence[Mapping[str, Any]], *, apart: bool = False) -> str:
    """Return a YAML text with a list."""
    return "\n".join([f"{key}:", *layout.items(items, 2, apart=apart), ""])


def read_back(value: Any) -> Any:
    """Return data as it will be read again: plain texts, numbers, lists and mappings."""
    if isinstance(value, Mapping):
        return {key: read_back(each) for key, each in value.items()}
    if isinstance(value, list):
        return [read_back(each) for each in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _data(text: str) -> Any:
    read = yaml_text.parse(text)
    if read.faults:
        raise Uneditable
    return read.data


def _checked(text: str, wanted: Any) -> str:
    if _data(text) != wanted:
        raise Uneditable
    return text


def _root(text: str) -> Any:
    try:
        return yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:
        raise Uneditable from None


def _at(node: Any, path: KeyPath) -> Any:
    for step in path:
        node = node.value[step] if isinstance(step, int) else _value(node, step)
    return node


def _value(node: yaml.MappingNode, key: str) -> Any:
    return next((value for name, value in node.value if name.value == key), None)


def _step(data: Any, path: KeyPath) -> Any:
    for step in path:
        data = data[step]
    return data


def _exchange(
    text: str, node: yaml.MappingNode, key: str, pairs: Mapping[str, Any], *, one_line: bool
) -> tuple[int, int, str]:
    """Return what part of a text gives way, and to what."""
    spans = {k.value: (k.start_mark.index, _end(text, v)) for k, v in node.value}
    start, end = spans[key]
    if node.flow_style and (one_line or len(pairs) == 1):
        return start, end, ", ".join(f"{name}: {layout.flow(v)}" for name, v in pairs.items())
    indent = " " * node.start_mark.column
    broken = f"{_newline(text)}{indent}"
    lines = layout.block(pairs, len(indent))
    new = broken.join(line.removeprefix(indent) for line in lines)
    if not node.flow_style:
        return start, end, new
    parts = [new if name == key else text[slice(*span)] for name, span in spans.items()]
    return node.start_mark.index, _end(text, node), broken.join(parts)


def _addition(
    text: str,
    holder: yaml.MappingNode,
    key: str,
    added: Sequence[Mapping[str, Any]],
    apart: bool,
) -> tuple[int, str]:
    """Return where something is to be added to a text, and what."""
    listed = _value(holder, key)
    if holder.flow_style and listed is None:
        return _in_flow(text, holder, f'"{key}": {layout.flow(list(added))}')
    if isinstance(listed, yaml.SequenceNode) and listed.flow_style:
        return _in_flow(text, listed, ", ".join(map(layout.flow, added)))
    if isinstance(listed, yaml.SequenceNode):
        shown = _apart(text, listed.value, apart)
        lines = layout.items(added, listed.start_mark.column, apart=shown)
        return _after(text, listed, [""] * shown + lines)
    column = holder.start_mark.column
    lines = layout.items(added, column + 2, apart=apart)
    if listed is None:
        lines = [f"{' ' * column}{key}:", *lines]
        return _after(text, holder, [""] * (column == 0) + lines)
    if isinstance(listed, yaml.ScalarNode) and not listed.value and not listed.style:
        return _after(text, listed, lines)
    raise Uneditable


def _in_flow(text: str, node: Any, added: str) -> tuple[int, str]:
    if not node.value:
        return node.start_mark.index + 1, added
    last = node.value[-1]
    return _end(text, last[1] if isinstance(last, tuple) else last), f", {added}"


def _after(text: str, node: Any, lines: Sequence[str]) -> tuple[int, str]:
    """Return the end of the line that a node ends in, and the lines to be added there."""
    at = _end(text, node)
    while at < len(text) and text[at] not in _BREAKS:
        at += 1
    return at, "".join(f"{_newline(text)}{line}" for line in lines)


def _apart(text: str, listed: Sequence[Any], otherwise: bool) -> bool:
    """Return whether a blank line stands before the last item, above its comments."""
    if len(listed) < 2:
        return otherwise
    above = text[: listed[-1].start_mark.index].splitlines()[:-1]
    while above and above[-1].lstrip().startswith("#"):
        above.pop()
    return bool(above) and not above[-1].strip()


def _end(text: str, node: Any) -> int:
    """Return where a node's own text ends, without the blank lines and comments behind it."""
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return len(text[: node.end_mark.index].rstrip())
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
