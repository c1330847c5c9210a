"""What a session answers unasked fits a screen; what it counts, a command shows."""

import re

from editions import BOOK
from hypothesis import example, given, settings
from hypothesis import strategies as st
from judged import examined
from test_digest_laws import text_of

from allscape import Profile
from allscape.cases import empty
from allscape.cli.sessions import Begun
from allscape.cli.stepping import Stepping
from allscape.explain.difference import difference
from allscape.model.attributes import Value
from allscape.render import match, session, terminal
from allscape.render.map_cells import Look
from allscape.render.page import Item, Page, Quote, Rows, Text
from allscape.session.events import Start, State
from strategies import facts, often

SCREEN = 24
USUAL = 8
ABOVE = "quoted above: "


def answered(known: dict[str, Value], line: str) -> list[Page]:
    """Return the pages of a session of one line."""
    pages: list[Page] = []
    stepping = Stepping(BOOK, pages.append, Look(80))
    start = Start(rulebook=BOOK.fingerprint, profile=known)
    stepping.begin(Begun(empty(), [start], State(start=start)))
    stepping.run([line], prompt="> ")
    return pages


@settings(max_examples=often(20))
@given(known=facts(), name=st.sampled_from(["relapse_status", "ph_status", "mrd_result"]))
@example(known={}, name="relapse_status")
@example(known={"relapse_status": "relapsed"}, name="relapse_status")
def test_an_answer_fits_a_screen(known: dict[str, Value], name: str) -> None:
    known = dict(list(known.items())[:USUAL])
    value = "newly_diagnosed" if name == "relapse_status" else "positive"
    _, answer, _ = answered(known, f"{name}={value}")
    assert terminal.height(answer, 80) < SCREEN


@settings(max_examples=often(20))
@given(known=facts(), other=facts())
def test_what_an_answer_counts_more_shows(known: dict[str, Value], other: dict[str, Value]) -> None:
    before = examined(known)
    found = difference(before, examined(Profile.model_validate(other).known()))
    brief = text_of(session.moved(BOOK.contents, "so", found, 0))
    whole = text_of(session.unfolded(BOOK.contents, "so", found))
    assert ("more shows all" in brief) <= bool(found)
    for move in found.moves:
        if move.against is None:
            assert move.name in whole
    if not found:
        assert "Nothing moves." in brief


@settings(max_examples=often(20))
@given(known=facts())
@example(known={"ph_status": "positive", "relapse_status": "relapsed"})
def test_the_words_of_why_are_of_the_sentence_above_or_of_the_one_named(
    known: dict[str, Value],
) -> None:
    contents = BOOK.contents
    sentence = ""
    for part in match.page(examined(known), empty(), match.Wishes()):
        if isinstance(part, Item):
            sentence = ""
        elif isinstance(part, Quote):
            sentence = sentence or part.text
        elif isinstance(part, Text) and part.text.startswith(ABOVE):
            sentence = contents.sentence(part.text.removeprefix(ABOVE))
        for row in part.rows if isinstance(part, Rows) else ():
            of = sentence
            for named, words in re.findall(
                r"(\S+/\d+)(?:, our assumption)?: |“([^”]*)”", row.text * (row.label == "why")
            ):
                of = contents.sentence(named) if named else of
                assert words in of
