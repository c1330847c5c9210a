"""Where sessions are kept, how one is begun or gone on with, and what is written of it to files."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from allscape.cli.output import tell
from allscape.faults import AllscapeError, UsageError, raised_as, reason, unread, unwritten

if TYPE_CHECKING:
    from allscape.book import Rulebook
    from allscape.cli.options import Lens
    from allscape.model.case import Case
    from allscape.session.events import AnyEvent, Start, State
    from allscape.session.stepper import Examine
    from allscape.session.store import LoadedSession, Writer


class Begun(NamedTuple):
    """A session that begins or goes on: what was done so far, and what keeps the rest."""

    case: "Case"
    events: "list[AnyEvent]"
    state: "State"
    writer: "Writer | None" = None

    @property
    def kept(self) -> str | None:
        """Where it is kept, if it is."""
        return str(self.writer.path) if self.writer else None

    def record(self, event: "AnyEvent") -> None:
        """Keep one more event. Raises `AllscapeError` and `ValueError` as `Writer.append`."""
        if self.writer is not None:
            self.writer.append(event)
        self.events.append(event)

    def close(self) -> None:
        """Give the file back, for another program to go on with."""
        if self.writer is not None:
            self.writer.close()

    def save(self, name: str, book: "Rulebook", state: "State", examine: "Examine") -> str:
        """Write the case (.yaml) or a transcript (.md) of a session; return where it was saved.

        The file that keeps the session itself is never written over. Raises `ValueError` with the
        reason where nothing was saved, and what `unwritten` makes of it where that is the disk's.
        """
        from allscape import disk, inputs
        from allscape.render.transcript import transcript

        overwriting = name.endswith(" overwrite")
        path = _to_save_in(name.removesuffix(" overwrite").rstrip())
        with suppress(OSError):
            if self.writer is not None and path.samefile(self.writer.path):
                raise ValueError(f"{path} keeps this session")
        of_case = path.suffix == ".yaml"
        text = _as_case(state) if of_case else transcript(book.contents, self.events, examine)
        try:
            raw = text.encode()
            if of_case:
                disk.refuse_larger(path, len(raw), inputs.MAX_BYTES)
            disk.write_new(path, raw, replace=overwriting)
        except FileExistsError:
            raise ValueError(f"{path} exists already; save {path} overwrite replaces it") from None
        except UsageError as error:
            raise ValueError(str(error)) from None
        except OSError as error:
            refusal = unwritten(path, error)
            named = isinstance(refusal, UsageError)
            raise (ValueError(f"{path}: {reason(error)}") if named else refusal) from None
        day = state.view.as_of
        if of_case and day is not None:
            return f"Saved in {path}; the day is no part of a case: --as-of {day} shows it so."
        return f"Saved in {path}."


def _to_save_in(name: str) -> Path:
    try:
        path = Path(name).expanduser()  # as a shell has it
    except RuntimeError:
        raise ValueError(f"{name}: there is no such home") from None
    if path.suffix not in {".yaml", ".md"}:
        raise ValueError("save FILE.yaml for the case, save FILE.md for a transcript")
    return path


def _as_case(state: "State") -> str:
    from allscape import cases
    from allscape.model.case import Case

    return cases.text(
        Case(
            name=state.start.name,
            profile=state.profile,
            teaching="\n".join(state.notes),
            readings=dict(state.view.readings),
        )
    )


def begun(
    book: "Rulebook",
    lens: "Lens",
    case_file: Path | None,
    path: Path | None,
    facts: "Mapping[str, str] | None" = None,
    *,
    keep: bool = False,
) -> Begun:
    """Begin a session, kept in `path` where that is given; go on with one that is there.

    Without a path one to `keep` gets a file of its own, where one can be made.

    A session that goes on takes a case only where it began with it: for its story and its notes.
    Raises `UsageError` and `CaseError`.
    """
    from allscape import cases
    from allscape.session import store
    from allscape.session.events import Start, State

    case = cases.changed(cases.read(case_file) if case_file else cases.empty(), dict(facts or {}))
    if path is not None and store.exists(path):
        if lens.as_of or lens.readings:
            message = "a session keeps the day and the readings it began with"
            raise UsageError.of(message, "leave out --as-of and --reading")
        writer, loaded = store.Writer.resume(path)
        start: Start = say_notices(loaded, book).events[0]  # type: ignore[assignment]
        another = (case.name, case.profile.known()) != (start.name, start.profile)
        if (case_file or facts) and another:
            writer.close()
            raise of_its_own(path, case_file)
        assert loaded.state is not None
        text = case if case.story else case.model_copy(update={"story": start.story})
        return Begun(text, list(loaded.events), loaded.state, writer)
    start = Start(
        rulebook=book.fingerprint,
        name=case.name,
        profile=case.profile.known(),
        as_of=lens.as_of,
        readings=lens.readings_for(case, book.contents),
        story=case.story or "",
    )
    writer_ = store.Writer.create(path, start) if path else _fresh(start) if keep else None
    return Begun(case, [start], State(start=start), writer_)


def _fresh(start: "Start") -> "Writer | None":
    """Begin a session in a new file; None where none can be made."""
    from allscape.session.store import Writer

    try:
        folder = sessions_folder()
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S-%f}.jsonl"
        return Writer.create(folder / name, start)
    except (OSError, AllscapeError):
        return None


def of_its_own(path: Path, case_file: Path | None) -> UsageError:
    """Return what is wrong with another case for a session that has its own."""
    message = f"{path} has its own case; name a new file to begin with {case_file or 'these facts'}"
    return UsageError.of(message)


def say_notices(loaded: "LoadedSession", book: "Rulebook") -> "LoadedSession":
    """Tell what is to be known of a loaded session, and return it."""
    start: Start = loaded.events[0]  # type: ignore[assignment]  # `load` makes sure of it
    for notice in loaded.notices:
        tell(f"allscape: {notice}")
    if start.rulebook != book.fingerprint:
        tell("allscape: the session was kept with another rulebook; the verdicts are of this one")
    return loaded


def sessions_folder() -> Path:
    """Return the folder that keeps sessions. Raises `UsageError` where there is no home."""
    from platformdirs import user_state_path

    try:
        return user_state_path("allscape", appauthor=False).expanduser() / "sessions"
    except RuntimeError:
        message = "there is no home to keep sessions in"
        raise UsageError.of(message, "XDG_STATE_HOME names a folder") from None


def named(session: Path | None, *, last: bool, replay: Path | None = None) -> Path | None:
    """Return the file of the session that is asked for; None where none is.

    Raises `UsageError` where several are, and where the last one is wanted and none is kept.
    """
    options = {"--session": session, "--last": last, "--replay": replay}
    several = [name for name, given in options.items() if given]
    if len(several) > 1:
        raise UsageError.of(f"{' and '.join(several)} name a session each", "one of them")
    return replay or (newest() if last else session)


def newest() -> Path:
    """Return the file of the last session. Raises `UsageError` where none is kept, `CaseError`."""
    folder, kept = sessions_folder(), list[Path]()
    with raised_as(unread, folder), suppress(FileNotFoundError, NotADirectoryError):
        kept = sorted(each for each in folder.iterdir() if each.suffix == ".jsonl")
    if not kept:
        raise UsageError.of(f"no session is kept in {folder}")
    return kept[-1]
