"""Short names: they say no more than the name that they stand for."""

import re
from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.view import View, WrittenLint

_WORD = re.compile(r"[^\s,;()+]+")


class ShortSaysMore(WrittenLint):
    """A short name has a word that the name has not.

    The map has little room, so an approach may have a `short` name. It is made of the name's own
    words: whole, up to a hyphen, their beginning with a full stop ("consolid."), or their first
    letters ("R/R").
    """

    id = "short-says-more"
    avoid = samples.part(
        "approaches", "{id: alpha, name: Alpha in relapse, short: Alpha first, family: letters}"
    )
    prefer = samples.part(
        "approaches", "{id: alpha, name: Alpha in relapse, short: Alpha, family: letters}"
    )
    related = ("says-wider-than-the-sentence", "number-not-in-the-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the words of short names that do not stand in the name."""
        for at, approach in enumerate(view.contents.approaches):
            for word in words_beyond(approach.short, approach.name):
                message = f"'{word}' is not in the name"
                yield Located(
                    "approaches", at, ("short",), message, f"the name is '{approach.name}'"
                )


def words_beyond(short: str, name: str) -> list[str]:
    """Return the words of a short name that are neither words of the name nor cut from them."""
    words = _WORD.findall(name.casefold())
    initials = ["/".join(part[:1] for part in word.split("/")) for word in words if "/" in word]
    return [
        word
        for word in _WORD.findall(short)
        if (plain := word.casefold()) not in words
        and plain not in initials
        and not any(each.startswith(f"{plain}-") for each in words)
        and not (plain.endswith(".") and any(each.startswith(plain[:-1]) for each in words))
    ]
