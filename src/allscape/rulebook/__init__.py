"""Reading a rulebook and an article: YAML to model, faults with their place, sentences."""

from pathlib import Path

from allscape import inputs
from allscape.faults import RulebookError
from allscape.inputs import Unreadable, files_in

SUFFIXES = frozenset({".yaml", ".yml"})
"""Of the files of a rulebook."""


def packaged() -> Path:
    """Return the folder of the rulebook that the program comes with."""
    return inputs.packaged("rules")


def rule_files(folder: Path) -> list[Path]:
    """Return the files of a rulebook, in order. Raises `RulebookError` where there are none."""
    try:
        return files_in(folder, SUFFIXES)
    except Unreadable as error:
        hint = error.hint or "a rulebook is a folder of YAML files" * (error.path == folder)
        raise RulebookError.at(error.path, error.message, hint) from None
