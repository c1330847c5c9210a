"""How other names and words of an attribute are written down."""

from typing import Any


def wording(names: str, words: Any = (), doubts: Any = ()) -> Any:
    """Return other names of an attribute, words for its values, and doubts behind their reason."""
    return {
        "names": listed(names),
        "words": tuple((value, listed(each)) for value, each in dict(words).items()),
        "doubts": tuple((why, listed(each)) for why, each in dict(doubts).items()),
    }


def listed(words: str) -> tuple[str, ...]:
    """Return words that commas divide."""
    return tuple(each.strip() for each in words.split(",") if each.strip())
