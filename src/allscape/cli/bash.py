"""Completion in bash, which parts words at = and : and completes what stands behind the last."""

import io
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stdout

_MARKS = "=:"


def complete(run: Callable[[], object]) -> object:
    """Let `run` print the completions of whole words, and print what bash is to put in."""
    words = os.environ.get("COMP_WORDS", "")
    try:
        at = int(os.environ.get("COMP_CWORD") or 0)
    except ValueError:
        at = -1
    if at < 0:  # no shell asks so
        return None
    whole, number = rejoined(words.split("\n") if "\n" in words else words.split(" "), at)
    os.environ |= {"COMP_WORDS": "\n".join(whole), "COMP_CWORD": str(number)}
    out = io.StringIO()
    try:
        with redirect_stdout(out):
            return run()
    finally:
        begun = whole[number] if number < len(whole) else ""
        standing = begun[: max(begun.rfind(mark) for mark in _MARKS) + 1]
        lines = [each.removeprefix(standing) for each in out.getvalue().splitlines()]
        sys.stdout.write("".join(f"{each}\n" for each in lines))


def rejoined(words: list[str], at: int) -> tuple[list[str], int]:
    """Return words that bash has parted as they were typed, and the number of the one at `at`."""
    whole: list[str] = []
    number, open_ = at, False
    for index, word in enumerate(words):
        mark = bool(word) and not word.strip(_MARKS)
        if whole[1:] and (mark or open_):
            whole[-1] += word
        else:
            whole.append(word)
        open_ = mark
        if index == at:
            number = len(whole) - 1
    return whole, number if at < len(words) else len(whole)
