"""Text that comes from data, in Markdown: nothing in it is taken for markup."""

from allscape.render.page import one_line

_SPECIAL = str.maketrans({each: f"\\{each}" for each in "\\`*_{}[]<>#|"})


def escaped(text: str) -> str:
    """Return a text on one line, as Markdown that shows it and nothing else."""
    return one_line(text).translate(_SPECIAL)
