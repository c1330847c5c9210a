"""The facts, a line each: value, or what an unknown one can still do; and what a fact means."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from allscape.explorer.desk import Desk
from allscape.explorer.pieces import UNDER_CURSOR, columns, first, piece, wrapped
from allscape.explorer.scene import Pane
from allscape.explorer.size import Size
from allscape.model.attributes import show
from allscape.model.base import Verdict
from allscape.model.profile import ATTRIBUTES, CORE_ATTRIBUTES
from allscape.render.page import Tone

_OTHERS = "abcdefghijklmnopqrstuvwxyz"

LABELS = {
    name: str(at) if name in CORE_ATTRIBUTES else _OTHERS[at - len(CORE_ATTRIBUTES) - 1]
    for at, name in enumerate(ATTRIBUTES, 1)
}
"""The key of each fact: of the core six a number alone, of the others a letter after `f`."""

BY_LABEL = {label: name for name, label in LABELS.items()}

HEAD = "FACTS"
ASK, CAN, CANNOT, DECLINED = "? ask next", "?", "· settled", "left unknown"
UNASKED = " (unasked)"
_VALUE = 15
_MEANS = {
    ASK: "unknown; to ask next, as it can settle most",
    CAN: "unknown; it can still decide",
    CANNOT: "unknown; settled: it can no longer decide anything",
    DECLINED: "unknown; left so",
}


def lines(desk: Desk, size: Size) -> list[Text]:
    """Return the lines of all facts, the core six first."""
    return [line(desk, size, name) for name in ATTRIBUTES]


def line(desk: Desk, size: Size, name: str) -> Text:
    """Return the line of one fact."""
    here, active = desk.scene.fact == name, desk.scene.pane is Pane.FACTS
    value, tone = stands(desk, name)
    room = size.facts - 4
    if size.narrow or cell_len(value) > _VALUE:
        value = value.replace(UNASKED, " ·")
    beside = min(max(cell_len(value), 8), _VALUE)
    mark = size.mark(active=active) if here else " "
    shown = columns(
        [(mark + LABELS[name], Tone.QUIET), (name, Tone.PLAIN), (value, tone)],
        [2, room - beside, beside],
    )
    if here and active:
        shown.stylize(UNDER_CURSOR)
    return shown


def stands(desk: Desk, name: str) -> tuple[str, Tone]:
    """Return the value of a fact; of an unknown one whether it can decide, and is to be asked."""
    value = getattr(desk.state.profile, name)
    if value is not None:
        unasked = name in desk.evaluation.landscape.unused
        return show(value) + UNASKED * unasked, Tone.QUIET if unasked else Tone.STRONG
    if name == desk.next_fact:
        return ASK, Tone.OPEN
    if name not in desk.deciding:
        return CANNOT, Tone.QUIET
    return (DECLINED, Tone.QUIET) if name in desk.state.declined else (CAN, Tone.OPEN)


def below(desk: Desk, size: Size) -> list[Text]:
    """Return what a fact means, its values, what it bears on, and the words that make it matter."""
    return first(_below(desk, size), size.below, "…", size.width)


def _below(desk: Desk, size: Size) -> Iterator[Text]:
    attribute = ATTRIBUTES[desk.scene.fact]
    value, tone = stands(desk, attribute.name)
    now = _MEANS.get(value, show(getattr(desk.state.profile, attribute.name)))
    if value.endswith(UNASKED):
        now = f"{now}; nothing that is matched or open asks for it"
    head = piece(f"{attribute.name}: ", Tone.STRONG).append_text(piece(now, tone))
    yield from wrapped(head, size.width)
    yield from wrapped(piece(f"{attribute.meaning}: {attribute.choices()}."), size.width)
    landscape = desk.evaluation.landscape
    results = [(each.short, landscape[each.approach]) for each in desk.map.rows]
    against = [
        (short, {name for may in each.could_speak_against for name in may.missing})
        for short, each in results
        if each.verdict is not Verdict.RULED_OUT
    ]
    for says, bears in (
        ("Bears on", [short for short, each in results if attribute.name in each.missing]),
        ("Could speak against", [short for short, names in against if attribute.name in names]),
    ):
        if bears:
            yield from wrapped(piece(f"{says}: {'; '.join(bears)}.", Tone.OPEN), size.width)
    said = [
        f"“{each.words}” ({each.cite})"
        for result in landscape.approaches
        for each in result.because
        if each.attribute == attribute.name and each.words
    ]
    if said:
        text = f"Asked for by: {'; '.join(dict.fromkeys(said))}."
        yield from wrapped(piece(text, Tone.QUIET), size.width)
