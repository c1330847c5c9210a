"""Runs the program in forks of a process that has loaded it: a process each, without the start."""

import gc
import importlib
import io
import json
import os
import pkgutil
import select
import signal
import socket
import sys
import traceback
from contextlib import suppress
from typing import Any, NoReturn

import failing
from pydantic import BaseModel

LARGEST = 1_000_000
LEFT_OUT = ("allscape.__main__", "allscape.columns.on_spark", "allscape.testing")
IMPORTED_LATE = ("durable.engine", "encodings.utf_8_sig", "rich.ansi", "typer._adapters")


def serve(requests: socket.socket) -> None:
    """Fork for every request, which brings its streams along, and a way to answer.

    The answers are the number of the process, and its exit code when it has ended.
    """
    _load()
    woken, wakes = socket.socketpair()
    wakes.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakes.fileno())
    running: dict[int, socket.socket] = {}
    while True:
        ready, _, _ = select.select([requests, woken], [], [])
        if woken in ready:
            woken.recv(LARGEST)
            _answer(running)
        if requests in ready:
            message, streams, _, _ = socket.recv_fds(requests, LARGEST, 5)
            if not message:
                return
            child = os.fork()
            if not child:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                _run(json.loads(message), streams)
            running[child] = socket.socket(fileno=streams.pop())
            running[child].sendall(f"{child}".encode())
            for stream in streams:
                os.close(stream)


def _answer(running: dict[int, socket.socket]) -> None:
    """Tell the exit codes of the processes that have ended."""
    for child in list(running):
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            with running.pop(child) as answer, suppress(OSError):  # nobody may be waiting
                answer.sendall(f"{os.waitstatus_to_exitcode(status)}".encode())


def _load() -> None:
    """Import all that a command may, and build what each would build anew, but for the rulebook.

    Of polars and DuckDB, too: their threads, which end with a fork, start when they first compute.
    """
    import allscape
    from allscape.model.base import Frozen

    for each in pkgutil.walk_packages(allscape.__path__, "allscape."):
        if not each.name.startswith(LEFT_OUT):
            importlib.import_module(each.name)
    for name in IMPORTED_LATE:
        with suppress(ImportError):  # durable-rules is not everywhere
            importlib.import_module(name)
    _build(Frozen)
    gc.collect()
    gc.freeze()


def _build(model: type[BaseModel]) -> None:
    """Build the schemas of a model and of all that inherit from it."""
    model.model_rebuild()
    for each in model.__subclasses__():
        _build(each)


def _run(asked: dict[str, Any], streams: list[int]) -> NoReturn:
    for number, stream in enumerate(streams[:3]):
        os.dup2(stream, number)
    calls = failing.arm(failing.Failing(*asked["failing"])) if asked["failing"] else None
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0)), encoding="utf-8")
    out = failing.stream(calls, 1)
    lines = os.isatty(1)
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(out), encoding="utf-8", line_buffering=lines)
    err = failing.stream(calls, 2)
    sys.stderr = io.TextIOWrapper(io.BufferedWriter(err), encoding="utf-8", line_buffering=True)
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    sys.argv = ["allscape", *asked["args"]]
    code = _ended()
    if calls is not None:
        failing.report(calls, streams[3])
    os._exit(code)


def _ended() -> int:
    from allscape.cli.main import main

    code = 0
    try:
        main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:  # noqa: BLE001  # as Python itself would end
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
