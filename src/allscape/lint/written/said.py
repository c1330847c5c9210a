"""Numbers and dates in the rulebook's own words: they are those of the sentence and its source."""

import re
from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.numbers import digits, numbers
from allscape.lint.written.own_text import OwnText, own_texts, sentences_of
from allscape.lint.written.view import View, WrittenLint

YEAR = re.compile(r"(?<![\w./-])(?:19|20)\d\d(?![\w%./-]*[\w%])")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# A month is one where a year or a day follows, or where it is said to be one ("by October").
_MONTH = re.compile(
    rf"\b(?:(?:in|by|since|until|of|from) (?P<said>{MONTHS})\b(?! be\b)|"
    rf"(?P<dated>{MONTHS}) (?=\d))"
)
DAY = re.compile(r"(?<![\w/-])\d{4}-\d\d-\d\d(?![\w-])")
# A word without a hyphen is no id; it is taken whole all the same, not tried from each full stop.
_ID = re.compile(r"\b[a-z][\w.]*+(?:(?:-[\w.]+)+(?:/[\w.-]+)*)?")
_SENTENCE_NUMBERS = re.compile(r"\bsentences? \d+(?:(?:, | and )\d+)*")


class NumberNotInTheSentence(WrittenLint):
    """The rulebook's own words hold a number that is not in the sentence.

    A result, an age, a count: what a name, a statement, a figure or a tension tells in digits
    stands in a sentence that it rests on, in digits or in words. Years are the matter of
    date-not-of-the-source, numbers in names (CD19) are none, and a note may explain with others.
    """

    id = "number-not-in-the-sentence"
    avoid = samples.statement(3, "{id: made-up-2020/alpha-seen, says: Seen to help in 15%.}")
    prefer = samples.statement(3, "{id: made-up-2020/alpha-seen, says: Seen to help in 12%.}")
    related = ("figure-not-in-the-sentence", "number-not-in-its-words")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the numbers that stand in no sentence."""
        for each in own_texts(view):
            if not each.tells:
                continue
            left = YEAR.sub(" ", DAY.sub(" ", without_ids(each.own)))
            cited = f"of {', '.join(dict.fromkeys(each.about))}" if each.about else ""
            for number in sorted(digits(left) - numbers(sentences_of(view, each))):
                yield each.located(f"{number:g} is not in the sentence", cited)


class DateNotOfTheSource(WrittenLint):
    """A date in the rulebook's own words is not the source's.

    A statement has no date of its own: it is of the day of its article. A year or a month that the
    rulebook tells of it (in 2021, by October) is that of an article that it speaks of, or stands in
    one of the sentences. Nothing else in a rulebook can hold a date: no condition tests a day, and
    a term or reading has that of the sentences it cites. A source whose id ends in a year is of
    that year.
    """

    id = "date-not-of-the-source"
    avoid = samples.statement(2, "{id: made-up-2020/alpha, says: An option in relapse since 2021.}")
    prefer = samples.APPROVED_IN_MARCH
    related = ("number-not-in-the-sentence",)

    def look(self, view: View) -> Iterator[Located]:
        """Yield the dates that are no source's and in no sentence."""
        for at, source in enumerate(view.contents.sources):
            year = re.search(r"-((?:19|20)\d\d)$", source.id)
            if year and int(year[1]) != source.date.year:
                message = f"the id says {year[1]}, the date {source.date.year}"
                yield Located("sources", at, ("date",), message)
        for each in own_texts(view):
            if each.field != "ledgers":
                yield from _strange_dates(view, each)


def _strange_dates(view: View, text: OwnText) -> Iterator[Located]:
    cited = [view.contents.source.get(each.partition("/")[0]) for each in text.about]
    days = {source.date for source in cited if source is not None}
    sentences, own = sentences_of(view, text), without_ids(text.own)
    lines = [each for each in DAY.findall(own) if each not in {str(day) for day in days}]
    lines += [
        year
        for year in YEAR.findall(DAY.sub(" ", own))
        if int(year) not in {day.year for day in days} and year not in sentences
    ]
    lines += [
        month
        for found in _MONTH.finditer(own)
        if (month := found["said"] or found["dated"]) not in sentences
        and MONTHS.split("|").index(month) + 1 not in {day.month for day in days}
    ]
    for each in lines:
        message = f"{each} is neither the date of a source of this nor in its sentence"
        yield text.located(message, ", ".join(sorted(map(str, days))))


def without_ids(text: str) -> str:
    """Return a text of the same length without ids and without numbers of sentences."""
    without = _ID.sub(lambda found: _kept(found.group()), text)
    return _SENTENCE_NUMBERS.sub(lambda found: " " * len(found.group()), without)


def _kept(name: str) -> str:
    # An id has a number behind its hyphens; "three-year" and "long-term" are words.
    return " " * len(name) if re.search(r"-\d{4}|/", name) else name
