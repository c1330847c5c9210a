"""What a user names to be read: kind, size and number are looked at before anything is.

Every file, folder and stream that a command reads comes through here, so that none can hang it or
fill the memory: a pipe without a writer, a device without an end, a folder that is the whole disk.
"""

import os
import stat
import sys
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from allscape.faults import Fault, meant, reason

MAX_BYTES = 1_000_000
"""Of one file or of standard input."""
MAX_FILES = 5_000
MAX_TOTAL = 50_000_000
"""Of the bytes of all files that are read of one folder."""
MAX_ENTRIES = 100_000
"""Of the files and folders that are looked at in one folder, whatever they hold."""

_NEIGHBOURS = 1_000


class Unreadable(Exception):
    """What keeps a path from being read: the path, what is wrong, what was probably meant."""

    def __init__(self, path: Path, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.path, self.message, self.hint = path, message, hint

    def fault(self, name: str | None = None) -> Fault:
        """Return it as a fault of a file, which is called by its path or by `name`."""
        return Fault(name or str(self.path), 0, 0, self.message, self.hint)


class MissingFile(Unreadable):
    """A file that is not there."""


class NotText(Unreadable):
    """A file that is no text in UTF-8."""


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return what a file holds. Raises `Unreadable`, where it holds more than `most`, too."""
    if look(path) > most:
        raise _too_large(path, most)
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            raw = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if len(raw) > most:  # a file of the system has no size that could be looked at
        raise _too_large(path, most)
    return raw


def read_text(path: Path, most: int = MAX_BYTES) -> str:
    """Return the text of a file, its line ends as they are. Raises `Unreadable`."""
    return text(path, read_bytes(path, most))


def standard_input() -> bytes:
    """Return what stands on standard input. Raises `Unreadable` as `read_bytes` does."""
    path = Path("standard input")
    if sys.stdin is None:
        raise Unreadable(path, "is closed")
    try:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if len(raw) > MAX_BYTES:
        raise _too_large(path, MAX_BYTES)
    return raw


def text(path: Path, raw: bytes) -> str:
    """Return bytes as the text they are in UTF-8, without a mark before it. Raises `NotText`."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        marked = raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))
        hint = "it is marked as UTF-16 or UTF-32: save it as UTF-8" if marked else ""
        raise NotText(path, f"is not text in UTF-8 (byte {error.start + 1})", hint) from None


def look(path: Path) -> int:
    """Return the size of a file. Raises `Unreadable` for what is no file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        raise MissingFile(path, "no such file", _neighbour(path)) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable(path, "this is a directory, not a file")
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable(path, "this is a pipe or a device, not a file")
    return found.st_size


def is_folder(path: "Path | os.DirEntry[str]") -> bool:
    """Tell whether a path is a folder; what cannot even be looked at is none."""
    return os.path.isdir(path)  # noqa: PTH112  # to `Path` a name that is too long is an error


def is_file(path: Path) -> bool:
    """Tell whether a path is a file; what cannot even be looked at is none."""
    return os.path.isfile(path)  # noqa: PTH113


def packaged(name: str) -> Path:
    """Return a folder that the program comes with: inside the package, or in the checkout."""
    here = Path(__file__).resolve()
    inside = here.parent / name
    return inside if inside.is_dir() else here.parents[2] / name


def files_in(folder: Path, suffixes: Collection[str] = (), *, deep: bool = True) -> list[Path]:
    """Return the files of a folder, in order: those with one of `suffixes`, where there are any.

    Where it is `deep`, folders in it are looked through; a link to a folder is not followed. Raises
    `Unreadable` for what is no folder, for more or larger files than are read, and for a link that
    leads out of the folder.
    """
    found: list[Path] = []
    total = 0
    home = _folder(folder)
    for entry in _entries(folder, deep=deep):
        path = Path(entry.path)
        wanted = not suffixes or path.suffix in suffixes
        if deep and (wanted or is_folder(entry)) and _leads_out(entry, home):
            raise Unreadable(path, "this is a link that leads out of the folder", "copy it there")
        if not wanted:
            continue
        found.append(path)
        total += _size(entry)
        if len(found) > MAX_FILES:
            raise Unreadable(folder, f"holds more than {MAX_FILES:,} files to be read")
        if total > MAX_TOTAL:
            raise Unreadable(folder, f"holds more than {MAX_TOTAL:,} bytes to be read")
    return sorted(found)


def _folder(folder: Path) -> Path:
    try:
        found = folder.stat()
    except FileNotFoundError:
        raise Unreadable(folder, "no such folder") from None
    except (OSError, ValueError) as error:
        raise _unreadable(folder, error) from None
    if not stat.S_ISDIR(found.st_mode):
        raise Unreadable(folder, "is no folder")
    try:
        return folder.resolve()
    except OSError as error:  # the working folder was deleted
        raise _unreadable(folder, error) from None


def _entries(folder: Path, *, deep: bool) -> "Iterator[os.DirEntry[str]]":
    waiting, seen = [folder], 0
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as inside:
                entries = list(islice(inside, MAX_ENTRIES + 1 - seen))
        except OSError as error:
            raise _unreadable(here, error) from None
        seen += len(entries)
        if seen > MAX_ENTRIES:
            raise Unreadable(folder, f"holds more than {MAX_ENTRIES:,} files and folders")
        if deep:
            waiting += [Path(e.path) for e in entries if e.is_dir(follow_symlinks=False)]
        yield from entries


def _leads_out(entry: "os.DirEntry[str]", home: Path) -> bool:
    return entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(home)


def _size(entry: "os.DirEntry[str]") -> int:
    try:
        return entry.stat().st_size
    except OSError:
        return 0  # whoever reads it says why it cannot be


def _without_waiting(path: str, flags: int) -> int:
    # What was a file a moment ago may be a pipe by now; then there is nothing in it.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _too_large(path: Path, most: int) -> Unreadable:
    return Unreadable(path, f"is larger than {most:,} bytes")


def _unreadable(path: Path, error: OSError | ValueError) -> Unreadable:
    # Each Python has words of its own for it.
    why = "no file can have such a name" if "\0" in str(path) else reason(error)
    return Unreadable(path, f"cannot be read: {why}")


def _neighbour(path: Path) -> str:
    try:
        names = sorted(each.name for each in islice(path.parent.iterdir(), _NEIGHBOURS))
    except OSError:
        return ""
    return meant(path.name, names)
