"""Checking a rulebook, or cases: `check`."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allscape.cli import complete
from allscape.cli.options import Rules, Screen, command
from allscape.cli.output import show, show_json
from allscape.cli.waiting import waiting
from allscape.faults import (
    EXIT_BAD_CASE,
    EXIT_BAD_RULEBOOK,
    EXIT_CHECK_FAILED,
    EXIT_DONE,
    UsageError,
    nearest,
)

if TYPE_CHECKING:
    from allscape.lint.run import Checked


class FindingFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


def _lints(incomplete: str) -> Iterable[str]:
    """Offer the ids of the lints."""
    from allscape.lint.catalogue import EVERY

    return [each.id for each in EVERY if each.id.startswith(incomplete)]


@command("check", example="check rules examples")
def check(
    screen: Screen,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="DIR|CASES|LESSONS",
            help="A rulebook, cases, lessons, folders of them; the rulebook inside without any.",
        ),
    ] = None,
    rules: Rules = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"{', '.join(FindingFormat)}: text without it.",
            autocompletion=complete.starting_with(FindingFormat),
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    excluded: Annotated[
        bool, typer.Option("--excluded", help="Also what the rulebook excludes, with the reason.")
    ] = False,
    prose: Annotated[
        bool, typer.Option("--prose", help="What a person has to read in CASES, and no check.")
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="The lints, and no check.")] = False,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="ID", help="What a lint is.", autocompletion=_lints),
    ] = None,
) -> None:
    """Check a rulebook with every lint (words, quotations, claims, numbers), or cases, or lessons.

    Of a case the prose is checked, of a lesson every answer and every step, too. Exit code 4 where
    an error keeps the rulebook from being used, 3 where a case or a lesson cannot be read, 5 where
    there are warnings.
    """
    chosen = _format(format_, json)
    if list_ or explain is not None:
        alone = not (paths or rules or prose or (list_ and explain))
        _describe(explain, chosen, screen, alone=alone)
        return
    from allscape.cli.rulebooks import folder_of

    cases, taught, books = _sorted_out(paths or ())
    if len(books) > 1:
        message = f"two rulebooks: {books[0]} and {books[1]}"
        raise UsageError.of(message, "check looks at one at a time")
    folder = folder_of(books[0] if books else None, rules)
    if prose:
        _print_prose(cases, folder, chosen, screen)
        return
    with waiting("checking", screen):
        found, code = _checked(folder, cases, taught, alone=not books)
    _print(found, chosen, screen, excluded)
    raise typer.Exit(code)


def _sorted_out(paths: Iterable[Path]) -> tuple[list[Path], list[Path], list[Path]]:
    """Return the cases, the lessons and the rulebooks among some paths, each once."""
    from allscape.cases import hold_cases
    from allscape.inputs import files_in, is_folder
    from allscape.learn import lessons

    cases, taught, books = (dict[Path, None]() for _ in range(3))
    for path in paths:
        mine = lessons.among(path)
        taught |= dict.fromkeys(mine)
        beside = files_in(path, lessons.SUFFIXES) if mine and is_folder(path) else []
        for each in beside if mine else [path]:
            if each not in mine:
                (cases if hold_cases(each) else books)[each] = None
    return list(cases), list(taught), list(books)


def _checked(
    folder: Path, cases: list[Path], lessons: list[Path], *, alone: bool
) -> "tuple[Checked, int]":
    """Return what is wrong with a rulebook, with cases and lessons; `alone`, with these only."""
    from allscape.learn import lesson_lints
    from allscape.lint.base import Severity
    from allscape.lint.run import Checked, check_cases
    from allscape.lint.run import check as check_rulebook
    from allscape.rulebook import load

    checked = [] if (cases or lessons) and alone else [check_rulebook(folder)]
    if checked and checked[0].of(Severity.ERROR):
        return checked[0], EXIT_BAD_RULEBOOK
    if cases or lessons:
        loaded = load.read(folder)
        checked += [check_cases(cases, loaded)] if cases else []
        checked += [lesson_lints.check_lessons(lessons, loaded)] if lessons else []
    found = reduce(Checked.joined, checked)
    if found.of(Severity.ERROR):
        return found, EXIT_BAD_CASE
    return found, EXIT_CHECK_FAILED if found.of(Severity.WARNING) else EXIT_DONE


def _print_prose(cases: list[Path], folder: Path, chosen: FindingFormat, screen: Screen) -> None:
    from allscape.cases import read_all
    from allscape.lint.prose.for_a_person import unproved
    from allscape.render import check as render
    from allscape.rulebook import load

    if not cases or chosen not in (FindingFormat.TEXT, FindingFormat.JSON):
        message = "--prose lists the sentences of cases, as text or with --json"
        raise UsageError.of(message, "allscape check --prose examples")
    placed = read_all(cases)
    found = list(unproved(load.read(folder).contents, placed))
    if chosen is FindingFormat.JSON:
        show_json(render.prose_data(found))
    else:
        show(render.prose(found, len(placed)), screen)


def _format(chosen: str | None, json: bool) -> FindingFormat:
    if chosen is not None and chosen not in set(FindingFormat):
        raise UsageError.of(f"no format '{chosen}'", nearest(chosen, FindingFormat))
    if json and chosen not in (None, FindingFormat.JSON):
        message = f"--json and --format {chosen} contradict each other"
        raise UsageError.of(message, "give one of them")
    return FindingFormat.JSON if json else FindingFormat(chosen or FindingFormat.TEXT)


def _print(found: "Checked", chosen: FindingFormat, screen: Screen, excluded: bool) -> None:
    from allscape.render import check as render

    if chosen is FindingFormat.JSON:
        show_json(render.data(found))
    elif chosen is FindingFormat.SARIF:
        from allscape.render.sarif import sarif

        show_json(sarif(found))
    elif chosen is FindingFormat.GITHUB:
        from allscape.render.page import visible

        for line in render.github(found):
            sys.stdout.write(f"{visible(line)}\n")
        sys.stdout.write(f"{render.summary(found)}\n")
    else:
        show(render.page(found, excluded), screen)


def _describe(name: str | None, chosen: FindingFormat, screen: Screen, *, alone: bool) -> None:
    from allscape.lint.catalogue import EVERY, find
    from allscape.render import check as render

    if not alone or chosen not in (FindingFormat.TEXT, FindingFormat.JSON):
        message = "--list and --explain check nothing: they stand alone, or with --json"
        raise UsageError.of(message, "allscape check --list")
    lint = None if name is None else find(name)
    if chosen is FindingFormat.JSON:
        every = {"lints": [render.lint_data(each) for each in EVERY]}
        show_json(render.lint_data(lint) if lint else every)
    else:
        show(render.explained(lint) if lint else render.lints(), screen)
