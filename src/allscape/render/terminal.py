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
_UNSEEN = Console(file=io.StringIO())
"""What rich asks for to wrap text."""

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
    """Return a page as lines of styled text, all of them wrapped to a width."""
    page = [each._replace(whole=False) if isinstance(each, Text) else each for each in page]
    console = Console(width=width, color_system=None, force_terminal=False)
    segments = console.render_lines(Group(*_parts(page, width)), pad=False)
    return [
        Styled.assemble(*((each.text, each.style or "") for each in line), end="")
        for line in segments
    ]


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
    """Return a name with its aside at the end of its last line, or below where it has no room."""
    name, aside = one_line(item.text), one_line(item.aside)
    line = Styled().append(name, style=_STYLES[item.tone])
    if not aside:
        return line
    *_, last = line.wrap(_UNSEEN, width)
    gap = width - last.cell_len - cell_len(aside)
    if gap >= _STEP:
        return line.append(" " * gap).append(aside)
    return Group(line, Padding(styled(aside, Tone.PLAIN), (0, 0, 0, _STEP)))


def _quote(quote: Quote) -> RenderableType:
    text = Styled("“").append(one_line(quote.text)).append("”")
    source = styled(f"— {one_line(quote.source)}", Tone.QUIET)
    indent = quote.deep * _STEP
    if quote.close:
        return Padding(text.append(" ").append_text(source), (0, 0, 0, indent))
    return Group(Padding(text, (0, 0, 0, indent)), Padding(source, (0, 0, 0, indent + _STEP)))


def _rows(rows: Rows, width: int) -> RenderableType:
    if rows.flush:
        return _flush(rows, width)
    beside = any(row.beside for row in rows.rows)
    if beside and width < _NARROW:
        return _grid(rows, list(_stacked(rows.rows)))
    return _grid(rows, list(rows.rows), int(width * _BESIDE) if beside else 0)


def _flush(rows: Rows, width: int) -> RenderableType:
    grid, labels = Table.grid(padding=0), list(_labels(rows, rows.rows))
    left = width - max((each.cell_len for each in labels), default=0)
    for label, row in zip(labels, rows.rows, strict=True):
        grid.add_row(label, _item(Item(row.text, row.beside, row.tone), left))
    return grid


def _stacked(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield row._replace(beside="")
        if row.beside:
            yield Row("", row.beside)


def _labels(rows: Rows, lines: Iterable[Row], after: int = _STEP) -> Iterator[Styled]:
    # Whatever is padded is laid out twice: labels, which never wrap, bring their own spaces.
    before, last = " " * (rows.deep * _STEP), ""
    for label, *_ in lines:
        shown = "" if label == last and not rows.tree else label
        last = label or last
        yield styled(f"{before}{one_line(shown)}{' ' * after}", Tone.QUIET)


def _grid(rows: Rows, lines: list[Row], beside_at_most: int = 0) -> Table:
    between = _STEP if beside_at_most else 0
    grid = Table.grid(padding=(0, between, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    if beside_at_most:
        grid.add_column(overflow="fold", max_width=beside_at_most)
    for label, (_, text, beside, tone) in zip(
        _labels(rows, lines, _STEP - between), lines, strict=True
    ):
        cells = [label, styled(one_line(text), Tone(tone))]
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
