"""The articles as BibTeX entries."""

from collections.abc import Iterable, Iterator, Mapping

from allscape.model.landscape import NOTICE
from allscape.model.sources import Ended, Source
from allscape.render import words
from allscape.render.page import one_line

_SPECIAL = {each: f"\\{each}" for each in "&%$#_{}"} | {
    "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
}  # fmt: skip


def bibtex(sources: Iterable[Source], ends: Mapping[str, Ended]) -> str:
    """Return an entry an article; what is not named is left out. No entry ranks an article.

    `ends` says of which it is known that they are not in force any more.
    """
    return f"% {NOTICE}\n" + "".join(_entry(each, ends.get(each.id)) for each in sources)


def _entry(source: Source, end: Ended | None) -> str:
    fields = {
        "title": source.title,
        "author": source.author,
        "organization": source.publisher,
        "year": str(source.date.year),
        "month": str(source.date.month),
        "edition": source.edition,
        "doi": source.doi,
        "url": source.url,
        "urldate": source.retrieved.isoformat() if source.retrieved else "",
        "note": "; ".join(_notes(source, end)),
    }
    named = {
        name: text for name, text in fields.items() if text and not text.startswith("not named")
    }
    lines = "".join(f"  {name} = {{{_escaped(text)}}},\n" for name, text in named.items())
    return f"@misc{{{source.id},\n{lines}}}\n"


def _notes(source: Source, end: Ended | None) -> Iterator[str]:
    yield source.date.isoformat()
    yield from filter(None, [source.translation, source.licence])
    if end is not None:
        yield words.ended(end).partition(", ")[2]


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(each, each) for each in one_line(text))
