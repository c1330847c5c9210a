"""How a command's result reaches its reader: a terminal, a screen reader, a program."""

import os
import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from allscape.render.page import Page

Plain = Annotated[
    bool,
    typer.Option("--plain", help="No columns and no color, one item a line: reads aloud well."),
]
NoColor = Annotated[bool, typer.Option("--no-color", help="No color and no emphasis.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")]


def show(page: "Page", *, plain: bool = False, no_color: bool = False) -> None:
    """Print a page on standard output."""
    if plain:
        from allscape.render import aloud

        aloud.write(page, sys.stdout)
        return
    from rich.console import Console

    from allscape.render import terminal

    # Under NO_COLOR rich would still write bold and dim; without a color system it writes neither.
    system: Literal["auto"] | None = "auto" if _colored(no_color=no_color) else None
    terminal.write(page, Console(color_system=system, highlight=False))


def _colored(*, no_color: bool) -> bool:
    unwanted = no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not unwanted


def show_json(text: str) -> None:
    """Print JSON on standard output, no control character left for a terminal to obey."""
    shown = "".join(
        f"\\u{ord(each):04x}" if "\x7f" <= each <= "\x9f" or each in "\u2028\u2029" else each
        for each in text
    )
    sys.stdout.write(f"{shown}\n")


def tell(message: str) -> None:
    """Print a message on standard error, its control characters shown."""
    from allscape.render.page import visible

    sys.stderr.write(f"{visible(message)}\n")
