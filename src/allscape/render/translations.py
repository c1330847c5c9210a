"""What `prove --engines` says: what was compared, what is equal, and where something differs."""

from collections.abc import Iterator

from allscape.model.base import outcome_in_words
from allscape.proof.translations import Differs, Translated, Translations
from allscape.render import words
from allscape.render.framing import END, as_page
from allscape.render.page import Heading, Item, PagePart, Row, Rows, Text, Title, Tone

_MOST = 12


@as_page
def page(found: Translations) -> Iterator[PagePart]:
    """Return the page of what was found."""
    yield Title("What each engine is handed, read back")
    counted = words.counted(found.statements, "statement")
    yield Text(
        f"{counted}, {words.counted(found.approaches, 'approach', 'approaches')}; "
        f"{words.counted(found.editions, 'choice')} of a day and of readings, "
        f"{found.different} of them different; every combination of facts, unknown ones included. "
        "Two diagrams that are equal are one."
    )
    yield Heading("Compared with what the conditions mean")
    yield Rows([_row(each) for each in found.translations], tree=True)
    if not any("expressions" in each.translation for each in found.translations):
        yield Text("Expressions were not looked at: what makes them is not installed.", 1)
    for each in found.translations:
        yield from _differences(each)
    yield Heading("What is not proved")
    yield Text("That an engine does what is written there: that is sampled by the tests.", 1)
    yield END


def _row(each: Translated) -> Row:
    equal = "not all equal" if each.differs else "all equal"
    came = f"{each.diagrams} diagrams, {equal}, {each.seconds:.1f} s"
    if each.left_out:
        came += f"; {each.left_out} times nothing is handed over, and the plain evaluator answers"
    return Row(each.translation, came)


def _differences(found: Translated) -> Iterator[PagePart]:
    if not found.differs:
        return
    yield Heading(f"Not equal: {found.translation}", Tone.AGAINST)
    for each in found.differs[:_MOST]:
        yield from _difference(each)
    if (rest := len(found.differs) - _MOST) > 0:
        yield Text(f"and {words.counted(rest, 'other')} (--json lists them)", 1)


def _difference(each: Differs) -> Iterator[PagePart]:
    lens = [each.as_of.isoformat()] if each.as_of else []
    lens += [f"{term}={reading}" for term, reading in each.readings.items()]
    yield Item(each.name or "what cannot be read", ", ".join(lens), Tone.AGAINST)
    if each.case is None:
        yield Text(each.read, 1)
        return
    yield Text(f"for: {words.facts(each.case) or 'nothing known'}", 1)
    if each.written:
        written = ", ".join(f"{name} '{text}'" for name, text in each.written.items())
        yield Text(f"written: {written}", 1)
    meant, read = map(outcome_in_words, (each.meant, each.read))
    yield Text(f"by the conditions {meant}, read back {read}", 1)
