"""What the last change moved, in words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.text import Text

from allscape.explain.difference import CaseDifference, Way
from allscape.explorer.desk import Desk
from allscape.explorer.pieces import first, piece, wrapped
from allscape.explorer.size import Size
from allscape.model.contents import Contents
from allscape.render import words
from allscape.render.map import SELF_NAMED
from allscape.render.page import Tone

WAYS = {
    Way.GAINED: ("now matched", Tone.FOR), Way.LOST: ("matched no more", Tone.AGAINST),
    Way.OPENED: ("opened", Tone.OPEN), Way.RULED_OUT: ("ruled out", Tone.AGAINST),
    Way.APPEARED: ("appeared", Tone.OPEN), Way.GONE: ("gone", Tone.QUIET),
    Way.AGAINST: ("something against", Tone.AGAINST),
    Way.NO_LONGER_AGAINST: ("nothing more against", Tone.FOR),
}  # fmt: skip
"""What each way to move is called, and its tone."""


def lines(desk: Desk, size: Size) -> list[Text]:
    """Return what was done last and what it moved, as far as there is room."""
    if desk.moved is None:
        message = "Nothing has moved yet. ? explains the screen; space gives a fact its next value."
        return wrapped(piece(message, Tone.QUIET), size.width)[: size.moved]
    line = piece(f"* {desk.moved.what}: ", Tone.STRONG)
    line.append_text(summary(desk.moved.difference, desk.book.contents))
    return first(wrapped(line, size.width), size.moved, "… m shows all", size.width)


def named(contents: Contents, approaches: Iterable[str]) -> str:
    """Return approaches by their short names, those of a larger family behind its name."""
    sizes = Counter(each.family for each in contents.approaches)
    found = []
    mine = (contents.approach[each] for each in dict.fromkeys(approaches))
    for family, members in groupby(mine, key=lambda each: each.family):
        shorts = "; ".join(each.short or each.name for each in members)
        found.append(f"{family.upper()} ({shorts})" if sizes[family] > SELF_NAMED else shorts)
    return "; ".join(found)


def summary(found: CaseDifference, contents: Contents) -> Text:
    """Return what moved on one line: in which way, which approaches; then what else is said."""
    line = Text()
    for at, (text, tone) in enumerate(_moves_said(found, contents)):
        line.append_text(piece((". " if at else "") + text, tone))
    if not line.plain:
        return piece("nothing moves.", Tone.QUIET)
    return line.append(".")


def _moves_said(found: CaseDifference, contents: Contents) -> Iterator[tuple[str, Tone]]:
    for way, mine in found.by_way.items():
        says, tone = WAYS[way]
        yield f"{says}: {named(contents, (e.approach for e in mine))}", tone
    hanging = [each for each in found.hanging if each.approach not in found.ruled_out]
    for says, more in (("hangs on other facts", True), ("hangs on nothing more", False)):
        if still := [each.approach for each in hanging if bool(each.after) is more]:
            yield f"{says}: {named(contents, still)}", Tone.PLAIN
    if count := len(found.statements):
        begin = "begins or ceases" if count == 1 else "begin or cease"
        yield f"{words.counted(count, 'statement')} {begin}", Tone.QUIET
    for each in found.notes:
        yield f"note: {each.says}", Tone.PLAIN
