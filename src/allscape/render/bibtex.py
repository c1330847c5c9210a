"""The articles as BibTeX entries."""

from collections.abc import Iterable

from allscape.model.landscape import NOTICE
from allscape.model.statements import Source
from allscape.render.page import one_line

_SPECIAL = {each: f"\\{each}" for each in "&%$#_{}"} | {
    "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
}  # fmt: skip


def bibtex(sources: Iterable[Source]) -> str:
    """Return an entry an article; what is not named is left out. No entry ranks an article."""
    return f"% {NOTICE}\n" + "".join(map(_entry, sources))


def _entry(source: Source) -> str:
    fields = {
        "title": source.title,
        "author": source.author,
        "organization": source.publisher,
        "year": str(source.date.year),
        "month": str(source.date.month),
        "note": "; ".join(filter(None, [source.date.isoformat(), source.translation])),
    }
    named = {name: text for name, text in fields.items() if not text.startswith("not named")}
    lines = "".join(f"  {name} = {{{_escaped(text)}}},\n" for name, text in named.items())
    return f"@misc{{{source.id},\n{lines}}}\n"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(each, each) for each in one_line(text))
