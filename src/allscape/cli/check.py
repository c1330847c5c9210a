"""Checking a rulebook: `check`."""

import json as json_text
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from allscape.cli.options import Rules, Screen, command
from allscape.cli.output import show, show_json
from allscape.faults import (
    EXIT_BAD_RULEBOOK,
    EXIT_CHECK_FAILED,
    EXIT_DONE,
    Fault,
    UsageError,
    nearest,
)

if TYPE_CHECKING:
    from allscape.lint.run import Checked


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("check")(command(check))


def _lints(incomplete: str) -> Iterable[str]:
    """Offer the ids of the lints."""
    from allscape.lint.catalogue import LINTS

    return [each.id for each in LINTS if each.id.startswith(incomplete)]


def check(
    screen: Screen,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="A rulebook; the one inside without it.")
    ] = None,
    rules: Rules = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help=f"{', '.join(Format)}: text without it."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    excluded: Annotated[
        bool, typer.Option("--excluded", help="Also what the rulebook excludes, with the reason.")
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="The lints, and no check.")] = False,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="ID", help="What a lint is.", autocompletion=_lints),
    ] = None,
) -> None:
    """Check a rulebook with every lint: conditions, words, quotations, ids, claims, numbers, dates.

    Exit code 4 where an error keeps the rulebook from being used, 5 where there are warnings.
    """
    chosen = _format(format_, json)
    if list_ or explain is not None:
        _describe(explain, chosen, screen, alone=not (folder or rules or (list_ and explain)))
        return
    from allscape.cli.proving import folder_of
    from allscape.lint.run import check as checked
    from allscape.rulebook.lints.base import Severity

    found = checked(folder_of(folder, rules))
    _print(found, chosen, screen, excluded)
    code = EXIT_CHECK_FAILED if found.of(Severity.WARNING) else EXIT_DONE
    raise typer.Exit(EXIT_BAD_RULEBOOK if found.of(Severity.ERROR) else code)


def _format(chosen: str | None, json: bool) -> Format:
    if chosen is not None and chosen not in set(Format):
        raise UsageError([Fault("", 0, 0, f"no format '{chosen}'", nearest(chosen, Format))])
    if json and chosen not in (None, Format.JSON):
        told = f"--json and --format {chosen} contradict each other"
        raise UsageError([Fault("", 0, 0, told, "give one of them")])
    return Format.JSON if json else Format(chosen or Format.TEXT)


def _print(found: "Checked", chosen: Format, screen: Screen, excluded: bool) -> None:
    from allscape.render import check as render

    if chosen is Format.JSON:
        _json(render.data(found))
    elif chosen is Format.SARIF:
        from allscape.render.sarif import sarif

        _json(sarif(found))
    elif chosen is Format.GITHUB:
        from allscape.render.page import visible

        for line in render.github(found):
            sys.stdout.write(f"{visible(line)}\n")
        sys.stdout.write(f"{render.summary(found)}\n")
    else:
        show(render.page(found, excluded), screen)


def _describe(name: str | None, chosen: Format, screen: Screen, *, alone: bool) -> None:
    from allscape.lint.catalogue import find
    from allscape.render import check as render

    if not alone or chosen not in (Format.TEXT, Format.JSON):
        told = "--list and --explain check nothing: they stand alone, or with --json"
        raise UsageError([Fault("", 0, 0, told, "allscape check --list")])
    lint = None if name is None else find(name)
    if chosen is Format.JSON:
        _json(render.lint_data(lint) if lint else {"lints": render.lints_data()})
    else:
        show(render.explained(lint) if lint else render.lints(), screen)


def _json(told: dict[str, Any]) -> None:
    show_json(json_text.dumps(told, ensure_ascii=False, indent=2))
