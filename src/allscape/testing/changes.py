"""Assertions about an edit: that it changes nothing, or only what it is meant to."""

from collections.abc import Iterable
from datetime import date

from allscape.book import Rulebook
from allscape.faults import Fault, UsageError, nearest
from allscape.model.statements import Readings
from allscape.proof.difference import Difference, difference
from allscape.render import diff, terminal
from allscape.testing.grounds import lens

_WIDTH = 88


class UnexpectedChange(AssertionError):
    """What differs between two rulebooks, each part with a smallest case."""


def assert_same_landscape(
    old: Rulebook,
    new: Rulebook,
    *,
    as_of: date | None = None,
    readings: Readings | None = None,
    every_day: bool = False,
) -> None:
    """Assert that two rulebooks show the same for every case, however their terms are read.

    Conditions may be written otherwise where they mean the same. `as_of` compares the rulebooks as
    of a day, `every_day` on all of them. The error is the page of `allscape diff`. Raises
    `UsageError` for what is no rulebook, no day, or a reading that one of them does not have.

    >>> assert_same_landscape(book, Rulebook.load())
    """
    __tracebackhide__ = True
    assert_only_changes(old, new, (), as_of=as_of, readings=readings, every_day=every_day)


def assert_only_changes(
    old: Rulebook,
    new: Rulebook,
    changed: Iterable[str],
    *,
    as_of: date | None = None,
    readings: Readings | None = None,
    every_day: bool = False,
) -> None:
    """Assert that two rulebooks differ in all that is named, and in nothing else.

    `changed` are ids of approaches, statements, terms, tensions, sources or remarks, and
    `term=reading` where a reading comes or goes. Other arguments and errors as those of
    `assert_same_landscape`.

    >>> assert_only_changes(book, Rulebook.load(), [])
    """
    __tracebackhide__ = True
    if isinstance(changed, str):
        raise UsageError.of("changed is a list of ids, not a text", f"write ['{changed}']")
    for book in (old, new):
        lens(book, as_of)
    found = difference(old.contents, new.contents, as_of, readings, every_day=every_day)
    named = list(changed)
    extra = tuple(each for each in found.changes if each.id not in named)
    if extra:
        what = Difference(changes=extra, rewrites=())
        raise UnexpectedChange(_page(old, new, what, beside=bool(named)))
    ids = {each.id for each in found.changes}
    still = [name for name in named if name not in ids]
    _known(old, new, still)
    if still:
        raise UnexpectedChange(f"expected to change, and do not: {', '.join(still)}")


def _known(old: Rulebook, new: Rulebook, names: Iterable[str]) -> None:
    known = {
        each
        for contents in (old.contents, new.contents)
        for each in (
            *contents.approach,
            *contents.statement,
            *contents.term,
            *contents.source,
            *(tension.id for tension in contents.tensions),
            *(remark.id for remark in contents.remarks),
            *(f"{term.id}={reading.id}" for term in contents.terms for reading in term.readings),
        )
    }
    faults = [
        Fault("", 0, 0, f"neither rulebook has '{name}'", nearest(name, known))
        for name in names
        if name not in known
    ]
    if faults:
        raise UsageError(faults)


def _page(old: Rulebook, new: Rulebook, found: Difference, *, beside: bool) -> str:
    """Return the page of what was not to change, as text without color."""
    page = terminal.plain(diff.page(old.contents, new.contents, found), _WIDTH)
    head = "beside what was meant to change:\n" if beside else ""
    return f"{head}{page.rstrip()}"
