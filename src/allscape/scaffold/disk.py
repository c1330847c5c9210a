"""Changed files reach the disk all together, or none of them does."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from allscape import disk
from allscape.faults import AllscapeError, UsageError, unwritten
from allscape.inputs import MAX_BYTES
from allscape.scaffold.tree import Tree

_MARK = "\ufeff".encode()


def write(before: Tree, after: Tree) -> list[Path]:
    """Write what differs between two trees; return the files that were written.

    Raises `UsageError` where a file was changed in the meantime, another program is writing there
    or a file grows too large to be read again, and what `unwritten` makes of one that cannot be
    written; then every file is as it was, or those are named that are not.
    """
    try:
        with disk.alone(before.folder) as alone:
            if not alone:
                message = "another program is writing here; nothing was written"
                raise UsageError.at(before.folder, message, "try again")
            return _written(before, after)
    except OSError as error:
        raise _refusal_of(error, before.folder, []) from None


def _written(before: Tree, after: Tree) -> list[Path]:
    changed = {path: text for path, text in after.texts.items() if before.texts.get(path) != text}
    was: dict[Path, bytes | None] = {}
    made, placed = list[Path](), list[Path]()
    try:
        for path, text in changed.items():
            was[path] = _now(path, before.texts.get(path))
            if not path.parent.exists():
                path.parent.mkdir(parents=True)
                made.append(path.parent)
            _draft(path, _bytes(path, text, was[path]))
        # What can fail for want of room or rights has been done: what is left is names.
        for path in changed:
            _beside(path).replace(path.resolve())
            placed.append(path)
            disk.folders_reach_disk(path)
    except (OSError, UsageError) as error:
        left = [each for each in placed if not _taken_back(each, was[each])]
        _tidy(was, made)
        raise _refusal_of(error, path, left) from None
    return list(changed)


def _refusal_of(error: OSError | UsageError, path: Path, left: list[Path]) -> AllscapeError:
    if isinstance(error, UsageError):
        return error
    but = f"{', '.join(map(str, left))} was" if left else "nothing was"
    return unwritten(path, error, f"; {but} changed")


def _now(path: Path, text: str | None) -> bytes | None:
    """Return what a file holds, which has to be what was read of it."""
    raw = path.read_bytes() if path.exists() else None
    held = None if raw is None else raw.removeprefix(_MARK)
    if held != (None if text is None else text.encode()):
        raise UsageError.at(path, "was changed in the meantime; nothing was written", "try again")
    return raw


def _bytes(path: Path, text: str, was: bytes | None) -> bytes:
    mark = _MARK if was is not None and was.startswith(_MARK) else b""
    raw = mark + text.encode()
    disk.refuse_larger(path, len(raw), MAX_BYTES)
    return raw


def _beside(path: Path) -> Path:
    target = path.resolve()
    return target.with_name(f".{target.name}.{os.getpid()}.new")


def _draft(path: Path, raw: bytes) -> None:
    """Put what a file is to hold on the disk beside it, with the rights that it has."""
    disk.fill(_beside(path), raw)
    if path.exists():
        _beside(path).chmod(path.stat().st_mode & 0o7777)


def _taken_back(path: Path, raw: bytes | None) -> bool:
    """Have a file as it was; tell whether it is."""
    try:
        if raw is None:
            path.unlink()
        else:
            _draft(path, raw)
            _beside(path).replace(path.resolve())
    except OSError:
        return False
    return True


def _tidy(tried: Iterable[Path], made: Iterable[Path]) -> None:
    for path in tried:
        with suppress(OSError):
            _beside(path).unlink(missing_ok=True)
    for folder in made:
        with suppress(OSError):
            folder.rmdir()
