"""The main job: `allscape match`."""

import inspect
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from allscape.cli import complete
from allscape.cli.output import Json, NoColor, Plain, show, show_json
from allscape.faults import Fault, UsageError
from allscape.model.attributes import Attribute
from allscape.model.profile import ATTRIBUTES

Rules = Annotated[
    Path | None,
    typer.Option("--rules", metavar="DIR", help="Another rulebook than the one inside."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only what the articles say up to that day."),
]
ReadingOption = Annotated[
    list[str] | None,
    typer.Option(
        "--reading",
        metavar="TERM=READING",
        help="Read a term otherwise; may be given several times.",
        autocompletion=complete.readings,
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("match", epilog="Example: allscape match --ph-status positive --age 67")(
        _with_attributes(match)
    )


def match(  # one parameter an option
    case_file: Annotated[
        Path | None,
        typer.Argument(
            metavar="CASE",
            help="A case file (YAML or JSON); - is standard input.",
        ),
    ] = None,
    json: Json = False,
    plain: Plain = False,
    all_: Annotated[bool, typer.Option("--all", help="Also what is ruled out, and why.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Every statement with its sentence, nothing folded.")
    ] = False,
    teaching: Annotated[
        bool, typer.Option("--teaching", help="Also the case's teaching notes.")
    ] = False,
    as_of: AsOf = None,
    reading: ReadingOption = None,
    rules: Rules = None,
    no_color: NoColor = False,
    **facts: str | None,
) -> None:
    """Show what the articles describe for a hypothetical case.

    Give a case file, or facts as options, or both: an option overrides the file. A fact that is not
    given is unknown, and never taken for a no.
    """
    from allscape import cases
    from allscape.book import Rulebook
    from allscape.render.match import Wishes, page

    day, chosen = parse_day(as_of), parse_readings(reading or [])
    changes = {name: value for name, value in facts.items() if value is not None}
    case = cases.changed(cases.read(case_file) if case_file else cases.empty(), changes)
    book = Rulebook.load(rules)
    evaluation = book.examine(case.profile, name=case.name, as_of=day, readings=chosen)
    if json:
        show_json(evaluation.landscape.to_json())
        return
    wishes = Wishes(all=all_, full=full, teaching=teaching)
    show(page(evaluation, case, wishes), plain=plain, no_color=no_color)


def parse_day(text: str | None) -> date | None:
    """Return the day that an option names. Raises `UsageError`."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        told = f"--as-of: '{text}' is no day of the calendar"
        raise UsageError([Fault("", 0, 0, told, "write it as 2021-12-31")]) from None


def parse_readings(given: list[str]) -> dict[str, str]:
    """Return the readings that options choose. Raises `UsageError`."""
    chosen = {}
    for each in given:
        term, equals, reading = each.partition("=")
        if not equals:
            told = f"--reading: '{each}' is not TERM=READING"
            raise UsageError([Fault("", 0, 0, told, "allscape readings lists them")])
        chosen[term.strip()] = reading.strip()
    return chosen


def _with_attributes(command: Callable[..., None]) -> Callable[..., None]:
    """Give the command an option for every attribute of a profile."""
    signature = inspect.signature(command)
    case, *own = [
        each for each in signature.parameters.values() if each.kind is not each.VAR_KEYWORD
    ]
    options = [_option(each) for each in ATTRIBUTES.values()]
    named = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own]
    command.__signature__ = signature.replace(parameters=[case, *options, *named])  # type: ignore[attr-defined]
    command.__annotations__ |= {each.name: each.annotation for each in options}
    del command.__annotations__["facts"]
    return command


def _option(attribute: Attribute) -> inspect.Parameter:
    values: list[str] = [] if attribute.numeric else attribute.choices().split(", ")
    annotation: Any = Annotated[
        str | None,
        typer.Option(
            f"--{attribute.name.replace('_', '-')}",
            metavar="NUMBER" if attribute.numeric else "VALUE",
            help=f"{attribute.meaning}: {attribute.choices()}",
            autocompletion=complete.starting_with(values),
        ),
    ]
    return inspect.Parameter(
        attribute.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation
    )
