"""Options that several commands share, each group declared once.

A command takes a group as one parameter (`output: Output`); on the command line it gets the group's
options, and is handed what was asked for.
"""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar

import typer

from allscape.cli import complete
from allscape.cli.commands import APPS
from allscape.faults import CaseError, UsageError
from allscape.model.attributes import Attribute
from allscape.model.profile import ATTRIBUTES
from allscape.model.segment import REPAIRS
from allscape.model.sources import day_written

if TYPE_CHECKING:
    from allscape.book import Rulebook
    from allscape.engine.evaluate import Evaluation
    from allscape.model.case import Case
    from allscape.model.contents import Contents

_Function = TypeVar("_Function", bound=Callable[..., None])
MaybeCase = Annotated[
    Path | None,
    typer.Argument(
        metavar="CASE",
        help="A case file (YAML or JSON) or example:NAME; - reads it.",
        autocompletion=complete.cases,
    ),
]


@dataclass(frozen=True)
class Screen:
    """How a page is wanted."""

    plain: bool = False
    no_color: bool = False


@dataclass(frozen=True)
class Output(Screen):
    """How a result is wanted: as a page, longer ones through a pager, or as JSON."""

    json: bool = False
    no_pager: bool = False


class Lens(NamedTuple):
    """What a case is looked at through: a rulebook, a day, readings."""

    rules: Path | None
    as_of: date | None
    readings: dict[str, str]

    def readings_for(self, case: "Case", contents: "Contents") -> dict[str, str]:
        """Return the readings of a case, those that were asked for put over them.

        Raises `CaseError` where the case names a reading that the rulebook does not have.
        """
        if case.readings:
            from allscape.engine.edition import chosen_readings

            try:
                chosen_readings(contents, case.readings)
            except UsageError as error:
                name = case.name or "the case"
                raise CaseError([replace(each, file=name) for each in error.faults]) from None
        return {**case.readings, **self.readings}

    def examine(self, book: "Rulebook", case: "Case") -> "Evaluation":
        """Return the evaluation of a case, looked at through the lens. Raises `CaseError`."""
        readings = self.readings_for(case, book.contents)
        return book.examine(case.profile, name=case.name, as_of=self.as_of, readings=readings)

    def examined(
        self, case_file: Path | None, facts: dict[str, str] | None = None
    ) -> "tuple[Rulebook, Case, Evaluation]":
        """Return the rulebook, the case of a file with facts put over it, and its evaluation."""
        from allscape import cases
        from allscape.book import Rulebook

        case = cases.changed(cases.read(case_file) if case_file else cases.empty(), facts or {})
        book = Rulebook.load(self.rules)
        return book, case, self.examine(book, case)

    def options(self) -> list[str]:
        """Return the options that ask for this lens."""
        lines = ["--rules", str(self.rules)] if self.rules else []
        lines += ["--as-of", self.as_of.isoformat()] if self.as_of else []
        return [*lines, *(f"--reading={term}={chosen}" for term, chosen in self.readings.items())]


class DayAndReadings(Lens):
    """What rulebooks that are named otherwise are looked at through: a day, readings."""


class FactOptions(dict[str, str]):
    """Attributes given as options, by name, as they were typed."""


class TextRead(dict[str, Any]):
    """What is said of the text of an article that was read, by field of its source."""


ApproachId = Annotated[str, typer.Argument(metavar="APPROACH", autocompletion=complete.approaches)]
Rules = Annotated[
    Path | None,
    typer.Option("--rules", metavar="DIR", help="Another rulebook than the one inside."),
]
UnknownWords = Annotated[
    list[str] | None,
    typer.Option(
        "--unknown", metavar="WORD", help="Says that nothing is known (NA); may be repeated."
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace files that are there.")]
SessionFile = Annotated[
    Path | None,
    typer.Option("--session", metavar="FILE", help="Keep the session here, or go on with it."),
]
LastSession = Annotated[bool, typer.Option("--last", help="Go on with the last session.")]
OnScreen = Annotated[
    bool, typer.Option("--explore", help="On the whole screen, as allscape explore is.")
]


def refuse_together(**given: object) -> None:
    """Raise `UsageError` where more than one of some options is given, none of which is dropped."""
    chosen = [f"--{name.replace('_', '-')}" for name, value in given.items() if value]
    if len(chosen) > 1:
        raise UsageError.of(f"{chosen[0]} and {chosen[1]} do not go together", "one of them")


def parse_day(text: str | None, option: str = "--as-of") -> date | None:
    """Return the day that an option names. Raises `UsageError`."""
    if text is None:
        return None
    try:
        return day_written(text)
    except ValueError:
        message = f"{option}: '{text}' is no day of the calendar"
        raise UsageError.of(message, "write it as 2021-12-31") from None


def _lens(as_of: str | None, reading: list[str] | None, rules: Path | None) -> Lens:
    readings: dict[str, str] = {}
    for each in reading or []:
        term, equals, chosen = each.partition("=")
        if not equals:
            message = f"--reading: '{each}' is not TERM=READING"
            raise UsageError.of(message, "allscape readings lists them")
        if (first := readings.setdefault(term.strip(), chosen.strip())) != chosen.strip():
            both = f"as '{first}' and '{chosen.strip()}'"
            raise UsageError.of(f"--reading {term.strip()} is given twice, {both}")
    return Lens(rules, parse_day(as_of), readings)


def _facts(**given: str | None) -> FactOptions:
    return FactOptions({name: value for name, value in given.items() if value is not None})


def _text_read(retrieved: str | None, repair: list[str] | None, **given: object) -> TextRead:
    said = {name: value for name, value in given.items() if value is not None}
    if retrieved is not None:
        said["retrieved"] = parse_day(retrieved, "--retrieved")
    return TextRead({**said, "repairs": tuple(repair)} if repair else said)


def _parameter(name: str, annotation: Any, default: object = None) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)


def _flag(name: str, message: str) -> inspect.Parameter:
    option = typer.Option(f"--{name.replace('_', '-')}", help=message)
    return _parameter(name, Annotated[bool, option], False)


def _option(
    name: str, metavar: str, message: str, kind: Any = str, offer: complete.Completer | None = None
) -> inspect.Parameter:
    flag = f"--{name.replace('_', '-')}"
    option = typer.Option(flag, metavar=metavar, help=message, autocompletion=offer)
    return _parameter(name, Annotated[kind | None, option])


def _attribute(attribute: Attribute) -> inspect.Parameter:
    values: list[str] = [] if attribute.numeric else attribute.choices().split(", ")
    metavar = "NUMBER" if attribute.numeric else "VALUE"
    message = f"{attribute.meaning}: {attribute.choices()}"
    return _option(attribute.name, metavar, message, offer=complete.starting_with(values))


_SCREEN = [
    _flag("plain", "No columns and no color, one item a line: reads aloud well."),
    _flag("no_color", "No color and no emphasis."),
]
_OUTPUT = [
    _flag("json", "One JSON object, for programs."),
    *_SCREEN,
    _flag("no_pager", "A page longer than the screen as it is, too."),
]
_OTHERWISE = "Read a term otherwise; may be given several times."
_VIEW = [
    _option("as_of", "DATE", "Only what the articles say up to that day."),
    _option("reading", "TERM=READING", _OTHERWISE, list[str], complete.readings),
]
_REPAIRS = f"A repair of its text: {', '.join(REPAIRS)}."
_TEXT_READ = [
    _option("url", "URL", "Where it was read."),
    _option("doi", "DOI", "Its DOI: 10.1000/182."),
    _option("edition", "TEXT", "Which edition of it was read."),
    _option("retrieved", "DATE", "When it was read."),
    _option("licence", "TEXT", "Under what licence it is."),
    _option("language", "TEXT", "A note on its language."),
    _option("repair", "NAME", _REPAIRS, list[str], complete.starting_with(REPAIRS)),
    _option("segmenter", "N", "What cuts it into sentences: 1 or 2.", int),
]

_GROUPS: dict[type, tuple[list[inspect.Parameter], Callable[..., object]]] = {
    Screen: (_SCREEN, Screen),
    Output: (_OUTPUT, Output),
    Lens: ([*_VIEW, _parameter("rules", Rules)], _lens),
    DayAndReadings: (_VIEW, functools.partial(_lens, rules=None)),
    TextRead: (_TEXT_READ, _text_read),
    FactOptions: ([_attribute(each) for each in ATTRIBUTES.values()], _facts),
}


def command(name: str, example: str = "") -> Callable[[_Function], _Function]:
    """Let a function be a command of its module, with an example of what to type."""
    epilog = f"Example: allscape {example}" if example else None

    def made(function: _Function) -> _Function:
        APPS[function.__module__].command(name, epilog=epilog)(with_options(function))
        return function

    return made


def with_options(function: Callable[..., None]) -> Callable[..., None]:
    """Return a command whose groups of options are options each."""
    signature = inspect.signature(function)
    groups = {
        name: _GROUPS[each.annotation]
        for name, each in signature.parameters.items()
        if each.annotation in _GROUPS
    }

    @functools.wraps(function)
    def run(**given: Any) -> None:
        for name, (parameters, make) in groups.items():
            given[name] = make(**{each.name: given.pop(each.name) for each in parameters})
        function(**given)

    shown: list[inspect.Parameter] = []
    for name, each in signature.parameters.items():
        own = each.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        shown += groups[name][0] if name in groups else [own]
    run.__signature__ = signature.replace(parameters=shown)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in shown} | {"return": None}
    return run
