"""Adding an article to a rulebook: `source`, `article`, `edition`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allscape.cli.adding import Cited, NewRulesFolder, folder_of, read, refuse_empty, write
from allscape.cli.options import Screen, TextRead, parse_day
from allscape.cli.output import show, tell
from allscape.faults import UsageError

if TYPE_CHECKING:
    from allscape.model.sources import Source

_TEXT = typer.Argument(metavar="ARTICLE", help="Its text, in UTF-8.")
_ID = typer.Option("--id", metavar="ID", help="A name, such as ash-2024.")
_TITLE = typer.Option("--title", metavar="TEXT", help="Its title.")
_DATE = typer.Option("--date", metavar="DATE", help="When it was published.")
_AUTHOR = typer.Option("--author", metavar="TEXT", help="Who wrote it, where it says so.")
_NOT_NAMED = "not named"


def _source(data: TextRead, date: str, **named: str) -> "Source":
    from allscape.model.segment import NEWEST
    from allscape.scaffold.source import checked

    return checked({"segmenter": NEWEST, **named, **data, "date": parse_day(date, "--date")})


def source(
    screen: Screen,
    data: TextRead,
    article: Annotated[Path, _TEXT],
    id_: Annotated[str, _ID],
    title: Annotated[str, _TITLE],
    publisher: Annotated[str, typer.Option("--publisher", metavar="TEXT", help="Who published.")],
    date: Annotated[str, _DATE],
    author: Annotated[str, _AUTHOR] = _NOT_NAMED,
    rules: NewRulesFolder = None,
) -> None:
    """Add an article: its source, and a ledger in which every sentence is unread.

    Prints the numbered sentences, to be read; they are written nowhere. A sentence that repeats an
    earlier one is accounted for as its duplicate.
    """
    from allscape.render import scaffold as render
    from allscape.rulebook.verify import read_article
    from allscape.scaffold.source import new_source, repeats

    refuse_empty({"--title": title, "--publisher": publisher, "--author": author})
    folder = folder_of(rules)
    added = _source(data, date, id=id_, title=title, publisher=publisher, author=author)
    before = read(folder)
    after, sentences = new_source(before, added, read_article(article))
    write(before, after)
    show(render.article(title, sentences, repeats(sentences)), screen)


def edition(
    screen: Screen,
    data: TextRead,
    source: Cited,
    article: Annotated[Path, _TEXT],
    rules: NewRulesFolder = None,
) -> None:
    """Take a new edition of an article: renumber its sentences, and tell which to read again.

    What has the same words stays as it is, under its new number. What is new or changed is unread;
    a rule whose sentence changed keeps the rulebook from loading until it was read again.
    """
    from allscape.render import scaffold as render
    from allscape.rulebook.verify import read_article
    from allscape.scaffold.edition import new_edition

    before = read(folder_of(rules))
    found = new_edition(before, source, read_article(article), data)
    write(before, found.tree)
    show(render.edition(source, found), screen)


def article(
    data: TextRead,
    article: Annotated[Path | None, _TEXT] = None,
    id_: Annotated[str | None, _ID] = None,
    title: Annotated[str | None, _TITLE] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="TEXT", help="Who published it.")
    ] = None,
    author: Annotated[str, _AUTHOR] = _NOT_NAMED,
    date: Annotated[str | None, _DATE] = None,
    filled: Annotated[
        Path | None,
        typer.Option("--apply", metavar="WORKSHEET", help="Write a worksheet into the rulebook."),
    ] = None,
    rules: NewRulesFolder = None,
) -> None:
    """Make the worksheet of an article, or write one that is filled in into the rulebook.

    The worksheet has every sentence with a proposal: why it is left out, or what it states and the
    conditions that its words may be. It is kept beside the article, whose text it holds. Nothing in
    it counts until somebody has decided it; --apply writes all of it or nothing. Of an article that
    is there already it has the sentences that are unread.
    """
    from allscape.scaffold import applied, worksheet

    before = read(folder_of(rules))
    if filled is not None:
        if article is not None or id_ is not None:
            raise UsageError.of("either ARTICLE and --id, or --apply WORKSHEET")
        write(before, applied.apply(before, filled))
        return
    if article is None or id_ is None:
        raise UsageError.of("ARTICLE and --id ID are expected here", "or --apply WORKSHEET")
    day = parse_day(date, "--date")
    said = {"title": title, "publisher": publisher, "author": author, "date": day, **data}
    path, left = worksheet.begin(before, article, id_, said)
    tell(f"allscape: wrote {path}")
    tell(f"allscape: next: decide {left} sentences there, then allscape new article --apply {path}")


COMMANDS = (source, article, edition)
