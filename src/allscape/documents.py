"""What a file says, with the place of every part of it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from allscape.faults import Fault, Hint

KeyPath = tuple[str | int, ...]
LineColumn = tuple[int, int]


@dataclass
class Document:
    """What a file says (`data`), where each part of it stands, and what is wrong with it."""

    file: str
    data: Any = None
    places: dict[KeyPath, LineColumn] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    text: str = field(default="", repr=False)

    def place(self, path: tuple[Any, ...]) -> LineColumn:
        """Return the line and column of the deepest part of `path` that stands in the file.

        Steps that are not in the file (the names a validator adds) are passed over.
        """
        known: KeyPath = ()
        for step in path:
            if (*known, step) in self.places:
                known = (*known, step)
        return self.places.get(known, (1, 1))

    def fault(self, path: tuple[Any, ...], message: str, hint: str | Hint = "") -> Fault:
        """Return a fault at the place of `path`."""
        return Fault(self.file, *self.place(path), message, hint)


_HEAD = r"(?:\s|[&!]\S*\s|#.*\n)*(?:[|>][-+\d]*[ \t]*(?:#.*)?\n|(['\"]))?"
_BREAKS = {'"': r"(?:\s|\\[nrt _NLP\n])*"}
_ESCAPE = r"\\(?:u[dD][89abAB]\w\w\\u\w{4}|u\w{4}|x\w\w|U\w{8}|.)"


class WrittenText:
    """Where each word of a text stands in the file that says it.

    It is followed there once, through line breaks, quotation marks and escapes.
    """

    def __init__(self, document: Document, path: KeyPath, value: str) -> None:
        self._whole = document.place(path)
        self._text = document.text
        self._lines = [0, *(each.end() for each in re.finditer("\n", self._text))]
        self._from, self._to, self._end = list[int](), list[int](), 0
        later = min((each for each in document.places.values() if each > self._whole), default=None)
        self._stop = len(self._text) if later is None else self._offset(later)
        # The place is that of the name of the text.
        named = self._offset(self._whole) + len(str(path[-1]))
        begin = self._text.find(":", named, self._stop) + 1
        head = re.compile(_HEAD).match(self._text, begin, self._stop)
        self._quote = head and head[1]
        if begin and head:
            self._follow(value, head.end())

    def place(self, start: int) -> LineColumn:
        """Return the line and column of the word at a place of the text.

        Those of the whole text where the file cannot be followed so far.
        """
        at = bisect_right(self._from, start) - 1
        if at < 0 or start >= self._end:
            return self._whole
        offset = self._to[at] + start - self._from[at]
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def _offset(self, place: LineColumn) -> int:
        return self._lines[place[0] - 1] + place[1] - 1

    def _past(self, pattern: str, at: int) -> int:
        found = re.compile(pattern).match(self._text, at, self._stop)
        return found.end() if found else at

    def _follow(self, value: str, at: int) -> None:
        breaks = _BREAKS.get(self._quote or "", r"\s*")
        for word in re.finditer(r"\S+", value):
            places, at = self._spelled(word.group(), self._past(breaks, at))
            if not places:
                return
            self._from += range(word.start(), word.start() + len(places))
            self._to += places
            self._end = word.end()

    def _spelled(self, word: str, at: int) -> tuple[list[int], int]:
        """Return where the signs of a word stand, the first alone where it is as it reads; its end.

        Nowhere, where it is not this word that stands there.
        """
        text, places = self._text, list[int]()
        written = {"'": "'", '"': "\\"}.get(self._quote or "", " ")
        if written not in word and text.startswith(word, at, self._stop):
            return [at], at + len(word)
        for sign in word:
            places.append(at)
            if self._quote == '"' and text.startswith("\\", at):
                at = self._past(_ESCAPE, at)
            elif text.startswith(sign, at):
                at += 2 if sign == self._quote else 1
            else:
                return [], at
        return places, at
