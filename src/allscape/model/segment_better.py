"""The second segmenter: how a line of an article is cut where the first one cuts real pages wrong.

As with the first, nothing but this file decides, and it never changes: fingerprints are for ever. A
better one is a third.
"""

import re
from collections.abc import Iterator

_MARKER = re.compile(
    r"^\s*(?:[•·‣▪▫◦●○■□◆◇➢➤►▶✓✔→*–—-]\s+|[•·‣▪▫◦●○■□◆◇➢➤►▶✓✔]|"
    r"\(?(?:\d{1,2}|[a-z]|[ivx]{2,4})[.)]\s+(?=\S))"
)
_ROW = re.compile(r"\S[^\S\n]*\t[^\S\n]*\S|\|.*\|")
_SUPERSCRIPT = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
_STOP = re.compile(
    r"(?P<stop>[.!?\u2026]+)(?P<close>[\"”’')\]»]*)"
    rf"(?P<marks>(?:\[\d[\d,; –-]*\]|[{_SUPERSCRIPT}]+(?:[,–-][{_SUPERSCRIPT}]+)*|"
    r"\d{1,3}(?:[,–-]\d{1,3})*|[*†‡§]+)*)(?=\s+(?P<next>\S+))"
)
_SIGNS = "≥≤<>~≈±$€£"
_OPENING = "\"“‘'([«„"
_NUMBER = re.compile(r"[A-Z]?\d")
_DOTTED = re.compile(r"[A-Za-z](?:\.[A-Za-z])+|[A-Z]")
_COUNTER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})")
_BEFORE_A_MARK = re.compile(r"[^\W\d]$|[%)”]$")
_ODDLY_WRITTEN = re.compile(r"[a-z]+-cel\b|[a-z]{1,3}[A-Z0-9(]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER = _words("approx ca cf dr drs e.g eg excl i.e ie incl mr mrs ms prof resp st viz vs ")
"""Abbreviations after which a sentence goes on, whatever follows."""

_BEFORE_A_NUMBER = _words(
    "apr art aug ch chap dec eq eqs feb fig figs jan jul jun mar no nos nov oct p para pp ref "
    "refs sec sect sep sept ser suppl tab vol "
)
"""Abbreviations after which it goes on where a number follows: Oct. 1, Fig. S2."""

_MAY_END = _words("al bros co corp dept est etc inc jr ltd max min sr univ ")
"""Abbreviations that end a sentence only where the next word commonly begins one."""

_BEGINNERS = _words(
    "a additionally after all although also among an and as at because before both but by "
    "data during each for from further furthermore he her here his how however if in it its "
    "many most moreover no not of on or our overall patients results several she since so "
    "some that the their there these they this those thus to we what when where which while "
    "who why with yet you "
)


def cut(line: str) -> Iterator[str]:
    """Yield the sentences of one line, without the marker of a list; of a table's row, the row.

    A line without a letter or digit, such as the rule of a table, holds none.
    """
    if not any(each.isalnum() for each in line):
        return
    if _ROW.search(line):
        yield line
        return
    line, start = _MARKER.sub("", line), 0
    for stop in _STOP.finditer(line):
        if _ends(line[start : stop.start()].strip(), stop):
            yield line[start : stop.end()]
            start = stop.end()
    if line[start:].strip():
        yield line[start:]


def _ends(before: str, stop: re.Match[str]) -> bool:
    """Return whether a sentence ends at a stop, after the text that it holds."""
    opens = stop["next"].lstrip(_OPENING)
    if not opens or not (opens[0].isalnum() or opens[0] in _SIGNS):
        return False
    if stop["stop"] != ".":
        return not opens[0].islower()
    last = before.rsplit(maxsplit=1)[-1].lstrip(_OPENING) if before else ""
    marked = bool(stop["marks"])
    if stop["marks"][:1].isdigit() and not stop["close"] and not _BEFORE_A_MARK.search(last):
        return False
    if not marked and (goes_on := _goes_on(before, last, opens)) is not None:
        return not goes_on
    if not opens[0].islower():
        return True
    return not stop["close"] and (
        marked or _ODDLY_WRITTEN.match(opens) is not None or _a_whole_word(last)
    )


def _goes_on(before: str, last: str, opens: str) -> bool | None:
    """Return whether a sentence goes on after an abbreviation or a counter; None for neither."""
    word = last.lower()
    if word in _NEVER:
        return True
    if word in _BEFORE_A_NUMBER and _NUMBER.match(opens):
        return True
    if _COUNTER.fullmatch(last) and _counts(before[: len(before) - len(last)].rstrip(_OPENING)):
        return True
    if word in _MAY_END or _DOTTED.fullmatch(last):
        first = re.split(r"\W", opens)[0]
        return not (first[:1].isupper() and first.lower() in _BEGINNERS)
    if word in _BEFORE_A_NUMBER and opens[0].islower():
        return True
    return None


def _counts(lead: str) -> bool:
    """Return whether what looks like the number of an item is one, after what stands before it."""
    words = lead.split()
    if not words:
        return True
    return words[-1][-1] in ".:;!?)" and words[-1].lower().strip(".") not in _BEFORE_A_NUMBER


def _a_whole_word(last: str) -> bool:
    return last[-1:] in "%)]" or (len(last) > 2 and last.isalpha() and last.islower())
