"""How people write the values of attributes, read with what each attribute declares.

Case is nothing, nor is what joins words (a space, a hyphen, an underscore, a slash, a colon, a
bracket). A comma or slash before a digit is no joint: it may be part of the number. A plus or minus
that closes a word is meaning: `Ph+` is not `Ph`. A minus is a joint only where it stands within a
word (`Ph-positive`): any other, and one before a digit, is never passed over. A value may stand
behind a name of its attribute (`CD19 pos`, `ECOG 1`). What names no one value is in doubt: a
stretch (`40-50`), a level without a cut (`<0.01%`), a word of more than one meaning (`R/R`), signs
of both (`+/-`). It is refused with the reason and the choices, and never guessed.
"""

import re
from fractions import Fraction
from functools import cache, lru_cache

from allscape.digits import TOO_FINE
from allscape.model.attributes import HUGE, Attribute, Value, refusal, says_unknown, show, taken

LONGEST = 80
"""Of what is read as a spelling at all; no name or value is as long."""

ABSENT = (
    "na", "n/a", "n.a.", "nd", "nan", "null", "none", "nil", "?", ".", "-", "--", "---", "unk",
    "not known",
    "not available", "not done", "not reported", "not recorded", "not tested", "not applicable",
    "not specified", "not evaluated", "missing", "pending", "tbd", "indeterminate", "equivocal",
    "inconclusive", "unclear", "uncertain", "borderline", "unavailable", "no data", "#n/a", "999",
)  # fmt: skip
"""What forms and tables hold where nothing is known, or where it hangs on who reads it."""

_DASHES = "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
_DASHES += "\N{SMALL HYPHEN-MINUS}\N{FULLWIDTH HYPHEN-MINUS}"
_ALIKE = str.maketrans(dict.fromkeys(_DASHES, "-") | {"\N{FULLWIDTH PLUS SIGN}": "+"})
_SIGNED = r"(?<=[^\s+-])[\s_(]*([+-])(?:ve)?[\s)]*$|(?<=\w)([+-])(?:ve)?(?=[\s),;])"
_JOINS = r"(?:[\s_:=()\[\]-]|[/,](?!\.?\d))+"
_LETTER = r"[^\W\d_]"
_JOINT = r"(?<=[\w)])(?:-|\s+-\s+)(?=\w)|(?<=\w)-(?=\s+\w)"
_SAYS = {
    "positive": r"[+]|(?<![^\W_])pos(?:itive)?(?![^\W_])",
    "negative": r"(?<![^\W_])(?<!\))-|-(?![^\W_])|(?<![^\W_])neg(?:ative)?(?![^\W_])",
}
_SIGNS_ALONE = r"(?:[\W_]|(?:ve|pos|positive|neg|negative)(?![^\W_]))+"

_NUMBER = r"([0-9]+(?:\.[0-9]*)?)"
_YEARS = r"(?:years?|yrs?|y|yo|y/o)"
_AGE = (
    rf"(?:aged?\s+)?(?!,|and\b)(?:{_NUMBER}[\s-]*{_YEARS})?(?:[\s,]*(?<!,)(?:and\s+)?{_NUMBER}[\s-]*(?:months?|mos?|mths?))?"
    r"(?:[\s-]*(?:old|of age))?"
)
_ISO_AGE = r"p(?:([0-9]+)y)?(?:([0-9]+)m)?"
_WEEKS = rf"{_NUMBER}[\s-]*(?:weeks?|wks?|w)"
_BELOW_ZERO = rf"(?<![^\W_])-.*\d|-(?!{_LETTER}).*\d"
_MINUS_BEFORE = r"(?!-[\d.]+$)\D*-[\W_]*\d.*"
_NAMED_AGE = rf"aged\s+{_NUMBER}"
_STRETCH = (
    r"\s*([<>\u2264\u2265~\u2248\u00b1]|at (least|most)|about|approx|ca\.?\s|circa|over|under|above"
    r"|below|up to|more than|less than|older|younger|from|between|early|mid|late).*"
    r"|.*\d\s*(years?|yrs?|y|weeks?|wks?|months?|%)?"
    r"\s*([+]|-|to|or|and (?:over|older|above)|\.\.)\s*(\d.*)?"
    r"|.*\d0s"
)
_OTHER_UNIT = rf"p?{_NUMBER}\s*-?(days?|d|weeks?|wks?|w|months?|mos?|mths?|m|years?|yrs?|y)"
_TOO_FINE = r"\d[\d.]{15,}"
_COMMAS = r"[+-]?(\d[\d.]*|[\W_]*)(,\.?\d+)+(\.\d*)?"
_DATE = r"\b(?:\d{4}([-/.])\d\d?\1\d\d?|\d\d?([-/.])\d\d?\2\d{4})\b"
_LEVEL = r".*(\d|%).*"


def plain(text: str) -> str:
    """Return a text as it is compared: words in lower case, a closing sign one of its own."""
    text = re.sub(_SIGNED, _sign, text.translate(_ALIKE).strip().casefold())
    words = re.sub(_JOINS, " ", text).strip()
    return words.translate(_FROM_SIGN)


_FROM_SIGN = str.maketrans({"\x01": "+", "\x02": "-"})


def _sign(found: re.Match[str]) -> str:
    return " \x01 " if "+" in (found[1] or found[2]) else " \x02 "


def understood(attribute: Attribute, value: object) -> Value | None:
    """Return a value, however it is written, as the attribute's own type; None for unknown.

    Raises `PydanticCustomError` (a `ValueError`) with what was expected, and with the choices where
    what is written is no one value.
    """
    if says_unknown(value):
        return None
    parsed = taken(attribute, value)
    if parsed is not None:
        return parsed
    written = value
    if attribute.numeric and isinstance(value, int) and abs(value) < HUGE:
        written = show(value)
    if not isinstance(written, str) or len(written) > LONGEST:
        raise refusal(attribute, value)
    parsed = spelled(attribute, written)
    if parsed is None:
        raise refusal(attribute, value, doubt(attribute, written) or None)
    return parsed


@lru_cache(maxsize=4096)
def spelled(attribute: Attribute, text: str) -> Value | None:
    """Return the value that a text is another spelling of; None where it is of no one."""
    found = _found(attribute, text)
    return None if _signs_differ(attribute, text, found) else found


def _signs_differ(attribute: Attribute, text: str, found: Value | None) -> bool:
    """Return whether a sign of a text is not that of the value that its words were found to be."""
    shown = text.translate(_ALIKE).casefold()
    if attribute.numeric and re.search(_BELOW_ZERO, shown):
        return True
    if "positive" not in attribute.values:
        return has_loose_minus(text)
    said = {value for value, sign in _SAYS.items() if re.search(sign, shown)}
    return len(said | ({found} - {None})) > 1


def has_loose_minus(text: str) -> bool:
    """Return whether a minus of a text joins nothing: it opens or closes it, or is in brackets."""
    return "-" in re.sub(_JOINT, "", text.translate(_ALIKE))


def _found(attribute: Attribute, text: str) -> Value | None:
    key, words = plain(text), _words(attribute)
    if key in words:
        return words[key]
    for rest in without_name(attribute, key):
        if rest == "-" and "negative" in attribute.values:  # alone it says that nothing is known
            return "negative"
        found = words.get(rest, taken(attribute, rest))
        if found is not None:
            return found
    return _in_a_unit(attribute, text)


def doubt(attribute: Attribute, text: str) -> str:
    """Return why a text is no one value of an attribute, empty where that is not known."""
    key = plain(text)
    for rest in (key, *without_name(attribute, key)):
        for why, words in attribute.doubts:
            if rest in map(plain, words):
                return why if attribute.numeric else f"{why}: {_choices(attribute)}?"
    shown = text.translate(_ALIKE).strip().casefold()
    if shown in ABSENT:
        return "where nothing is known, write unknown"
    if attribute.numeric:
        if re.fullmatch(_MINUS_BEFORE, shown):
            return "a minus stands before the number"
        texts = (shown, *_behind_a_name(attribute, shown))
        return next(filter(None, (_numeric_doubt(attribute, each) for each in texts)), "")
    found = _found(attribute, text)
    alone = any(re.fullmatch(_SIGNS_ALONE, each) for each in (key, *without_name(attribute, key)))
    if (found is not None or alone) and _signs_differ(attribute, text, found):
        both = "positive" in attribute.values
        return (
            f"it says both: {_choices(attribute)}?" if both else "what the minus says is not clear"
        )
    if "positive" in attribute.values and re.fullmatch(_LEVEL, shown) and not shown.isalpha():
        for_level = "a level or a code is no result before somebody draws the line"
        return f"{for_level}: {_choices(attribute)}?" if _numberlike(shown) else ""
    return ""


def _numeric_doubt(attribute: Attribute, text: str) -> str:
    if fine := re.search(_TOO_FINE, text):
        least = float(fine[0].partition(".")[0])
        return TOO_FINE if least <= attribute.high else ""
    if re.search(_DATE, text):
        return "it is a date, a number is needed"
    if re.fullmatch(_COMMAS, text):
        return "a comma may part thousands: write decimals with a point"
    if re.fullmatch(_STRETCH, text):
        return "it names a stretch, one number is needed"
    return "another unit: write it in ours" if re.fullmatch(_OTHER_UNIT, text) else ""


def _numberlike(text: str) -> bool:
    return re.fullmatch(r"[<>\u2264\u2265=~\s]*[\d.,^x*e\s/%-]+(%|copies)?", text) is not None


def in_doubt(attribute: Attribute, text: str) -> str:
    """Return the doubt about a text that is not understood, empty where there is none."""
    known = taken(attribute, text) is not None
    if known or len(text) > LONGEST or spelled(attribute, text) is not None:
        return ""
    return doubt(attribute, text)


def _choices(attribute: Attribute) -> str:
    return " or ".join(attribute.choices().rsplit(", ", 1))


def without_name(attribute: Attribute, key: str) -> list[str]:
    """Return what a plain text says behind each name of an attribute that it begins with."""
    return [
        key.removeprefix(f"{name} ").removeprefix("is ")
        for name in names(attribute)
        if key.startswith(f"{name} ")
    ]


@cache
def names(attribute: Attribute) -> tuple[str, ...]:
    """Return every name of an attribute, plain, our own first."""
    return tuple(dict.fromkeys(map(plain, (attribute.name, *attribute.names))))


@cache
def _words(attribute: Attribute) -> dict[str, Value]:
    return {plain(word): value for value, word in every_word(attribute)}


def every_word(attribute: Attribute) -> list[tuple[Value, str]]:
    """Return every declared word of an attribute with its value, our own first."""
    own = [(each, show(each)) for each in attribute.values]
    return own + [(value, word) for value, words in attribute.words for word in words]


def _in_a_unit(attribute: Attribute, text: str) -> Value | None:
    shown = text.translate(_ALIKE).strip().casefold()
    for rest in (shown, *_behind_a_name(attribute, shown)):
        found = None if re.search(_TOO_FINE, rest) else _amount(attribute.unit, rest)
        if found is not None and attribute.low <= found <= attribute.high:
            return int(found) if found == int(found) else float(found)
    return None


def _behind_a_name(attribute: Attribute, shown: str) -> list[str]:
    return [
        shown[len(name) :].lstrip(" :_-")
        for name in (attribute.name, *map(str.casefold, attribute.names))
        if shown.startswith(name) and not shown[len(name) : len(name) + 1].isalnum()
    ]


def _amount(unit: str, text: str) -> Fraction | None:
    if unit == "weeks":
        weeks = re.fullmatch(_WEEKS, text)
        return Fraction(weeks[1]) if weeks else None
    if unit != "years":
        return None
    if aged := re.fullmatch(_NAMED_AGE, text):
        return Fraction(aged[1])
    age = re.fullmatch(_AGE, text) or re.fullmatch(_ISO_AGE, text)
    if age is None or (age[1] is None and age[2] is None):
        return None
    # A month is the twelfth part of a year, exactly: a half-year is no guess.
    years, months = (Fraction(each or 0) for each in age.groups())
    both = age[1] is not None and age[2] is not None
    return None if both and (months >= 12 or years % 1) else years + months / 12
