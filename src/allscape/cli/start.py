"""Where the program starts: while it is loaded, and once it has ended, Ctrl-C stops it quietly.

In between, where something may have to be tidied up, it is Python's `KeyboardInterrupt`.
"""

import _signal as signal  # type: ignore[import-not-found]  # the whole of it loads enum
import os
import sys

EXIT_STOPPED = 130


def main() -> None:
    """Load the program, run it and exit with its code."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        _run_interruptible()
    else:
        _run()  # in the background of a shell, say, where Ctrl-C is not meant


def _run_interruptible() -> None:
    signal.signal(signal.SIGINT, _stop)
    try:
        try:
            _run(interruptible=True)
        finally:
            signal.signal(signal.SIGINT, _stop)
    except KeyboardInterrupt:
        _stop()


def _run(*, interruptible: bool = False) -> None:
    from allscape.cli import main as program

    if interruptible:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    program.main()


def _stop(*_: object) -> None:
    """End at once: an exception, raised in an import, could be swallowed or printed."""
    try:
        if sys.stderr is not None:
            os.write(2, b"allscape: stopped\n")
    finally:
        os._exit(EXIT_STOPPED)
