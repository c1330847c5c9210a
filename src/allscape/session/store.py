"""Session files: a line an event, on the disk before the next question is asked.

Every line carries a seal over itself and all before it. A last line that was cut short is left out
and told of; a line that was changed is a fault; so no file ever comes to a wrong state. One program
at a time writes to a session; any may read along.
"""

import hashlib
import json
import os
import re
import weakref
from contextlib import suppress
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from allscape import disk
from allscape.faults import CaseError, Fault, complaint, raised_as, unread, unwritten
from allscape.model.profile import Profile
from allscape.session.events import AnyEvent, Event, Start, State, extended, fold

_EVENT: TypeAdapter[Any] = TypeAdapter(Event)
_SEALED = re.compile(rb'"seal": *"[0-9a-f]{16}"}')
MAX_BYTES = 20_000_000


@dataclass
class LoadedSession:
    """The events of a file, what is to be told of it, and how many of its bytes are good."""

    events: list[AnyEvent]
    state: State | None = None
    notices: list[str] = field(default_factory=list)
    good_bytes: int = 0
    seal: str = ""


class Writer:
    """Appends events to a file that no other program has; each is on the disk when it returns.

    The file is given back by `close`, or when the writer or the program goes.
    """

    def __init__(self, path: Path, file: FileIO) -> None:
        self.path, self._file = path, file
        self._seal, self._size = "", 0
        self.close = weakref.finalize(self, disk.let_go, file, disk.hold(path))

    @classmethod
    def create(cls, path: Path, start: Start) -> "Writer":
        """Begin a file, whole or not at all.

        Raises `CaseError` where it exists, `ValueError` for a wrong profile, and what `unwritten`
        makes of one that cannot be written.
        """
        fold([start])
        line, _ = _line("", start)
        with raised_as(unwritten, path):
            try:
                disk.write_new(Path(os.path.realpath(path)), line)
            except FileExistsError:
                message = "there is a file of that name already"
                raise CaseError.at(path, message, "resume it, or name another") from None
        return cls.resume(path)[0]

    @classmethod
    def resume(cls, path: Path) -> "tuple[Writer, LoadedSession]":
        """Go on with a file, a last line that was cut short taken off; return what it holds, too.

        Raises `CaseError` as `load` does, and where another program has the session; and what
        `unwritten` makes of one that cannot be written.
        """
        with raised_as(unwritten, path):
            file = _opened(path, os.O_RDWR | os.O_APPEND)
            try:
                return cls._resumed(path, file)
            except (OSError, CaseError):
                file.close()
                raise

    @classmethod
    def _resumed(cls, path: Path, file: FileIO) -> "tuple[Writer, LoadedSession]":
        if not disk.lock(file):
            who = disk.who_holds(path)
            message = "another program has this session" + (f": {who}" if who else "")
            raise CaseError.at(path, message, f"allscape step --replay {path} shows it")
        raw = _bytes(path, file)
        loaded = _read(path, raw)
        writer = cls(path, file)
        if loaded.good_bytes != len(raw):
            disk.shorten(file, loaded.good_bytes)
        if not raw[: loaded.good_bytes].endswith(b"\n"):
            disk.append(file, b"\n")
        disk.folders_reach_disk(path)
        writer._seal, writer._size = loaded.seal, os.fstat(file.fileno()).st_size
        return writer, loaded

    def append(self, event: AnyEvent) -> None:
        """Write one event.

        Raises `Unwritten` where the disk refuses, and `ValueError`, before anything is written, for
        an event that could not be read again.
        """
        try:
            line, seal = _line(self._seal, event)
        except UnicodeEncodeError:
            raise ValueError("this is not text in UTF-8") from None
        if self._size + len(line) > MAX_BYTES:
            raise ValueError(f"the session would be larger than {MAX_BYTES:,} bytes")
        with raised_as(unwritten, self.path):
            self._refuse_changed()
            try:
                disk.append(self._file, line)
            except OSError:
                with suppress(OSError):
                    disk.shorten(self._file, self._size)
                raise
        self._seal, self._size = seal, self._size + len(line)

    def _refuse_changed(self) -> None:
        """Refuse to write where somebody who asks for no lock has written, or put another file."""
        mine, there = os.fstat(self._file.fileno()), self.path.stat()
        if mine.st_size != self._size or not os.path.samestat(mine, there):
            message = "another program has changed this session; nothing was written"
            raise CaseError.at(self.path, message)


def _line(before: str, event: AnyEvent) -> tuple[bytes, str]:
    """Return the line of an event, and its seal."""
    data = event.model_dump(mode="json", by_alias=True)
    seal = _sealed(before, data)
    return (json.dumps({"event": data, "seal": seal}, ensure_ascii=False) + "\n").encode(), seal


def _sealed(before: str, event: dict[str, Any]) -> str:
    text = before + json.dumps(event, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def exists(path: Path) -> bool:
    """Tell whether there is something of a name. Raises `CaseError` for a name that cannot be."""
    with raised_as(unread, path):
        try:
            path.stat()
        except FileNotFoundError:
            return False
    return True


def load(path: Path) -> LoadedSession:
    """Read a session file. Raises `CaseError` for one that was changed or is no session."""
    with raised_as(unread, path), _opened(path) as file:
        return _read(path, _bytes(path, file))


def _opened(path: Path, flags: int = os.O_RDONLY) -> FileIO:
    try:
        return disk.opened(path, flags)
    except disk.NotAFile as error:
        raise CaseError.at(path, str(error.strerror)) from None


def _read(path: Path, raw: bytes) -> LoadedSession:
    found = LoadedSession([])
    for number, line in enumerate(raw.splitlines(keepends=True), 1):
        try:
            _take(found, line)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            last = found.good_bytes + len(line) == len(raw)
            if last and number > 1 and _cut_short(line, error):
                found.notices.append(f"line {number} was cut short and is left out")
                return found
            raise CaseError([Fault(str(path), number, 1, _reason(error, number))]) from None
    if not found.events:
        raise CaseError([Fault(str(path), 1, 1, "is empty, not a session")])
    return found


def _cut_short(line: bytes, error: Exception) -> bool:
    """Tell whether a line ends before its seal does: what is whole is never taken off."""
    partial = isinstance(error, json.JSONDecodeError | UnicodeDecodeError)
    return partial and not line.endswith(b"\n") and not _SEALED.search(line)


def _bytes(path: Path, file: FileIO) -> bytes:
    file.seek(0)
    raw, large = b"", os.fstat(file.fileno()).st_size > MAX_BYTES
    while not large and (part := file.read(MAX_BYTES + 1 - len(raw))):
        raw += part
        large = len(raw) > MAX_BYTES
    if large:
        raise CaseError.at(path, f"is larger than {MAX_BYTES:,} bytes")
    return raw


class _Changed(ValueError):
    """A line that is not what was written."""


def _take(found: LoadedSession, line: bytes) -> None:
    text = json.loads(line)
    event, seal = text["event"], text["seal"]
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
        first = error.errors()[0]
        if first["type"] == "extra_forbidden" and error.title == Profile.__name__:
            return (
                f"'{first['loc'][-1]}' is no attribute of a profile: "
                "another version of allscape, that had it, wrote this session"
            )
        return f"not an event of a session: {complaint(first)[0]}"
    if number == 1:
        return "this is not a session file"
    return "this line cannot be read"
