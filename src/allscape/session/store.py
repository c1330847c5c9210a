"""Session files: a line an event, on the disk before the next question is asked.

Every line carries a seal over itself and all before it. A last line that was cut short is left out
and told of; a line that was changed is a fault; so no file ever comes to a wrong state.
"""

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from allscape.faults import CaseError, Fault
from allscape.session.events import (
    Answer,
    Decline,
    Event,
    Note,
    Redo,
    Start,
    State,
    Undo,
    extended,
    fold,
)

AnyEvent = Start | Answer | Decline | Note | Undo | Redo

_EVENT: TypeAdapter[Any] = TypeAdapter(Event)
_MAX_BYTES = 20_000_000


@dataclass
class Loaded:
    """The events of a file, what is to be told of it, and how many of its bytes are good."""

    events: list[AnyEvent]
    state: State | None = None
    notices: list[str] = field(default_factory=list)
    good_bytes: int = 0
    seal: str = ""


class Writer:
    """Appends events to a file; each is on the disk when `append` returns."""

    def __init__(self, path: Path, seal: str = "", size: int = 0) -> None:
        self.path, self._seal, self._size = path, seal, size

    @classmethod
    def create(cls, path: Path, start: Start) -> "Writer":
        """Begin a file. Raises `CaseError` where it exists or cannot be written."""
        if path.exists():
            told = "there is a file of that name already"
            raise CaseError([Fault(str(path), 0, 0, told, "resume it, or name another")])
        writer = cls(path)
        writer.append(start)
        return writer

    @classmethod
    def resume(cls, path: Path, loaded: Loaded) -> "Writer":
        """Go on with a file, a last line that was cut short taken off."""
        with path.open("r+b") as file:
            file.truncate(loaded.good_bytes)
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        return cls(path, loaded.seal, path.stat().st_size)

    def append(self, event: AnyEvent) -> None:
        """Write one event. Raises `CaseError` where the disk refuses."""
        told = event.model_dump(mode="json", by_alias=True)
        seal = _sealed(self._seal, told)
        line = json.dumps({"event": told, "seal": seal}, ensure_ascii=False) + "\n"
        try:
            with self.path.open("ab") as file:
                if file.tell() != self._size:
                    told_ = "another program goes on with this session; nothing was written"
                    raise CaseError([Fault(str(self.path), 0, 0, told_)])
                file.write(line.encode())
                file.flush()
                os.fsync(file.fileno())
                self._size = file.tell()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise CaseError([Fault(str(self.path), 0, 0, f"cannot be written: {reason}")]) from None
        self._seal = seal


def _sealed(before: str, event: dict[str, Any]) -> str:
    text = before + json.dumps(event, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def load(path: Path) -> Loaded:
    """Read a session file. Raises `CaseError` for one that was changed or is no session."""
    raw = _bytes(path)
    found = Loaded([])
    for number, line in enumerate(raw.splitlines(keepends=True), 1):
        try:
            _take(found, line)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            last = found.good_bytes + len(line) == len(raw)
            if last and number > 1 and not line.endswith(b"\n"):
                found.notices.append(f"line {number} was cut short and is left out")
                return found
            raise CaseError([Fault(str(path), number, 1, _reason(error, number))]) from None
    if not found.events:
        raise CaseError([Fault(str(path), 1, 1, "is empty, not a session")])
    return found


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CaseError([Fault(str(path), 0, 0, f"cannot be read: {reason}")]) from None
    if len(raw) > _MAX_BYTES:
        raise CaseError([Fault(str(path), 0, 0, f"is larger than {_MAX_BYTES:,} bytes")])
    return raw


class _Changed(ValueError):
    """A line that is not what was written."""


def _take(found: Loaded, line: bytes) -> None:
    told = json.loads(line)
    event, seal = told["event"], told["seal"]
    if seal != _sealed(found.seal, event):
        raise _Changed
    read = _EVENT.validate_python(event)
    found.state = fold([read]) if found.state is None else extended(found.state, read)
    found.events.append(read)
    found.seal = seal
    found.good_bytes += len(line)


def _reason(error: Exception, number: int) -> str:
    if isinstance(error, _Changed):
        return "this line, or one before it, was changed after it was written"
    if isinstance(error, ValidationError):
        return f"not an event of a session: {error.errors()[0]['msg'].lower()}"
    if number == 1:
        return "this is not a session file"
    return "this line cannot be read"
