"""What the lines of a session mean: its words, their one-letter names, values and facts."""

from datetime import date

import pytest
from steps import CORE, Kept, refused, words

from allscape import Profile, Rulebook
from allscape.explain.difference import difference
from allscape.explain.why import why
from allscape.session.events import Answer, Decline, Note, OnDay, Pin, ReadAs, Redo, Undo, fold
from allscape.session.replies import (
    CaseMoved,
    Justified,
    Message,
    Request,
    Saving,
    Supposed,
)
from allscape.session.stepper import COMMANDS


def test_no_two_commands_share_a_name() -> None:
    names = [*COMMANDS, *(each for name, each in COMMANDS.items() if each != name)]
    assert len(names) == len(set(names))
    assert all(len(alias) == 1 or alias == name for name, alias in COMMANDS.items())


@pytest.mark.parametrize("line", words("unknown"))
def test_a_question_that_is_declined_is_not_asked_again(book: Rulebook, line: str) -> None:
    stepper = Kept(book, **CORE)
    asked = [stepper.asked]
    while stepper.asked is not None:
        reply = stepper.take(line)
        assert isinstance(reply, CaseMoved)
        assert (reply.what, bool(reply.difference)) == (f"{asked[-1]} stays unknown", False)
        asked.append(stepper.asked)
    assert stepper.events == [Decline(attribute=str(each)) for each in asked[:-1]]
    assert len(asked) == len(set(asked)) > 2
    assert stepper.known == CORE
    for word in (line, "?", "why"):
        told = refused(stepper, word)
        # Approaches are open still, on what was left unknown.
        assert "no question" in told
        assert "no fact can change a verdict" not in told
    assert "is not understood" in refused(stepper, "positive")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        *((line, Request.MEANING) for line in words("?")),
        *((line, Request.REASONS) for line in words("why")),
        *((line, Request.LANDSCAPE) for line in words("show")),
        *((line, Request.HELP) for line in words("help")),
        *((line, Request.MAP) for line in words("map")),
        *((line, Request.END) for line in [*words("quit"), "exit"]),
    ],
)
def test_a_word_that_only_shows_changes_nothing(book: Rulebook, line: str, kind: Request) -> None:
    stepper = Kept(book, **CORE)
    question, before = stepper.question, stepper.state
    for typed in (line, f"  {line}  "):
        assert stepper.take(typed) is kind
        assert stepper.question == question
    assert (stepper.state, stepper.events) == (before, [])


@pytest.mark.parametrize("word", words("how", "why"))
def test_why_and_how_justify_an_approach(book: Rulebook, word: str) -> None:
    stepper = Kept(book, **CORE)
    assert stepper.take(f"{word} tki") == Justified(why(stepper.evaluation, "tki"))
    assert "did you mean 'ponatinib'?" in refused(stepper, f"{word} ponatinb")
    if word in words("how"):
        assert "why APPROACH" in refused(stepper, word)
    else:
        assert stepper.take(word) is Request.REASONS


def test_more_unfolds_what_moved_last(book: Rulebook) -> None:
    stepper = Kept(book, **CORE)
    assert "nothing has moved" in refused(stepper, "more")
    for line in ("prior_car_t=true", "undo"):
        moved = stepper.take(line)
        stepper.take("note so")
        assert (stepper.take("more"), stepper.moved) == (Request.MORE, moved)


@pytest.mark.parametrize("word", words("whatif"))
def test_whatif_leaves_the_case_as_it_is(book: Rulebook, word: str) -> None:
    stepper = Kept(book, **CORE)
    reply = stepper.take(f"{word} ph-status=positive, age=61")
    then = book.examine(Profile.model_validate({**CORE, "ph_status": "positive", "age": 61}))
    found = difference(stepper.evaluation, then)
    assert reply == Supposed("ph_status were positive and age were 61", found)
    assert found.moves
    assert stepper.known == CORE
    assert stepper.events == []
    assert "attribute=value is needed" in refused(stepper, word)
    assert "'age' is not attribute=value" in refused(stepper, f"{word} age")
    assert "did you mean 'age'?" in refused(stepper, f"{word} aeg=61")
    assert "0 to 120" in refused(stepper, f"{word} age=610")
    told = refused(stepper, f"{word} prior_car_t=maybe response_to_car_t=good")
    assert "prior_car_t is true, false or unknown" in told


@pytest.mark.parametrize("word", words("note"))
def test_a_note_is_kept_and_the_question_stands(book: Rulebook, word: str) -> None:
    stepper = Kept(book, **CORE)
    stepper.take("change lineage")
    assert stepper.take(f"{word}  why so?  undo ") == Message("noted")
    assert stepper.asked == "lineage"
    assert stepper.state.notes == ("why so?  undo",)
    assert stepper.events == [Note(text="why so?  undo")]
    assert "note TEXT" in refused(stepper, word)


@pytest.mark.parametrize("word", words("save"))
def test_save_says_where(book: Rulebook, word: str) -> None:
    assert Kept(book).take(f"{word} my case.yaml") == Saving("my case.yaml")
    assert Kept(book).take(word) == Saving("")


@pytest.mark.parametrize("undo", words("undo"))
@pytest.mark.parametrize("redo", words("redo"))
def test_undo_and_redo(book: Rulebook, undo: str, redo: str) -> None:
    stepper = Kept(book, **CORE)
    assert refused(stepper, undo) == "there is nothing to undo"
    assert refused(stepper, redo) == "there is nothing to redo"
    first = stepper.asked
    before = stepper.evaluation
    done = stepper.take("true")
    assert isinstance(done, CaseMoved)
    after = stepper.evaluation
    back = stepper.take(undo)
    assert isinstance(back, CaseMoved)
    assert back.difference == difference(after, before)
    assert (stepper.asked, stepper.known) == (first, CORE)
    assert stepper.evaluation.landscape == before.landscape
    again = stepper.take(redo)
    assert isinstance(again, CaseMoved)
    assert again.difference == done.difference
    assert stepper.evaluation.landscape == after.landscape
    assert refused(stepper, redo) == "there is nothing to redo"
    assert stepper.events == [Answer(facts={str(first): True}), Undo(), Redo()]
    stepper.take(undo)
    stepper.take("lineage=B")
    assert refused(stepper, redo) == "there is nothing to redo"
    assert stepper.state == fold([stepper.state.start, *stepper.events])


@pytest.mark.parametrize("back", words("back"))
def test_back_takes_the_answer_back_and_asks_it_again(book: Rulebook, back: str) -> None:
    stepper = Kept(book, **CORE)
    assert refused(stepper, back) == "there is nothing to undo"
    first = stepper.asked
    stepper.take("unknown")
    second = stepper.asked
    stepper.take("lineage=T")
    stepper.take(back)
    assert (stepper.asked, stepper.known) == ("lineage", CORE)
    stepper.take(back)
    assert (stepper.asked, stepper.state.declined) == (first, frozenset())
    assert second != first
    stepper.take("false")
    assert stepper.known == {**CORE, str(first): False}


def test_back_asks_again_what_an_alias_could_be(book: Rulebook) -> None:
    stepper = Kept(book, lineage="B")
    stepper.take("change lineage")
    # 'B' is a value, 'b' is the way back.
    stepper.take("T")
    assert stepper.known == {"lineage": "T"}
    stepper.take("change lineage")
    stepper.take("b")
    assert (stepper.known, stepper.asked) == ({"lineage": "B"}, "lineage")
    stepper.take("B")
    assert stepper.known == {"lineage": "B"}
    assert stepper.events[-1] == Answer(facts={"lineage": "B"})


def test_day_reading_and_pin_are_the_events_that_the_explorer_writes(book: Rulebook) -> None:
    stepper = Kept(book, **CORE)
    assert "no case is pinned" in refused(stepper, "compare")
    assert stepper.take("reading") is Request.READINGS
    for line in ("pin", "ecog=3", "reading ecog-at-least-2 = number-2-or-more", "day 2021-12-31"):
        stepper.take(line)
    assert stepper.events == [
        Pin(pinned=True),
        Answer(facts={"ecog": 3}),
        ReadAs(term="ecog-at-least-2", reading="number-2-or-more"),
        OnDay(as_of=date(2021, 12, 31)),
    ]
    assert stepper.take("v") is Request.COMPARED
    pinned = stepper.pinned()
    assert pinned is not None
    assert pinned.landscape.case.profile["ecog"] == 1
    assert pinned.landscape.as_of is None
    assert stepper.evaluation.landscape.as_of == date(2021, 12, 31)
    for day in ("2021-13-01", "2021-W50-1", "20211231"):
        assert "a day is written 2021-12-31" in refused(stepper, f"day {day}")
    assert "no term" in refused(stepper, "reading ecog=2")
    assert "has no reading" in refused(stepper, "reading adult")
    stepper.take("day all")
    assert stepper.evaluation.landscape.as_of is None
