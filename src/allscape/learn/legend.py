"""What the abbreviations in a text stand for, as far as the sentences that are quoted spell it out.

Nothing is explained from elsewhere: an article writes "minimal residual disease (MRD)", or nothing
is said. ALL and Ph are the program's own words, for what it is about and for one of its facts.
"""

import re
from typing import NamedTuple

from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES
from allscape.model.words import stands_in

_IN_BRACKETS = re.compile(r"\((?P<short>[A-Za-z][\w/-]{1,9}?)s?\s*\)")
_CAPITALS = re.compile(r"(?<![\w’'])[A-Z]{2,}(?=s?(?!\w))")
_ROMAN = re.compile(r"[IVX]+")
_IN_NOTE = re.compile(r'"(?P<written>[\w/-]{4,})" is (?:read as )?(?P<meant>[^,:;.]+)')
_MOST_WORDS = 8


class SpelledOut(NamedTuple):
    """An abbreviation, the words that it stands for, and the sentence that says so, if one does."""

    short: str
    words: str
    cite: str = ""


OWN = (
    SpelledOut("ALL", "acute lymphoblastic leukemia"),
    SpelledOut("Ph", ATTRIBUTES["ph_status"].meaning),
)


def spelled_out(contents: Contents) -> list[SpelledOut]:
    """Return the abbreviations that the quoted sentences spell out, each in all its words."""
    once: dict[tuple[str, str], SpelledOut] = {}
    for cite in contents.quotation:
        sentence = contents.sentence(cite)
        for found in _IN_BRACKETS.finditer(sentence):
            before = " ".join(sentence[: found.start()].split()[-_MOST_WORDS:])
            words = _stands_for(found["short"], before)
            if words:
                key = (found["short"], words.lower().rstrip("s"))
                once.setdefault(key, SpelledOut(found["short"], words, cite))
    return [*OWN, *once.values()]


def meant_names(contents: Contents, text: str) -> dict[str, str]:
    """Return what the names in a text mean that a translation mangled, as the notes have it."""
    notes = (each.note for each in contents.quotation.values())
    found = (each for note in notes for each in _IN_NOTE.finditer(note))
    return {each["written"]: each["meant"] for each in found if stands_in(each["written"], text)}


def legend(contents: Contents, text: str) -> tuple[list[SpelledOut], list[str]]:
    """Return the abbreviations in a text with what they stand for, and those nobody spells out."""
    known = [each for each in spelled_out(contents) if _used(each.short, text)]
    named = (f"{each.author} {each.publisher}" for each in contents.source.values())
    parts = {
        part for each in (*named, *(e.short for e in known)) for part in _CAPITALS.findall(each)
    }
    capitals = dict.fromkeys(_CAPITALS.findall(text))
    rest = [each for each in capitals if each not in parts and not _ROMAN.fullmatch(each)]
    return known, rest


def _used(short: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(short)}s?(?!\w)", text) is not None


def _stands_for(short: str, before: str) -> str | None:
    """Return the last words before a bracket in which its letters stand in turn.

    The first letter begins a word, and so does one behind a stroke: "relapsed and
    refractory (R/R)".
    """
    at = len(before)
    for number in reversed(range(len(short))):
        if not short[number].isalnum():
            continue
        begins = number == 0 or short[number - 1] == "/"
        at = _back_to(short[number].lower(), before.lower(), at - 1, begins=begins)
        if at < 0:
            return None
    return before[at:]


def _back_to(letter: str, text: str, at: int, *, begins: bool) -> int:
    """Return where a letter last stands, from a place back; -1 where it does not."""
    while at >= 0 and (
        text[at] != letter
        or (begins and at > 0 and (text[at - 1].isalnum() or text[at - 1] == "-"))
    ):
        at -= 1
    return at
