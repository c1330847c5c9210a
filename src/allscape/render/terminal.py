"""A page as text for a terminal: wrapped to its width, colored only where that is wanted."""

import io
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text as Styled

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
    one_line,
    visible,
)

_STEP = 2
_NARROW = 72
_BESIDE = 0.38

_STYLES = {
    Tone.PLAIN: Style.null(),
    Tone.STRONG: Style(bold=True),
    Tone.QUIET: Style(dim=True),
    Tone.FOR: Style(bold=True, color="green"),
    Tone.OPEN: Style(bold=True, color="yellow"),
    Tone.AGAINST: Style(bold=True, color="magenta"),
}


def write(page: Page, console: Console) -> None:
    """Print a page to a console, in the console's width and colors."""
    with console.capture() as captured:
        # What is whole goes past the edge; rich would cut it off there.
        console.print(Group(*_parts(page, console.width)), crop=False)
    # Rich fills every line with spaces up to the width.
    for line in captured.get().splitlines():
        console.file.write(f"{line.rstrip(' ')}\n")


def lines(page: Page, width: int) -> list[Styled]:
    """Return a page as lines of styled text, wrapped to a width."""
    console = Console(width=width, color_system=None, force_terminal=False)
    segments = console.render_lines(Group(*_parts(page, width)), pad=False)
    return [
        Styled.assemble(*((each.text, each.style or "") for each in line), end="")
        for line in segments
    ]


def style_of(tone: Tone) -> Style:
    """Return how a tone is shown."""
    return _STYLES[tone]


def styled(text: str, tone: Tone = Tone.PLAIN) -> Styled:
    """Return text that is shown as it is, in a tone."""
    return Styled(visible(text), style=_STYLES[tone])


def plain(page: Page, width: int) -> str:
    """Return a page as text in a width, without color."""
    out = io.StringIO()
    write(page, Console(file=out, width=width, color_system=None))
    return out.getvalue()


def height(page: Page, width: int) -> int:
    """Return how many lines a page takes in a width."""
    return plain(page, width).count("\n")


def _parts(page: Page, width: int) -> Iterator[RenderableType]:
    for at, part in enumerate(page):
        if at and _apart(page[at - 1], part):
            yield Styled()
        yield _part(part, width)


def _apart(before: PagePart, part: PagePart) -> bool:
    """Return whether a blank line stands between two parts."""
    return isinstance(part, Heading) or (isinstance(part, Item) and not isinstance(before, Heading))


def _part(part: PagePart, width: int) -> RenderableType:
    if isinstance(part, Title):
        return styled(one_line(part.text), Tone.STRONG)
    if isinstance(part, Heading):
        text = one_line(part.text)
        return styled(text if part.exact else text.upper(), part.tone)
    if isinstance(part, Item):
        return _item(part, width)
    if isinstance(part, Text):
        paragraph = styled(part.text, part.tone)
        if part.whole:
            paragraph.no_wrap, paragraph.overflow = True, "ignore"
            return paragraph
        return Padding(paragraph, (0, 0, 0, part.deep * _STEP))
    if isinstance(part, Quote):
        return _quote(part)
    if isinstance(part, Grid):
        return _table(part)
    return _rows(part, width)


def _item(item: Item, width: int) -> RenderableType:
    name, aside = one_line(item.text), one_line(item.aside)
    gap = width - cell_len(name) - cell_len(aside)
    line = Styled().append(name, style=_STYLES[item.tone])
    if aside and gap >= 2:
        return line.append(" " * gap).append(aside)
    if aside:
        below = Padding(styled(aside, Tone.PLAIN), (0, 0, 0, _STEP))
        return Group(line, below)
    return line


def _quote(quote: Quote) -> RenderableType:
    text = Styled("“").append(one_line(quote.text)).append("”")
    source = styled(f"— {one_line(quote.source)}", Tone.QUIET)
    indent = quote.deep * _STEP
    if quote.close:
        return Padding(text.append(" ").append_text(source), (0, 0, 0, indent))
    return Group(Padding(text, (0, 0, 0, indent)), Padding(source, (0, 0, 0, indent + _STEP)))


def _rows(rows: Rows, width: int) -> RenderableType:
    beside = any(row.beside for row in rows.rows)
    if beside and width < _NARROW:
        return _grid(_stacked(rows.rows), rows)
    lines = ([row.label, row.text, row.beside, row.tone] for row in rows.rows)
    return _grid(lines, rows, int(width * _BESIDE) if beside else 0)


def _stacked(rows: Iterable[Row]) -> Iterable[list[str]]:
    for row in rows:
        yield [row.label, row.text, "", row.tone]
        if row.beside:
            yield ["", row.beside, "", Tone.PLAIN]


def _grid(lines: Iterable[list[str]], rows: Rows, beside_at_most: int = 0) -> Table:
    # Whatever is padded is laid out twice: labels, which never wrap, bring their own spaces.
    grid = Table.grid(padding=(0, _STEP, 0, 0) if beside_at_most else 0, expand=False)
    before, after = " " * (rows.deep * _STEP), "" if beside_at_most else " " * _STEP
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    if beside_at_most:
        grid.add_column(overflow="fold", max_width=beside_at_most)
    last = ""
    for label, text, beside, tone in lines:
        shown = "" if label == last and not rows.tree else label
        last = label or last
        first = styled(f"{before}{one_line(shown)}{after}", Tone.QUIET)
        cells = [first, styled(one_line(text), Tone(tone))]
        if beside_at_most:
            cells.append(styled(one_line(beside), Tone.PLAIN))
        grid.add_row(*cells)
    return grid


def _table(grid: Grid) -> Styled:
    head = [(each, Tone.STRONG) for each in grid.head]
    lines = [[(one_line(text), tone) for text, tone in row] for row in (head, *grid.rows)]
    widths = [
        max((cell_len(row[at][0]) for row in lines if len(row) > max(at, 1)), default=0)
        for at in range(len(head))
    ]
    shown = [
        Styled(" ").join(
            Styled(f"{text}{' ' * (width - cell_len(text))}", style=_STYLES[tone])
            for (text, tone), width in zip(row, [*widths[:-1], 0], strict=False)
        )
        for row in lines
    ]
    return Styled("\n", no_wrap=True, overflow="ignore").join(shown)
