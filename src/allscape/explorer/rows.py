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
HEAD, MORE, _OTHERS = "MAP", "+", "others"
_LEAST, _SHORTEST, _NEEDED = 2, 14, 2
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

    Where there is little room the standing is left out, which the sentence below says, and the core
    facts that have no column are counted among the others.
    """
    table, moved = _table(desk, size), moved_rows(desk)
    heads = [
        (each, Tone.STRONG)
        for each in [*table.heads, _OTHERS if table.room >= len(_OTHERS) else MORE]
    ]
    found = [MapLine(None, _line(heads, table))]
    for family, members in groupby(desk.map.rows, key=lambda each: each.family):
        found.append(MapLine(None, columns([(family.upper(), Tone.STRONG)], [size.map])))
        found += [MapLine(each.approach, _row(desk, size, table, each, moved)) for each in members]
    return found


def _table(desk: Desk, size: Size) -> _Table:
    heads = [HEAD, *[""] * (_begun(size) - 1), *core_heads(size.look)]
    cells = {each.approach: list(_cells(each, size)) for each in desk.map.rows}
    widths = [
        max(len(head), *(len(row[at][0]) for row in cells.values()))
        for at, head in enumerate(heads)
    ]
    widths[0] += 2
    room = size.map - sum(widths) - len(widths)
    while room < _LEAST and widths[0] + room < _SHORTEST + _LEAST and len(widths) > _NEEDED:
        room += widths.pop() + 1
    if room < _LEAST:
        widths[0] += room - _LEAST
    return _Table(cells, heads[: len(widths)], widths, max(room, _LEAST))


def _cells(row: MapRow, size: Size) -> Iterator[Styled]:
    yield from begins(row, size.look)[: _begun(size)]
    yield from core(row, size.look)


def _begun(size: Size) -> int:
    """Return how many cells stand before those of the core facts."""
    return 2 if size.look.narrow else 3


def _row(desk: Desk, size: Size, table: _Table, row: MapRow, moved: set[str]) -> Text:
    here = row.approach == desk.row
    active = desk.scene.pane is Pane.MAP
    mark = (size.mark(active=active) if here else " ") + (MOVED if row.approach in moved else " ")
    (name, tone), *rest = table.cells[row.approach]
    cells = [(mark + name, tone), *rest][: len(table.widths)]
    own = CORE_ATTRIBUTES[: len(table.widths) - _begun(size)]
    names = [each for each in desk.map.columns if each not in own]
    cells.append(others(row, names, size.look, table.room))
    shown = _line(cells, table)
    if here and active:
        shown.stylize(UNDER_CURSOR)
    return shown


def _line(cells: Sequence[Styled], table: _Table) -> Text:
    return columns(cells, [*table.widths, table.room])


def moved_rows(desk: Desk) -> set[str]:
    """Return the approaches that the last change moved, or that hang on other facts now."""
    if desk.moved is None:
        return set()
    found = desk.moved.difference
    return {each.approach for each in found.live} | {each.approach for each in found.hanging}
