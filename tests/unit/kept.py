"""A session of every kind of event, kept in a file, for tests that cut and change it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from allscape.faults import CaseError
from allscape.session.events import Answer, Decline, Note, Redo, Start, Undo
from allscape.session.store import AnyEvent, LoadedSession, Writer, _line, load

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


def forged(path: Path, events: Sequence[AnyEvent]) -> None:
    """Write events into a file as they would be kept, whether they can be or not."""
    seal = ""
    with path.open("wb") as file:
        for each in events:
            line, seal = _line(seal, each)
            file.write(line)


def refused(path: Path) -> str:
    """Hold that a file is refused; return what is told of it."""
    with pytest.raises(CaseError) as error:
        load(path)
    (fault,) = error.value.faults
    assert fault.file == str(path)
    return str(error.value)


def loaded(path: Path) -> LoadedSession | None:
    """Return what a file holds; None where it is refused."""
    try:
        return load(path)
    except CaseError:
        return None
