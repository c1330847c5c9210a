"""Which rulebook a command is about."""

from pathlib import Path

from allscape.cli.output import tell
from allscape.faults import UsageError


def folder_of(folder: Path | None, lens_rules: Path | None) -> Path:
    """Return the folder of the rulebook that is asked for, as argument or option."""
    from allscape.inputs import is_folder
    from allscape.rulebook import packaged

    if folder is not None and lens_rules is not None:
        raise UsageError.of("the rulebook is given twice", "give DIR or --rules DIR")
    chosen, here = folder or lens_rules, Path("rules")
    if chosen is None and is_folder(here) and _texts(here) != _texts(packaged()):
        tell("allscape: the rulebook is the program's own; --rules rules names the one here")
    return chosen or packaged()


def _texts(folder: Path) -> dict[Path, bytes]:
    from allscape.inputs import Unreadable, files_in, read_bytes
    from allscape.rulebook import SUFFIXES

    try:
        return {path.relative_to(folder): read_bytes(path) for path in files_in(folder, SUFFIXES)}
    except Unreadable:
        return {}
