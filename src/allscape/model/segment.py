"""An article's text in, its numbered sentences out: the same sentences on every machine, for ever.

The ledger keeps a fingerprint of every sentence, so cutting an article into sentences has to be
deterministic and depend on nothing but the version of the segmenter that its source names. White
space is folded; the repairs that a source declares are made first; nothing else is changed.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

FINGERPRINT_LENGTH = 16
"""Hexadecimal digits kept of the SHA-256 of a folded sentence (64 bits)."""

REPAIRS = {
    # "a median OS of 7.\n7 months" is a number that a translation broke over two lines.
    "joined-decimals": (re.compile(r"(?<=\d)\.[^\S\n]*\n\s*(?=\d)"), "."),
    # A full stop that stands alone on the line after its sentence.
    "joined-full-stops": (re.compile(r"[^\S\n]*\n\s*\.[^\S\n]*(?=\n|\Z)"), "."),
}
"""Repairs that a source may declare, by name."""

_LIST_MARKER = re.compile(r"^\s*•\s*", re.MULTILINE)
_TITLES = r"Dr|Drs|Mr|Mrs|Ms|Prof|St|vs|etc|approx"
# A full stop, question or exclamation mark, with any closing quotes and brackets, before white
# space and something that can open a sentence.
_END = r"[.!?][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9])"
_NO_END = rf"(?:\b(?:{_TITLES})|\b[A-Z](?:\.[A-Z])*)\.$"


def fold(text: str) -> str:
    """Return `text` with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def fingerprint(sentence: str) -> str:
    """Return the fingerprint of a sentence, whatever its white space."""
    return hashlib.sha256(fold(sentence).encode()).hexdigest()[:FINGERPRINT_LENGTH]


def repair(text: str, repairs: Sequence[str]) -> str:
    """Return `text` with the named repairs made, in the order of `REPAIRS`."""
    for name, (pattern, replacement) in REPAIRS.items():
        if name in repairs:
            text = pattern.sub(replacement, text)
    return text


def segment(text: str, repairs: Sequence[str] = (), version: int = 1) -> list[str]:
    """Cut an article into its sentences, headings and list items included.

    `repairs` names the declared repairs of the source, `version` its segmenter. Every line that is
    not blank ends a sentence; a list marker is not part of it. Raises `KeyError` for a repair or a
    version that there is not.
    """
    for name in repairs:
        REPAIRS[name]
    cut = SEGMENTERS[version](repair(text, repairs))
    return [sentence for each in cut if (sentence := fold(each))]


def _first(text: str) -> Iterator[str]:
    for line in _LIST_MARKER.sub("", text).splitlines():
        yield from _split(fold(line))


def _second(text: str) -> Iterator[str]:
    from allscape.model import segment_better  # its patterns take a start longer

    for line in text.splitlines():
        yield from segment_better.cut(line)


SEGMENTERS: Mapping[int, Callable[[str], Iterator[str]]] = {1: _first, 2: _second}
"""The segmenters by version: one that a source names never changes."""

NEWEST = max(SEGMENTERS)


def _split(line: str) -> list[str]:
    sentences, start = [], 0
    for end in re.finditer(_END, line):
        if end.group()[0] == "." and re.search(_NO_END, line[start : end.start() + 1]):
            continue
        sentences.append(line[start : end.end()].strip())
        start = end.end()
    rest = line[start:].strip()
    return [*sentences, rest] if rest else sentences
