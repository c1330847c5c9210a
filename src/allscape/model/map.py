"""The landscape as a map: a row an approach, a cell for each attribute that it asks for."""

from enum import StrEnum

from allscape.model.base import Frozen, Verdict
from allscape.model.landscape import NotModelled
from allscape.model.statements import Level

OR = "or "
"""What an ask begins with that is one of several ways: without it the approach is not ruled out."""


class CellState(StrEnum):
    """How a case stands to what is asked of one attribute.

    A known one `fails` where it alone rules the approach out, `holds` where every test on it does
    (in the options that hold; where none does, in all), and else is met `in_part`, or not at all,
    which another way makes up for. An unknown one is `open` where it can still decide, and else
    `settled`.
    """

    FAILS = "fails"
    HOLDS = "holds"
    IN_PART = "in_part"
    OPEN = "open"
    SETTLED = "settled"


class MapCell(Frozen):
    """What an approach asks of one attribute, how the case stands to it, the sentences that ask."""

    asks: str
    state: CellState
    cites: tuple[str, ...]


class MapRow(Frozen):
    """One approach: what it comes to, and a cell for each attribute that its options test.

    `short` is its short name or its name; `standing_limit`, `against` and `unmodelled` are those of
    the landscape.
    """

    approach: str
    short: str
    family: str
    verdict: Verdict
    standing: Level
    standing_limit: str | None
    against: tuple[str, ...]
    cells: dict[str, MapCell]
    unmodelled: tuple[NotModelled, ...] = ()


class Map(Frozen):
    """A row an approach, family by family; `columns` are the core attributes, then the others."""

    columns: tuple[str, ...]
    rows: tuple[MapRow, ...]
