"""How what is added to a rulebook is read and written, and what is left to do then."""

from pathlib import Path
from typing import TYPE_CHECKING

from allscape.cli.output import tell
from allscape.faults import RulebookError

if TYPE_CHECKING:
    from allscape.scaffold.tree import Tree

_MOST = 20


def read(folder: Path) -> "Tree":
    """Return the files of a rulebook, to be edited. Raises `RulebookError`."""
    from allscape.scaffold import tree

    return tree.read(folder)


def write(before: "Tree", after: "Tree") -> None:
    """Write what was edited; tell which files were, and what is left to do."""
    from allscape.scaffold import disk

    for path in disk.write(before, after):
        tell(f"allscape: wrote {path}")
    for each in _left(before.folder):
        tell(f"allscape: next: {each}")


def _left(folder: Path) -> list[str]:
    """Return what is left to do: the faults of the rulebook, or the sentences to be read."""
    from allscape.rulebook.load import load

    try:
        contents = load(folder)
    except RulebookError as error:
        told = [str(each) for each in error.faults[:_MOST]]
        more = len(error.faults) - len(told)
        return [*told, f"and {more} more"] if more else told
    left = []
    for ledger in contents.ledgers:
        unread = [str(each.n) for each in ledger.sentences if each.unread]
        if unread:
            left.append(f"{len(unread)} of {ledger.source} unread: {', '.join(unread)}")
    return left
