"""What every check of a rulebook shares: where a part stands, and whether a name is known."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from allscape.faults import nearest
from allscape.model.contents import Contents
from allscape.model.statements import Statement

Inside = tuple[Any, ...]
Located = tuple[str, int, Inside, str, str]
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
        yield field, at, inside, f"no {what} '{name}'", nearest(name, names)


def text_of(contents: Contents, cite: str) -> str:
    """Return a quoted sentence, with the half that continues it."""
    return contents.sentence(cite)


def stands_in(words: str, text: str) -> bool:
    """Return whether words stand in a text, not cut out of the middle of other words."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def words_in(
    contents: Contents, words: str, cite: str, field: str, at: int, inside: Inside
) -> Iterator[Located]:
    """Yield a fault where the words are not in the sentence, or the sentence is not quoted."""
    if cite not in contents.quotation:
        told = f"no quotation '{cite}'"
        yield field, at, (*inside, "from"), told, nearest(cite, contents.quotation)
    elif not stands_in(words, text_of(contents, cite)):
        yield field, at, (*inside, "words"), f"the words '{words}' are not in {cite}", ""
