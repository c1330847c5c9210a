"""Runs the program in forks of a process that has loaded it: a process each, without the start."""

import gc
import importlib
import io
import json
import os
import pkgutil
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
    """Fork for every request, which brings its three streams along; answer with the exit code."""
    _load()
    while True:
        message, streams, _, _ = socket.recv_fds(requests, LARGEST, 4)
        if not message:
            return
        child = os.fork()
        if not child:
            _run(json.loads(message), streams)
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        requests.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


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
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(out), encoding="utf-8")
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
