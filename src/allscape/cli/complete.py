"""What the shell may complete: attribute values, ids and readings."""

from collections.abc import Callable, Iterable

Completer = Callable[[str], Iterable[str]]


def starting_with(names: Iterable[str]) -> Completer:
    """Return a completer that offers the names that begin as typed."""
    known = list(names)
    return lambda incomplete: [each for each in known if each.startswith(incomplete)]


def approaches(incomplete: str) -> Iterable[str]:
    """Offer the approaches of the rulebook."""
    from allscape.book import Rulebook

    return starting_with(Rulebook.load().contents.approach)(incomplete)


def statements(incomplete: str) -> Iterable[str]:
    """Offer the statements of the rulebook."""
    from allscape.book import Rulebook

    return starting_with(Rulebook.load().contents.statement)(incomplete)


def sources(incomplete: str) -> Iterable[str]:
    """Offer the sources of the rulebook, and their verification."""
    from allscape.book import Rulebook

    return starting_with(["verify", *Rulebook.load().contents.source])(incomplete)


def terms(incomplete: str) -> Iterable[str]:
    """Offer the terms of the rulebook."""
    from allscape.book import Rulebook

    return starting_with(Rulebook.load().contents.term)(incomplete)


def readings(incomplete: str) -> Iterable[str]:
    """Offer every reading of the terms that can be read in more than one way."""
    from allscape.book import Rulebook

    return starting_with(
        f"{term.id}={reading.id}"
        for term in Rulebook.load().contents.term.values()
        if len(term.readings) > 1
        for reading in term.readings
    )(incomplete)
