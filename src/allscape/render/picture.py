"""A page as a picture (SVG) or a web page (HTML) that needs nothing from elsewhere."""

import io
import re

from rich.console import Console
from rich.text import Text

from allscape.render import terminal
from allscape.render.page import Page

WIDTH = 100
_HTML = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>allscape</title>
<body style="background: {background}; color: {foreground}">
<pre style="font-family: Menlo, Consolas, monospace">{code}</pre>
</body>
</html>
"""


def svg(page: Page, width: int = WIDTH, most: int | None = None) -> str:
    """Return a page as a picture, or its first lines, `most` of them.

    There are no fonts from elsewhere: the reader's own monospaced one will do.
    """
    made = _recorded(page, width, most).export_svg(title="allscape", unique_id="allscape")
    return re.sub(r"@font-face \{.*?\}", "", made, flags=re.DOTALL)


def html(page: Page, width: int = WIDTH) -> str:
    """Return a page as a web page."""
    return _recorded(page, width).export_html(inline_styles=True, code_format=_HTML)


def _recorded(page: Page, width: int, most: int | None = None) -> Console:
    """Return a console that holds what a page looks like."""
    out = io.StringIO()
    colored = Console(file=out, width=width, color_system="truecolor", force_terminal=True)
    terminal.write(page, colored)
    recorder = Console(record=True, width=width, file=io.StringIO())
    lines = out.getvalue().splitlines()
    shown = lines if most is None or len(lines) <= most else [*lines[:most], "..."]
    for line in shown:
        recorder.print(Text.from_ansi(line))
    return recorder
