"""The explorer's pages, of a session that no screen shows."""

import pytest
from made import contents

from allscape import Rulebook
from allscape.explorer import changes, pages
from allscape.explorer.desk import Desk
from allscape.explorer.handlers import KEYS
from allscape.explorer.scene import Go, Pane
from allscape.explorer.values import typed
from allscape.model.base import Verdict
from allscape.model.case import Case
from allscape.render import words
from allscape.render.page import Heading, Item, Quote, Row, Rows, Text, Title
from allscape.session.events import Start, State


def desk_at(book: Rulebook, row: str, **known: str | float | bool) -> Desk:
    """Return a session whose cursor stands at a row."""
    start = Start(rulebook=book.fingerprint, profile=known)
    desk = Desk(book, Case(), State(start=start), lambda _: None)
    desk.do(Go(Pane.MAP, row))
    return desk


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        ({"ph_status": "positive"}, Verdict.RULED_OUT),
        ({"relapse_status": "newly_diagnosed"}, Verdict.UNDETERMINED),
        (
            {"ph_status": "negative", "relapse_status": "newly_diagnosed", "age": 67},
            Verdict.MATCHED,
        ),
    ],
    ids=str,
)
def test_a_change_that_is_offered_comes_to_what_it_says(
    book: Rulebook, known: dict[str, str | float | bool], verdict: Verdict
) -> None:
    desk = desk_at(book, "mini-hyper-cvd-inotuzumab", **known)
    assert desk.result.verdict is verdict
    found = changes.changes(desk)
    assert found
    for each in found:
        changed = desk.examine(desk.state.profile.with_(each.changes))
        assert changed.landscape[desk.row].verdict is each.then
        assert verdict is Verdict.UNDETERMINED or each.then is not verdict
    page = changes.page(desk, dict(zip(KEYS, found, strict=False)))
    (rows,) = (part for part in page if isinstance(part, Rows))
    assert [row.label for row in rows.rows] == [f"{key}:" for key in KEYS[: len(found)]]


def test_what_is_said_of_every_case_no_change_moves(book: Rulebook) -> None:
    desk = desk_at(book, "mrd-monitoring")
    found = changes.changes(desk)
    assert found == []
    assert changes.page(desk, {})[1:] == [
        Text("No change of a fact moves it: it is said of every case.")
    ]


def test_a_row_that_no_case_is_matched_at_is_proved_to_have_none() -> None:
    both = [{"relapse_status": "relapsed"}, {"relapse_status": "newly_diagnosed"}]
    desk = desk_at(Rulebook(contents({"never": both})), "it")
    found = changes.smallest_case(desk)
    assert found.profile is None
    title, wanted, *_ = changes.case_page(desk, found)
    assert title == Title("There is no such case")
    assert wanted == Rows([Row("matched", "it")])


def test_all_that_is_said_of_a_row_is_read_with_figures_and_where_sentences_differ(
    book: Rulebook,
) -> None:
    differing = set()
    for row, about in book.contents.about.items():
        desk = desk_at(book, row, relapse_status="relapsed")
        page = pages.sentences(desk)
        quoted = {part.text for part in page if isinstance(part, Quote)}
        assert quoted == {book.contents.sentence(each.cite) for each in about}
        shown = {line.text for part in page if isinstance(part, Rows) for line in part.rows}
        assert {words.figure(figure) for each in about for figure in each.figures} <= shown
        told = {part.text for part in page if isinstance(part, Item)}
        for tension in desk.evaluation.landscape.tensions:
            mine = any(each.id in tension.statements for each in about)
            assert (tension.differ in told) == mine
            differing |= {row} if mine else set()
    assert differing


def test_the_history_ends_with_what_is_looked_at(book: Rulebook) -> None:
    desk = desk_at(book, "tki", ph_status="positive")
    page = pages.history(desk)
    stages = [part.text for part in page if isinstance(part, Heading) and part.exact]
    assert [each.partition(":")[0] for each in stages] == [*map(words.day, book.contents.days)]
    now = [f"{len(desk.evaluation.landscape.ids(each))} {words.verdict(each)}" for each in Verdict]
    *_, last = (part.text for part in page if isinstance(part, Text) and " matched, " in part.text)
    assert last == ", ".join(now)


@pytest.mark.parametrize("text", ["u", "?", " unknown "])
def test_a_fact_is_typed_as_unknown_in_any_way_that_says_so(text: str) -> None:
    assert typed("age", text) == "unknown"


def test_a_fact_is_typed_with_its_name_and_with_no_other() -> None:
    assert typed("age", "age=61") == "61"
    for other in ("ecog=1", "61 or so", "older=61"):
        with pytest.raises(ValueError, match=f"^age is a number .* not '{other}'"):
            typed("age", other)
