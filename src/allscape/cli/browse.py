"""What there is to read: `approaches`, `rules`, `sources`, `readings`, `examples`."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from allscape.cli import complete
from allscape.cli.options import Lens, Output, Rules, command, refuse_together
from allscape.cli.output import give, show, show_json, tell
from allscape.faults import EXIT_CHECK_FAILED, EXIT_DONE, UsageError, nearest

if TYPE_CHECKING:
    from pydantic import BaseModel

    from allscape.model.contents import Contents
    from allscape.model.sources import Source
    from allscape.render.page import Page
    from allscape.rulebook.verify import Verified

Entry = TypeVar("Entry")


@command("approaches")
def approaches(
    output: Output,
    id_: Annotated[
        str | None, typer.Argument(metavar="ID", autocompletion=complete.approaches)
    ] = None,
    rules: Rules = None,
) -> None:
    """List the approaches, or show one whole: every statement, its conditions, its dates."""
    from allscape.render import reference

    contents = _contents(rules)
    chosen = _find(id_, contents.approach, "approach", "approaches")
    about, these = contents.about, _these(chosen, contents.approach)
    _show(
        output,
        lambda: reference.approach(contents, chosen) if chosen else reference.approaches(contents),
        (_whole(each, about[each.id]) for each in these),
    )


@command("rules")
def rules(
    output: Output,
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="A statement, or a sentence such as csco-2021/31.",
            autocompletion=complete.quoted,
        ),
    ] = None,
    rules: Rules = None,
) -> None:
    """List the statements, or show one whole: its sentence, its conditions beside their words."""
    from allscape.render import reference

    contents = _contents(rules)
    quotation = contents.quotation.get(id_ or "")
    if quotation is not None and quotation.statements:
        chosen = [contents.statement[each.id] for each in quotation.statements]
    else:
        one = _find(id_, contents.statement, "statement", "rules")
        chosen = [one] if one else []
    _show(
        output,
        lambda: reference.rule(contents, chosen) if chosen else reference.rules(contents),
        map(_whole, chosen or contents.statement.values()),
    )


@command("sources")
def sources(
    output: Output,
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="ID|verify",
            help="An article; or verify, with a folder of the articles.",
            autocompletion=complete.sources,
        ),
    ] = None,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="The articles as text files.")
    ] = None,
    rules: Rules = None,
    bibtex: Annotated[
        bool, typer.Option("--bibtex", help="The articles as BibTeX, to cite them.")
    ] = False,
) -> None:
    """List the articles, show every sentence of one, or verify them against their texts."""
    from allscape.render import reference

    refuse_together(bibtex=bibtex, json=output.json)
    contents = _contents(rules)
    if bibtex:
        from allscape.render.bibtex import bibtex as written

        chosen = _find(id_, contents.source, "source", "sources")
        sys.stdout.write(written(_these(chosen, contents.source), contents.ended))
        return
    if id_ == "verify":
        raise typer.Exit(_verify(contents, folder, output))
    if folder is not None:
        raise UsageError.of(f"what is '{folder}'?", "sources verify DIR")
    chosen = _find(id_, contents.source, "source", "sources")
    _show(
        output,
        lambda: reference.source(contents, chosen) if chosen else reference.sources(contents),
        (_source(contents, each) for each in _these(chosen, contents.source)),
    )


def _source(contents: "Contents", source: "Source") -> dict[str, Any]:
    from allscape.model.contents import unmodelled_by_source

    asked = unmodelled_by_source(contents)[source.id]
    return _whole(source) | ({"unmodelled": dict(asked.most_common())} if asked else {})


@command("readings")
def readings(
    output: Output,
    id_: Annotated[
        str | None, typer.Argument(metavar="TERM", autocompletion=complete.terms)
    ] = None,
    case_file: Annotated[
        Path | None,
        typer.Option("--case", metavar="CASE", help="Which verdicts of a case hang on a reading."),
    ] = None,
    rules: Rules = None,
) -> None:
    """List the terms with their readings, or show one whole, or what hangs on them in a case."""
    from allscape.render import reference

    if case_file is not None:
        _hanging(case_file, id_, rules, output)
        return
    contents = _contents(rules)
    chosen = _find(id_, contents.term, "term", "readings")
    _show(
        output,
        lambda: reference.reading(contents, chosen) if chosen else reference.readings(contents),
        map(_whole, _these(chosen, contents.term)),
    )


def _hanging(case_file: Path, term: str | None, rules: Path | None, output: Output) -> None:
    from allscape.explain.readings import that_matter
    from allscape.render import explore

    book, _, evaluation = Lens(rules, None, {}).examined(case_file)
    chosen = _find(term, book.contents.term, "term", "readings")
    found = [each for each in that_matter(evaluation) if chosen is None or each.term == chosen]
    page = partial(explore.hanging_readings, evaluation, found)
    give(output, page, "readings", found, evaluation)


@command("examples", example="match example:relapsed-ecog-3")
def examples(output: Output) -> None:
    """List the hypothetical cases that come with the program, and what each shows.

    The name stands for the case file wherever a command takes one, in any folder.
    """
    from allscape.examples import listed
    from allscape.render import reference

    found = listed()
    _show(output, lambda: reference.examples(found), (each._asdict() for each in found))


def _contents(folder: Path | None) -> "Contents":
    from allscape.book import Rulebook

    return Rulebook.load(folder).contents


def _find(name: str | None, known: Mapping[str, Entry], what: str, listed: str) -> Entry | None:
    if name is None or name in known:
        return known[name] if name else None
    hint = nearest(name, known) or f"allscape {listed} lists them"
    raise UsageError.of(f"no {what} '{name}'", hint)


def _these(chosen: Entry | None, every: Mapping[str, Entry]) -> list[Entry]:
    return [chosen] if chosen is not None else list(every.values())


def _whole(model: "BaseModel", statements: "tuple[BaseModel, ...]" = ()) -> dict[str, Any]:
    data = model.model_dump(mode="json", by_alias=True, exclude_none=True)
    if statements:
        data["statements"] = [_whole(each) for each in statements]
    return data


def _show(output: Output, page: "Callable[[], Page]", items: Iterable[dict[str, Any]]) -> None:
    if output.json:
        _json(items)
    else:
        show(page(), output)


def _json(items: Iterable[dict[str, Any]]) -> None:
    from allscape.model.landscape import NOTICE

    show_json({"notice": NOTICE, "items": [*items]})


def _verify(contents: "Contents", folder: Path | None, output: Output) -> int:
    from allscape.rulebook.verify import verify

    if folder is None:
        message = "sources verify needs the folder that holds the articles"
        raise UsageError.of(message, "allscape sources verify DIR")
    found = verify(contents, folder)
    for fault in [fault for each in found for fault in each.faults]:
        tell(f"allscape: {fault}")
    read = [each for each in found if each.article]
    if output.json:
        fields = (
            "source", "article", "sentences", "accounted", "unread", "quoted", "verbatim",
        )  # fmt: skip
        _json([{name: getattr(each, name) for name in fields} for each in found])
    else:
        for each in found:
            message = "0 verified: no file in the folder holds this article"
            if each.article:
                unread = f", {each.unread} unread" if each.unread else ""
                message = f"{_counted([each], unread)} ({each.article})"
            sys.stdout.write(f"{each.source}: {message}\n")
        sys.stdout.write(f"{len(read)} of {len(found)} articles: {_counted(found)}\n")
    whole = len(read) == len(found) and not any(each.faults for each in found)
    return EXIT_DONE if whole else EXIT_CHECK_FAILED


def _counted(found: "Sequence[Verified]", unread: str = "") -> str:
    """Return how many sentences and quotations there are, and what became of them."""
    accounted, verbatim = (sum(e.accounted for e in found), sum(e.verbatim for e in found))
    sentences = f"{sum(e.sentences for e in found)} sentences, {accounted} accounted for{unread}"
    return f"{sentences}; {sum(e.quoted for e in found)} quotations, {verbatim} verbatim"
