"""Questions about all cases at once: `prove`, `find`."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from allscape.cli import complete
from allscape.cli.asking import parse_changes
from allscape.cli.options import Lens, Output, command, refuse_together
from allscape.cli.output import give, tell
from allscape.cli.rulebooks import folder_of
from allscape.cli.waiting import waiting
from allscape.faults import EXIT_CHECK_FAILED, UsageError

if TYPE_CHECKING:
    from allscape.book import Rulebook
    from allscape.model.attributes import Value
    from allscape.model.case import Case
    from allscape.model.profile import Profile
    from allscape.proof.find import Wanted
    from allscape.rulebook.load import Loaded

Folder = Annotated[
    Path | None, typer.Argument(metavar="[DIR]", help="A rulebook; the one inside without it.")
]


def place_of(loaded: "Loaded", name: str) -> str:
    """Return where a statement stands, as file and line; empty for an approach."""
    fault = loaded.statement_places.get(name)
    return f"{Path(fault.file).name}:{fault.line}" if fault else ""


@command("prove")
def prove(
    lens: Lens,
    output: Output,
    folder: Folder = None,
    all_: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Also what is only counted; with --engines, readings in every combination.",
        ),
    ] = False,
    engines: Annotated[
        bool,
        typer.Option(
            "--engines",
            help="Prove that what each engine is handed means what the rules mean, on every day "
            "and under each reading.",
        ),
    ] = False,
) -> None:
    """Prove what holds for every case: what is dead, what covers what, and the gaps.

    Nothing is sampled. Exit code 5 where a statement or an approach can never be matched, ruled out
    or open although it has conditions, or is left open by its words alone. With --engines, exit
    code 5 where the rules, tables or expressions of an engine mean something else.
    """
    if engines:
        _prove_engines(lens, output, folder, all_)
        return
    from allscape.engine.edition import edition
    from allscape.proof.prove import prove as proved
    from allscape.render import proof as render
    from allscape.rulebook import load

    loaded = load.read(folder_of(folder, lens.rules))
    with waiting("proving", output):
        found = proved(edition(loaded.contents, lens.as_of, lens.readings))
    page = partial(render.page, found, partial(place_of, loaded), all_)
    give(output, page, "proof", found)
    if not found.sound:
        raise typer.Exit(EXIT_CHECK_FAILED)


def _prove_engines(lens: Lens, output: Output, folder: Path | None, all_: bool) -> None:
    from allscape.proof.translations import editions
    from allscape.proof.translations import prove as proved
    from allscape.render import translations as render
    from allscape.rulebook import load

    contents = load.read(folder_of(folder, lens.rules)).contents
    looked_at = editions(contents, lens.as_of, lens.readings, every_reading=all_)
    found = proved(contents, looked_at)
    give(output, partial(render.page, found), "engines", found)
    if not found.equal:
        raise typer.Exit(EXIT_CHECK_FAILED)


def _ids(flag: str, says: str) -> Any:
    return typer.Option(flag, metavar="ID", help=says, autocompletion=complete.wanted)


@command("find", example="find --matched tki --ruled-out ponatinib mrd_result=positive")
def find(
    lens: Lens,
    output: Output,
    facts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ATTRIBUTE=VALUE...",
            help="Facts that the case has; unknown keeps one open.",
            autocompletion=complete.facts,
        ),
    ] = None,
    matched: Annotated[list[str] | None, _ids("--matched", "Matched in it.")] = None,
    ruled_out: Annotated[list[str] | None, _ids("--ruled-out", "Ruled out.")] = None,
    open_: Annotated[list[str] | None, _ids("--open", "Open.")] = None,
    yaml: Annotated[bool, typer.Option("--yaml", help="As a case file.")] = False,
) -> None:
    """Find a smallest hypothetical case with certain verdicts, or the proof that there is none.

    An ID is an approach or a statement; each option may be given several times. That there is no
    such case is an answer too.
    """
    from allscape import cases
    from allscape.book import Rulebook
    from allscape.model.base import Verdict
    from allscape.proof.find import Wanted
    from allscape.proof.find import find as search
    from allscape.proof.meanings import meanings
    from allscape.render import find as render

    asked = (
        (Verdict.MATCHED, matched),
        (Verdict.RULED_OUT, ruled_out),
        (Verdict.UNDETERMINED, open_),
    )
    wanted = [Wanted(name=name, verdict=verdict) for verdict, ids in asked for name in ids or []]
    if not wanted:
        message = "find needs something to look for"
        raise UsageError.of(message, "allscape find --matched tki --open ponatinib")
    if yaml and lens.as_of is not None:
        raise UsageError.of("--yaml and --as-of do not go together: a case file has no day")
    refuse_together(yaml=yaml, json=output.json)
    given = _given(facts)
    book = Rulebook.load(lens.rules)
    edition = book.edition(lens.as_of, lens.readings)
    result = search(meanings(edition), wanted, given)
    if yaml and result.profile is not None:
        sys.stdout.write(cases.text(_case(book, result.profile, wanted, lens.readings)))
    elif yaml:
        tell("allscape: there is no such case; without --yaml the proof is shown")
    elif result.profile is None:
        give(output, partial(render.none, edition, result, wanted, given), "found", result)
    else:
        seen = partial(book.examine, result.profile, as_of=lens.as_of, readings=lens.readings)
        give(output, lambda: render.found(seen(), wanted, lens.options()), "found", result)


def _given(facts: Sequence[str] | None) -> "dict[str, Value | None]":
    from allscape import cases

    changes = parse_changes(facts or [])
    profile = cases.changed(cases.empty(), changes).profile
    return {name: getattr(profile, name) for name in changes}


def _case(
    book: "Rulebook", profile: "Profile", wanted: "Sequence[Wanted]", readings: dict[str, str]
) -> "Case":
    from allscape.model.case import Case
    from allscape.trials.expected import expectation

    message = ", ".join(f"{each.name} {each.verdict.value.replace('_', ' ')}" for each in wanted)
    landscape = book.evaluate(profile, readings=readings)
    return Case(
        name=f"A smallest case: {message}",
        profile=profile,
        readings=readings,
        expect=expectation(landscape, [each.name for each in wanted]),
    )
