"""Where words stand in a text."""

import re


def stands_in(words: str, text: str) -> bool:
    """Return whether words stand in a text, not cut out of the middle of other words."""
    return words in text and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
