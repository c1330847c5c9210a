"""How what is added to a rulebook is read and written, and what is left to do then."""

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING

from allscape.cli.output import tell
from allscape.faults import RulebookError

if TYPE_CHECKING:
    from allscape.faults import Fault
    from allscape.scaffold.tree import Tree

_MOST = 20


def read(folder: Path) -> "Tree":
    """Return the files of a rulebook, to be edited. Raises `RulebookError`."""
    from allscape.scaffold import tree

    return tree.read(folder)


def write(before: "Tree", after: "Tree") -> None:
    """Write what was edited; tell which files were, and what is left to do.

    Of what is to be filled in, all that was so before is counted only.
    """
    from allscape.scaffold import disk

    known = set(map(_key, _faults(before.folder)))
    for path in disk.write(before, after):
        tell(f"allscape: wrote {path}")
    for each in _left(before.folder, known):
        tell(f"allscape: next: {each}")


def _faults(folder: Path) -> "list[Fault]":
    from allscape.rulebook.load import load

    try:
        load(folder)
    except RulebookError as error:
        return list(error.faults)
    return []


def _key(fault: "Fault") -> tuple[str, int, int, str]:
    return fault.file, fault.line, fault.column, fault.message


def _left(folder: Path, known: AbstractSet[tuple[str, int, int, str]]) -> list[str]:
    """Return what is left to do: the faults of the rulebook, or the sentences to be read."""
    from allscape.rulebook.load import load

    if faults := _faults(folder):
        new = [str(each) for each in faults if _key(each) not in known]
        more, old = len(new) - _MOST, len(faults) - len(new)
        told = [*new[:_MOST], *([f"and {more} more"] if more > 0 else [])]
        return [*told, f"{old} to fill in as before (allscape check {folder})"] if old else told
    contents = load(folder)
    left = []
    for ledger in contents.ledgers:
        unread = [str(each.n) for each in ledger.sentences if each.unread]
        if unread:
            left.append(f"{len(unread)} of {ledger.source} unread: {', '.join(unread)}")
    return left
