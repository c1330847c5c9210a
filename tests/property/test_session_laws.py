"""A session is a list of events: undone, redone, folded, kept and read back, it is the same."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from editions import BOOK
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allscape import Profile
from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES
from allscape.session.events import (
    Answer,
    Decline,
    Note,
    Redo,
    Start,
    State,
    Undo,
    after,
    fold,
)
from allscape.session.replies import CaseMoved
from allscape.session.stepper import Edit, Stepper
from allscape.session.store import AnyEvent, Writer, load
from strategies import facts, often, values

names = st.sampled_from(list(ATTRIBUTES))
one_fact = names.flatmap(
    lambda name: st.tuples(st.just(name), values(name) | st.none()).map(lambda pair: dict([pair]))
)
answers: st.SearchStrategy[Answer] = st.builds(Answer, facts=one_fact | facts())
actions: st.SearchStrategy[Edit] = (
    answers
    | answers
    | st.builds(Decline, attribute=names)
    | st.builds(Note, text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=12))
)
attempts = st.lists(actions | actions | st.just(Undo()) | st.just(Redo()), max_size=12)
starts = st.builds(
    Start,
    rulebook=st.just(BOOK.fingerprint),
    name=st.none() | st.text(st.characters(codec="utf-8"), max_size=8),
    profile=facts(),
    readings=st.just({}),
)


def stepped(start: Start, tried: Sequence[Edit]) -> tuple[list[Edit], State]:
    """Return those of the events that can be taken, one after the other, and where they lead."""
    state, taken = State(start=start), list[Edit]()
    for event in tried:
        try:
            state = after(state, event)
        except ValueError:
            continue
        taken.append(event)
    return taken, state


def seen(state: State) -> tuple[Profile, frozenset[str], tuple[str, ...]]:
    """Return what a session has come to."""
    return state.profile, state.declined, state.notes


@given(start=starts, tried=attempts, event=actions)
def test_undo_after_do_is_the_identity_and_redo_after_undo(
    start: Start, tried: list[Edit], event: Edit
) -> None:
    _, state = stepped(start, tried)
    try:
        done = after(state, event)
    except ValueError:
        return
    undone = after(done, Undo())
    assert seen(undone) == seen(state)
    assert undone.done == state.done
    assert after(undone, Redo()) == done
    assert seen(after(undone, Redo())) == seen(done)
    assert done.undone == ()


@given(start=starts, tried=attempts)
def test_all_taken_back_is_the_start_and_all_done_again_is_the_end(
    start: Start, tried: list[Edit]
) -> None:
    _, end = stepped(start, tried)
    state = end
    for _ in end.done:
        state = after(state, Undo())
    assert seen(state) == (Profile.model_validate(start.profile), frozenset(), ())
    for _ in end.done:
        state = after(state, Redo())
    assert state == end


@settings(max_examples=often(25))
@given(start=starts, tried=attempts)
def test_folding_the_events_gives_what_stepping_gave(start: Start, tried: list[Edit]) -> None:
    taken, state = stepped(start, tried)
    assert fold([start, *taken]) == state
    events: list[Edit] = []
    stepper = Stepper(State(start=start), BOOK.examine, events.append)
    for event in taken:
        before = stepper.evaluation.landscape
        reply = stepper.do(event)
        assert isinstance(reply, CaseMoved)
        moved = {each.approach: each.after for each in reply.difference.moves if not each.against}
        for each in before.approaches:
            now = stepper.evaluation.landscape[each.id].verdict
            assert now is moved.get(each.id, each.verdict)
    assert events == taken
    assert stepper.state == state
    assert stepper.evaluation.profile == state.profile


@settings(max_examples=often(25))
@given(start=starts, tried=attempts, breaks=st.sets(st.integers(0, 12)))
def test_a_kept_session_is_read_back_as_it_was(
    start: Start, tried: list[Edit], breaks: set[int]
) -> None:
    taken, state = stepped(start, tried)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "session.jsonl"
        writer = Writer.create(path, start)
        for at, event in enumerate(taken):
            if at in breaks:
                writer.close()
                writer, _ = Writer.resume(path)
            writer.append(event)
        found = load(path)
        assert found.good_bytes == path.stat().st_size
    assert (found.notices, found.state) == ([], state)
    assert found.events == [start, *taken]
    assert seen(fold(found.events)) == seen(state)

    def text(events: Sequence[AnyEvent]) -> list[str]:
        # True equals 1, and their JSON does not.
        return [each.model_dump_json() for each in events]

    assert text(found.events) == text([start, *taken])


@settings(max_examples=often(30))
@given(known=facts(), data=st.data())
@example(known={"prior_car_t": True, "response_to_car_t": "good", "age": 7}, data=None)
def test_the_order_of_the_answers_does_not_change_where_they_lead(
    known: dict[str, Value], data: st.DataObject | None
) -> None:
    order = list(known)[::-1] if data is None else data.draw(st.permutations(list(known)))
    start = Start(rulebook="")
    landscapes = []
    for told in (list(known), order):
        state = fold([start, *(Answer(facts={name: known[name]}) for name in told)])
        landscapes.append(BOOK.evaluate(state.profile))
    at_once = fold([start, Answer(facts=dict(known))])
    assert landscapes[0] == landscapes[1] == BOOK.evaluate(at_once.profile)


@given(tried=attempts)
def test_a_fact_that_is_known_is_not_left_unknown(tried: list[Edit]) -> None:
    _, state = stepped(Start(rulebook=""), tried)
    assert not state.declined & state.profile.known().keys()
