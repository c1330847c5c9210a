"""What the shell may complete: attribute values, ids and readings."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from allscape.model.contents import Contents

Completer = Callable[[str], Iterable[str]]


def starting_with(names: Iterable[str]) -> Completer:
    """Return a completer that offers the names that begin as typed."""
    known = list(names)
    return lambda incomplete: [each for each in known if each.startswith(incomplete)]


def _of_rulebook(names: "Callable[[Contents], Iterable[str]]") -> Completer:
    """Return a completer that offers names of the rulebook, which is loaded when they are asked."""

    def complete(incomplete: str) -> Iterable[str]:
        from allscape.book import Rulebook

        return starting_with(names(Rulebook.load().contents))(incomplete)

    return complete


approaches = _of_rulebook(lambda contents: contents.approach)
terms = _of_rulebook(lambda contents: contents.term)
sources = _of_rulebook(lambda contents: ["verify", *contents.source])
quoted = _of_rulebook(
    lambda contents: dict.fromkeys(
        [*contents.statement, *(each.cite for each in contents.statement.values())]
    )
)
"""The statements, and the quoted sentences by number."""
wanted = _of_rulebook(lambda contents: [*contents.approach, *contents.statement])
readings = _of_rulebook(
    lambda contents: [
        f"{term.id}={reading.id}"
        for term in contents.term.values()
        if len(term.readings) > 1
        for reading in term.readings
    ]
)


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
    listed = import_module("allscape.examples").listed
    return starting_with(each.name for each in listed())(incomplete) if incomplete else []
