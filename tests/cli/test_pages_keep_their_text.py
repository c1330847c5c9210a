"""Whatever a page says is found again in what is written of it, at any width."""

import io
import re
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from program import folded, packed
from rich.console import Console

from allscape.render import aloud, terminal
from allscape.render.page import (
    Grid,
    Heading,
    Item,
    Page,
    PagePart,
    Quote,
    Row,
    Rows,
    Text,
    Title,
    Tone,
    visible,
)
from strategies import often

# Brackets, colons and escapes far more often than chance would bring them.
_SPICE = st.sampled_from(
    ["[bold]", "[/]", "[/p]", ":pill:", "\x1b[2J", "\x9b", "\u202e", "\n", "\r", "\t", "\\", "  ",
     "t(9;22)[q34;q11]", "\u2028", "e\u0301", "\u6f22\u5b57", "\U0001f468\u200d\U0001f469"]
)  # fmt: skip
TEXTS = st.lists(_SPICE | st.text(max_size=20) | st.text("ab -", max_size=60), max_size=8).map(
    "".join
)
SHORT = st.text("abcdefghij_", min_size=1, max_size=12)
WIDTHS = st.integers(40, 120)


def made_of(kind: Callable[..., Any], *given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return parts that are given these, and nothing else."""
    return st.tuples(*given).map(lambda each: kind(*each))


ROWS = st.lists(made_of(Row, SHORT, TEXTS, TEXTS | st.just("")), max_size=4)
PARTS: st.SearchStrategy[PagePart] = st.one_of(
    made_of(Title, TEXTS),
    made_of(Heading, TEXTS),
    made_of(Item, TEXTS, TEXTS),
    made_of(Text, TEXTS, st.integers(0, 3)),
    made_of(Quote, TEXTS, SHORT),
    made_of(Rows, ROWS),
)
PAGES = st.lists(PARTS, max_size=6)


def _written(page: Page, width: int, *, color: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        color_system="truecolor" if color else None,
        force_terminal=color,
        highlight=False,
    )
    terminal.write(page, console)
    return out.getvalue()


def _aloud(page: Page) -> str:
    out = io.StringIO()
    aloud.write(page, out)
    return out.getvalue()


def _texts(part: PagePart) -> list[str]:
    if isinstance(part, Item):
        return [part.text, part.aside]
    if isinstance(part, Quote):
        return [part.text, part.source]
    if isinstance(part, Rows):
        return []  # cells that wrap stand beside each other
    return [part.text]


def _shown(text: str) -> str:
    """Return the text without white space, its hidden characters shown."""
    return packed(visible(folded(text)))


def _found(shown: str, text: str) -> bool:
    return _shown(text) in shown


@given(text=TEXTS, story=TEXTS, name=TEXTS, width=WIDTHS)
def test_a_quotation_a_name_and_a_story_are_written_whole(
    text: str, story: str, name: str, width: int
) -> None:
    page: Page = [Title(name), Text(story), Heading("In short"), Quote(text, "someone")]
    page.append(Rows([Row("why", "a fact", f"“{name}”")]))
    for written in (_written(page, width), _aloud(page)):
        for each in (text, name):
            assert _found(packed(written), each)
        # A story keeps its lines on a page, so that each is looked for by itself.
        for line in story.split("\n"):
            assert _found(packed(written), line) or _shows_breaks(packed(written), line)


def _shows_breaks(shown: str, text: str) -> bool:
    """Return whether a text stands there with the odd line ends in it shown."""
    return packed(visible(text)) in shown


@settings(max_examples=often(60))
@given(page=PAGES, width=WIDTHS)
def test_every_part_is_written_in_both_ways(page: Page, width: int) -> None:
    shown, read = packed(_written(page, width)).casefold(), packed(_aloud(page)).casefold()
    for part in page:
        for text in _texts(part):
            for line in text.split("\n"):
                ways = {_shown(line).casefold(), packed(visible(line)).casefold()}
                upper = {packed(visible(line.upper())).casefold()}
                assert any(way in shown for way in ways | upper)
                assert any(way in read for way in ways)


@settings(max_examples=often(60))
@given(page=PAGES, width=WIDTHS)
def test_a_page_is_never_wider_and_never_obeyed(page: Page, width: int) -> None:
    written = _written(page, width)
    for line in written.splitlines():
        assert Console(file=io.StringIO()).measure(line.replace("[", "(")).maximum <= width
        assert line == line.rstrip(" ")
    for text in (written, _aloud(page)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


@settings(max_examples=often(60))
@given(page=PAGES, width=WIDTHS)
def test_color_changes_no_character(page: Page, width: int) -> None:
    colored = re.sub("\x1b\\[[0-9;]*m", "", _written(page, width, color=True))
    assert packed(colored) == packed(_written(page, width))


@settings(max_examples=often(60))
@given(
    rows=st.lists(st.lists(TEXTS, min_size=1, max_size=3), max_size=4),
    width=WIDTHS,
    tone=st.sampled_from(Tone),
)
def test_the_cells_of_a_table_are_written_whole(
    rows: list[list[str]], width: int, tone: Tone
) -> None:
    grid = Grid(["a", "b", "c"], [[(text, tone) for text in row] for row in rows])
    plain, colored = _written([grid], width), _written([grid], width, color=True)
    for written in (plain, _aloud([grid])):
        assert all(_found(packed(written), text) for row in rows for text in row)
    assert packed(re.sub("\x1b\\[[0-9;]*m", "", colored)) == packed(plain)
    assert all(line == line.rstrip(" ") for line in plain.splitlines())


@settings(max_examples=often(60))
@given(page=PAGES)
def test_read_aloud_there_is_one_item_a_line(page: Page) -> None:
    written = _aloud(page)
    lines = written.split("\n")
    expected = sum(
        len(part.rows) if isinstance(part, Rows) else 1 + isinstance(part, Heading | Item)
        for part in page
    )
    assert len(lines) - 1 == expected
    for line in lines:
        assert line == line.strip()
