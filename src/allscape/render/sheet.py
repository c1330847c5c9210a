"""A sheet to hand out: questions with their answers, as Markdown, as one page, or as cards.

Text that comes from data is escaped wherever it goes; the page asks nothing of any server.
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from allscape.faults import UsageError
from allscape.model.landscape import NOTICE
from allscape.render import words
from allscape.render.page import (
    Grid,
    Item,
    Page,
    PagePart,
    Quote,
    Rows,
    Text,
    escaped,
    one_line,
)


class Leaf(NamedTuple):
    """One question of a sheet, and its answer; without one it only tells something."""

    heading: str
    question: Page
    answer: Page = []  # noqa: RUF012  # never changed
    tags: tuple[str, ...] = ()


class Handout(NamedTuple):
    """What is handed out: a title, what stands before all, and the questions."""

    title: str
    lead: Page
    leaves: Sequence[Leaf]


class AnswersWanted(StrEnum):
    """What becomes of the answers: behind a disclosure, left out, or shown openly."""

    BOTH = "both"
    QUESTIONS = "questions"
    KEY = "key"


def as_html(sheet: Handout, wanted: AnswersWanted) -> str:
    """Return a sheet as one self-contained page. Raises `UsageError` where Jinja is not there."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        hint = "pip install jinja2, or write Markdown (.md)"
        raise UsageError.of("a page needs Jinja", hint) from None

    environment = Environment(
        loader=PackageLoader("allscape.render"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["line"] = one_line  # with every hidden character shown
    environment.globals["form_of"] = lambda part: type(part).__name__
    template = environment.get_template("sheet.html")
    return template.render(sheet=sheet, notice=NOTICE, meaning=words.MEANING, wanted=wanted.value)


def as_markdown(sheet: Handout, wanted: AnswersWanted) -> str:
    """Return a sheet as Markdown."""
    return "\n".join(_markdown(sheet, wanted)) + "\n"


def _markdown(sheet: Handout, wanted: AnswersWanted) -> Iterator[str]:
    yield f"# {escaped(sheet.title)}\n\n{NOTICE}\n"
    yield from _lines(sheet.lead)
    for leaf in sheet.leaves:
        yield f"## {escaped(leaf.heading)}\n"
        yield from _lines(leaf.question)
        if leaf.answer and wanted is AnswersWanted.BOTH:
            yield f"<details><summary>Answer to {html.escape(one_line(leaf.heading))}</summary>\n"
            yield from _lines(leaf.answer)
            yield "</details>\n"
        elif leaf.answer and wanted is AnswersWanted.KEY:
            yield from _lines(leaf.answer)
    yield f"{words.MEANING}\n\n{NOTICE}"


def _lines(page: Iterable[PagePart]) -> Iterator[str]:
    for part in page:
        if isinstance(part, Rows):
            for row in part.rows:
                label = f"**{escaped(row.label)}** " if row.label.strip("- ") else ""
                beside = f" ({escaped(row.beside)})" if row.beside else ""
                yield f"- {label}{escaped(row.text)}{beside}"
            yield ""
        elif isinstance(part, Quote):
            yield f"> “{escaped(part.text)}”\n> {escaped(part.source)}\n"
        elif isinstance(part, Grid):
            yield from (f"- {escaped(line)}" for line in part.lines())
        elif isinstance(part, Text):
            yield f"{escaped(part.text)}\n" if part.text.strip() else ""
        elif part.text.strip():
            aside = f" ({escaped(part.aside)})" if isinstance(part, Item) and part.aside else ""
            text = escaped(part.text)
            yield f"**{text}**{aside}\n" if isinstance(part, Item) else f"### {text}\n"


_CARDS = "#separator:tab\n#html:true\n#columns:Front\tBack\tTags\n#tags column:3\n"


def as_cards(sheet: Handout) -> str:
    """Return the questions of a sheet as cards, a line each, as Anki's text import takes them."""
    lines = []
    for leaf in sheet.leaves:
        if leaf.answer:
            back = [*leaf.answer, Text(NOTICE)]
            tags = " ".join(each.replace(" ", "_") for each in ("allscape", *leaf.tags))
            lines.append(f"{_field(leaf.question)}\t{_field(back)}\t{html.escape(one_line(tags))}")
    return _CARDS + "".join(f"{each}\n" for each in lines)


def _field(page: Iterable[PagePart]) -> str:
    return "<br>".join(html.escape(each) for part in page for each in _plain(part) if each)


def _plain(part: PagePart) -> Iterator[str]:
    if isinstance(part, Rows):
        for row in part.rows:
            beside = f" ({row.beside})" if row.beside else ""
            yield one_line(f"{row.label} {row.text}{beside}")
    elif isinstance(part, Quote):
        yield one_line(f"“{part.text}” — {part.source}")
    elif isinstance(part, Grid):
        yield from map(one_line, part.lines())
    else:
        yield one_line(part.text)
