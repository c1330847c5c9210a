"""What the shell may complete: attribute values, ids and readings."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from allscape.model.contents import Contents

Completer = Callable[[str], Iterable[str]]


def starting_with(names: Iterable[str]) -> Completer:
    """Return a completer that offers the names that begin as typed."""
    known = list(names)
    return lambda incomplete: [each for each in known if each.startswith(incomplete)]


def _contents() -> "Contents":
    from allscape.book import Rulebook

    return Rulebook.load().contents


def approaches(incomplete: str) -> Iterable[str]:
    """Offer the approaches of the rulebook."""
    return starting_with(_contents().approach)(incomplete)


def statements(incomplete: str) -> Iterable[str]:
    """Offer the statements of the rulebook."""
    return starting_with(_contents().statement)(incomplete)


def sources(incomplete: str) -> Iterable[str]:
    """Offer the sources of the rulebook, and their verification."""
    return starting_with(["verify", *_contents().source])(incomplete)


def terms(incomplete: str) -> Iterable[str]:
    """Offer the terms of the rulebook."""
    return starting_with(_contents().term)(incomplete)


def readings(incomplete: str) -> Iterable[str]:
    """Offer every reading of the terms that can be read in more than one way."""
    return starting_with(
        f"{term.id}={reading.id}"
        for term in _contents().term.values()
        if len(term.readings) > 1
        for reading in term.readings
    )(incomplete)


def quoted(incomplete: str) -> Iterable[str]:
    """Offer the statements of the rulebook, and its quoted sentences by number."""
    contents = _contents()
    sentences = dict.fromkeys(each.cite for each in contents.statement.values())
    return starting_with(dict.fromkeys([*contents.statement, *sentences]))(incomplete)


def wanted(incomplete: str) -> Iterable[str]:
    """Offer the approaches and the statements of the rulebook."""
    return [*approaches(incomplete), *statements(incomplete)]


def facts(incomplete: str) -> Iterable[str]:
    """Offer attributes; where only one is left, what may be said of it, as `attribute=value`."""
    from allscape.model.attributes import show
    from allscape.model.profile import ATTRIBUTES
    from allscape.model.typed import attribute_named

    typed, equals, value = incomplete.partition("=")
    begun = [each for each in ATTRIBUTES if each.startswith(typed.replace("-", "_").lower())]
    named = attribute_named(typed) if equals or typed in ATTRIBUTES else None
    if named is None and (equals or len(begun) != 1):
        return [] if equals else [f"{each}=" for each in begun]
    attribute = ATTRIBUTES[named or begun[0]]
    values = [show(each) for each in attribute.values]
    if attribute.whole:
        values = [str(each) for each in range(int(attribute.low), int(attribute.high) + 1)]
    # Two at least: a shell would put a space behind a single one.
    offered = [*(values or [""]), "unknown"]
    written = typed if equals else attribute.name
    return [f"{written}={each}" for each in starting_with(offered)(value)]


def cases(incomplete: str) -> Iterable[str]:
    """Offer the examples; the shell offers files itself where nothing is offered."""
    with suppress(ImportError):
        listed = import_module("allscape.examples").listed
        return starting_with(each.name for each in listed())(incomplete) if incomplete else []
    return []
