"""The map's rows on the screen, family by family, those that moved marked."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.text import Text

from allscape.explorer.desk import Desk
from allscape.explorer.pieces import UNDER_CURSOR, columns
from allscape.explorer.scene import Pane
from allscape.explorer.size import Size
from allscape.model.map import MapRow
from allscape.model.profile import CORE_ATTRIBUTES
from allscape.render.map_cells import Styled, begins, core, core_heads, others
from allscape.render.page import Tone

MOVED = "*"
_LEAST, _SHORTEST, _NEEDED = 8, 14, 2
"""The room that the other facts need, and a name; the columns that no width leaves out."""


class MapLine(NamedTuple):
    """A line of the map, and the approach that it is of; none for a family's name."""

    approach: str | None
    text: Text


class _Table(NamedTuple):
    """The cells of every row, how wide each column is, and what is left for the other facts."""

    cells: dict[str, list[Styled]]
    heads: list[str]
    widths: list[int]
    room: int


def lines(desk: Desk, size: Size) -> list[MapLine]:
    """Return the head of the map, then a line an approach, each family under its name.

    Where there is little room the standing and what is asked beside the core facts are left out;
    the sentence below says the one, `why` the other.
    """
    table, moved = _table(desk, size), moved_rows(desk)
    heads = [(each, Tone.STRONG) for each in [*table.heads, *["others"] * (table.room > 0)]]
    found = [MapLine(None, _line(heads, table))]
    for family, members in groupby(desk.map.rows, key=lambda each: each.family):
        found.append(MapLine(None, columns([(family.upper(), Tone.STRONG)], [size.map])))
        found += [MapLine(each.approach, _row(desk, size, table, each, moved)) for each in members]
    return found


def _table(desk: Desk, size: Size) -> _Table:
    heads = ["", "", *([] if size.look.narrow else [""]), *core_heads(size.look)]
    cells = {each.approach: list(_cells(each, size)) for each in desk.map.rows}
    widths = [
        max(len(head), *(len(row[at][0]) for row in cells.values()))
        for at, head in enumerate(heads)
    ]
    widths[0] += 2
    room = size.map - sum(widths) - len(widths)
    while room < 0 and widths[0] + room < _SHORTEST and len(widths) > _NEEDED:
        room += widths.pop() + 1
    heads = heads[: len(widths)]
    if room < 0:
        widths[0] += room + 1
    return _Table(cells, heads, widths, room if room >= _LEAST else 0)


def _cells(row: MapRow, size: Size) -> Iterator[Styled]:
    begin = begins(row, size.look)
    yield from begin[:2] if size.look.narrow else begin
    yield from core(row, size.look)


def _row(desk: Desk, size: Size, table: _Table, row: MapRow, moved: set[str]) -> Text:
    here = row.approach == desk.row
    mark = (size.mark if here else " ") + (MOVED if row.approach in moved else " ")
    (name, tone), *rest = table.cells[row.approach]
    cells = [(mark + name, tone), *rest][: len(table.widths)]
    if table.room:
        names = [each for each in desk.map.columns if each not in CORE_ATTRIBUTES]
        cells.append(others(row, names, size.look, table.room))
    shown = _line(cells, table)
    if here and desk.scene.pane is Pane.MAP:
        shown.stylize(UNDER_CURSOR)
    return shown


def _line(cells: Sequence[Styled], table: _Table) -> Text:
    return columns(cells, [*table.widths, *[table.room] * (table.room > 0)])


def moved_rows(desk: Desk) -> set[str]:
    """Return the approaches that the last change moved, or that hang on other facts now."""
    if desk.moved is None:
        return set()
    found = desk.moved.difference
    return {each.approach for each in found.live} | {each.approach for each in found.hanging}
