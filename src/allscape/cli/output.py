"""How a command's result reaches its reader: a terminal, a screen reader, a program."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal, TextIO

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import Console

    from allscape.cli.options import Output, Screen
    from allscape.engine.evaluate import Evaluation
    from allscape.render.page import Page

_USUAL_WIDTH, _LEAST_WIDTH, _MOST_WIDTH = 80, 30, 1_000
_LONGEST = 600


def show(page: "Page", screen: "Screen") -> None:
    """Print a page on standard output; on a terminal, where it is too long, through the pager."""
    if getattr(screen, "no_pager", True) or not sys.stdout.isatty():
        _write(page, screen)
        return
    from allscape.cli.pager import paged

    with paged():
        _write(page, screen)


def _write(page: "Page", screen: "Screen") -> None:
    if screen.plain:
        from allscape.render import aloud

        aloud.write(page, sys.stdout)
        return
    from allscape.render import terminal

    terminal.write(page, console(screen))


def console(screen: "Screen", *, stderr: bool = False) -> "Console":
    """Return standard output (or error) as rich knows it, in its width and colors."""
    from rich.console import Console

    color = color_system(sys.stderr if stderr else sys.stdout, screen)
    made = Console(stderr=stderr, color_system=color, highlight=False)
    made.width = min(max(made.width or _USUAL_WIDTH, _LEAST_WIDTH), _MOST_WIDTH)
    return made


def encodes(signs: str) -> bool:
    """Tell whether standard output can show some signs."""
    try:
        signs.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def color_system(stream: TextIO, screen: "Screen") -> Literal["auto"] | None:
    """Return what rich is to be told of color on a stream.

    Under NO_COLOR it would still write bold and dim; without a color system it writes neither.
    """
    unwanted = screen.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return "auto" if stream.isatty() and not unwanted else None


def show_json(data: Any) -> None:
    """Print JSON on standard output, no hidden character left for a terminal to obey.

    A text is JSON already.
    """
    from allscape.render.page import hidden

    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, indent=2)
    ascii_only = (sys.stdout.encoding or "utf-8").lower().replace("-", "") != "utf8"
    shown = "".join(
        each
        if each == "\n" or not (hidden(each) or (ascii_only and not each.isascii()))
        else json.dumps(each)[1:-1]
        for each in text
    )
    sys.stdout.write(f"{shown}\n")


def give(
    output: "Output",
    page: "Callable[[], Page]",
    name: str,
    found: "BaseModel | Sequence[BaseModel]",
    evaluation: "Evaluation | None" = None,
    beside: "BaseModel | None" = None,
) -> None:
    """Print a result as it is wanted: as `page` makes it, or as one JSON object.

    That has the notice, the case and its lens, and what stands beside.
    """
    if not output.json:
        show(page(), output)
        return
    from pydantic import BaseModel

    from allscape.model.landscape import NOTICE

    text: Any
    if isinstance(found, BaseModel):
        text = found.model_dump(mode="json")
    else:
        text = [each.model_dump(mode="json") for each in found]
    whole: dict[str, Any] = {"schema": f"allscape.{name}/1", "notice": NOTICE}
    if evaluation is not None:
        lens = evaluation.landscape.model_dump(mode="json", include={"case", "as_of", "readings"})
        if name == "comparison":  # two cases bring their names, and how they are read otherwise
            del lens["case"]
            for pair in text["readings"]:
                if pair["left"] != pair["right"]:
                    del lens["readings"][pair["term"]]
        whole |= lens
    whole[name] = text
    if beside is not None:
        whole |= beside.model_dump(mode="json")
    show_json(whole)


def tell(message: str) -> None:
    """Print a message on one line of standard error, its hidden characters shown."""
    from allscape.render.page import one_line

    text = one_line(message)
    if len(text) > _LONGEST:
        # What is wrong stands at the end, behind the name of the file.
        text = f"{text[: _LONGEST // 2]} ... {text[-_LONGEST // 2 :]}"
    with suppress(OSError):
        sys.stderr.write(f"{text}\n")
