"""YAML or JSON text in, a `Document` out; plain data in, YAML out.

The data follows YAML 1.2: `no` is a string, `012` is twelve, a date stays a string. A key given
twice, a tag, a second document, nesting or aliases without end and too large a file are faults;
all that can be found in one reading are told at once. Who only holds a `Document` does not load it.
"""

import math
import re
from collections.abc import Hashable
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from allscape.digits import TOO_FINE, as_written
from allscape.documents import Document, KeyPath, LineColumn
from allscape.faults import Fault
from allscape.inputs import Unreadable, read_bytes, standard_input
from allscape.inputs import text as text_of

MAX_DEPTH = 40
MAX_NODES = 100_000


class _Plain(yaml.SafeLoader):
    """The parser in Python, which takes a tab between tokens for a space where libyaml does."""

    def scan_to_next_token(self) -> None:
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> Any:
        length = 0
        while self.peek(length) in " \t":
            length += 1
        blank = self.prefix(length)
        if "\t" not in blank:
            return super().scan_plain_spaces(indent, start_mark)
        self.forward(length)
        ended = self.peek() in "\r\n\x85\u2028\u2029"
        return super().scan_plain_spaces(indent, start_mark) if ended else [blank]


_NEVER_CLOSED = "while scanning a quoted scalar", "found unexpected end of stream"
_LOADERS: list[Any] = [getattr(yaml, "CSafeLoader", _Plain), _Plain]
_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def read(path: Path, name: str | None = None) -> Document:
    """Read a file, or standard input where `path` is `-`; faults are in the document."""
    shown = name or str(path)
    try:
        raw = standard_input() if str(path) == "-" else read_bytes(path)
        return parse(text_of(path, raw), shown)
    except Unreadable as error:
        return Document(shown, faults=[error.fault(shown)])


def parse(text: str, file: str = "<text>") -> Document:
    """Parse YAML (or JSON) text; faults are in the document."""
    document = Document(file)
    try:
        document = _built(text, file)
        document.text = text
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = (error.problem or error.context or "cannot be read").strip()
        if error.context_mark and (error.context, problem) == _NEVER_CLOSED:
            mark, problem = error.context_mark, "the quotation that begins here is never closed"
        place = _place(mark) if mark else (1, 1)
        if mark and text[mark.index : mark.index + 1] == "\t":
            problem = "a tab: YAML indents with spaces"
        document.faults.append(Fault(file, *place, f"not valid YAML: {problem}"))
    except yaml.YAMLError as error:
        message = str(error).splitlines()[0]
        document.faults.append(Fault(file, 1, 1, f"not valid YAML: {message}"))
    if document.data is None and not document.faults:
        document.faults.append(Fault(file, 1, 1, "is empty"))
    return document


def _place(mark: Any) -> LineColumn:
    return mark.line + 1, mark.column + 1


def _built(text: str, file: str) -> Document:
    """Return what libyaml reads, or, where it refuses, what the parser written in Python does.

    libyaml reads ahead and has limits of its own, which differ from release to release: so that a
    file is told the same everywhere, only one parser's refusals are told.
    """
    fast, plain = _LOADERS
    with suppress(yaml.MarkedYAMLError):
        return _built_by(fast, text, file)
    return _built_by(plain, text, file)


def _built_by(loader: Any, text: str, file: str) -> Document:
    builder = _Builder(Document(file))
    for event in yaml.parse(text, Loader=loader):
        if not builder.take(event):
            break
    return builder.document


def _joined(text: str) -> str:
    """Return a text whose surrogate pairs, JSON's escapes for one character, are that character.

    Raises `UnicodeDecodeError` for half of a pair.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


def written(data: Any) -> str:
    """Return plain data as YAML, in the order in which it stands."""
    text: str = yaml.dump(
        data,
        Dumper=_Writer,
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=None,
    )
    # What does not print stands in double quotes alone, where an escape says it.
    return escaped(text)


class _Writer(yaml.SafeDumper):
    """Quotes what begins like a number: not all of it is one by its rules, as it is by ours."""


def _text(writer: _Writer, message: str) -> yaml.ScalarNode:
    if escaped(message) != message:
        return writer.represent_scalar("tag:yaml.org,2002:str", message, '"')
    style = "'" if _NUMBER.match(message) else None
    return writer.represent_scalar("tag:yaml.org,2002:str", message, style)


_NUMBER = re.compile(r"[-+]?\.?[0-9]")
_Writer.add_representer(str, _text)


def escaped(text: str) -> str:
    """Return text with every character that does not print as YAML's escape for it."""
    return "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    if character.isprintable() or character == "\n":
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


class _Frame:
    """A mapping or list that is being filled."""

    def __init__(self, value: Any, path: KeyPath, anchor: str | None) -> None:
        self.value, self.path, self.anchor = value, path, anchor
        self.key: Any = None
        self.has_key = False
        self.size = 1
        self.ignored: set[Hashable] = set()


class _Builder:
    """Builds data from parser events without recursion, so that no nesting can exhaust it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.nodes = 0
        self.documents = 0

    def take(self, event: Any) -> bool:
        """Take one event; return whether to go on."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                return self._stop(event, "a second document begins here; a file holds one")
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(self.stack) >= MAX_DEPTH:
                return self._stop(event, f"is nested more than {MAX_DEPTH} deep")
            self._check_tag(event)
            value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            self.stack.append(_Frame(value, self._path(event), event.anchor))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            frame = self.stack.pop()
            self._add(event, frame.value, frame.size, frame.anchor)
        elif isinstance(event, yaml.ScalarEvent):
            self._check_tag(event)
            self._note_place(event)
            self._add(event, self._scalar(event), 1, event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                return self._stop(event, f"alias *{event.anchor} names nothing before it")
            value, size = self.anchors[event.anchor]
            self._note_place(event)
            self._add(event, value, size, None)
        if self.nodes > MAX_NODES:
            return self._stop(event, f"holds more than {MAX_NODES:,} parts, aliases counted")
        return True

    def _note_place(self, event: Any) -> None:
        top = self.stack[-1] if self.stack else None
        if top is None or top.has_key or not isinstance(top.value, dict):  # a key has its own
            self._path(event)

    def _path(self, event: Any) -> KeyPath:
        path: KeyPath = ()
        if self.stack:
            top = self.stack[-1]
            path = (*top.path, top.key if isinstance(top.value, dict) else len(top.value))
        self.document.places.setdefault(path, _place(event.start_mark))
        return path

    def _add(self, event: Any, value: Any, size: int, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = (value, size)
        if not self.stack:
            self.document.data = value
            return
        top = self.stack[-1]
        top.size += size
        self.nodes += size if not isinstance(event, yaml.CollectionEndEvent) else 1
        if isinstance(top.value, list):
            top.value.append(value)
        elif not top.has_key:
            self._add_key(event, top, value)
        else:
            if top.key not in top.ignored:
                top.value[top.key] = value
            top.ignored.discard(top.key)
            top.has_key = False

    def _add_key(self, event: Any, top: _Frame, key: Any) -> None:
        top.has_key = True
        if not isinstance(key, str | int | float | bool):
            self._fault(event, "a key has to be a word")
            key = f"<key {len(top.value) + 1}>"
        key = key if isinstance(key, str) else str(getattr(event, "value", key))
        top.key = key
        if key in top.value:
            first = self.document.places[(*top.path, key)]
            self._fault(event, f"'{key}' stands twice", f"first in line {first[0]}")
            top.ignored.add(key)
        else:
            self.document.places[(*top.path, key)] = _place(event.start_mark)

    def _scalar(self, event: Any) -> Any:
        text: str = event.value
        if event.style == '"' and not text.isprintable():
            try:
                text = _joined(text)
            except UnicodeDecodeError:
                self._fault(event, "is not text: half of a surrogate pair")
                return "?"
        if event.style or event.tag == "tag:yaml.org,2002:str":
            return text
        if _NULL.fullmatch(text):
            return None
        if text in _BOOL:
            return _BOOL[text]
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            if not as_written(text, float(text)):
                self._fault(event, f"'{text[:40]}': {TOO_FINE}")
            return float(text)
        if _SPECIAL.fullmatch(text):
            return math.nan if text[1:2] in "nN" else float(text.replace(".", ""))
        return text

    def _check_tag(self, event: Any) -> None:
        if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
            self._fault(event, f"the tag {event.tag} is not understood here", "leave it out")

    def _fault(self, event: Any, message: str, hint: str = "") -> None:
        place = _place(event.start_mark)
        self.document.faults.append(Fault(self.document.file, *place, message, hint))

    def _stop(self, event: Any, message: str) -> bool:
        self._fault(event, message)
        return False
