"""The cases that come with the program: `allscape examples`."""

import typer

from allscape.cli.options import Output, command
from allscape.cli.output import show, show_json

app = typer.Typer(rich_markup_mode=None)


@app.command("examples", epilog="Example: allscape match example:relapsed-ecog-3")
@command
def examples(output: Output) -> None:
    """List the hypothetical cases that come with the program, and what each shows.

    The name stands for the case file wherever a command takes one, in any folder.
    """
    from allscape.examples import listed
    from allscape.model.landscape import NOTICE
    from allscape.render import reference

    found = listed()
    if output.json:
        items = [each._asdict() for each in found]
        show_json({"notice": NOTICE, "items": items})
    else:
        show(reference.examples(found), output)
