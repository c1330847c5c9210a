"""A session whose program is killed after any answer has lost nothing that was answered."""

from pathlib import Path

import pytest
from sessions import Piped

from allscape.session.events import Answer, Decline, Note, Redo, Undo
from allscape.session.store import load

LINES = [
    ("ph_status=negative relapse_status=relapsed", "ph_status negative, relapse_status relapsed."),
    ("change lineage\nunknown", "lineage stays unknown."),
    ("note after the ward round", "noted."),
    ("undo", "taken back"),
    ("redo", "done again"),
    ("age=34", "age 34."),
]
EVENTS = [
    Answer(facts={"ph_status": "negative", "relapse_status": "relapsed"}),
    Decline(attribute="lineage"),
    Note(text="after the ward round"),
    Undo(),
    Redo(),
    Answer(facts={"age": 34}),
]


@pytest.mark.posix
def test_a_killed_session_has_lost_nothing_that_was_answered(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    for at, (line, reply) in enumerate(LINES, 1):
        with Piped(path) as session:
            session.say(line, reply)
        found = load(path)
        assert found.notices == []
        assert len(found.events) == 1 + at
        assert found.events[1:] == EVENTS[:at]
    state = load(path).state
    assert state is not None
    assert state.profile.known() == {
        "ph_status": "negative",
        "relapse_status": "relapsed",
        "age": 34,
    }
    assert state.notes == ("after the ward round",)
    assert state.declined == {"lineage"}
