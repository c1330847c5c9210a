"""Sessions of earlier releases open for ever, come to what they came to, and go on.

Beside each session, `NAME.jsonl`, lies what it came to when it was recorded. None is ever changed:
a release that writes another form adds to them.
"""

import json
import shutil
from pathlib import Path

import pytest

from allscape.session.events import Note
from allscape.session.store import AnyEvent, LoadedSession, Writer, _line, load

SESSIONS = sorted((Path(__file__).parent / "sessions").glob("*.jsonl"))


def _came_to(found: LoadedSession) -> dict[str, object]:
    state = found.state
    assert state is not None

    def told(events: tuple[AnyEvent, ...]) -> list[object]:
        return [each.model_dump(mode="json", by_alias=True) for each in events]

    pinned = state.view.pinned
    return {
        "notices": found.notices,
        "as_of": state.view.as_of and state.view.as_of.isoformat(),
        "readings": dict(state.view.readings),
        "pinned": pinned and [pinned.profile.known(), str(pinned.as_of), dict(pinned.readings)],
        "profile": state.profile.known(),
        "declined": sorted(state.declined),
        "notes": list(state.notes),
        "done": told(state.done),
        "undone": told(state.undone),
    }


@pytest.mark.parametrize("path", SESSIONS, ids=lambda each: each.stem)
def test_a_session_comes_to_what_it_came_to(path: Path) -> None:
    recorded = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    came_to = _came_to(load(path))
    # Releases before 0.2 recorded neither a day nor readings nor a pin.
    assert {name: came_to[name] for name in recorded} == recorded
    assert recorded.keys() >= {"notices", "profile", "declined", "notes", "done", "undone"}


@pytest.mark.parametrize("path", SESSIONS, ids=lambda each: each.stem)
def test_a_session_goes_on(path: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path))
    before = load(path)
    writer, found = Writer.resume(copy)
    assert (found.events, found.state) == (before.events, before.state)
    writer.append(Note(text="on"))
    again = load(copy)
    assert (again.notices, again.events) == ([], [*before.events, Note(text="on")])
    good = path.read_bytes()[: before.good_bytes].rstrip(b"\n")
    assert copy.read_bytes().startswith(good + b"\n")


@pytest.mark.parametrize("path", SESSIONS, ids=lambda each: each.stem)
def test_events_keep_their_form_to_the_byte(path: Path) -> None:
    found, seal, written = load(path), "", b""
    for event in found.events:
        line, seal = _line(seal, event)
        written += line
    assert path.read_bytes()[: found.good_bytes].rstrip(b"\n") == written.rstrip(b"\n")


def test_sessions_with_every_kind_of_event_are_there() -> None:
    kinds = {each.kind for path in SESSIONS for each in load(path).events}
    assert kinds == {"start", "answer", "decline", "note", "undo", "redo", "reading", "day", "pin"}
