"""Check a rulebook, or cases: a folder, or files, in, everything that the lints find out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from allscape.cases import PlacedCase, read_each
from allscape.faults import Fault, UsageError
from allscape.lint.base import Lint, Located, Severity
from allscape.lint.catalogue import EVERY, LINTS, MEANT, OF_CASES, PROSE, WARNINGS, find
from allscape.lint.exclusions import IDLE, excluding, idle, names
from allscape.lint.prose.base import FIELDS, Book, Prose
from allscape.lint.prose.unreadable import UNREADABLE_CASE
from allscape.lint.written.errors import ERRORS
from allscape.lint.written.view import View
from allscape.model.conditions import Tied
from allscape.model.contents import Contents
from allscape.model.ledgers import Exclusion
from allscape.rulebook.load import Files, Loaded, looked, read_files


class Finding(NamedTuple):
    """What a lint found: its place and words, the id it belongs to, and why it is excluded."""

    lint: Lint
    fault: Fault
    at: str = ""
    exclusion: Exclusion | None = None


@dataclass
class Checked:
    """What came of checking a rulebook, cases or lessons, and over how much.

    `lints` ran of `all_lints`; `of_prose` of them are those of cases and lessons alike.
    """

    folder: Path
    lints: int = 0
    all_lints: int = len(LINTS)
    of_prose: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    excluded: list[Finding] = field(default_factory=list)

    def of(self, severity: Severity) -> list[Finding]:
        """Return the findings of a severity, excluded ones left out."""
        return [each for each in self.found if each.lint.severity is severity]

    def joined(self, other: "Checked") -> "Checked":
        """Return what came of both."""
        twice = min(self.of_prose, other.of_prose)
        return Checked(
            self.folder,
            self.lints + other.lints - twice,
            self.all_lints + other.all_lints - twice,
            max(self.of_prose, other.of_prose),
            {**self.counts, **other.counts},
            [*self.found, *other.found],
            [*self.excluded, *other.excluded],
        )


def check(folder: Path) -> Checked:
    """Run every lint over a rulebook; where it has errors, those that can still be run.

    Raises `RulebookError` where the folder holds no rulebook at all.
    """
    files = read_files(folder)
    checked = Checked(folder, lints=1, counts=_counts(files))
    if files.contents is None:
        checked.found = [Finding(find(each.lint), each) for each in files.faults]
        return checked
    view = View(files.contents)
    located: list[tuple[Lint, Located]] = list(looked(view, ERRORS)) if files.faults else []
    checked.found = [Finding(find(e.lint), e) for e in files.faults if e.lint == "unreadable"]
    located += looked(view, WARNINGS)
    if not files.faults:
        loaded = Loaded(folder, files.contents, files.places)
        located += ((lint, each) for lint in MEANT for each in lint.look(loaded))
    _sort_out(checked, files, files.contents, located)
    checked.lints += len(ERRORS) + len(WARNINGS)
    if not files.faults:
        checked.lints += len(MEANT) + 1
        used = [each.exclusion for each in checked.excluded if each.exclusion]
        for each in idle(files.contents.exclusions, EVERY, used):
            at = names(files.contents, each)[0]
            checked.found.append(Finding(IDLE, files.places.fault(*each), at))
    checked.found.sort(key=lambda each: each.fault)
    return checked


def _sort_out(
    checked: Checked, files: Files, contents: Contents, found: Iterable[tuple[Lint, Located]]
) -> None:
    free = list(contents.exclusions)
    for lint, located in dict.fromkeys(found):
        fault, of = files.places.fault(*located), names(contents, located)
        exclusion = excluding(free, lint, of, located[3])
        if exclusion is not None:
            free.remove(exclusion)
        finding = Finding(lint, fault, of[0], exclusion)
        (checked.excluded if exclusion else checked.found).append(finding)


def _counts(files: Files) -> dict[str, int]:
    contents = files.contents
    if contents is None:
        return {"files": len(files.places.parts)}
    conditions = View(contents).conditions
    return {
        "files": len(files.places.parts),
        "sources": len(contents.sources),
        "quotations": len(contents.quotations),
        "statements": sum(len(each.statements) for each in contents.quotations),
        "conditions": sum(isinstance(each.condition, Tied) for each in conditions),
        "terms": len(contents.terms),
    }


def check_cases(paths: Iterable[Path], loaded: Loaded) -> Checked:
    """Run the lints of cases over all cases of some files and folders."""
    book = Book(loaded.contents, loaded.written)
    placed, faults = read_each(paths)
    checked = Checked(loaded.folder, len(OF_CASES), len(OF_CASES), len(PROSE))
    checked.found = [Finding(UNREADABLE_CASE, each) for each in faults]
    texts = []
    for each in placed:
        unknown = list(_unknown_readings(book, each))
        checked.found += [Finding(UNREADABLE_CASE, fault) for fault in unknown]
        texts += [] if unknown else [Prose(book, each, name) for name in FIELDS]
    checked.found += [finding for each in texts for finding in _findings(each)]
    checked.found.sort(key=lambda each: each.fault)
    checked.counts = {"cases": len(placed), "claims": sum(len(each.claims) for each in texts)}
    return checked


def _unknown_readings(book: Book, placed: PlacedCase) -> Iterator[Fault]:
    try:
        book.verdicts.edition(placed.case.readings)
    except UsageError as error:
        yield from (placed.fault(each.message, each.hint, ("readings",)) for each in error.faults)


def _findings(prose: Prose) -> Iterator[Finding]:
    file, name = prose.placed.document.file, prose.placed.case.name or ""
    if not prose.text:
        return
    written = prose.placed.written(prose.field)
    for lint in PROSE:
        for start, end, message, hint in lint.look(prose):
            part = prose.text[start:end]
            place = written.place(start + len(part) - len(part.lstrip()))
            yield Finding(lint, Fault(file, *place, message, hint, lint.id), name)
