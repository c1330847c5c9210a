"""How what is added to a rulebook is read and written, and what is left to do then."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allscape.cli import complete
from allscape.cli.output import tell
from allscape.faults import AllscapeError, RulebookError, UsageError

if TYPE_CHECKING:
    from allscape.scaffold.tree import Tree

_MOST = 20
HERE = Path("rules")


def known(name: str, key: str) -> complete.Completer:
    """Return a completer that offers the values of a key in the lists of a name."""

    def offered(incomplete: str) -> Iterable[str]:
        from allscape.scaffold import tree

        with suppress(AllscapeError, OSError):
            names = dict.fromkeys(tree.read(HERE).values(name, key))
            return complete.starting_with(names)(incomplete)
        return []

    return offered


NewRulesFolder = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        help="The rulebook to add to; ./rules without it, never the one inside the program.",
    ),
]
Cited = Annotated[
    str,
    typer.Argument(metavar="SOURCE", help="The article.", autocompletion=known("sources", "id")),
]


def refuse_empty(given: dict[str, str]) -> None:
    """Raise `UsageError` where an option was given without words."""
    for option, text in given.items():
        if not any(each.isalnum() for each in text):
            raise UsageError.of(f"{option}: words are expected here")


def folder_of(rules: Path | None) -> Path:
    """Return the folder of the rulebook to add to. Raises `UsageError`."""
    if rules is None and not HERE.is_dir():
        message = "there is no folder 'rules' here"
        raise UsageError.of(message, "name the rulebook to add to: --rules DIR")
    return rules or HERE


def read(folder: Path) -> "Tree":
    """Return the files of a rulebook, to be edited. Raises `RulebookError`."""
    from allscape.scaffold import tree

    return tree.read(folder)


def write(before: "Tree", after: "Tree") -> None:
    """Write what was edited; tell which files were, and what is left to do."""
    from allscape.scaffold import disk

    written = disk.write(before, after)
    for path in written:
        tell(f"allscape: wrote {path}")
    for each in _left(before.folder, written):
        tell(f"allscape: next: {each}")


def _left(folder: Path, written: Sequence[Path]) -> list[str]:
    """Return what is left to do: the faults of the files that were written, the others counted.

    Where there are none, the sentences to be read.
    """
    from allscape.rulebook.load import load

    try:
        contents = load(folder)
    except RulebookError as error:
        mine = [str(each) for each in error.faults if Path(each.file) in written][:_MOST]
        more = len(error.faults) - len(mine)
        rest = f"{more} {'more' if mine else 'faults'} elsewhere: allscape check {folder}"
        return [*mine, rest] if more else mine
    left = []
    for ledger in contents.ledgers:
        unread = [str(each.n) for each in ledger.sentences if each.unread]
        if unread:
            left.append(f"{len(unread)} of {ledger.source} unread: {', '.join(unread)}")
    return left
