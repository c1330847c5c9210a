"""Stepping through a case: `allscape step`."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allscape.cli.options import Lens, Screen, command
from allscape.cli.output import show, tell
from allscape.faults import CaseError, Fault, UsageError

if TYPE_CHECKING:
    from allscape.book import Rulebook
    from allscape.session.events import Start
    from allscape.session.store import Loaded


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("step", epilog="Example: allscape step example:six-core-facts-alone")(command(step))


def step(
    lens: Lens,
    screen: Screen,
    case_file: Annotated[
        Path | None, typer.Argument(metavar="CASE", help="A case file to begin with.")
    ] = None,
    session: Annotated[
        Path | None,
        typer.Option("--session", metavar="FILE", help="Keep the session here, or go on with it."),
    ] = None,
    last: Annotated[bool, typer.Option("--last", help="Go on with the last session.")] = False,
    replay: Annotated[
        Path | None, typer.Option("--replay", metavar="FILE", help="Show a session once more.")
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Take the lines from a file."),
    ] = None,
) -> None:
    """Step through a case: answer, see what moves, ask why, take it back.

    What is answered is on the disk before the next question. In a session, help lists the commands.
    """
    from allscape import cases
    from allscape.book import Rulebook
    from allscape.cli.stepping import Stepping
    from allscape.session import store
    from allscape.session.events import Start

    book = Rulebook.load(lens.rules)
    stepping = Stepping(book, lambda page: show(page, screen))
    path = _newest() if last and replay is None else session
    if replay is not None:
        stepping.replay(_told(store.load(replay), book))
        return
    lines = _typed() if answers is None else _written(answers)
    interactive = answers is None and sys.stdin.isatty()
    if path is not None and path.exists():
        if case_file is not None:
            told = f"{path} has its own case; name a new file to begin with {case_file}"
            raise UsageError([Fault("", 0, 0, told)])
        if lens.as_of or lens.readings:
            told = "a session keeps the day and the readings it began with"
            raise UsageError([Fault("", 0, 0, told, "leave out --as-of and --reading")])
        stepping.resume(path, _told(store.load(path), book))
    else:
        case = cases.read(case_file) if case_file else cases.empty()
        start = Start(
            rulebook=book.fingerprint,
            name=case.name,
            profile=case.profile.known(),
            as_of=lens.as_of,
            readings=lens.readings_for(case),
        )
        stepping.begin(path or (_fresh() if interactive else None), start)
    stepping.run(lines, prompt="> " if interactive else "")


def _told(loaded: "Loaded", book: "Rulebook") -> "Loaded":
    """Tell what is to be known of a loaded session, and return it."""
    start: Start = loaded.events[0]  # type: ignore[assignment]  # `load` makes sure of it
    for notice in loaded.notices:
        tell(f"allscape: {notice}")
    if start.rulebook != book.fingerprint:
        tell("allscape: the session was kept with another rulebook; the verdicts are of this one")
    return loaded


def _typed() -> Iterator[str]:
    """Yield the lines that are typed, or that come over a pipe."""
    # With it, `input` gives a terminal its line editing.
    with suppress(ImportError):
        import readline  # noqa: F401
    prompt = "> " if sys.stdin.isatty() else ""
    while True:
        try:
            yield input(prompt)
        except EOFError:
            return
        except UnicodeDecodeError:
            raise CaseError([Fault("standard input", 0, 0, "is not text in UTF-8")]) from None


def _written(answers: Path) -> list[str]:
    """Return the lines of a file."""
    try:
        return answers.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not text in UTF-8"
        raise CaseError([Fault(str(answers), 0, 0, f"cannot be read: {reason.lower()}")]) from None


def _folder() -> Path:
    from platformdirs import user_state_path

    try:
        return user_state_path("allscape", appauthor=False).expanduser() / "sessions"
    except RuntimeError:
        told = "there is no home to keep sessions in"
        raise UsageError([Fault("", 0, 0, told, "XDG_STATE_HOME names a folder")]) from None


def _fresh() -> Path | None:
    """Return a new file to keep a session in; None where none can be made."""
    try:
        _folder().mkdir(parents=True, exist_ok=True)
    except (OSError, UsageError):
        return None
    return _folder() / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S-%f}.jsonl"


def _newest() -> Path:
    kept = sorted(_folder().glob("*.jsonl")) if _folder().is_dir() else []
    if not kept:
        raise UsageError([Fault("", 0, 0, f"no session is kept in {_folder()}")])
    return kept[-1]
