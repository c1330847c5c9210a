"""Makes calls that read or write fail, in a process that runs the program and nothing else.

Looked at are calls on paths within some folders, by whatever module of Python makes them, and what
is printed; each is counted by its kind, and one of them, or all from one on, raise `OSError`. What
native code calls (polars, DuckDB) is not seen here: a limit to the size of files reaches it.
"""
# ruff: noqa: C901, PTH100, PTH118  # these are the calls that paths make

import builtins
import errno
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

KINDS = {
    "open": errno.EACCES, "read": errno.EIO, "write": errno.ENOSPC, "close": errno.EIO,
    "fsync": errno.EIO, "truncate": errno.EIO, "lock": errno.ENOLCK, "stat": errno.EACCES,
    "list": errno.EIO, "mkdir": errno.ENOSPC, "rmdir": errno.EACCES, "unlink": errno.EACCES,
    "rename": errno.EACCES, "link": errno.EIO, "chmod": errno.EPERM, "print": errno.ENOSPC,
    "size": errno.EFBIG,
}  # fmt: skip
"""The kinds of calls, each with how it fails."""

_BY_PATH = {
    "stat": "stat", "lstat": "stat", "readlink": "stat", "scandir": "list", "listdir": "list",
    "mkdir": "mkdir", "rmdir": "rmdir", "unlink": "unlink", "remove": "unlink", "rename": "rename",
    "replace": "rename", "link": "link", "chmod": "chmod",
}  # fmt: skip
_BY_NUMBER = {
    "fstat": "stat", "fsync": "fsync", "read": "read", "write": "write", "ftruncate": "truncate"
}  # fmt: skip

_fstat = os.fstat


class Failing(NamedTuple):
    """Which call fails: the first of a kind is turn 1; `on` says that all after it do, too.

    Of the kind `size` the turn is how many bytes a file may have. Without a kind none fails.
    """

    folders: Sequence[str]
    kind: str = ""
    turn: int = 0
    on: bool = False


class Calls:
    """The calls of a process that were met so far."""

    def __init__(self, failing: Failing) -> None:
        self.met: Counter[str] = Counter()
        self.paths: dict[int, str] = {}
        self.written: set[int] = set()
        self.failing = failing
        self._folders = tuple(os.path.join(each, "") for each in failing.folders)

    def ours(self, path: Any, folder: int | None = None) -> bool:
        """Tell whether a path, or a number that a file was opened under, lies in the folders."""
        if isinstance(path, int):
            return path in self.paths
        whole = os.path.join(self.paths.get(folder or 0, ""), os.fsdecode(path))
        return f"{os.path.abspath(whole)}/".startswith(self._folders)

    def meet(self, kind: str, path: Any) -> None:
        """Count a call, and have it fail where it is its turn."""
        self.met[kind] += 1
        wanted, turn = self.failing.kind, self.failing.turn
        late = self.failing.on and self.met[kind] > turn
        if kind == wanted and (self.met[kind] == turn or late):
            number = KINDS[kind]
            named = self.paths.get(path, "") if isinstance(path, int) else os.fspath(path)
            raise OSError(number, os.strerror(number), named)

    def closed(self, number: int, path: str | None) -> None:
        """Count that a file was closed; that cannot fail where it was only read."""
        if path is not None and number in self.written:
            self.written.discard(number)
            self.meet("close", path)


def arm(failing: Failing) -> Calls:
    """Look at the calls of this process from now on."""
    calls = Calls(failing)
    if failing.kind == "size":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (failing.turn, hard))
    for name, kind in _BY_PATH.items():
        setattr(os, name, _by_path(calls, kind, getattr(os, name)))
    for name, kind in _BY_NUMBER.items():
        setattr(os, name, _by_number(calls, kind, getattr(os, name)))
    os.open, os.close = _opening(calls, os.open), _closing(calls, os.close)
    opened = _file(calls)
    builtins.open = io.open = _opener(calls, opened, io.open)  # type: ignore[assignment]
    for module in list(sys.modules.values()):
        if getattr(module, "FileIO", None) is io.FileIO and module.__name__ != "_io":
            module.FileIO = opened  # type: ignore[attr-defined]
    if sys.platform != "win32":
        import fcntl

        fcntl.flock = _by_number(calls, "lock", fcntl.flock)
    return calls


def _by_path(calls: Calls, kind: str, call: Callable[..., Any]) -> Callable[..., Any]:
    def made(path: Any = ".", *args: Any, dir_fd: int | None = None, **more: Any) -> Any:
        if calls.ours(path, dir_fd):
            calls.meet(kind, path)
        more = {**more, "dir_fd": dir_fd} if dir_fd is not None else more
        return call(path, *args, **more)

    return made


def _by_number(calls: Calls, kind: str, call: Callable[..., Any]) -> Callable[..., Any]:
    def made(file: Any, *args: Any) -> Any:
        number = file if isinstance(file, int) else file.fileno()
        if number in calls.paths:
            calls.meet(kind, number)
        return call(file, *args)

    return made


def _opening(calls: Calls, call: Callable[..., int]) -> Callable[..., int]:
    def made(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if not calls.ours(path, dir_fd):
            return call(path, flags, mode, dir_fd=dir_fd)
        calls.meet("open", path)
        number = call(path, flags, mode, dir_fd=dir_fd)
        calls.paths[number] = os.path.join(calls.paths.get(dir_fd or 0, ""), os.fsdecode(path))
        if flags & (os.O_WRONLY | os.O_RDWR):
            calls.written.add(number)
        return number

    return made


def _closing(calls: Calls, call: Callable[[int], None]) -> Callable[[int], None]:
    def made(number: int) -> None:
        known = calls.paths.pop(number, None)
        call(number)
        calls.closed(number, known)

    return made


def _opener(calls: Calls, raw: type[io.FileIO], call: Callable[..., Any]) -> Callable[..., Any]:
    def made(
        file: Any, mode: str = "r", buffering: int = -1, encoding: str | None = None,
        errors: str | None = None, newline: str | None = None, closefd: bool = True,
        opener: Any = None,
    ) -> Any:  # fmt: skip
        if not calls.ours(file):
            return call(file, mode, buffering, encoding, errors, newline, closefd, opener)
        if not isinstance(file, int) and opener is None:
            calls.meet("open", file)
        opened = raw(file, mode.replace("b", "").replace("t", ""), closefd, opener)
        if buffering == 0:
            return opened
        kind = io.BufferedRandom if "+" in mode else io.BufferedReader
        buffered: Any = (kind if "r" in mode or "+" in mode else io.BufferedWriter)(opened)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)

    return made


def _file(calls: Calls) -> type[io.FileIO]:
    output = _fstat(1)  # which the program may exchange for nothing

    class File(io.FileIO):
        """A file whose reads and writes are met; one that fails has written half."""

        def __init__(
            self, file: Any, mode: str = "r", closefd: bool = True, opener: Any = None
        ) -> None:
            super().__init__(file, mode, closefd, opener)
            name = calls.paths.get(file, "") if isinstance(file, int) else os.fsdecode(file)
            if name:
                calls.paths[self.fileno()] = name
            if name and self.writable():
                calls.written.add(self.fileno())

        def read(self, size: int | None = -1) -> Any:
            calls.meet("read", self.fileno())
            return super().read(-1 if size is None else size)

        def readall(self) -> Any:
            calls.meet("read", self.fileno())
            return super().readall()

        def readinto(self, buffer: Any) -> Any:
            calls.meet("read", self.fileno())
            return super().readinto(buffer)

        def write(self, raw: Any) -> int:
            if self.fileno() < 3:
                if self.fileno() == 1 and os.path.samestat(_fstat(1), output):
                    calls.meet("print", 1)
                with _any_size(calls):
                    return super().write(raw)
            try:
                calls.meet("write", self.fileno())
            except OSError:
                super().write(bytes(raw)[: len(bytes(raw)) // 2])
                raise
            return super().write(raw)

        def truncate(self, size: int | None = None) -> int:
            calls.meet("truncate", self.fileno())
            return super().truncate(size)

        def close(self) -> None:
            number = -1 if self.closed else self.fileno()
            super().close()
            calls.closed(number, calls.paths.pop(number, None))

    return File


def stream(calls: Calls | None, number: int) -> io.FileIO:
    """Return standard output or standard error to write to; what is printed is met, too."""
    return io.FileIO(number, "w") if calls is None else _file(calls)(number, "w")


def report(calls: Calls, number: int) -> None:
    """Write how many calls of each kind were met."""
    with _any_size(calls):
        os.write(number, json.dumps(calls.met).encode())


@contextmanager
def _any_size(calls: Calls) -> Iterator[None]:
    """Let files of the tests' own have any size."""
    if calls.failing.kind != "size":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
