"""The difference of two rulebooks: `diff`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from allscape.cli.options import DayAndReadings, Output, command
from allscape.cli.output import show, show_json
from allscape.cli.waiting import waiting
from allscape.faults import EXIT_CHECK_FAILED, Fault, RulebookError

if TYPE_CHECKING:
    from allscape.model.contents import Contents

PACKAGED = "packaged"


@command("diff", example="diff packaged rules --cases examples --exit-code")
def diff(
    view: DayAndReadings,
    output: Output,
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="A rulebook; packaged is the one inside."),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The other, named in the same way.")],
    every_day: Annotated[
        bool, typer.Option("--every-day", help="Also what differs on earlier days alone.")
    ] = False,
    cases: Annotated[
        list[Path] | None,
        typer.Option(
            "--cases", metavar="CASES", help="Also which expectations of these cases move."
        ),
    ] = None,
    by_sentence: Annotated[
        bool,
        typer.Option("--by-sentence", help="Statements of one sentence are paired, whatever ids."),
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit code 5 where anything differs.")
    ] = False,
) -> None:
    """Show what differs between two rulebooks, over all cases, with a smallest case each.

    OLD and NEW are folders, or the word packaged for the rulebook that the program comes with.
    Conditions that are written otherwise and mean the same stand apart, and are no difference.
    """
    from allscape.cases import read_all
    from allscape.model.landscape import NOTICE
    from allscape.proof.agreement import agreement, paired
    from allscape.proof.difference import difference
    from allscape.render import diff as render
    from allscape.trials.moved import moved

    before, after = _loaded(old, new)
    after = paired(before, after) if by_sentence else after
    with waiting("comparing", output):
        found = difference(before, after, view.as_of, view.readings, every_day=every_day)
        moves = None if cases is None else moved(before, after, read_all(cases))
    agreed = agreement(before, after, found.changes) if by_sentence else []
    if output.json:
        data: dict[str, Any] = {"schema": "allscape.diff/1", "notice": NOTICE}
        data |= {"as_of": view.as_of and view.as_of.isoformat(), "readings": view.readings}
        whole = {**data, **render.data(found, moves, agreed)}
        show_json(whole)
    else:
        show(render.page(before, after, found, moves, agreed), output)
    if exit_code and found.changes:
        raise typer.Exit(EXIT_CHECK_FAILED)


def _loaded(*names: str) -> "list[Contents]":
    """Return the rulebooks of these names. Raises `RulebookError` with the faults of all."""
    from allscape.book import Rulebook

    found: list[Contents] = []
    faults: list[Fault] = []
    for name in dict.fromkeys(names):
        try:
            found.append(Rulebook.load(None if name == PACKAGED else Path(name)).contents)
        except RulebookError as error:
            faults += error.faults
    if faults:
        raise RulebookError(faults)
    return [found[0], found[-1]]
