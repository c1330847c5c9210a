"""How conditions are joined, beside how their sentence joins their words; and how years count."""

import re
from collections.abc import Iterator
from itertools import pairwise

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.view import PlacedCondition, View, WrittenLint
from allscape.model.conditions import All, AnyOf, Condition, Test, Tied, leaves, parts
from allscape.model.statements import Statement, Term

_OR = re.compile(r"\b(?:or|either|as well as)\b|/", re.IGNORECASE)
_ONLY_OR = re.compile(r"\W*(?:or|/)(?: (?!and\b)\w+){0,2}\W*", re.IGNORECASE)


class GroupedAgainstItsWords(WrittenLint):
    """`any` where the sentence has no "or", `all` where it has one.

    "Newly diagnosed, Ph-positive patients" asks for both, "high-risk or MRD-positive patients" for
    one of them. Looked at is what stands between the words of the parts, where those of all stand
    in one sentence. A sentence that lists with "and" and means each is excluded with a reason.
    """

    id = "grouped-against-its-words"
    avoid = samples.statement(
        4,
        "id: made-up-2020/beta",
        "when:",
        "  any:",
        "    - {relapse_status: newly_diagnosed, words: newly diagnosed}",
        "    - {ph_status: positive, words: Ph-positive patients}",
    )
    prefer = samples.PH_POSITIVE
    related = ("against-its-words", "laxer-than-its-words", "stricter-than-its-words")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the groups whose parts the sentence joins otherwise."""
        for each in view.conditions:
            if each.field != "quotations" or len(parts(each.condition)) < 2 or each.negated:
                continue
            between = list(_between(view, each))
            if isinstance(each.condition, AnyOf) and between and not any(map(_OR.search, between)):
                message = (
                    "one of these is asked for, and the sentence has no 'or' between their words"
                )
                yield each.located(message, "all of them?")
            if isinstance(each.condition, All) and any(map(_ONLY_OR.fullmatch, between)):
                message = (
                    "all of these are asked for, and the sentence has 'or' between their words"
                )
                yield each.located(message, "any of them?")


def _between(view: View, group: PlacedCondition) -> Iterator[str]:
    """Yield what stands between the words of a group's parts, if all stand in one sentence."""
    (cite,) = group.cites
    places = [_place(view, each, cite) for each in parts(group.condition)]
    found = sorted(each for each in places if each is not None)
    if None in places and isinstance(group.condition, AnyOf):
        return
    sentence = view.sentences.get(cite, "")
    for (begin, end), (start, _) in pairwise(found):
        yield sentence[end:start] if start >= end else sentence[begin:end]


def _place(view: View, part: Condition, own: str) -> tuple[int, int] | None:
    sentence = view.sentences.get(own, "")
    for leaf in leaves(part):
        if isinstance(leaf, Tied) and leaf.words and (leaf.source or own) == own:
            begin = sentence.find(leaf.words)
            if begin >= 0:
                return begin, begin + len(leaf.words)
    return None


_YEARS = re.compile(r"\byears?\b|\bage[ds]?\b|-year", re.IGNORECASE)


class ExactAge(WrittenLint):
    """An age is compared exactly where the words count years.

    Sentences speak of completed years: who is 60 and a half is not over 60, and who is 10 and nine
    months is still 10. Write `> 60 completed years`. Where both are thought of, a term with two
    readings says so; its first one counts completed years.
    """

    id = "exact-age"
    avoid = samples.statement(
        2,
        "id: made-up-2020/alpha",
        "when:",
        '  - {age: "> 60", words: (>60 years)}',
        "  - {relapse_status: relapsed, words: who have relapsed}",
    )
    prefer = samples.OVER_60
    related = ("laxer-than-its-words", "stricter-than-its-words")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the ages that are exact and whose words are not."""
        for each in view.conditions:
            test = each.condition
            if not isinstance(test, Test) or test.attribute != "age" or "completed" in test.wanted:
                continue
            if _YEARS.search(_words_of(each)):
                message = f"age {test.wanted} is exact, and the words count years"
                yield each.located(message, f"{test.wanted} completed years")


def _words_of(placed: PlacedCondition) -> str:
    """Return the words that an age rests on: its own, or those of the term that it is read by."""
    if isinstance(placed.owner, Statement):
        return placed.words or ""
    first = placed.inside[:2] == ("readings", 0)
    return " ".join(placed.owner.words) if isinstance(placed.owner, Term) and first else ""
