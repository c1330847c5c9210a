"""What a sentence may be, proposed to the person who decides: a guess by its words, and no more.

The conditions are those that the tables of the lints know words for, and the terms of the rulebook.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from allscape.lint.written.numbers import ranges
from allscape.lint.written.phrases import meant, named, word_end
from allscape.lint.written.tied import shown
from allscape.model.profile import ATTRIBUTES

_FURNITURE = re.compile(
    r"\b(?:share|subscri|sign (?:in|up)|log ?in|menu|home|search|newsletter|cookie|advertis|"
    r"read more|related|click|print|follow us|skip to|back to|next|previous|e-?mail|download|"
    r"facebook|twitter|linkedin|comments?|loading)",
    re.IGNORECASE,
)
_LEGAL = re.compile(r"©|\bcopyright|rights reserved|privacy|terms of use|disclaimer", re.IGNORECASE)
_CREDIT = re.compile(
    r"^(?:by|author|written|reviewed|edited|posted|published|(?:last )?updated?|source|photo|image|"
    r"credit|date)\b|\b(?:MD|PhD|M\.D\.|Ph\.D\.)|"
    r"^\W*(?:\w+\.? \d{1,2}, \d{4}|\d{1,2} \w+ \d{4}|\d{4}-\d\d-\d\d)\W*$",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\d\s?%|per ?cent|\bmedian\b|\bp ?[=<]|\bhazard|\bHR\b|\bCI\b|\brates? (?:was|were|of)|"
    r"\b(?:overall|event-free|disease-free|progression-free) survival|"
    r"\b(?:OS|EFS|DFS|CR) (?:was|of)",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:approv|indicat|option|recommend|treat|therap|standard|help|benefi|used?\b|given|effective|"
    r"consider|offer|promis|regimen)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\bMRD\b|residual disease|\badverse|\bsafety\b|\bAEs?\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:not|cannot|never|contraindicat|toxic|adverse|avoid)", re.IGNORECASE)
_ENDS = re.compile(r"[.!?][\"”’')\]»]*(?:[\d,–\[\]¹²³*-]*)$")
_TITLE = 14
_SHORT = (("legal", _LEGAL, 30), ("credit", _CREDIT, _TITLE), ("navigation", _FURNITURE, 5))
"""What short lines are by their words, and how many words they have at most."""

_YEARS = r"\d+(?:\.\d+)?(?:\s?(?:-|–|to|and)\s?\d+)?"
_AGE = re.compile(
    r"\(?(?:\b(?:aged?|ages|between|over|above|under|below|at least|up to|"
    r"(?:older|younger) than)\s|"
    rf"[<>≥≤]=?\s?)+{_YEARS}(?:[\s-]years?)?(?:\sof\sage|\sold)?\)?|"
    rf"{_YEARS}\s(?:years?\s)?(?:of\sage\s|old\s)?(?:and|or)\s(?:over|older|above|under|younger)",
    re.IGNORECASE,
)
_ECOG = re.compile(r"\bECOG\b[^.;,]{0,40}?(?:[<>≥≤]=?\s?\d|\d\s?(?:-|–|to)\s?\d)", re.IGNORECASE)
_TOLD_OF_AGE = re.compile(r"year|age", re.IGNORECASE)


class Proposal(NamedTuple):
    """What a sentence may be, a kind of statement or why it is left out, and of whom it speaks."""

    what: str
    when: list[dict[str, Any]]


class Known(NamedTuple):
    """What a rulebook has words for: its terms, and its approaches with their agents."""

    terms: Sequence[Mapping[str, Any]] = ()
    approaches: Sequence[Mapping[str, Any]] = ()

    def names_one(self, sentence: str) -> bool:
        """Return whether a sentence names a known agent or family, or what trials are about."""
        text = _plain(sentence)
        names = {str(name) for each in self.approaches for name in each.get("agents") or ()}
        names |= {str(each.get("family")) for each in self.approaches}
        return _SUBJECT.search(sentence) is not None or any(_plain(n) in text for n in names)


def _plain(text: str) -> str:
    return text.lower().replace("-", " ")


def proposed(sentence: str, number: int, known: Known) -> Proposal:
    """Return what a sentence may be, by its words, its number and what a rulebook knows."""
    when = list(conditions(sentence, known.terms))
    return Proposal(_what(sentence, number, bool(when), known.names_one(sentence)), when)


def _what(sentence: str, number: int, speaks: bool, names: bool) -> str:
    length, ends = len(sentence.split()), _ENDS.search(sentence) is not None
    for what, pattern, most in _SHORT:
        if length <= most and pattern.search(sentence):
            return what
    if number == 1 or (not ends and not _RESULT.search(sentence)):
        return "headline" if length <= _TITLE else "background"
    if _RESULT.search(sentence):
        return "evidence"
    if not (speaks or names):
        return "background"
    # What speaks of cases or names an agent is never background by a guess: a person reads it.
    if _AGAINST.search(sentence):
        return "caution"
    if not speaks:
        return "outlook"
    return "option" if _OFFER.search(sentence) else "prognosis"


def conditions(sentence: str, terms: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the conditions that words of a sentence may state, in their order, each with them."""
    taken: set[int] = set()
    found: list[tuple[int, dict[str, Any]]] = []
    for begin, end, wanted in sorted(_candidates(sentence, terms), key=_longest):
        if not taken & set(range(begin, end)):
            taken |= set(range(begin, end))
            found.append((begin, {**wanted, "words": sentence[begin:end]}))
    lines: list[dict[str, Any]] = []
    for _, each in sorted(found, key=lambda one: one[0]):
        asked = {name: value for name, value in each.items() if name != "words"}
        if asked not in [{k: v for k, v in one.items() if k != "words"} for one in lines]:
            lines.append(each)
    yield from lines


Candidate = tuple[int, int, dict[str, Any]]


def _longest(each: Candidate) -> tuple[int, int, int]:
    return each[0] - each[1], "term" not in each[2], each[0]


def _candidates(sentence: str, terms: Iterable[Mapping[str, Any]]) -> Iterator[Candidate]:
    yield from _of_terms(sentence, terms)
    for pattern, attribute, unit in ((_AGE, "age", " completed years"), (_ECOG, "ecog", "")):
        for found in pattern.finditer(sentence):
            within = ranges(found.group())
            if within and (attribute == "ecog" or _TOLD_OF_AGE.search(found.group())):
                yield *found.span(), {attribute: f"{shown(within[0])}{unit}"}
    for attribute, found in named(sentence):
        begin, end = found.start(), word_end(sentence, found.end())
        every = ATTRIBUTES[attribute].values
        values = meant(attribute, sentence[begin:end], sentence, every) or frozenset()
        by_flow = attribute != "mrd_by_flow" or "flow" in sentence
        if by_flow and 0 < len(values) < len(every):
            listed = [each for each in every if each in values]
            yield begin, end, {attribute: listed if len(listed) > 1 else listed[0]}


def _of_terms(sentence: str, terms: Iterable[Mapping[str, Any]]) -> Iterator[Candidate]:
    for term in terms:
        words = term.get("words") or []
        for each in [words] if isinstance(words, str) else words:
            for found in re.finditer(rf"(?<!\w){re.escape(str(each))}", sentence, re.IGNORECASE):
                yield found.start(), word_end(sentence, found.end()), {"term": term["id"]}
