"""The main job: `allscape match`."""

from typing import Annotated

import typer

from allscape.cli.options import FactOptions, Lens, MaybeCase, Output, command
from allscape.cli.output import show, show_json


@command("match", example="match --ph-status positive --age 67")
def match(
    facts: FactOptions,
    lens: Lens,
    output: Output,
    case_file: MaybeCase = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Everything, what is ruled out included.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="All that is not ruled out, with every sentence.")
    ] = False,
    teaching: Annotated[
        bool, typer.Option("--teaching", help="Also the case's teaching notes.")
    ] = False,
) -> None:
    """Show what the articles describe for a hypothetical case.

    Give a case file, or facts as options, or both: an option overrides the file. A fact that is not
    given is unknown, and never taken for a no.
    """
    from allscape.cli.asking import settled
    from allscape.render.match import Wishes, page

    _, case, evaluation = lens.examined(case_file, settled(facts))
    if output.json:
        show_json(evaluation.landscape.to_json())
    else:
        show(page(evaluation, case, Wishes(all=all_, full=full, teaching=teaching)), output)
