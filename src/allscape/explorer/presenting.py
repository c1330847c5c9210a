"""A case before a class: the story, then fact by fact, each with a pause before the map moves."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from allscape.explain.claims_held import spoken
from allscape.explorer.desk import Desk
from allscape.explorer.moves import SAYS, TONES, named
from allscape.explorer.pieces import UNDER_CURSOR, piece, wrapped
from allscape.explorer.size import Size
from allscape.model.attributes import show
from allscape.model.base import Verdict
from allscape.model.landscape import NOTICE
from allscape.render import words
from allscape.render.page import Tone

ASKED = "What will move?"
_WIDEST = 76


def lines(desk: Desk, size: Size, *, notes: bool = False) -> list[Text]:
    """Return what the class sees, large and sparse; the teaching notes alone where wanted."""
    width = column(size)
    return centered(_notes(desk, width) if notes else _shown(desk, width), size)


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
    yield Text()
    yield piece("Any key covers them.", Tone.QUIET)


def _shown(desk: Desk, width: int) -> Iterator[Text]:
    scene = desk.scene
    name = desk.state.start.name or "A hypothetical case"
    yield from wrapped(piece(name, Tone.STRONG), width)
    yield Text()
    if not scene.stage:
        yield from _story(desk, width)
        return
    yield from _facts(desk, width)
    yield Text()
    yield from wrapped(piece(ASKED, Tone.OPEN), width) if scene.waiting else _moves(desk, width)
    yield Text()
    yield from _matched(desk, width)


def _story(desk: Desk, width: int) -> Iterator[Text]:
    story = spoken(desk.case.story.strip(), desk.evaluation)
    for each in wrapped(piece(story or "No story was written for it."), width):
        yield each
        yield Text()
    yield piece(NOTICE, Tone.QUIET)


def _facts(desk: Desk, width: int) -> Iterator[Text]:
    *known, new = desk.scene.uncovered.items()
    message = ", ".join(f"{name} {show(value)}" for name, value in known)
    if message:
        yield from wrapped(piece(message, Tone.QUIET), width)
        yield Text()
    fact = piece(f"  {new[0]}  {show(new[1])}  ", Tone.STRONG)
    fact.stylize(UNDER_CURSOR)
    yield fact


def _moves(desk: Desk, width: int) -> Iterator[Text]:
    by_way = desk.staged_moves().by_way
    if not by_way:
        yield piece("No verdict moves.", Tone.QUIET)
    for way, mine in by_way.items():
        names = piece(named(desk.book.contents, (each.approach for each in mine)))
        text = piece(f"* {SAYS[way]}: ", TONES[way]).append_text(names)
        yield from wrapped(text, width)


def _matched(desk: Desk, width: int) -> Iterator[Text]:
    landscape = desk.staged(0).landscape
    counts = ", ".join(f"{len(landscape.ids(each))} {words.verdict(each)}" for each in Verdict)
    yield piece(counts, Tone.STRONG)
    if matched := named(desk.book.contents, landscape.ids(Verdict.MATCHED)):
        yield from wrapped(piece(f"Matched: {matched}.", Tone.FOR), width)
