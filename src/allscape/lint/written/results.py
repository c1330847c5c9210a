"""Results beside their sentence: which number is whose, which way round, and what is no result."""

import re
from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located, Part
from allscape.lint.written.view import View, WrittenLint
from allscape.model.statements import Figure

_INTERVAL = r"\s*-?\s*(?:CI\b|CrI\b|confidence|credible|interval)"
_MEASURES = {
    "follow-up": r"follow(?:ed)?[- ]?up",
    "duration": r"infusion|duration|(?:treated|given|treatment) (?:for|over)|interval|time to",
    "event-free survival": r"\bEFS\b|event-free",
    "disease-free survival": r"\bDFS\b|disease-free",
    "recurrence-free survival": r"\bRFS\b|(?:recurrence|relapse)-free",
    "progression-free survival": r"\bPFS\b|progression-free",
    "survival": r"\bOS\b|overall survival|(?<!-free )\bsurvival|\bsurviv(?:e|ed)\b",
    "remission": r"\bCRi?\b|complete (?:remission|response)|\bremission",
    "MRD": r"\bMRD\b(?![- ](?:positive|negative) (?:\w+ )?patients)|residual disease",
    "response": r"\bORR\b|response rate|\brespon(?:se|ded)",
    "recurrence": r"recurrence(?!-free)|relapses?\b",
    "CRS": r"\bCRS\b|cytokine release",
    "tocilizumab": r"tocilizumab",
    "adverse events": r"\bAEs?\b|adverse events?|toxicit",
}
_COMPILED = {name: re.compile(form, re.IGNORECASE) for name, form in _MEASURES.items()}
_VALUE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:\s?(?:%|months?|years?|weeks?|days?)|-\d|(?!\w))")


class IntervalAsAResult(WrittenLint):
    """The level of a confidence interval, or one of its ends, is printed as a result.

    "40% (95% CI, 32%-48%)": the result is 40%. The level says how sure it is, and the ends stand in
    no figure by themselves; an interval may stand behind its result, as the sentence prints it.
    """

    id = "interval-as-a-result"
    avoid = samples.statement(
        3,
        "id: made-up-2020/alpha-seen",
        "figures: [{measure: patients who were helped, value: 95%}]",
        text="It was seen to help in 12% of them (95% CI, 8%-16%).",
    )
    prefer = samples.HELPED
    related = ("figure-not-in-the-sentence", "measure-of-another-number")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the figures that the sentence has as part of an interval alone."""
        for each, figure, sentence in _figures(view):
            for name in ("value", "versus"):
                value = getattr(figure, name)
                if value and _in_intervals(value, sentence):
                    message = f"'{value}' is part of a confidence interval, not a result"
                    yield each.located(message, inside=(name,))


def _in_intervals(value: str, sentence: str) -> bool:
    """Tell whether a value stands in a sentence, and only as a level or an end of an interval."""
    level = re.compile(rf"{_INTERVAL}", re.IGNORECASE)
    ends = re.compile(rf"{_INTERVAL}[^()\[\];]{{0,40}}$", re.IGNORECASE)
    found = list(re.finditer(rf"(?<![\w.]){re.escape(value)}(?!\d)", sentence))
    return bool(found) and all(
        level.match(sentence, each.end()) or ends.search(sentence[: each.start()]) for each in found
    )


class MeasureOfAnotherNumber(WrittenLint):
    """A figure gives a number to another measure than its sentence does.

    "The CR rate reached 98%, and the MRD negative rate 96%": 96% is no CR rate, and the 18 months
    of a follow-up are no survival. Of a number the measure is the one that the sentence names last
    before it; where it names none before the first number, one between it and the next.
    """

    id = "measure-of-another-number"
    avoid = samples.statement(
        3,
        "id: made-up-2020/alpha-seen",
        "figures: [{measure: CR rate, value: 12%}, {measure: CR rate, value: 8%}]",
        text="The CR rate was 12%, and the MRD-negative rate 8%.",
    )
    prefer = samples.HELPED
    related = ("figure-not-in-the-sentence", "interval-as-a-result", "figure-turned-round")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the figures whose number the sentence gives to something else."""
        for each, figure, sentence in _figures(view):
            mine = _named(figure.measure)
            theirs = _measures(figure.value, sentence)
            if mine and theirs and not mine & theirs:
                message = f"'{figure.value}' is the {' or '.join(sorted(theirs))} of the sentence"
                yield each.located(message, inside=("measure",))


def _named(text: str) -> set[str]:
    return {name for name, form in _COMPILED.items() if form.search(text)}


def _measures(value: str, sentence: str) -> set[str]:
    """Return what the sentence measures with a value, wherever it stands."""
    numbers = list(_VALUE.finditer(sentence))
    found: set[str] = set()
    for place in re.finditer(rf"(?<![\w.]){re.escape(value)}(?!\d)", sentence):
        named = _named_at(sentence, place, numbers)
        if not named:
            return set()
        found |= named
    return found


def _named_at(sentence: str, place: re.Match[str], numbers: list[re.Match[str]]) -> set[str]:
    first = numbers[0].start() if numbers else place.start()
    if not _last(sentence[:first]):
        end = min((n.start() for n in numbers if n.start() > place.end()), default=len(sentence))
        return _named(sentence[place.end() : end])
    return _last(sentence[: place.start()])


def _last(text: str) -> set[str]:
    """Return the measure that a text names last, and those that are named with the same words."""
    ends = {
        name: max((each.end() for each in form.finditer(text)), default=0)
        for name, form in _COMPILED.items()
    }
    last = max(ends.values())
    return {name for name, end in ends.items() if last and last - end <= _NEAR}


_NEAR = 12
"""How far apart the words of one measure may stand: "CR/complete remission"."""


class FigureTurnedRound(WrittenLint):
    """A figure has the two sides of "A vs B" the other way round.

    What comes first in the sentence is the value of its arm, what comes second that of the
    comparator. A statement about the comparator may turn a figure round where another statement of
    the same sentence has it straight.
    """

    id = "figure-turned-round"
    avoid = samples.statement(
        3,
        "id: made-up-2020/alpha-seen",
        "figures: [{measure: patients who were helped, value: 8%, versus: 12%}]",
        text="It was seen to help (12% vs 8%).",
    )
    prefer = samples.HELPED
    related = ("measure-of-another-number", "figure-not-in-the-sentence")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the figures that are turned round and never straight."""
        for each, figure, sentence in _figures(view):
            turned = _compared(figure.versus, figure.value, sentence)
            if turned and not _compared(figure.value, figure.versus, sentence):
                straight = any(
                    (other.value, other.versus) == (figure.versus, figure.value)
                    for statement in view.contents.quotations[each.at].statements
                    for other in statement.figures
                )
                if not straight:
                    message = f"the sentence has '{figure.versus}' first, then '{figure.value}'"
                    yield each.located(message, inside=("value",))


def _compared(one: str, other: str, sentence: str) -> bool:
    form = rf"{re.escape(one)}[^;]{{0,15}}?(?:\bvs\.?|\bversus|compared (?:to|with))\s"
    return bool(one and other and re.search(rf"{form}[^;]{{0,15}}?{re.escape(other)}", sentence))


def _figures(view: View) -> Iterator[tuple[Part, Figure, str]]:
    """Yield every figure with its place and the sentence of its statement."""
    for each in view.statements:
        for f, figure in enumerate(each.statement.figures):
            place = Part(each.field, each.at, (*each.inside, "figures", f))
            yield place, figure, view.sentences[each.cite]
