"""Check cases: files and folders in, everything that the lints find in their prose out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from allscape.cases import PlacedCase, read_each
from allscape.faults import Fault, UsageError
from allscape.lint.catalogue import OF_CASES, PROSE
from allscape.lint.prose.base import FIELDS, Book, Prose
from allscape.lint.prose.unreadable import UNREADABLE_CASE
from allscape.lint.run import Checked, Finding
from allscape.rulebook.load import Loaded


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
