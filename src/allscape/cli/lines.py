"""Lines that are typed, that come over a pipe or that stand in a file: one way of cutting them.

A line ends at a line feed, a carriage return or both, and at nothing else: what an editor shows on
one line is one line. A byte order mark at the beginning is no part of the first.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import TextIO

from allscape.faults import CaseError, reason
from allscape.inputs import MAX_BYTES, Unreadable, read_bytes, standard_input, text

MAX_LINE = 1_000_000
STANDARD_INPUT = "standard input"


def typed_lines() -> Iterator[str]:
    """Return the lines that are typed, or that come over a pipe. Raises `CaseError`."""
    if sys.stdin is None:
        raise CaseError.at(STANDARD_INPUT, "is closed")
    if not sys.stdin.isatty():
        # As a file is read, whatever the place and the machine.
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict", newline=None)  # type: ignore[union-attr]
        return _lines(lambda: _next(sys.stdin, STANDARD_INPUT))
    # With it, `input` gives a terminal its line editing.
    with suppress(ImportError):
        import readline  # noqa: F401
    return _lines(lambda: input("> "))


def written_lines(answers: Path | None, most: int = MAX_BYTES) -> Iterator[str]:
    """Return the lines of a file, or of all that stands on standard input. Raises `CaseError`."""
    path = answers or Path(STANDARD_INPUT)
    try:
        found = text(path, read_bytes(path, most) if answers else standard_input())
    except Unreadable as error:
        raise CaseError([error.fault()]) from None
    file = StringIO(found, newline=None)
    return _lines(lambda: _next(file, str(path)))


def _next(file: TextIO, name: str) -> str:
    """Return the next line, which is not read without end."""
    found = file.readline(MAX_LINE + 1)
    if not found:
        raise EOFError
    line = found.removesuffix("\n")
    if len(line) > MAX_LINE:
        raise CaseError.at(name, f"has a line of more than {MAX_LINE:,} characters")
    return line


def _lines(line: Callable[[], str]) -> Iterator[str]:
    while True:
        sys.stdout.flush()
        try:
            yield line()
        except EOFError:
            return
        except UnicodeDecodeError:
            raise CaseError.at(STANDARD_INPUT, "is not text in UTF-8") from None
        except BrokenPipeError:
            raise
        except OSError as error:
            raise CaseError.at(STANDARD_INPUT, f"cannot be read: {reason(error)}") from None
