"""Lines of text, wrapped, cut and put together."""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.style import Style
from rich.text import Text

from allscape.render.page import Tone, visible
from allscape.render.terminal import styled

UNDER_CURSOR = Style(reverse=True)


def piece(text: str, tone: Tone = Tone.PLAIN) -> Text:
    """Return text on one line, white space folded, in a tone."""
    return styled(re.sub(r"\s+", " ", text), tone)


def wrapped(text: Text, width: int) -> list[Text]:
    """Return text as lines of at most a width."""
    console = Console(width=width, color_system=None)
    return list(text.wrap(console, width))


def columns(cells: Sequence[tuple[str, Tone]], widths: Sequence[int]) -> Text:
    """Return cells on one line, each in its width, a space between."""
    line = Text()
    for at, ((text, tone), width) in enumerate(zip(cells, widths, strict=True)):
        line.append_text(styled(" " * bool(at) + fitted(visible(text), width), tone))
    return line


def fitted(text: str, width: int) -> str:
    """Return text in exactly a width, cut with a sign where it is longer."""
    length = cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    return set_cell_size(text, max(width - 1, 0)) + "…"[:width]


def first(lines: Iterable[Text], most: int, more: str, width: int) -> list[Text]:
    """Return the first lines; where there are more, the last of them says so, within a width."""
    found = list(lines)
    if len(found) <= most:
        return found
    shown = found[:most]
    last = shown[-1].copy()
    last.rstrip()
    last.truncate(max(width - cell_len(more) - 1, 0))
    shown[-1] = last + styled(f" {more}", Tone.QUIET)
    return shown
