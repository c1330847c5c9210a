"""Run a command and print what it took: seconds of wall and processor, bytes of memory at most.

A process of its own, and a small one: the memory of a child counts that of its parent until it has
become another program.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

_EVERY = 0.02


@dataclass(frozen=True)
class Spent:
    """What a process took.

    `memory` is the most that was resident, pages of files included that the system lends while it
    has them; `own` the most without those, looked at fifty times a second, and 0 where that was not
    asked for or cannot be seen.
    """

    wall: float
    processor: float
    memory: int
    own: int


def spent(command: Sequence[str], *, watched: bool = False, also: int = 0) -> Spent:
    """Run a command and return what it took. Raises `CalledProcessError` where it fails.

    `also` is an exit code of a command that has done its work, beside 0.
    """
    told = subprocess.run(
        [sys.executable, "-I", str(Path(__file__).resolve()), str(int(watched)), *command],
        check=False,
        stdout=subprocess.PIPE,
    )
    if told.returncode not in (0, also):
        told.check_returncode()
    return Spent(**json.loads(told.stdout))


def _main(watched: str, *command: str) -> int:
    quiet, seen, over = subprocess.DEVNULL, [0], Event()
    started = perf_counter()
    child = subprocess.Popen(command, stdin=quiet, stdout=quiet)
    if int(watched):
        Thread(target=_watch, args=(child.pid, seen, over), daemon=True).start()
    _, status, used = os.wait4(child.pid, 0)
    wall = perf_counter() - started
    over.set()
    memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps(vars(Spent(wall, used.ru_utime + used.ru_stime, memory, max(seen)))))
    return os.waitstatus_to_exitcode(status)


def _watch(process: int, seen: list[int], over: Event) -> None:
    status = Path(f"/proc/{process}/status")
    while not over.wait(_EVERY):
        try:
            found = re.search(r"RssAnon:\s+(\d+) kB", status.read_text())
        except OSError:
            return
        seen[0] = max(seen[0], int(found[1]) * 1024 if found else 0)


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
