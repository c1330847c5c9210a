"""Runs the installed program as a whole process: what it prints, what it says, how it ends."""

import atexit
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Self

from failing import Failing

EXAMPLES = Path(__file__).parents[2] / "examples"
CASE = EXAMPLES / "newly-diagnosed-ph-positive-67.yaml"

DONE, OUR_FAULT, USAGE, BAD_CASE, BAD_RULEBOOK, CHECK_FAILED = range(6)

ESCAPE = "\x1b"

# What a shell or a build server may set and what changes how text is written.
_MEDDLERS = (
    "NO_COLOR", "FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS", "TTY_COMPATIBLE", "COLORTERM",
    "PYTHONIOENCODING", "PYTHONUNBUFFERED", "PYTHONWARNINGS", "TERM", "LINES", "LESS",
)  # fmt: skip


@dataclass(frozen=True)
class Done:
    """A run that has ended."""

    code: int
    out: str
    err: str
    met: Mapping[str, int] = field(default_factory=dict)
    """How many calls of each kind there were, where one was to fail."""

    @property
    def words(self) -> str:
        """The output with all white space folded."""
        return folded(self.out)


def folded(text: str) -> str:
    """Return text with every run of white space as one space."""
    return " ".join(text.split())


def packed(text: str) -> str:
    """Return text without white space, so that a wrapped sentence is found wherever it broke."""
    return "".join(text.split())


@cache
def path() -> str:
    """Return where the program is installed: beside this Python, or on the path."""
    here = str(Path(sys.executable).parent)
    found = shutil.which("allscape", path=os.pathsep.join([here, os.environ.get("PATH", "")]))
    assert found, "allscape is not installed: pip install -e ."
    return found


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment that is the same everywhere, with some variables added."""
    kept = {name: value for name, value in os.environ.items() if name not in _MEDDLERS}
    return {**kept, "COLUMNS": "80", "PYTHONUTF8": "1", "PAGER": "", **(more or {})}


def run(
    *args: str | Path,
    stdin: str | bytes = b"",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    failing: Failing | None = None,
) -> Done:
    """Run the program and return how it ended; with `failing`, one of its calls fails.

    Where it can be, in a fork of a process that has loaded it already; whole, where what is asked
    for has to be there when Python starts, or is Spark, which ends as a whole process does.
    """
    given = stdin.encode() if isinstance(stdin, str) else stdin
    whole = any(name.startswith("PYTHON") for name in env or ()) or "spark" in args
    if hasattr(os, "fork") and not whole:
        return _forked([*map(str, args)], given, environment(env), cwd, failing)
    assert failing is None
    ended = subprocess.run(
        [path(), *map(str, args)],
        input=given,
        capture_output=True,
        env=environment(env),
        cwd=cwd,
        timeout=300,
        check=False,
    )
    return Done(ended.returncode, _text(ended.stdout), _text(ended.stderr))


def _forked(
    args: list[str], stdin: bytes, env: dict[str, str], cwd: Path | None, failing: Failing | None
) -> Done:
    with ExitStack() as stack:
        files = [stack.enter_context(TemporaryFile()) for _ in range(4)]
        files[0].write(stdin)
        files[0].seek(0)
        code = Forked(args, [each.fileno() for each in files], env, cwd, failing).wait()
        for each in files[1:]:
            each.seek(0)
        out, err, met = (each.read() for each in files[1:])
        return Done(code, _text(out), _text(err), json.loads(met or b"{}"))


class Forked:
    """A run in a fork, to be waited for and killed as one of `subprocess` is."""

    def __init__(
        self,
        args: list[str],
        streams: list[int],
        env: dict[str, str],
        cwd: Path | None = None,
        failing: Failing | None = None,
    ) -> None:
        where = str(cwd or Path.cwd())
        asked = json.dumps({"args": args, "env": env, "cwd": where, "failing": failing})
        self._answer, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._answer.settimeout(300)
        with theirs:
            socket.send_fds(_server(), [asked.encode()], [*streams, theirs.fileno()])
        self.pid = int(self._answer.recv(100))
        self.returncode: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()

    def wait(self, timeout: float = 300) -> int:
        """Wait for the end; return the exit code."""
        if self.returncode is None:
            self._answer.settimeout(timeout)
            self.returncode = int(self._answer.recv(100))
            self._answer.close()
        return self.returncode

    def poll(self) -> int | None:
        """Return the exit code; None while it runs."""
        if self.returncode is None and select.select([self._answer], [], [], 0)[0]:
            self.wait()
        return self.returncode

    def kill(self) -> None:
        """End it as nothing else does."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)


def started(
    *args: str | Path, stdin: int, stdout: int, stderr: int, env: Mapping[str, str] | None = None
) -> "Forked | subprocess.Popen[bytes]":
    """Start the program with streams that are open, in a fork where it can be."""
    given = [*map(str, args)]
    told = environment() if env is None else dict(env)
    if hasattr(os, "fork"):
        return Forked(given, [stdin, stdout, stderr, stderr], told)
    return subprocess.Popen([path(), *given], stdin=stdin, stdout=stdout, stderr=stderr, env=told)


@cache
def _server() -> socket.socket:
    """Return the way to a process that has loaded the program; it ends with this one."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    here.settimeout(300)
    command = [sys.executable, str(Path(__file__).with_name("server.py")), str(there.fileno())]
    process = subprocess.Popen(command, pass_fds=[there.fileno()], env=environment())
    there.close()
    atexit.register(_end, here, process)
    return here


def _end(server: socket.socket, process: subprocess.Popen[bytes]) -> None:
    server.close()
    process.wait(timeout=300)


def named(value: object) -> str:
    """Return a short name for an argument of a test."""
    if isinstance(value, list):
        return " ".join(map(named, value))
    return value.name if isinstance(value, Path) else str(value)


def _text(raw: bytes) -> str:
    return raw.decode().replace("\r\n", "\n")


def succeeds(*args: str | Path, env: Mapping[str, str] | None = None) -> Done:
    """Run the program; it has to end well and to say nothing on standard error.

    What only reads is run once in a process of the tests, however many of them look at it.
    """
    done = _once(tuple(map(str, args)), tuple((env or {}).items()))
    assert (done.code, done.err) == (DONE, ""), done.err
    return done


@cache
def _once(args: tuple[str, ...], env: tuple[tuple[str, str], ...]) -> Done:
    return run(*args, env=dict(env))


def refuses(done: Done, code: int, *told: str) -> None:
    """Hold that a run was refused as documented: a message, an exit code, and nothing else."""
    assert "Traceback" not in done.err
    assert (done.code, done.out) == (code, "")
    for each in told:
        assert each in done.err, done.err
    assert ESCAPE not in done.err


def in_terminal(
    *args: str | Path,
    env: Mapping[str, str] | None = None,
    width: int = 80,
    height: int = 24,
    typed: str = "",
) -> str:
    """Run the program in a terminal of its own, and type; return what was written there."""
    import fcntl
    import pty
    import struct
    import termios

    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    os.write(main, typed.encode())
    told = environment({"TERM": "xterm-256color", **(env or {})})
    del told["COLUMNS"]
    with started(*args, stdin=side, stdout=side, stderr=side, env=told) as process:
        os.close(side)
        written = _drained(main)
        assert process.wait(timeout=300) == DONE, written
    os.close(main)
    return _text(written)


def _drained(terminal: int) -> bytes:
    parts = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the last writer has gone
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts)
