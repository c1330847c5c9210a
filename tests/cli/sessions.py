"""Sessions driven as a user drives them: over a pipe that waits for each reply, in a terminal."""

import json
import os
import re
import select
import struct
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from failing import Failing
from program import DONE, EXAMPLES, Done, Forked, environment, run, started

SIX = EXAMPLES / "six-core-facts-alone.yaml"
PATIENCE = 30
WHILE, LONG_WHILE = 0.2, 1.5

LINES = """\
# what the class answered
false

?
why
organ_function_adequate=true
how car-t-relapsed-refractory
whatif life_expectancy_weeks=5
7
unknown
back
change prior_car_t
true
note The class says: *three* facts
show
undo
redo
help
"""
KNOWN = {
    "ph_status": "negative", "mrd_result": "negative", "relapse_status": "relapsed", "age": 34,
    "cd19_status": "positive", "ecog": 1, "active_gvhd": False, "organ_function_adequate": True,
    "life_expectancy_weeks": 7,
}  # fmt: skip


@cache
def paged(width: int = 80, lines: str = LINES) -> Done:
    """Step through the lines over a pipe, in a width."""
    return run("step", SIX, stdin=lines, env={"COLUMNS": str(width)})


def stepped(lines: str, *args: str | Path) -> Done:
    """Step over a pipe; it has to end well."""
    done = run("step", *args, stdin=lines)
    assert (done.code, done.err) == (DONE, ""), done.err
    return done


class Waited:
    """The program's output, read as it comes."""

    def __init__(self, source: int) -> None:
        self._source, self.seen = source, b""

    def until(self, wanted: bytes, since: int = 0) -> None:
        """Read until something shows."""
        end = time.monotonic() + PATIENCE
        while wanted not in self.seen[since:]:
            ready, _, _ = select.select([self._source], [], [], end - time.monotonic())
            assert ready, f"waited for {wanted!r} in vain: {self.seen[since:]!r}"
            part = os.read(self._source, 65536)
            assert part, f"ended before {wanted!r}: {self.seen[since:]!r}"
            self.seen += part

    def until_quiet(self) -> None:
        """Read until nothing comes for a while, which is longer where nothing has come yet."""
        wait = LONG_WHILE
        while select.select([self._source], [], [], wait)[0]:
            part = os.read(self._source, 65536)
            self.seen += part
            wait = WHILE if part else 0

    def rest(self) -> None:
        """Read to the end."""
        while True:
            try:
                part = os.read(self._source, 65536)
            except OSError:  # so Linux says that the other side of a terminal has gone
                return
            if not part:
                return
            self.seen += part


class Piped:
    """A session over a pipe, to be killed."""

    def __init__(self, session: Path) -> None:
        theirs, self._lines = os.pipe()
        self._said, writing = os.pipe()
        self._process = started(
            "step", "--session", session, stdin=theirs, stdout=writing, stderr=2
        )
        os.close(theirs)
        os.close(writing)
        self._output = Waited(self._said)
        self.pid = self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._lines)
        os.close(self._said)

    def say(self, line: str, reply: str) -> None:
        """Type a line and wait until its reply shows."""
        since = len(self._output.seen)
        os.write(self._lines, f"{line}\n".encode())
        self._output.until(reply.encode(), since)


def in_terminal(
    *args: str | Path,
    lines: Iterable[str],
    env: Mapping[str, str],
    width: int = 80,
    command: str = "step",
    prompt: bytes = b"\n> ",
) -> str:
    """Run a command in a terminal, each line typed when it is waited for; return what stood there.

    A line is waited for where `prompt` stands.
    """
    import fcntl
    import pty
    import termios

    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    told = environment({"TERM": "xterm-256color", **env})
    del told["COLUMNS"]
    with started(command, *args, stdin=side, stdout=side, stderr=side, env=told) as process:
        os.close(side)
        output, since = Waited(main), 0
        for line in lines:
            output.until(prompt, since)
            since = len(output.seen)
            os.write(main, f"{line}\n".encode())
        output.rest()
        assert process.wait(timeout=PATIENCE) == 0, output.seen
    os.close(main)
    return output.seen.decode().replace("\r\n", "\n")


def in_full_screen(
    *args: str | Path,
    keys: Iterable[str],
    shows: bytes,
    env: Mapping[str, str],
    cwd: Path,
    failing: Failing | None = None,
) -> Done:
    """Run a command of the whole screen, a key pressed when all is shown of the one before.

    Keys are pressed from when something `shows`. What stood on the whole screen is the output, what
    came before and after is what was said.
    """
    import fcntl
    import pty
    import termios

    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    told = environment({"TERM": "xterm-256color", **env})
    del told["COLUMNS"]
    with TemporaryFile() as met:
        streams = [side, side, side, met.fileno()]
        process = Forked([*map(str, args)], streams, told, cwd, failing)
        os.close(side)
        output = Waited(main)
        with suppress(OSError, AssertionError):  # it may have ended, and say so
            output.until(shows)
            for key in keys:
                output.until_quiet()
                os.write(main, key.encode())
        output.rest()
        code = process.wait()
        os.close(main)
        met.seek(0)
        counted = json.loads(met.read() or b"{}")
    before, *rest = re.split(rb"\x1b\[\?1049[hl]", output.seen)
    said = b"".join([before, *rest[-1:]]).replace(b"\r\n", b"\n").decode()
    return Done(code, output.seen.decode(), re.sub(r"\x1b\[[0-?]*[a-zA-Z]", "", said), counted)
