"""Many cases at once: `allscape cohort`."""

import json as json_text
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allscape.cli.options import Force, Lens, Output, Screen, UnknownWords, command
from allscape.cli.output import console, show, show_json, tell
from allscape.columns.engines import Backend, engine_of
from allscape.columns.files import CohortFiles, Format
from allscape.faults import EXIT_BAD_CASE

if TYPE_CHECKING:
    from allscape.columns.cells import CellCounts
    from allscape.columns.tally import Cohort

_MOST = 10


@command("cohort", example="cohort cases.parquet -o verdicts.parquet")
def cohort(
    lens: Lens,
    output: Output,
    cases: Annotated[
        Path,
        typer.Argument(metavar="CASES", help="Parquet, CSV or JSON lines; columns as attributes."),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="Where the verdicts go.")
    ],
    statements: Annotated[
        bool, typer.Option("--statements", help="Also a column for every statement.")
    ] = False,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="COLUMN", help="Pass a column through; may be repeated."),
    ] = None,
    bad: Annotated[
        Path | None,
        typer.Option(
            "--bad", metavar="FILE", help="Where bad rows go; usually beside the verdicts."
        ),
    ] = None,
    allow_bad: Annotated[
        bool, typer.Option("--allow-bad", help="Bad rows are told, and exit code 0 all the same.")
    ] = False,
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="The format of files whose suffix does not tell it."),
    ] = None,
    backend: Annotated[
        Backend, typer.Option("--backend", help="What works the columns out.")
    ] = Backend.POLARS,
    escape: Annotated[
        bool,
        typer.Option(
            "--escape-formulas", help="Put ' before cells of CSV that begin as formulas do."
        ),
    ] = False,
    unknown: UnknownWords = None,
    force: Force = False,
) -> None:
    """Write the verdicts of a whole file of hypothetical cases, a row a case.

    A column is named after an attribute, its values are written as in a case file; null, nothing
    and "unknown" are unknown. Bad rows are set apart with their number and what is wrong.
    """
    from allscape.book import Rulebook

    apart = bad or out.parent / f"{out.name.removesuffix(out.suffix)}.bad.csv"
    files = CohortFiles(cases, out, apart, format_, force)
    files.check()
    engine = engine_of(backend)
    edition = Rulebook.load(lens.rules).edition(lens.as_of, lens.readings)

    # What they need is there now, or was asked for in words.
    from allscape.columns import cohort as columns
    from allscape.render import cohort as render

    with _progress(files, output) as seen:
        found = columns.run(
            files,
            edition,
            engine,
            statements=statements,
            keep=tuple(keep or ()),
            escape=escape,
            unknown=tuple(unknown or ()),
            seen=seen,
        )
    _tell(found, files)
    _tell_odd(found.odd, "the columns kept", escape=escape)
    _tell_odd(found.odd_bad, str(files.bad), escape=escape)
    if output.json:
        made = {"verdicts": str(out), "bad": str(apart) if found.bad else None}
        show_json(json_text.dumps(render.data(found, edition, made=made), indent=2))
    else:
        show(render.page(found, edition, bars=not output.plain), output)
    if found.bad and not allow_bad:
        raise typer.Exit(EXIT_BAD_CASE)


def _tell(found: "Cohort", files: "CohortFiles") -> None:
    from allscape.columns.header import closest
    from allscape.model.spellings import ABSENT

    named = {each: name for each, name in found.header.columns.items() if each != name}
    if named:
        tell("allscape: read " + ", ".join(f"'{each}' as {name}" for each, name in named.items()))
    if found.said:
        tell(f"allscape: {files.cases}: {'; '.join(found.said)}")
    unread = found.header.unread
    if unread:
        names = ", ".join(f"{each:.60}" for each in unread)
        tell(f"allscape: not read: {names} (--keep passes a column through)")
    for hint, each in [(hint, each) for each in unread if (hint := closest(each))][:_MOST]:
        tell(f"allscape: not read: '{each}' ({hint})")
    if found.bad:
        rows = f"{found.bad:,} bad row{'s' * (found.bad > 1)} of {found.good + found.bad:,}"
        tell(f"allscape: {rows} set apart in {files.bad}")
        causes = list(found.causes.items())
        for text, number in causes[:_MOST]:
            tell(f"allscape: {text}: {number:,} row{'s' * (number > 1)}")
        said = [text.partition(" '")[2].removesuffix("'") for text, _ in causes]
        if absent := [each for each in said if each.strip().casefold() in ABSENT]:
            tell(f"allscape: --unknown {absent[0]!r} takes such a word for nothing known")
        if len(causes) > _MOST:
            tell(f"allscape: and {len(causes) - _MOST:,} more causes")


def _tell_odd(odd: "CellCounts", of: str, *, escape: bool) -> None:
    """Tell what cells are no plain text, in a spreadsheet or on a terminal."""
    if odd.formulas:
        begin = "begins as a formula does" if odd.formulas == 1 else "begin as formulas do"
        put = "' is put before each" if escape else "--escape-formulas puts ' before each"
        tell(f"allscape: {_cells(odd.formulas, of)} {begin} (=, +, -, @ or a tab): {put}")
    if odd.hidden:
        shown = "control or direction characters, written as their codes"
        tell(f"allscape: {_cells(odd.hidden, of)} held {shown}")


def _cells(number: int, of: str) -> str:
    return f"{number:,} cell{'s' * (number > 1)} of {of}"


@contextmanager
def _progress(files: "CohortFiles", screen: Screen) -> Iterator[Callable[[int], None]]:
    """Show on a terminal how far the reading has come; give what has to be told of rows."""
    if screen.plain or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from allscape.columns.cohort import rows_of

    columns = (TextColumn("{task.completed:,} rows"), BarColumn(), TimeElapsedColumn())
    drawn = console(screen, stderr=True)
    with Progress(*columns, console=drawn, transient=True) as progress:
        task = progress.add_task("", total=rows_of(files))
        yield lambda rows: progress.advance(task, rows)
