"""The page that a maintainer reads an article on, sentence by sentence."""

from collections.abc import Mapping, Sequence

from allscape.render import words
from allscape.render.page import Heading, Page, Text, Title, Tone


def article(title: str, sentences: Sequence[str], repeats: Mapping[int, int]) -> Page:
    """Return the numbered sentences of an article; those that repeat name the first of them."""
    page: Page = [Title(title), Heading(words.counted(len(sentences), "sentence"))]
    for number, sentence in enumerate(sentences, 1):
        if number in repeats:
            page.append(Text(f"{number}. duplicate of {repeats[number]}", 1, Tone.QUIET))
        else:
            page.append(Text(f"{number}. {sentence}", 1))
    return page
