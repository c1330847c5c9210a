"""A session takes work in step with its length, whatever its events are."""

from pathlib import Path

import pytest
from kept import forged

from allscape import Profile
from allscape.session.events import Answer, Decline, Note, Redo, Start, Undo, after, fold
from allscape.session.store import AnyEvent, load

LENGTH = 2_000


def _events() -> list[AnyEvent]:
    """Return a long session: much done, half of it taken back and done again."""
    done: list[AnyEvent] = []
    while len(done) < LENGTH:
        done += [Answer(facts={"age": len(done) % 100}), Note(text="n"), Decline(attribute="ecog")]
    return [Start(rulebook=""), *done, *[Undo()] * (LENGTH // 2), *[Redo()] * (LENGTH // 2)]


def test_every_answer_of_a_long_session_is_looked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events, looked = _events(), list[object]()
    forged(tmp_path / "s.jsonl", events)
    with_ = Profile.with_

    def counted(self: Profile, changes: dict[str, object]) -> Profile:
        looked.append(changes)
        return with_(self, changes)

    monkeypatch.setattr(Profile, "with_", counted)
    found = load(tmp_path / "s.jsonl")
    assert len(looked) == sum(isinstance(each, Answer) for each in events)
    assert found.state == fold(events)


def test_a_step_adds_to_what_was_done_and_copies_nothing() -> None:
    state = fold(_events())
    on = after(state, Note(text="on"))
    assert on.last is not None
    assert on.last.before is state.last
    assert after(on, Undo()).last is state.last
    assert after(after(on, Undo()), Redo()).last is on.last


@pytest.mark.long
def test_a_session_of_a_hundred_thousand_answers_opens(tmp_path: Path) -> None:
    events = [Start(rulebook=""), *(Answer(facts={"age": at % 100}) for at in range(100_000))]
    forged(tmp_path / "s.jsonl", events)
    state = load(tmp_path / "s.jsonl").state
    assert state is not None
    assert (state.profile.age, len(state.done)) == (99, 100_000)
