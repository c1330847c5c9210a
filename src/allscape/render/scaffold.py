"""The pages that a maintainer reads an article on, sentence by sentence."""

from collections.abc import Mapping, Sequence

from allscape.render import words
from allscape.render.page import Heading, Page, Row, Rows, Text, Title, Tone
from allscape.scaffold.edition import Renewal


def article(title: str, sentences: Sequence[str], repeats: Mapping[int, int]) -> Page:
    """Return the numbered sentences of an article; those that repeat name the first of them."""
    page: Page = [Title(title), Heading(words.counted(len(sentences), "sentence"))]
    for number, sentence in enumerate(sentences, 1):
        if number in repeats:
            page.append(Text(f"{number}. duplicate of {repeats[number]}", 1, Tone.QUIET))
        else:
            page.append(Text(f"{number}. {sentence}", 1))
    return page


def edition(source: str, found: Renewal) -> Page:
    """Return what became of the sentences of an article, and those that are to be read again."""
    aligned = found.alignment
    moved = sum(old != new for old, new in aligned.numbers.items())
    became = {
        "as they were": f"{len(aligned.same)}",
        "changed": f"{len(aligned.changed)}",
        "added": f"{len(aligned.added)}",
        "gone": ", ".join(map(str, aligned.gone)) or "0",
        "renumbered": f"{moved}",
    }
    page: Page = [Title(f"A new edition of {source}"), Rows([Row(*e) for e in became.items()])]
    again = Heading(f"To be read again ({len(found.again)})")
    page.append(again if found.again else Text("Nothing is to be read again."))
    was = {new: old for old, new in aligned.changed.items()}
    for number in found.again:
        page.append(Text(f"{number}. {found.sentences[number - 1]}", 1))
        if number in was:
            words_then = found.texts.get(was[number])
            old = f"was {was[number]}" + (f", quoted: {words_then}" if words_then else "")
            page.append(Text(old, 2, Tone.QUIET))
    if moved:
        naming = f"Cases, lessons and pages that name sentences of {source} by number"
        page.append(Text(f"{naming} name others now.", 1, Tone.QUIET))
    return page
