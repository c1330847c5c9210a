"""What every lint of a rulebook shares: where a part stands, and whether a name is known."""

from collections.abc import Iterable, Iterator
from typing import Any

from allscape.faults import Hint
from allscape.model.contents import Contents
from allscape.model.statements import Statement

Inside = tuple[Any, ...]
Located = tuple[str, int, Inside, str, str | Hint]
"""A list of the contents, the item in it, the path inside it, what is wrong, what was meant."""


def statements(contents: Contents) -> Iterator[tuple[int, int, Statement]]:
    """Yield every statement with the number of its quotation and its own number there."""
    for q, quotation in enumerate(contents.quotations):
        for s, statement in enumerate(quotation.statements):
            yield q, s, statement


def known(
    name: str, names: Iterable[str], what: str, field: str, at: int, inside: Inside
) -> Iterator[Located]:
    """Yield a fault where `name` is none of `names`."""
    if name not in names:
        yield field, at, inside, f"no {what} '{name}'", Hint(name, lambda: names)
