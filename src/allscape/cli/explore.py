"""Exploring a case: `why`, `whatif`, `compare`, `timeline`, `next`."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from allscape.cli import complete
from allscape.cli.asking import parse_changes
from allscape.cli.options import ApproachId, Lens, Output, command, parse_day
from allscape.cli.output import give
from allscape.faults import UsageError

CaseFile = Annotated[
    Path,
    typer.Argument(
        metavar="CASE",
        help="A case file or example:NAME; - reads it.",
        autocompletion=complete.cases,
    ),
]


@command("why")
def why(
    lens: Lens,
    output: Output,
    case_file: CaseFile,
    approach: ApproachId,
) -> None:
    """Show why an approach is matched, ruled out or open, and what would change that."""
    from allscape.engine.edition import not_there
    from allscape.explain.why import why as explain
    from allscape.render import why as render
    from allscape.render.framing import case_seen

    _, _, evaluation = lens.examined(case_file)
    landscape = evaluation.landscape
    if approach not in landscape:
        names = [each.id for each in landscape.approaches]
        raise UsageError.of(*not_there(evaluation.edition, "approach", approach, names))
    found = explain(evaluation, approach)
    contents, of_case = evaluation.edition.contents, case_seen(evaluation)
    give(output, partial(render.page, contents, found, of_case), "why", found, evaluation)


@command("whatif")
def what_if(
    lens: Lens,
    output: Output,
    case_file: CaseFile,
    changes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ATTRIBUTE=VALUE...",
            help="unknown takes a fact away.",
            autocompletion=complete.facts,
        ),
    ] = None,
    each: Annotated[
        bool, typer.Option("--each", help="Every single change of one fact, and what it moves.")
    ] = False,
) -> None:
    """Show what other facts would gain, lose, open or settle."""
    from allscape import cases
    from allscape.explain.difference import difference
    from allscape.explain.singles import each_change
    from allscape.render import explore

    if bool(changes) == each:
        message = "whatif needs ATTRIBUTE=VALUE, or --each, and not both"
        raise UsageError.of(message, "allscape whatif CASE age=61")
    book, case, evaluation = lens.examined(case_file)
    if each:
        singles = each_change(evaluation)
        page = partial(explore.each_change, evaluation, singles)
        give(output, page, "changes", singles, evaluation)
        return
    wanted = parse_changes(changes or [])
    found = difference(evaluation, lens.examine(book, cases.changed(case, wanted)))
    message = " and ".join(f"{name} were {value}" for name, value in wanted.items())
    page = partial(explore.what_if, evaluation, found, message)
    give(output, page, "moves", found.moves, evaluation, found)


@command("compare")
def compare(
    lens: Lens,
    output: Output,
    left_file: CaseFile,
    right_file: CaseFile,
    all_: Annotated[bool, typer.Option("--all", help="Also what is the same.")] = False,
) -> None:
    """Show two cases side by side: facts and landscapes, only what differs."""
    from allscape import cases
    from allscape.explain.compare import compare as explain
    from allscape.render import explore

    if str(left_file) == str(right_file) == "-":
        raise UsageError.of("standard input can be read once only")
    book, _, left = lens.examined(left_file)
    right = lens.examine(book, cases.read(right_file))
    found = explain(left, right, all_=all_)
    page = partial(explore.comparison, found, left, right, all_=all_)
    give(output, page, "comparison", found, left)


@command("timeline")
def timeline(
    lens: Lens,
    output: Output,
    case_file: CaseFile,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option("--between", metavar="DATE DATE", help="Only what moved between two days."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also what is only counted.")] = False,
) -> None:
    """Show the landscape at each article's date, and what each article added or changed."""
    from allscape.explain.timeline import timeline as explain
    from allscape.render import explore

    book, case, evaluation = lens.examined(case_file)
    last = lens.as_of or date.max
    days = [day for day in book.contents.days if day <= last]
    if between:
        days = [day for day in (parse_day(each, "--between") for each in between) if day]
        if max(days) > last:
            raise UsageError.of(f"--between: {max(days)} is later than --as-of {last}")
    readings = lens.readings_for(case, book.contents)
    stages = explain(
        lambda day: book.examine(case.profile, name=case.name, as_of=day, readings=readings),
        days,
    )
    shown = stages[1:] if between else stages
    page = partial(explore.timeline, evaluation, shown, all_=all_)
    give(output, page, "stages", shown, evaluation)


@command("next")
def next_(lens: Lens, output: Output, case_file: CaseFile) -> None:
    """Show which unknown fact to ask first: the one that can settle the most open approaches."""
    from allscape.explain.next_fact import questions
    from allscape.render import explore

    _, _, evaluation = lens.examined(case_file)
    found = questions(evaluation)
    give(output, partial(explore.questions, evaluation, found), "questions", found, evaluation)
