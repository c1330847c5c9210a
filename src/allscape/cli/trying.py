"""Cases that test a rulebook: `test`, `mutate`."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allscape.cli.options import Output, Rules, command, refuse_together
from allscape.cli.output import give, tell
from allscape.cli.rulebooks import folder_of
from allscape.cli.waiting import waiting
from allscape.faults import EXIT_CHECK_FAILED, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from allscape.cases import PlacedCase
    from allscape.model.case import Case
    from allscape.rulebook.load import Loaded

CaseFiles = Annotated[
    list[Path],
    typer.Argument(metavar="CASES", help="Case files, folders of them, or example:NAME."),
]
_All = Annotated[bool, typer.Option("--all", help="Every line, nothing cut short.")]
_Suggest = Annotated[
    bool, typer.Option("--suggest", help="Write the cases that are missing, as a case file.")
]


@command("test", example="test example:edges")
def run(
    output: Output,
    cases: CaseFiles,
    rules: Rules = None,
    all_: _All = False,
    suggest: _Suggest = False,
    complete: Annotated[
        bool, typer.Option("--complete", help="Fail where a condition is not shown to decide.")
    ] = False,
    amend: Annotated[
        bool, typer.Option("--amend", help="The lines to judge anew after an article has come.")
    ] = False,
) -> None:
    """Run the expectations of cases, and tell which conditions of the rules they show to decide.

    A condition decides where an outcome that a case expects would be another if this condition
    alone came out the other way. Exit code 5 where an expectation fails.
    """
    from allscape.render import trials as render
    from allscape.trials import report

    refuse_together(suggest=suggest, json=output.json)
    refuse_together(amend=amend, suggest=suggest, complete=complete)
    if amend:
        _amend(output, cases, rules)
        return
    given = _given(cases, rules)
    with waiting("testing", output):
        found, missing = report.test(*given)
    if suggest:
        _write(missing)
    else:
        give(output, partial(render.tested, found, all_), "tested", found)
    if found.failures or (complete and found.missing):
        raise typer.Exit(EXIT_CHECK_FAILED)


def _amend(output: Output, cases: list[Path], rules: Path | None) -> None:
    from allscape.render import trials as render
    from allscape.trials.moved import amend
    from allscape.trials.run import run as tried

    loaded, placed = _given(cases, rules)
    found = amend(loaded.contents, tried(loaded.contents, placed))
    give(output, partial(render.amended, found, loaded.contents), "amended", found)


@command("mutate", example="mutate example:edges")
def mutate(
    output: Output,
    cases: CaseFiles,
    rules: Rules = None,
    all_: _All = False,
    suggest: _Suggest = False,
) -> None:
    """Change the rules one condition at a time, and tell which changes no case would notice.

    A change that means the same is proved to. Exit code 5 where a change goes unnoticed.
    """
    from allscape.render import trials as render
    from allscape.trials import report

    refuse_together(suggest=suggest, json=output.json)
    given = _given(cases, rules)
    with waiting("changing rules", output):
        trials, found, missing = report.mutated(*given)
    failures = [fault for each in trials for fault in each.failures]
    for fault in failures:
        tell(f"allscape: {fault}")
    if suggest:
        _write(missing)
    else:
        give(output, partial(render.mutated, found, len(trials), all_), "mutation", found)
    if found.survivors or failures:
        raise typer.Exit(EXIT_CHECK_FAILED)


def _given(cases: list[Path], rules: Path | None) -> "tuple[Loaded, list[PlacedCase]]":
    from allscape.cases import read_all
    from allscape.rulebook import load

    placed = read_all(cases)
    if all(each.case.expect is None for each in placed):
        raise UsageError.of("none of these cases expects anything", "a case says so under expect:")
    return load.read(folder_of(None, rules)), placed


def _write(missing: "Sequence[Case]") -> None:
    from allscape.cases import text

    if missing:
        sys.stdout.write(text(*missing, listed=True))
    tell(f"allscape: {len(missing)} cases suggested; read each against its sentence")
