"""Cases out of a table, or into one: `new cases`."""

from pathlib import Path
from typing import Annotated

import typer

from allscape.cli.options import UnknownWords
from allscape.cli.output import tell
from allscape.faults import UsageError, raised_as, unwritten


def cases(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="TABLE", help="A table, a row a case; case files with --table."),
    ],
    into: Annotated[
        Path, typer.Option("--into", metavar="DIR", help="Where the case files go.")
    ] = Path(),
    table: Annotated[
        Path | None,
        typer.Option("--table", metavar="FILE", help="Write case files into this CSV table."),
    ] = None,
    unknown: UnknownWords = None,
) -> None:
    """Make case files of a table, a row a case, or with --table one table of case files.

    Columns are name, story, teaching, and facts under any name they go by. What is written is in
    our own words; nothing is written where a row is bad, and nothing that is there is replaced.
    """
    from allscape.scaffold import case_tables

    if table is not None:
        _into_one(paths, table)
        return
    if len(paths) != 1:
        raise UsageError.of("new cases takes one table", "--table FILE makes one of case files")
    found, said = case_tables.read_table(paths[0], unknown or ())
    if said:
        tell(f"allscape: {paths[0]}: {'; '.join(said)}")
    files = case_tables.files_of(found, into)
    with raised_as(unwritten, into):
        into.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        _write(path, text)


def _into_one(paths: list[Path], table: Path) -> None:
    from allscape import cases as case_files
    from allscape.scaffold import case_tables

    found = case_files.read_all(paths)
    _write(table, case_tables.table(found))
    for each in case_tables.left_out(found):
        tell(f"allscape: not in a table: {each}")


def _write(path: Path, text: str) -> None:
    from allscape.disk import write_new

    with raised_as(unwritten, path):
        try:
            write_new(path, text.encode())
        except FileExistsError:
            raise UsageError.of(f"{path} is there") from None
    tell(f"allscape: wrote {path}")
