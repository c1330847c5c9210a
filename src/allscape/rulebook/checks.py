"""What has to hold for a rulebook to be used: every reference, every word, every quotation."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from allscape.faults import Fault, Hint
from allscape.lint.base import Inside, Located
from allscape.lint.written.base import WrittenLint
from allscape.lint.written.errors import ERRORS
from allscape.lint.written.view import View
from allscape.model.contents import Contents


class Places(Protocol):
    """Knows the file, line and column of every part of the contents."""

    def fault(self, field: str, at: int, inside: Inside, message: str, hint: str | Hint) -> Fault:
        """Return a fault at the place of a part."""


def check(contents: Contents, places: Places) -> list[Fault]:
    """Return every fault that keeps a rulebook, whose files could all be read, from being used."""
    found = looked(View(contents), ERRORS)
    return [replace(places.fault(*located), lint=lint.id) for lint, located in found]


def looked(view: View, lints: Iterable[WrittenLint]) -> Iterator[tuple[WrittenLint, Located]]:
    """Yield what lints find, with the lint."""
    for lint in lints:
        for located in lint.look(view):
            yield lint, located
