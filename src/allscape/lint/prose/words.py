"""The words of a case's prose: no advice, no doses, no claim or number that no sentence has."""

import re
from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.prose.base import Prose, ProseLint, Spot
from allscape.lint.written.numbers import PERCENT, measured, numbers, percentages
from allscape.lint.written.overclaims import advice, wide_claims
from allscape.lint.written.said import DAY, without_ids
from allscape.model.attributes import Value

_SHARE = re.compile(PERCENT)
# What no fact of a case is measured in.
_NO_FACT = re.compile(r"[ -]?(?:months?|days?|hours?|fold|times|patients)\b")
_SCARE = 2
"""Of no more words than this, quotation marks need not quote."""


class AdviceInACase(ProseLint):
    """The prose of a case advises, ranks or doses.

    The words that the rulebook's own text must not use, with units of dosing: "should", "best",
    "better than", "recommends", "500 mg". In a case they stand in a quotation or nowhere: that some
    sentence on something else has the word is no excuse.
    """

    id = "advice-in-a-case"
    avoid = samples.case("story: A hypothetical person of 61, who should be given 500 mg of alpha.")
    prefer = samples.case('story: A hypothetical person of 61, for whom alpha "is an option".')
    related = ("advice-in-own-words", "wider-than-its-sentences")

    def look(self, prose: Prose) -> Iterator[Spot]:
        """Yield the words of advice, ranking and dosing."""
        for found in advice(prose.own, ""):
            yield Spot(*found.span(), f"'{found.group().strip()}' advises, ranks or doses")


class WiderThanItsSentences(ProseLint):
    """The prose of a case claims what no sentence does that speaks to it.

    "Cures", "proven", "safe", "approved", "all patients" stand there only where a sentence has them
    that speaks to the case: one of a statement that holds for it, about nothing or about an
    approach that is not ruled out. That something has never been given is a fact, and may be told.
    """

    id = "wider-than-its-sentences"
    avoid = samples.case("story: Alpha cures.")
    prefer = samples.case("story: Gamma was approved, says the article.")
    related = ("says-wider-than-the-sentence", "advice-in-a-case")

    def look(self, prose: Prose) -> Iterator[Spot]:
        """Yield the claims that no sentence makes."""
        for found in wide_claims(prose.own, prose.speaking()):
            if found.group().lower() != "never":
                message = f"'{found.group().strip()}' is in no sentence that speaks to the case"
                yield Spot(*found.span(), message, "say what a sentence says, or quote one")


class NumberNotInTheCase(ProseLint):
    """A number in the prose of a case stands nowhere.

    A number in digits, or in words before a unit ("ninety percent"), is one of the case's facts, is
    supposed by a claim (`if age=61`), or stands in a quoted sentence that speaks to the case: one
    of a statement that holds for it, about nothing or about an approach that is not ruled out. A
    percentage is one there, too, and no fact. Years are those of the articles. A quotation may hold
    any number of its sentence.
    """

    id = "number-not-in-the-case"
    avoid = samples.case("story: A hypothetical person of 61. Alpha helps 99.9 %.")
    prefer = samples.case("story: A hypothetical person of 61. Alpha was seen to help 12 %.")
    related = ("number-not-in-the-sentence",)

    def look(self, prose: Prose) -> Iterator[Spot]:
        """Yield the numbers that are neither facts nor said."""
        own = _without_days(without_ids(prose.own), prose)
        found = list(measured(own))
        if not found:
            return
        speaking = prose.speaking()
        shares, there = percentages(speaking), numbers(speaking)
        said = there | _facts(prose) | prose.book.years
        for each, value in found:
            known = shares if _SHARE.match(own, each.end()) else said
            if _NO_FACT.match(own, each.end()):
                known = there
            if value not in known and (value is not None or each.group() not in speaking):
                message = f"{each.group()} is neither a fact of the case "
                message += "nor in a sentence that speaks to it"
                yield Spot(*each.span(), message)


class QuotationNotInASentence(ProseLint):
    """What stands in quotation marks is no quotation.

    More than two words in quotation marks read as words of an article: they stand in a sentence
    that the rulebook quotes, or in the words or readings of a term. Other words in quotation marks
    are the case's own, and every lint looks at them.
    """

    id = "quotation-not-in-a-sentence"
    avoid = samples.case('teaching: The article says "helps nearly everybody".')
    prefer = samples.case('teaching: The article says "seen to help in 12% of them".')
    related = ("not-the-whole-sentence",)

    def look(self, prose: Prose) -> Iterator[Spot]:
        """Yield what is not quoted from anywhere."""
        for found, genuine in prose.quotations:
            if not genuine and len(found.group().split()) > _SCARE:
                message = f"{' '.join(found.group().split())} stands in no sentence of the rulebook"
                yield Spot(*found.span(), message, "quote word for word")


def _facts(prose: Prose) -> set[float]:
    known: list[Value | str] = [*prose.placed.case.profile.known().values(), *prose.supposed]
    stated = {float(each) for each in known if _number(each)}
    # Sentences speak of completed years.
    return stated | {float(int(each)) for each in stated if each < _ENDLESS}


_ENDLESS = 1e9


def _number(value: Value | str) -> bool:
    if isinstance(value, str):
        return value.replace(".", "", 1).isdecimal()
    return not isinstance(value, bool)


def _without_days(own: str, prose: Prose) -> str:
    days = {str(each.date) for each in prose.book.contents.sources}
    return DAY.sub(lambda found: " " * 10 if found.group() in days else found.group(), own)
