"""A case before a class: the story, then fact by fact, each with a pause before the map moves."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from allscape.explain.claims_held import spoken
from allscape.explorer.desk import Desk
from allscape.explorer.moves import WAYS, named
from allscape.explorer.pieces import UNDER_CURSOR, first, piece, wrapped
from allscape.explorer.sentence import about
from allscape.explorer.size import ROOMY, USUAL, Size
from allscape.model.attributes import show
from allscape.model.base import Verdict
from allscape.render import words
from allscape.render.page import Tone

ASKED = "What will move?"
_WIDEST = 76
_AROUND = 3
"""The lines that are not the text's: a blank one, the keys, the notice."""
_FEW, _MANY = 3, 9
"""The lines of what moves where there is little room, and where there is more."""


def lines(desk: Desk, size: Size, *, notes: bool = False) -> list[Text]:
    """Return what the class sees, large and sparse; the teaching notes alone where wanted."""
    width, room = column(size), size.height - _AROUND
    shown = _notes(desk, width) if notes else _shown(desk, size._replace(width=width), room)
    return centered(first(shown, room, "…", width), size)


def column(size: Size) -> int:
    """Return how wide the text is that a class reads."""
    return min(size.width - 8, _WIDEST)


def centered(lines: Iterable[Text], size: Size) -> list[Text]:
    """Return lines of that width in the middle of the screen."""
    indent = " " * ((size.width - column(size)) // 2)
    return [Text(), *(Text(indent).append_text(each) for each in lines)]


def _notes(desk: Desk, width: int) -> Iterator[Text]:
    yield piece("Teaching notes", Tone.STRONG)
    yield Text()
    yield from wrapped(piece(spoken(desk.case.teaching.strip(), desk.evaluation)), width)


def _shown(desk: Desk, size: Size, room: int) -> Iterator[Text]:
    name = wrapped(piece(desk.state.start.name or "A hypothetical case", Tone.STRONG), size.width)
    yield from name
    yield Text()
    if not desk.scene.stage:
        yield from _story(desk, size.width, room - len(name) - 1)
        return
    most = _MANY if size.height >= ROOMY else _FEW - 2 * (size.height < USUAL)
    above = [*_facts(desk, size.width, max(most - 1, 1)), Text()]
    if desk.scene.waiting:
        above.append(piece(ASKED, Tone.OPEN))
    else:
        above += first(_moves(desk, size.width), most, "…", size.width)
    above += [Text(), *_matched(desk, size.width, most - 1), Text()]
    yield from above
    yield from _sentence(desk, size, room - len(name) - len(above) - 1)


def _story(desk: Desk, width: int, room: int) -> Iterator[Text]:
    story = spoken(desk.case.story.strip(), desk.evaluation)
    found = wrapped(piece(story or "No story was written for it."), width)
    for each in found:
        yield each
        if 2 * len(found) <= room:
            yield Text()


def _sentence(desk: Desk, size: Size, room: int) -> list[Text]:
    """Return the verdict under the cursor with its sentence: no verdict without one."""
    rows = desk.staged_rows
    if not rows:
        return []
    at = f"{rows.index(desk.staged_row) + 1} of {len(rows)} · "
    return about(desk.staged(), desk.staged_row, size, room, at, "…")


def _facts(desk: Desk, width: int, most: int) -> Iterator[Text]:
    *known, new = desk.scene.uncovered.items()
    message = ", ".join(f"{name} {show(value)}" for name, value in known)
    if message:
        yield from first(wrapped(piece(message, Tone.QUIET), width), most, "…", width)
        yield Text()
    fact = piece(f"  {new[0]}  {show(new[1])}  ", Tone.STRONG)
    fact.stylize(UNDER_CURSOR)
    yield fact


def _moves(desk: Desk, width: int) -> Iterator[Text]:
    by_way = desk.staged_moves().by_way
    if not by_way:
        yield piece("No verdict moves.", Tone.QUIET)
    for way, mine in by_way.items():
        says, tone = WAYS[way]
        names = piece(named(desk.book.contents, (each.approach for each in mine)))
        text = piece(f"* {says}: ", tone).append_text(names)
        yield from wrapped(text, width)


def _matched(desk: Desk, width: int, most: int) -> Iterator[Text]:
    landscape = desk.staged().landscape
    counts = ", ".join(f"{len(landscape.ids(each))} {words.verdict(each)}" for each in Verdict)
    yield piece(counts, Tone.STRONG)
    matched = named(desk.book.contents, landscape.ids(Verdict.MATCHED))
    if matched and most:
        found = wrapped(piece(f"Matched: {matched}.", Tone.FOR), width)
        yield from first(found, most, "…", width)
