"""Sentences with the words that decide marked in them: »newly diagnosed«."""

import re
from collections.abc import Collection, Iterable, Sequence

from allscape.learn.legend import meant_names
from allscape.model.contents import Contents
from allscape.model.landscape import Citation
from allscape.model.words import stands_in
from allscape.render import words
from allscape.render.page import Page, Quote, Text, Tone

_MARKED = re.compile("»[^«]*«")


def marked(sentence: str, marks: Iterable[str]) -> str:
    """Return a sentence with words of it marked, each where it first stands, none in another."""
    text = sentence
    for each in sorted(dict.fromkeys(marks), key=len, reverse=True):
        free = [part for part in _MARKED.split(text) if stands_in(each, part)]
        if free and f"»{each}«" not in text:
            text = text.replace(free[0], free[0].replace(each, f"»{each}«", 1), 1)
    return text


def notes(contents: Contents, cite: str) -> list[Text]:
    """Return the note on a sentence, and what the names in it mean that a translation mangled."""
    note = contents.quotation[cite].note
    meant = meant_names(contents, contents.sentence(cite)).items()
    names = [
        f'"{written}" is read as {name}.' for written, name in meant if f'"{written}"' not in note
    ]
    return [Text(f"note: {each}", 2, Tone.QUIET) for each in [note, "; ".join(names)] if each]


def marked_quotes(
    contents: Contents,
    citations: Iterable[Citation],
    marks: Sequence[str],
    naming: Collection[str],
    shown: set[str],
) -> Page:
    """Return the sentences in which some words stand, marked, and those `naming` what it is about.

    All where the words stand in none. Those that were `shown` in the same way are named by their
    number.
    """
    found = {each.cite: marked(each.sentence, marks) for each in citations}
    none = not any("»" in text for text in found.values())
    telling = {cite: text for cite, text in found.items() if "»" in text or cite in naming or none}
    new = [cite for cite, text in telling.items() if text not in shown]
    again = [cite for cite in telling if cite not in new]
    shown.update(telling.values())
    page: Page = []
    for cite in new:
        page.append(Quote(telling[cite], words.where(contents, cite)))
        page += notes(contents, cite)
    if again:
        page.append(Text(f"quoted above: {words.listed(again)}", 2, Tone.QUIET))
    rest = [cite for cite in found if cite not in telling]
    if rest:
        page.append(Text(f"rests on {words.listed(rest)}, too", 2, Tone.QUIET))
    return page
