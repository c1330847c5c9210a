"""Changed files reach the disk all together, or none of them does."""

import os
from contextlib import suppress
from pathlib import Path

from allscape.documents import MAX_BYTES
from allscape.faults import Fault, UsageError
from allscape.scaffold.tree import Tree

_MARK = "\ufeff".encode()


def write(before: Tree, after: Tree) -> list[Path]:
    """Write what differs between two trees; return the files that were written.

    Raises `UsageError` where a file was changed in the meantime, grows too large to be read again
    or cannot be written; then every file is as it was.
    """
    changed = {path: text for path, text in after.texts.items() if before.texts.get(path) != text}
    was: dict[Path, bytes | None] = {}
    made: list[Path] = []
    for path, text in changed.items():
        try:
            was[path] = _now(path, before.texts.get(path))
            if not path.parent.exists():
                path.parent.mkdir(parents=True)
                made.append(path.parent)
            _put(path, _bytes(path, text, was[path]))
        except (OSError, UsageError) as error:
            _take_back(was, made)
            raise _told(error, path) from None
    return list(changed)


def _told(error: OSError | UsageError, path: Path) -> UsageError:
    if isinstance(error, UsageError):
        return error
    told = f"cannot be written: {(error.strerror or str(error)).lower()}; nothing was changed"
    return UsageError([Fault(str(path), 0, 0, told)])


def _now(path: Path, text: str | None) -> bytes | None:
    """Return what a file holds, which has to be what was read of it."""
    raw = path.read_bytes() if path.exists() else None
    held = None if raw is None else raw.removeprefix(_MARK)
    if held != (None if text is None else text.encode()):
        raise _refused(path, "was changed in the meantime; nothing was written", "try again")
    return raw


def _bytes(path: Path, text: str, was: bytes | None) -> bytes:
    mark = _MARK if was is not None and was.startswith(_MARK) else b""
    raw = mark + text.encode()
    if len(raw) > MAX_BYTES:
        raise _refused(path, f"would be larger than {MAX_BYTES:,} bytes; nothing was written")
    return raw


def _refused(path: Path, told: str, hint: str = "") -> UsageError:
    return UsageError([Fault(str(path), 0, 0, told, hint)])


def _put(path: Path, raw: bytes) -> None:
    """Put a file in its place at one stroke, with the rights that it had."""
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with beside.open("xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o7777)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _take_back(was: dict[Path, bytes | None], made: list[Path]) -> None:
    for path, raw in was.items():
        with suppress(OSError):
            if raw is None:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != raw:
                _put(path, raw)
    for folder in made:
        with suppress(OSError):
            folder.rmdir()
