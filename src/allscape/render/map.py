"""The landscape on one screen: a row an approach, a column each of the facts that are asked for."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from allscape.engine.evaluate import Evaluation
from allscape.model.base import Verdict
from allscape.model.landscape import NOTICE, Landscape
from allscape.model.map import OR, CellState, Map, MapRow
from allscape.model.profile import CORE_ATTRIBUTES
from allscape.render import framing, terminal, words
from allscape.render.map_cells import (
    BUT,
    LIMITED,
    SAYS,
    Look,
    Styled,
    begins,
    core,
    core_heads,
    cut,
    others,
)
from allscape.render.page import Grid, Heading, Page, Row, Rows, Text, Title, Tone

_LEAST = 3
SELF_NAMED = 3
"""A family of so few has no heading of its own."""
_SMALL = "Other families"
_SCREEN = 40
"""The lines of a screen that is wide enough."""
_WIDE_ENOUGH = 80


def page(found: Map, evaluation: Evaluation, look: Look, *, cites: bool = False) -> Page:
    """Return the page of a map, with the numbers of the sentences that ask where wanted."""
    foot = f"{words.MEANING} {NOTICE}" if look.case else NOTICE
    made = [
        *_begin(evaluation, look), grid(found, look), Text(_legend(found, look)),
        *map(Text, _not_modelled(found)), *(_sentences(found) if cites else ()), Text(foot),
    ]  # fmt: skip
    if look.case and not cites and look.width >= _WIDE_ENOUGH:
        too_many = terminal.height(made, look.width) - _SCREEN
        if too_many > 0:
            made[0] = Title(_with_fewer_facts(evaluation.landscape, look.width, too_many))
    return made


def _with_fewer_facts(landscape: Landscape, width: int, less: int) -> str:
    """Return of which case a map speaks, in so many lines less; those left out are counted."""
    known = landscape.case.profile
    text = framing.case_named(landscape)
    most = len(wrap(text, width)) - less
    for kept in range(len(known) - 1, 0, -1):
        case = landscape.case.model_copy(update={"profile": dict([*known.items()][:kept])})
        shown = framing.case_named(landscape.model_copy(update={"case": case}))
        text = f"{shown} and {words.counted(len(known) - kept, 'more fact')}"
        if len(wrap(text, width)) <= most:
            break
    return text


def _begin(evaluation: Evaluation, look: Look) -> Page:
    landscape = evaluation.landscape
    text = framing.case_named(landscape) if look.case else "What the articles ask, of any case"
    made: Page = [Title(text)]
    if landscape.as_of:
        made.append(Text(f"As of {words.day(landscape.as_of)}."))
    made += map(Text, framing.seen_under(evaluation))
    return [*made, *(Text(f"Note: {each.says}") for each in landscape.notes if look.case)]


def grid(found: Map, look: Look, *, families: bool = True) -> Grid:
    """Return the rows of a map, each larger family under its name, the first in the head."""
    head = [*([""] * (2 if look.case else 1)), *core_heads(look)]
    rows = {each.approach: [*begins(each, look), *core(each, look)] for each in found.rows}
    left = look.width - _used(head, [cells[1:] for cells in rows.values()]) - 1
    longest = max((len(cells[0][0]) for cells in rows.values()), default=0)
    room = max(min(longest, left - _LEAST), _LEAST)
    names = [each for each in found.columns if each not in CORE_ATTRIBUTES]
    made: list[Sequence[Styled]] = []
    for heading, members in groupby(found.rows, key=_headings(found, families=families)):
        made.append([(cut(heading.upper(), room, look), Tone.STRONG)])
        for each in members:
            (name, tone), *rest = rows[each.approach]
            named = cut(name, room, look), tone
            made.append([named, *rest, others(each, names, look, left - room)])
    first = made.pop(0)[0][0] if made else ""
    return Grid([first, *head, "others"[: left - room]], made)


def _headings(found: Map, *, families: bool) -> Callable[[MapRow], str]:
    """Return under which heading a row stands: its family's, or that of all small ones."""
    sizes = Counter(each.family for each in found.rows)
    if not families:
        return lambda _: ""
    return lambda row: row.family if sizes[row.family] > SELF_NAMED else _SMALL


def _used(head: Sequence[str], rows: Iterable[Sequence[Styled]]) -> int:
    """Return how wide some columns are, each with the space behind it."""
    widths = [len(each) for each in head]
    for row in rows:
        widths = [max(width, len(cell[0])) for width, cell in zip(widths, row, strict=True)]
    return sum(widths) + len(widths)


def _legend(found: Map, look: Look) -> str:
    cells = [cell for row in found.rows for cell in row.cells.values()]
    states = [each for each in CellState if look.case and any(cell.state is each for cell in cells)]
    lines = [f"{look.marks[each]} {SAYS[each]}" for each in SAYS if each in states]
    if any(cell.asks.startswith(OR) for cell in cells):
        lines.append("or: one of several ways")
    if any(len(row.cells.keys() - set(CORE_ATTRIBUTES)) > 1 for row in found.rows):
        lines.append(f"+1: so many more facts; 4{look.marks[CellState.OPEN]}: so many in all")
    if any(row.standing_limit for row in found.rows):
        lines.append(f"{LIMITED} with a limit")
    disputed = {row.verdict for row in found.rows if look.case and _disputed(row)}
    if Verdict.MATCHED in disputed:
        lines.append(f"{BUT}: matched, with something against it")
    if Verdict.UNDETERMINED in disputed:
        lines.append("open!: open, with something against it")
    lines.append("blank: not asked")
    return f"{'; '.join(lines)}."


def _not_modelled(found: Map) -> Iterator[str]:
    """Yield a line for the approaches that ask what has no column, because no profile has it."""
    asking = [row for row in found.rows if row.unmodelled]
    lines = (f"{row.short} ({', '.join(each.name for each in row.unmodelled)})" for row in asking)
    if asking:
        yield f"Not modelled, and open for it: {'; '.join(lines)}."


def _disputed(row: MapRow) -> bool:
    return row.verdict is not Verdict.RULED_OUT and bool(row.against)


def _sentences(found: Map) -> Page:
    rows = [
        Row(row.short, "; ".join(f"{n} {', '.join(c.cites)}" for n, c in row.cells.items()))
        for row in found.rows
        if row.cells
    ]
    return [Heading("The sentences that ask"), Rows(rows)]


def aloud(found: Map, evaluation: Evaluation, look: Look, *, cites: bool = False) -> Page:
    """Return the map in words, a line an approach."""
    made = _begin(evaluation, look)
    for family, members in groupby(found.rows, key=lambda each: each.family):
        made.append(Heading(family, exact=True))
        made += [Text(_in_words(evaluation.landscape, each, look, cites)) for each in members]
    return [*made, *framing.foot()]


def _in_words(landscape: Landscape, row: MapRow, look: Look, cites: bool) -> str:
    result = landscape[row.approach]
    verdict = words.verdict(row.verdict) + ", with something against it" * _disputed(row)
    begin = f"{verdict}, " if look.case else ""
    lines = [f"{result.name}: {begin}{words.standing(result)}"]
    return ". ".join([*lines, *_cells_in_words(row, look, cites)]) + "."


def _cells_in_words(row: MapRow, look: Look, cites: bool) -> Iterator[str]:
    if not row.cells and not row.unmodelled:
        yield "Asks nothing"
    yield from (f"{each.name}; not modelled" for each in row.unmodelled)
    for name, cell in row.cells.items():
        either = ", one of several ways" if cell.asks.startswith(OR) else ""
        state = f"; {SAYS[cell.state]}" if look.case else ""
        cited = f" ({', '.join(cell.cites)})" if cites else ""
        yield f"{name} {words.plain(cell.asks.removeprefix(OR))}{either}{state}{cited}"
