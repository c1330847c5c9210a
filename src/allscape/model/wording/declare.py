"""How other names and words of an attribute are written down."""

from typing import Any


def wording(names: str, words: Any = (), doubts: Any = ()) -> Any:
    """Return other names of an attribute, words for its values, and doubts behind their reason."""
    return {
        "names": listed(names),
        "words": tuple((value, listed(each)) for value, each in dict(words).items()),
        "doubts": tuple((why, listed(each)) for why, each in dict(doubts).items()),
    }


def yes_or_no(yes: str, no: str) -> dict[bool, str]:
    """Return the words for a flag's values: those that every flag has, and its own."""
    return {True: f"yes, y, t, {yes}", False: f"no, n, f, {no}"}


def listed(words: str) -> tuple[str, ...]:
    """Return words that commas divide."""
    return tuple(each.strip() for each in words.split(",") if each.strip())
