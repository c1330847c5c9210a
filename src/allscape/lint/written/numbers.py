"""Numbers in words: which a text holds, and the ranges that it speaks of."""

import re
from collections.abc import Iterator
from contextlib import suppress

from allscape.model.conditions import Range, parse_range

_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {
    **{word: at for at, word in enumerate(_UNITS)},
    **{word: 10 * at for at, word in enumerate(_TENS, 2)},
    **{f"{ten}-{unit}": 10 * t + u for t, ten in enumerate(_TENS, 2)
       for u, unit in enumerate(_UNITS[1:10], 1)},
}  # fmt: skip
_SMALL = "|".join(sorted(_WORDS, key=len, reverse=True))
_SPELT = re.compile(rf"\b(?:{_SMALL})\b", re.IGNORECASE)
# A number, not one that is part of a name (CD19, E1910) or of an id (csco-2021/31).
_NUMBER = re.compile(r"(?<![\w./])(?<![a-zA-Z]-)\d++(?:\.\d++)?(?![\w/]*[a-zA-Z/])")


def spelt_as_digits(text: str) -> str:
    """Return a text with its number words as digits: "six weeks" as "6 weeks"."""
    return _SPELT.sub(lambda found: str(_WORDS[found.group().lower()]), text)


def digits(text: str) -> set[float]:
    """Return the numbers that a text holds as digits, those in names left out."""
    return {float(each) for each in _NUMBER.findall(text)}


def numbers(text: str) -> set[float]:
    """Return the numbers that a text holds, as digits or as words, those in names left out."""
    return digits(spelt_as_digits(text))


_AMOUNTS = {**_WORDS, "hundred": 100, "thousand": 1000}
_UNIT = r"[ -]?(?:%|per ?cent|years?|months?|weeks?|days?|hours?|patients|times|fold|point)(?!\w)"
_SHARE = rf" (?:out of|in|of) (?:a )?(?:{_SMALL}|hundred)\b"
_MEASURED = re.compile(
    rf"{_NUMBER.pattern}|(?<![\w/])\d+(?:/\d+|x)(?![\w/])|"
    rf"\b(?:{_SMALL}|hundred|thousand)(?={_UNIT}|{_SHARE})|"
    r"\bhalf of\b|\b(?:a|one) (?:third|quarter|fifth|tenth) of\b|"
    r"\b\w+ (?:thirds|quarters|fifths|tenths)\b|\b(?:doubl|tripl|halv)ed\b|\btwice (?:as|the)\b",
    re.IGNORECASE,
)


def measured(text: str) -> Iterator[tuple[re.Match[str], float | None]]:
    """Yield the numbers that a text measures with: in digits, and in words before a unit.

    A fraction (9/10, two thirds) and a multiple (2x, doubled) have no value. Words without a unit
    ("two sentences") count what anybody can count.
    """
    for found in _MEASURED.finditer(text):
        written = found.group().lower()
        number = float(written) if re.fullmatch(r"[\d.]+", written) else None
        yield found, _AMOUNTS.get(written, number)


PERCENT = r"\s?(?:%|per\s?cent\b)"
_NUMERAL = r"(?<!\d)\d++(?:\.\d++)?"
_ONE = rf"{_NUMERAL}(?!\.\d)"
_LISTED = re.compile(rf"({_ONE}(?: ?(?:-|–|to|and|or|,) ?{_ONE})*+)({PERCENT})?")


def percentages(text: str) -> set[float]:
    """Return the numbers that a text holds as percentages, in digits or in words."""
    listed = (list_ for list_, percent in _LISTED.findall(spelt_as_digits(text)) if percent)
    return {float(each) for list_ in listed for each in re.findall(_NUMERAL, list_)}


_GAP = r"(?: ?completed)?(?:[ -]?(?:years?|months?|weeks?))?(?: of age)?,? "
_N = rf"({_NUMERAL})"
_OVER = r"(?:and|or) (?:over|above|more|older|up|higher)"
_UNDER = r"(?:and|or) (?:under|below|less|younger|fewer|lower)"
_FORMS = {
    "span": rf"\bbetween {_N} and {_N}|\b{_N} ?(?:-|–|to) ?{_N}",
    ">=": rf"(?:≥|>=|\bat least|\bnot under|\bnot below) ?{_N}|{_N}{_GAP}{_OVER}",
    "<=": rf"(?:≤|<=|\bat most|\bup to|\bno (?:more|worse|older) than) ?{_N}|{_N}{_GAP}{_UNDER}",
    ">": rf"(?:>(?!=)|\bover|\babove|\bolder than|\bmore than|\bgreater than|\bexceeding) ?{_N}",
    "<": rf"(?:<(?!=)|\bunder|\bbelow|\byounger than|\bless than|\bfewer than) ?{_N}",
}
_RANGES = {sign: re.compile(form, re.IGNORECASE) for sign, form in _FORMS.items()}


def ranges(text: str) -> list[Range]:
    """Return the ranges that a text speaks of (">60", "more than six", "2-10"), in its order."""
    return [found for _, found in sorted(_ranges(spelt_as_digits(text)), key=lambda each: each[0])]


def _ranges(text: str) -> Iterator[tuple[int, Range]]:
    taken: set[int] = set()
    for sign, pattern in _RANGES.items():
        for found in pattern.finditer(text):
            spot = set(range(found.start(), found.end()))
            # "not under 5" is no "under 5": what one form has taken is not read again.
            if not spot & taken:
                taken |= spot
                ends = [each for each in found.groups() if each]
                written = " to ".join(ends) if sign == "span" else f"{sign} {ends[0]}"
                with suppress(ValueError):
                    yield found.start(), parse_range(written)
