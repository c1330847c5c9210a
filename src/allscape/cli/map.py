"""The landscape as a picture: `allscape map`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allscape.cli.options import FactOptions, Force, Lens, MaybeCase, Output, command
from allscape.cli.output import console, encodes, show, show_json
from allscape.faults import UsageError, is_there, raised_as, unwritten
from allscape.inputs import is_file

if TYPE_CHECKING:
    from allscape.render.page import Page


@command("map", example="map --ph-status positive --age 67")
def map_(
    facts: FactOptions,
    lens: Lens,
    output: Output,
    case_file: MaybeCase = None,
    cites: Annotated[
        bool, typer.Option("--cites", help="Also the numbers of the sentences that ask.")
    ] = False,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Write it as a picture.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write it as a web page.")
    ] = None,
    force: Force = False,
) -> None:
    """Show the landscape on one screen: what each approach asks, and how a case stands to it.

    Give a case file, or facts as options, or both. With neither, it is the map of all that the
    articles ask.
    """
    from allscape.explain.map import landscape_map
    from allscape.render import map as render
    from allscape.render import picture
    from allscape.render.map_cells import SIGNS, Look

    _, _, evaluation = lens.examined(case_file, facts)
    found, landscape = landscape_map(evaluation), evaluation.landscape
    look = Look(console(output).width, bool(case_file or facts), not encodes(SIGNS))
    if svg and svg == html:
        raise UsageError.at(svg, "is named twice", "a picture and a page are two files")
    for path in (svg, html):
        if path and is_file(path) and not force:
            raise is_there(path)
    for path, draw in ((svg, picture.svg), (html, picture.html)):
        if path is not None:
            wide = Look(picture.WIDTH, look.case)
            _write(path, draw(render.page(found, evaluation, wide, cites=cites)), force=force)
    if output.json:
        lens_json = {"case", "as_of", "readings", "schema_", "notice"}
        data = landscape.model_dump(mode="json", by_alias=True, include=lens_json)
        data |= {"schema": "allscape.map/1", **found.model_dump(mode="json")}
        show_json(data)
    elif svg is None and html is None:
        draw_page = render.aloud if output.plain else render.page
        shown: Page = draw_page(found, evaluation, look, cites=cites)
        show(shown, output)


def _write(path: Path, text: str, *, force: bool) -> None:
    from allscape.cli.handing import put

    if is_file(path) or not path.exists():
        put(path, text, force=force)
        return
    with raised_as(unwritten, path):
        path.write_text(text, encoding="utf-8")  # /dev/stdout, say
