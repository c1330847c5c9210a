"""What a person has to read: the sentences of the prose of cases that no lint can prove."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from allscape.cases import PlacedCase
from allscape.explain.claims import claims
from allscape.lint.prose.base import without
from allscape.model.contents import Contents
from allscape.model.segment import fold

_END = re.compile(r"[.!?][\"”’')\]]*(?=\s+(?:\[|[\"“‘'(]?[A-Z0-9])|\Z)")


@dataclass(frozen=True)
class Unproved:
    """A sentence, the text of the case that it stands in, and where."""

    file: str
    line: int
    column: int
    case: str
    field: str
    sentence: str


def unproved(contents: Contents, cases: Iterable[PlacedCase]) -> Iterator[Unproved]:
    """Yield every sentence of stories and teaching notes but questions and bare claims.

    What numbers, advice and written claims come to is decided by lints; whether the words of a
    sentence say what the facts and the articles say is not.
    """
    for placed in cases:
        for field in ("story", "teaching"):
            text, written = getattr(placed.case, field), placed.written(field)
            for start, end in _sentences(text):
                if _asserts(text[start:end], contents):
                    place = written.place(start)
                    name, message = placed.case.name or "", fold(text[start:end])
                    yield Unproved(placed.document.file, *place, name, field, message)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _END.finditer(text):
        sentence = text[start : end.end()]
        if sentence.strip():
            yield end.end() - len(sentence.lstrip()), end.end()
        start = end.end()


def _asserts(sentence: str, contents: Contents) -> bool:
    sentence = without(sentence, [(each.start, each.end) for each in claims(sentence, contents)])
    return not sentence.rstrip(" \n\"”’')").endswith("?") and bool(re.search(r"[a-z]", sentence))
