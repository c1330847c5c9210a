"""What a fact means, and why it is asked: what stands below while the cursor is among the facts."""

from collections.abc import Iterator

from rich.text import Text

from allscape.explorer import facts
from allscape.explorer.desk import Desk
from allscape.explorer.pieces import first, piece, wrapped
from allscape.explorer.size import Size
from allscape.model.attributes import show
from allscape.model.base import Verdict
from allscape.model.profile import ATTRIBUTES
from allscape.render.page import Tone

_MEANS = {
    facts.ASK: "unknown; to ask next, as it can settle most",
    facts.CAN: "unknown; it can still decide",
    facts.CANNOT: "unknown; settled: it can no longer decide anything",
    facts.DECLINED: "unknown; left so",
}


def lines(desk: Desk, size: Size) -> list[Text]:
    """Return what a fact means, its values, what it bears on, and the words that make it matter."""
    return first(_lines(desk, size), size.below, "…", size.width)


def _lines(desk: Desk, size: Size) -> Iterator[Text]:
    attribute = ATTRIBUTES[desk.scene.fact]
    value, tone = facts.stands(desk, attribute.name)
    now = _MEANS.get(value, show(getattr(desk.state.profile, attribute.name)))
    if value.endswith(facts.UNASKED):
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
