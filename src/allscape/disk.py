"""Files that one program writes at a time, and that a power cut leaves as they were written.

The lock is on the session itself, and the system lets go of it when the program ends, however it
ends. On Windows it is a byte beyond the end: nobody else can read a locked one, and others may read
along.
"""

import os
import re
import secrets
import shutil
import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from allscape.faults import UsageError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_KINDS = {
    stat.S_IFDIR: "a directory", stat.S_IFIFO: "a FIFO", stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device", stat.S_IFBLK: "a device",
}  # fmt: skip
_FAR = 2_000_000_000  # beyond the end of any session
_HOLDER = re.compile(r"process \d{1,20} on \S{1,255} since [\d-]{10} [\d:]{8} UTC")


class NotAFile(OSError):
    """Something under a file's name that has no end, or is no file at all."""


def opened(path: Path, flags: int = os.O_RDONLY) -> FileIO:
    """Open a file that exists. Raises `OSError`: never waits for one that is a FIFO or device."""
    _refuse_what_is_no_file(path.stat())
    number = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        _refuse_what_is_no_file(os.fstat(number))
        return FileIO(number, "rb" if flags == os.O_RDONLY else "rb+")
    except OSError:
        os.close(number)
        raise


def _refuse_what_is_no_file(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = _KINDS.get(stat.S_IFMT(found.st_mode), "something else")
        raise NotAFile(0, f"is {kind}, not a file")


def lock(file: FileIO) -> bool:
    """Take a file until it is closed; tell whether no other program has it."""
    try:
        if sys.platform == "win32":
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Have a folder, by a file in it, as long as this lasts; yield whether no other program has it.

    Raises `OSError` where nothing can be written there.
    """
    path = folder / ".allscape.lock"
    # On Windows no open file is unlinked: it goes with its last user.
    here = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_TEMPORARY", 0)
    file = FileIO(os.open(path, os.O_RDWR | os.O_CREAT | here, 0o666), "rb+")
    mine = True
    try:
        mine = lock(file) and _is_named(file, path)
        yield mine
    finally:
        let_go(file, path if mine else None)


def _is_named(file: FileIO, path: Path) -> bool:
    """Tell whether a file has its name still: who had it locked may have taken that away."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def hold(path: Path) -> Path | None:
    """Write beside a locked file who has it; return where, None where that cannot be."""
    holder = _holder(path)
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
    message = f"process {os.getpid()} on {socket.gethostname() or 'localhost'} since {now} UTC"
    try:
        if _written(holder) is not None:  # by one who was killed
            holder.unlink()
        with holder.open("x", encoding="utf-8") as file:
            file.write(message)
    except FileExistsError:
        return None
    except OSError:
        with suppress(OSError):
            holder.unlink()
        return None
    return holder


def who_holds(path: Path) -> str:
    """Return who has a file, as it was written there; nothing where that is not known."""
    return _written(_holder(path)) or ""


def _written(holder: Path) -> str | None:
    """Return what `hold` wrote into a file; None where it is not one of these."""
    with suppress(OSError, UnicodeDecodeError), opened(holder) as file:
        text = file.read(400).decode()
        if not text or _HOLDER.fullmatch(text):
            return text
    return None


def let_go(file: FileIO, holder: Path | None) -> None:
    """Give a locked file back."""
    if holder is not None:
        with suppress(OSError):
            holder.unlink()
    with suppress(OSError):  # all that was acknowledged is on the disk
        file.close()


def _holder(path: Path) -> Path:
    real = Path(os.path.realpath(path))
    return real.with_name(f".{real.name}.holder")


def refuse_larger(path: Path, size: int, most: int) -> None:
    """Raise `UsageError` where a file would be larger than is read again."""
    if size > most:
        raise UsageError.at(path, f"would be larger than {most:,} bytes; nothing was written")


def write_new(path: Path, raw: bytes, *, replace: bool = False) -> None:
    """Make a file, whole or not at all. Raises `OSError`.

    That is `FileExistsError` where there is one, unless it is to be replaced: then what a link
    leads to is, and its rights stay.
    """
    path = Path(os.path.realpath(path)) if replace else path
    draft = path.with_name(f".allscape-{secrets.token_hex(8)}")
    try:
        fill(draft, raw)
        if replace:
            with suppress(OSError):  # a new file, or a disk without rights
                draft.chmod(stat.S_IMODE(path.stat().st_mode))
            draft.replace(path)
        else:
            give_name(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink()
    folders_reach_disk(path)


def give_name(draft: Path, path: Path) -> None:
    """Give a draft a name that no other file may have; the draft may stay. Raises `OSError`."""
    try:
        if sys.platform == "win32":
            draft.rename(path)  # refuses a name that is taken; on Unix it would not
        else:
            os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # no links on this disk, another disk, or the name cannot be
        path.touch(exist_ok=False)
        try:
            shutil.move(draft, path)
        except OSError:
            path.unlink()
            raise


def fill(path: Path, raw: bytes) -> None:
    """Make a file that nobody else has made; on the disk when this returns. Raises `OSError`."""
    with path.open("xb") as file:
        file.write(raw)
        file.flush()
        _reach_disk(file.fileno())


def append(file: FileIO, raw: bytes) -> None:
    """Add to the end of a file; on the disk when this returns. Raises `OSError`."""
    left = memoryview(raw)
    while left:
        left = left[file.write(left) :]
    _reach_disk(file.fileno())


def shorten(file: FileIO, size: int) -> None:
    """Take off what a file has beyond a size. Raises `OSError`."""
    file.truncate(size)
    _reach_disk(file.fileno())


def folders_reach_disk(path: Path) -> None:
    """Let the names of a file and of the folders that it lies in outlive a power cut."""
    if sys.platform == "win32":
        return  # where folders cannot be flushed
    for folder in Path(os.path.realpath(path)).parents:
        with suppress(OSError):
            number = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(number)
            finally:
                os.close(number)


def _reach_disk(number: int) -> None:
    if sys.platform == "darwin":  # where fsync stops at the drive's own cache
        with suppress(OSError):
            fcntl.fcntl(number, fcntl.F_FULLFSYNC)
            return
    os.fsync(number)
