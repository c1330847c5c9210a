"""Where words stand in a text."""


def stands_in(words: str, text: str) -> bool:
    """Return whether words stand in a text, not cut out of the middle of other words."""
    at = text.find(words)  # a pattern for each of the words would take a start longer
    while at >= 0:
        end = at + len(words)
        if not _of_a_word(text[max(at - 1, 0) : at]) and not _of_a_word(text[end : end + 1]):
            return True
        at = text.find(words, at + 1)
    return False


def _of_a_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
