"""A page: what is to be said, in order, and not yet how it looks.

Every command that prints for people builds a page; a writer turns it into text for a terminal or
for reading aloud. Everything on a page is plain text, never markup.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """A shade of emphasis; it never carries a meaning that the words do not."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    FOR = "for"
    OPEN = "open"
    AGAINST = "against"


class Title(NamedTuple):
    """What the page is about."""

    text: str


class Heading(NamedTuple):
    """The beginning of a section; `exact` keeps the letters as they are (ids, names)."""

    text: str
    tone: Tone = Tone.STRONG
    exact: bool = False


class Item(NamedTuple):
    """The beginning of one thing in a section, with an aside at the end of the line."""

    text: str
    aside: str = ""
    tone: Tone = Tone.STRONG


class Text(NamedTuple):
    """A paragraph, `deep` steps in; one that is `whole` is never broken, so it can be copied."""

    text: str
    deep: int = 0
    tone: Tone = Tone.PLAIN
    whole: bool = False


class Quote(NamedTuple):
    """A sentence word for word, and where it stands: below it, or `close` behind it."""

    text: str
    source: str
    deep: int = 1
    close: bool = False


class Row(NamedTuple):
    """One line of a list: a label, what is said, and words beside it."""

    label: str
    text: str
    beside: str = ""
    tone: Tone = Tone.PLAIN


class Rows(NamedTuple):
    """A list whose labels, and whose words beside, stand under each other.

    A label that repeats is left out, but for those of a tree. With `flush`, the words beside stand
    at the end of the line.
    """

    rows: Sequence[Row]
    deep: int = 1
    tree: bool = False
    flush: bool = False


class Grid(NamedTuple):
    """A table of short cells, each with its tone; a row of one cell is a heading within it."""

    head: Sequence[str]
    rows: Sequence[Sequence[tuple[str, Tone]]]

    def lines(self) -> list[str]:
        """Return the rows in words, a line each: every cell with what stands over it."""
        named = (zip(self.head, cells, strict=False) for cells in self.rows)
        return [
            ", ".join(f"{name} {text}".strip() for name, (text, _) in row if text) for row in named
        ]


PagePart = Title | Heading | Item | Text | Quote | Rows | Grid
Page = list[PagePart]
Show = Callable[[Page], None]

_KEPT = "\n"
_MARKUP = str.maketrans({each: f"\\{each}" for each in "\\`*_{}[]<>#|"})


def visible(text: str) -> str:
    """Return text with every control and direction character shown instead of obeyed."""
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def hidden(character: str) -> bool:
    """Return whether a character controls the terminal, shows nothing of its own, or is none."""
    kind, code = unicodedata.category(character), ord(character)
    none = kind == "Cn" and (code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF)
    return none or kind in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _shown(character: str) -> str:
    if character in _KEPT or not hidden(character):
        return character
    code = ord(character)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def one_line(text: str) -> str:
    """Return visible text on one line, white space folded."""
    return visible(re.sub(r"\s+", " ", text).strip())


def escaped(text: str) -> str:
    """Return a text on one line as Markdown that shows it: nothing in it is taken for markup."""
    return one_line(text).translate(_MARKUP)
