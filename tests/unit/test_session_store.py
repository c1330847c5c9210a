"""A session file that was cut, changed or never one: its own events, or refused; never others."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from allscape.faults import CaseError
from allscape.session.events import Answer, Decline, Note, Redo, Start, State, Undo, fold
from allscape.session.store import AnyEvent, Loaded, Writer, load

EVENTS: list[AnyEvent] = [
    Start(rulebook="a" * 16, name="Fräulein „N.“", profile={"age": 6.5, "prior_tki": True}),
    Answer(facts={"ph_status": "positive", "ecog": 1}),
    Decline(attribute="lineage"),
    Note(text="\u2028 zwei\nZeilen \U0001f600"),
    Undo(),
    Redo(),
    Answer(facts={"age": None, "life_expectancy_weeks": 10**22}),
]


def kept(path: Path, events: Sequence[AnyEvent] = EVENTS) -> bytes:
    """Keep events in a file; return its bytes."""
    first, *rest = events
    assert isinstance(first, Start)
    writer = Writer.create(path, first)
    for each in rest:
        writer.append(each)
    return path.read_bytes()


def refused(path: Path) -> str:
    """Hold that a file is refused; return what is told of it."""
    with pytest.raises(CaseError) as error:
        load(path)
    (fault,) = error.value.faults
    assert fault.file == str(path)
    return str(error.value)


def loaded(path: Path) -> Loaded | None:
    """Return what a file holds; None where it is refused."""
    try:
        return load(path)
    except CaseError:
        return None


def test_what_was_kept_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    raw = kept(path)
    found = load(path)
    assert (found.events, found.notices) == (EVENTS, [])
    assert found.state == fold(EVENTS)
    assert raw.count(b"\n") == len(EVENTS)


def test_a_file_cut_at_any_byte_is_a_beginning_of_the_session_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    raw = kept(path)
    lines = raw.splitlines(keepends=True)
    ends = [sum(map(len, lines[:count])) for count in range(len(lines) + 1)]
    for cut in range(len(raw)):
        path.write_bytes(raw[:cut])
        found = loaded(path)
        if found is None:
            # Not even the start is there, and the file says so by being refused.
            assert cut < ends[1]
            continue
        count = len(found.events)
        assert found.events == EVENTS[:count]
        assert found.state == fold(EVENTS[:count])
        assert ends[count] - 1 <= cut < ends[count + 1]
        # A file that ends where a line ended has lost nothing that can be seen.
        assert bool(found.notices) == (cut not in {ends[count] - 1, ends[count]}), cut


def test_a_session_goes_on_wherever_its_file_was_cut(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    raw = kept(path)
    for cut in range(len(raw)):
        path.write_bytes(raw[:cut])
        found = loaded(path)
        if found is not None:
            Writer.resume(path, found).append(Note(text="on"))
            again = load(path)
            assert (again.events, again.notices) == ([*found.events, Note(text="on")], []), cut


def test_no_byte_can_be_changed_unseen(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    raw = kept(path)
    for at, byte in enumerate(raw):
        if chr(byte).isspace():
            continue
        for other in {byte ^ 1, byte ^ 0x20, ord("0"), ord('"'), ord("\n"), 0xFF} - {byte}:
            path.write_bytes(bytes([*raw[:at], other, *raw[at + 1 :]]))
            found = loaded(path)
            if found is not None:
                assert found.notices, (at, other)
                assert found.events == EVENTS[: len(found.events)]
                assert len(found.events) == len(EVENTS) - 1


@pytest.mark.parametrize("swap", [(1, 2), (4, 5), (0, 1)])
def test_lines_in_another_order_are_refused(tmp_path: Path, swap: tuple[int, int]) -> None:
    path = tmp_path / "s.jsonl"
    lines = kept(path).splitlines(keepends=True)
    lines[swap[0]], lines[swap[1]] = lines[swap[1]], lines[swap[0]]
    path.write_bytes(b"".join(lines))
    assert "changed" in refused(path)


@pytest.mark.parametrize("at", range(len(EVENTS) - 1))
def test_a_line_taken_out_or_written_twice_is_refused(tmp_path: Path, at: int) -> None:
    path = tmp_path / "s.jsonl"
    lines = kept(path).splitlines(keepends=True)
    for changed in ([*lines[:at], *lines[at + 1 :]], [*lines[: at + 1], *lines[at:]]):
        path.write_bytes(b"".join(changed))
        assert "changed" in refused(path)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "is empty, not a session"),
        (b"\n", "not a session file"),
        (bytes(range(256)), "not a session file"),
        (b"\x00" * 40, "not a session file"),
        (b"\xff\xfe{\x00}\x00", "not a session file"),
        (b"name: A case\nprofile:\n  age: 61\n", "not a session file"),
        (b'{"name": "A case", "profile": {"age": 61}}\n', "not a session file"),
        (b"3\n", "not a session file"),
        (b"[]\n", "not a session file"),
        (b'{"event": null, "seal": ""}\n', "changed"),
        (b'{"event": "\\ud800", "seal": ""}\n', "not a session file"),
        (b'{"event": {}, "seal": 1}', "changed"),
        (b"[" * 100_000, "not a session file"),
        (b'{"a":' * 100_000, "not a session file"),
        (b"9" * 10_000, "not a session file"),
    ],
)
def test_what_is_no_session_is_refused(tmp_path: Path, raw: bytes, told: str) -> None:
    path = tmp_path / "s.jsonl"
    path.write_bytes(raw)
    assert told in refused(path)
    with pytest.raises(CaseError):
        Writer.create(path, Start(rulebook=""))
    assert path.read_bytes() == raw


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    assert "is a directory" in refused(tmp_path)
    assert "no such file" in refused(tmp_path / "nowhere")
    with pytest.raises(CaseError, match="cannot be written"):
        Writer.create(tmp_path / "nowhere" / "s.jsonl", Start(rulebook=""))
    with pytest.raises(CaseError, match="already"):
        Writer.create(tmp_path, Start(rulebook=""))


WRONG: list[list[AnyEvent]] = [
    [Start(rulebook="", profile={"shoe_size": 43})],
    [Start(rulebook="", profile={"age": 430})],
    [Start(rulebook="", profile={"prior_car_t": False, "response_to_car_t": "good"})],
    [Start(rulebook=""), Start(rulebook="")],
    [Start(rulebook=""), Undo()],
    [Start(rulebook=""), Note(text="a"), Redo()],
    [Start(rulebook=""), Answer(facts={"shoe_size": 43})],
    [Start(rulebook=""), Answer(facts={"age": "old"})],
    [
        Start(rulebook="", profile={"prior_car_t": False}),
        Answer(facts={"response_to_car_t": "good"}),
    ],
    [Start(rulebook=""), Decline(attribute="shoe_size")],
]


@pytest.mark.parametrize("events", WRONG, ids=lambda each: repr(each[-1])[:60])
def test_events_that_cannot_be_are_refused_though_they_are_sealed(
    tmp_path: Path, events: list[AnyEvent]
) -> None:
    path = tmp_path / "s.jsonl"
    kept(path, events)
    refused(path)


def test_a_session_begins_with_its_start(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    writer = Writer(path)
    writer.append(Note(text="a"))
    refused(path)


def test_an_event_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    raw = kept(path, [Start(rulebook="")])
    told = json.loads(raw)["event"]
    for changed in ({**told, "schema": "allscape.session/2"}, {**told, "more": 1}, {"kind": "?"}):
        path.write_text(json.dumps({"event": changed, "seal": _seal(changed)}) + "\n")
        assert "not an event of a session" in refused(path)


def _seal(event: dict[str, object]) -> str:
    from allscape.session.store import _sealed

    return _sealed("", event)


def test_a_state_is_what_the_events_come_to() -> None:
    state = fold(EVENTS)
    assert isinstance(state, State)
    assert state.profile.known() == {
        "ph_status": "positive",
        "ecog": 1,
        "prior_tki": True,
        "life_expectancy_weeks": 10**22,
    }
    assert state.declined == {"lineage"}
    assert state.notes == ("\u2028 zwei\nZeilen \U0001f600",)
