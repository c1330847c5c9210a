"""A session file holds its events; what is no session is refused, and left as it is."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from kept import EVENTS, forged, kept, refused

from allscape import Rulebook
from allscape.faults import CaseError, UsageError
from allscape.session import store
from allscape.session.events import (
    Action,
    Answer,
    Decline,
    Note,
    OnDay,
    Pin,
    ReadAs,
    Redo,
    Start,
    State,
    Undo,
    after,
    fold,
    in_words,
)
from allscape.session.store import AnyEvent, Writer, _sealed, exists, load


def test_what_was_kept_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    raw = kept(path)
    found = load(path)
    assert (found.events, found.notices) == (EVENTS, [])
    assert found.state == fold(EVENTS)
    assert raw.count(b"\n") == len(EVENTS)


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


def test_what_is_refused_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    start, note = kept(path, [Start(rulebook=""), Note(text="a")]).splitlines(keepends=True)
    for raw, told in {
        b"": "1:1: is empty, not a session",
        b"3\n": "1:1: this is not a session file",
        start + b"3\n": "2:1: this line cannot be read",
        start + note + note: "3:1: this line, or one before it, was changed after it was written",
    }.items():
        path.write_bytes(raw)
        assert refused(path) == f"{path}:{told}"
    path.write_bytes(start + note[:-9])
    assert load(path).notices == ["line 2 was cut short and is left out"]


def test_a_name_is_taken_free_or_none_that_can_be(tmp_path: Path) -> None:
    assert exists(tmp_path) is True
    assert exists(tmp_path / "free") is False
    with pytest.raises(CaseError, match=r"cannot be read: file name too long$"):
        exists(tmp_path / ("x" * 5_000))


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path}: is a directory, not a file"
    nowhere = tmp_path / "nowhere"
    assert refused(nowhere) == f"{nowhere}: cannot be read: no such file or directory"
    for begun in (lambda path: Writer.create(path / "s.jsonl", Start(rulebook="")), Writer.resume):
        with pytest.raises(UsageError, match=r"cannot be written: no such file or directory$"):
            begun(nowhere)
    told = r"there is a file of that name already \(resume it, or name another\)$"
    with pytest.raises(CaseError, match=told):
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
    forged(path, events)
    refused(path)
    if len(events) == 1:
        with pytest.raises(ValueError, match=r"."):
            kept(tmp_path / "new", events)
        assert not (tmp_path / "new").exists()


def test_a_session_is_read_as_long_as_it_is_no_larger_than_one_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.jsonl"
    size = len(kept(path, [Start(rulebook="", name="N" * 2_000)]))
    monkeypatch.setattr(store, "MAX_BYTES", size)
    assert load(path).good_bytes == size
    monkeypatch.setattr(store, "MAX_BYTES", size - 1)
    assert refused(path) == f"{path}: is larger than {size - 1:,} bytes"


def test_a_session_begins_with_its_start(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    forged(path, [Note(text="a")])
    refused(path)


def test_an_event_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    raw = kept(path, [Start(rulebook="")])
    told: dict[str, Any] = json.loads(raw)["event"]
    others: list[tuple[dict[str, Any], str]] = [
        ({**told, "schema": "allscape.session/2"}, "'schema' cannot be 'allscape.session/2'"),
        ({**told, "more": 1}, "'more' "), ({"kind": "?"}, ""),
    ]  # fmt: skip
    for changed, why in others:
        path.write_text(json.dumps({"event": changed, "seal": _sealed("", changed)}) + "\n")
        assert f":1:1: not an event of a session: {why}" in refused(path)


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


def test_every_kind_of_event_is_read_back_and_told_in_words(tmp_path: Path) -> None:
    day, terms = date(2024, 1, 1), Rulebook.load().contents.term
    told: list[tuple[Action, str]] = [
        (Answer(facts={"age": 7, "prior_tki": None}), "age 7, prior_tki unknown"),
        (Decline(attribute="lineage"), "lineage stays unknown"),
        (Note(text="so"), "note: so"),
        (ReadAs(term="adult", reading="from-16"), terms["adult"].read_as("from-16")),
        (OnDay(as_of=day), "as of 2024-01-01"),
        (Pin(), "the case is pinned"),
        (OnDay(as_of=None), "all articles"),
        (Pin(pinned=False), "the pin is taken out"),
    ]
    events = [Start(rulebook="", as_of=day), *(event for event, _ in told)]
    kept(tmp_path / "s.jsonl", events)
    assert load(tmp_path / "s.jsonl").events == events
    state = fold(events[:1])
    for event, words in told:
        assert in_words(event, state, terms) == words
        done = after(state, event)
        assert in_words(Undo(), done, terms) == f"taken back: {words}"
        assert in_words(Redo(), after(done, Undo()), terms) == f"done again: {words}"
        state = done
    assert (state == fold(events), state == events) == (True, False)


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ([Note(text="a")], "a session begins with its start"),
        ([Start(rulebook=""), Start(rulebook="")], "a session starts once"),
        ([Start(rulebook=""), Undo()], "there is nothing to undo"),
        ([Start(rulebook=""), Redo()], "there is nothing to redo"),
        ([Start(rulebook=""), Decline(attribute="shoe_size")], "no attribute 'shoe_size'"),
    ],
)
def test_what_cannot_follow_is_told(events: list[AnyEvent], told: str) -> None:
    with pytest.raises(ValueError, match=f"^{told}$"):
        fold(events)


@pytest.mark.parametrize("event", ["start", "answer"])
def test_an_attribute_that_went_is_named(tmp_path: Path, event: str) -> None:
    path = tmp_path / "s.jsonl"
    start = json.loads(kept(path, [Start(rulebook="")]))["event"]
    events: list[dict[str, Any]] = [{**start, "profile": {"gone": "high"}}]
    if event == "answer":
        events = [start, {"kind": "answer", "facts": {"gone": "high"}}]
    lines, seal = "", ""
    for each in events:
        seal = _sealed(seal, each)
        lines += json.dumps({"event": each, "seal": seal}) + "\n"
    path.write_text(lines)
    why = "another version of allscape, that had it, wrote this session"
    assert refused(path).endswith(f": 'gone' is no attribute of a profile: {why}")
