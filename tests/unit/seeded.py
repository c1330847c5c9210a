"""Faults put into a copy of the packaged rules, and where they then stand."""

import re
from pathlib import Path

import pytest

from allscape.faults import Fault, RulebookError
from allscape.rulebook.load import load


def spoil(file: Path, old: str, new: str) -> None:
    """Replace the first `old` of a file, which has to be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def place(file: Path, near: str, at: str | None = None) -> str:
    """Return `file:line:column` of `at`, as it first stands in the first `near` of a file."""
    text = file.read_text(encoding="utf-8")
    start = text.index(near)
    start = text.index(at, start) if at is not None else start
    line = text.count("\n", 0, start) + 1
    return f"{file}:{line}:{start - text.rfind(chr(10), 0, start)}"


def faults_of(folder: Path) -> list[Fault]:
    """Return the faults for which a rulebook is refused."""
    with pytest.raises(RulebookError) as caught:
        load(folder)
    assert caught.value.exit_code == 4
    return list(caught.value.faults)


def told(folder: Path) -> list[str]:
    """Return the faults for which a rulebook is refused, as a person reads them."""
    return [ours(str(each)) for each in faults_of(folder)]


def ours(told: str) -> str:
    """Return what is told without the words of the YAML parser, which change with its releases."""
    return re.sub(r"(?<=: not valid YAML): .*", "", told)
