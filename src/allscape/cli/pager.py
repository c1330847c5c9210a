"""A page that is longer than the screen goes through the reader's pager, as git's do."""

import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_USUAL = "less"
_NO_PAGER = ("", "cat")


class _Held(io.StringIO):
    """Standard output, held back; what asks whether it is a terminal is told so."""

    encoding = sys.stdout.encoding if sys.stdout is not None else "utf-8"

    def isatty(self) -> bool:
        """Tell that it is a terminal: a pager hands colors on."""
        return True

    def fileno(self) -> int:
        """Return the terminal behind it, whose width counts."""
        return sys.__stdout__.fileno() if sys.__stdout__ is not None else 1


@contextmanager
def paged() -> Iterator[None]:
    """Hold back what is written to standard output, then show it: on the screen or in a pager."""
    terminal = sys.stdout
    sys.stdout = held = _Held()
    try:
        yield
    finally:
        sys.stdout = terminal
    text = held.getvalue()
    if text.count("\n") < shutil.get_terminal_size().lines or not _through(_pager(), text):
        terminal.write(text)


def _pager() -> str:
    """Return the command that pages; nothing where there is to be none."""
    wanted = os.environ.get("PAGER")
    if os.environ.get("TERM") == "dumb" and wanted is None:
        return ""
    return (wanted if wanted is not None else shutil.which(_USUAL) or "").strip()


def _through(pager: str, text: str) -> bool:
    """Show a text in a pager; false where there is none, or it does not start."""
    if pager in _NO_PAGER:
        return False
    environment = {"LESS": "FRXe", "LV": "-c", **os.environ}
    try:
        running = subprocess.Popen(  # noqa: S602  # the reader's own command, as a shell has it
            pager, shell=True, stdin=subprocess.PIPE, env=environment
        )
    except OSError:
        return False
    kept = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's
    try:
        with suppress(OSError):
            running.communicate(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
        return running.wait() not in (126, 127)
    finally:
        signal.signal(signal.SIGINT, kept)
