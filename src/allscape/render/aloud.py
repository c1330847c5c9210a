"""A page as text that reads aloud well: no columns, no boxes, one item a line, words for all."""

from collections.abc import Iterator
from typing import TextIO

from allscape.render.page import (
    Grid,
    Heading,
    Item,
    Page,
    PagePart,
    Quote,
    Rows,
    Text,
    Title,
    one_line,
)


def write(page: Page, out: TextIO) -> None:
    """Print a page, an item a line."""
    lines = [line for part in page for line in _lines(part)]
    if page and isinstance(page[-1], Heading):
        lines[-1] = lines[-1].removesuffix(":")  # nothing follows it
    out.writelines(f"{line}\n" for line in lines)


def _lines(part: PagePart) -> Iterator[str]:
    if isinstance(part, Title | Text):
        yield one_line(part.text)
    elif isinstance(part, Heading):
        yield ""
        yield f"{one_line(part.text)}:"
    elif isinstance(part, Item):
        yield ""
        stop = "" if part.text.endswith((".", "?", "!")) else "."
        yield one_line(f"{part.text}{stop} {part.aside}" if part.aside else part.text)
    elif isinstance(part, Quote):
        yield f'Sentence: "{one_line(part.text)}" Source: {one_line(part.source)}'
    elif isinstance(part, Rows):
        for row in part.rows:
            text = f"{row.label}: {row.text}" if any(map(str.isalnum, row.label)) else row.text
            yield one_line(f"{text} ({row.beside})" if row.beside else text)
    elif isinstance(part, Grid):
        yield from map(one_line, part.lines())
