"""Claims about verdicts in the prose of cases: they are written as claims, and they hold."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.prose.base import Prose, ProseLint, Spot

_VERDICT = re.compile(
    r"\b(?:match(?:ed|es)|rul(?:ed|es|ing)(?: \w+){0,3}? out|undetermined|excluded|"
    r"(?:in)?eligible|qualif(?:y|ies) for|"
    r"(?:is|are|stays?|remains?|becomes?|left) open)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.?!](?=[\"”)]*(?:\s|$))")


class UnreadableClaim(ProseLint):
    """A claim about a verdict cannot be read.

    The approach, the verdict, a fact or a reading in it does not exist; or it stands in the name of
    a case, which is printed as it is. A claim is `[approach-id: matched]`, `ruled_out`, `open` or
    `undetermined`; `ruled_out by ecog`, or by several facts; `open on age, ecog`; each with
    `if ecog=2, lineage=B`, where it is made of the case with other facts or with another reading.
    """

    id = "unreadable-claim"
    avoid = samples.case('teaching: "Here [alfa: matched]."')
    prefer = samples.case('teaching: "Here [alpha: matched]."')
    related = ("claim-does-not-hold", "verdict-in-plain-words")

    def look(self, prose: Prose) -> Iterator[Spot]:
        """Yield the claims that name what is not there."""
        for each in prose.claims:
            if each.unread is not None:
                yield Spot(each.start, each.end, *each.unread)
        if prose.field == "name" and (found := re.search(r"\[[^\[\]:]*:[^\[\]]*\]", prose.text)):
            message = "a name makes no claim: it is printed as it is"
            yield Spot(found.start(), found.end(), message, "say it in the story")


class ClaimDoesNotHold(ProseLint):
    """A claim about a verdict does not hold.

    `matched`, `ruled_out` and `open` are what the case's facts come to, under its readings.
    `ruled_out by` some facts holds where these alone, all else unknown, rule the approach out and
    none of them can be left out. `open on` some facts holds where these and no others can still
    decide it. What follows `if` is put over the case's facts and readings first.
    """

    id = "claim-does-not-hold"
    avoid = samples.case('teaching: "So [alpha: ruled_out by relapse_status]."', age=60)
    prefer = samples.case(
        'teaching: "So [alpha: ruled_out by age], but [alpha: matched if age=61]."', age=60
    )
    related = ("unreadable-claim", "verdict-in-plain-words")

    def look(self, prose: Prose) -> Iterator[Spot]:
        """Yield the claims that the evaluation contradicts."""
        case = prose.placed.case
        for each in prose.claims:
            if each.unread is None:
                wrong = prose.book.verdicts.objection(each, case.profile, case.readings)
                if wrong is not None:
                    yield Spot(each.start, each.end, *wrong)


class VerdictInPlainWords(ProseLint):
    """The story or the teaching notes tell a verdict in plain words.

    "Matched", "ruled out", "eligible", "stays open": nothing can check it there, and it goes wrong
    when a rule is mended. Written as a claim it is checked, and printed as words. A question may
    ask.
    """

    id = "verdict-in-plain-words"
    avoid = samples.case("teaching: Alpha is matched. Why?")
    prefer = samples.case('teaching: "[alpha: matched]. Why is it matched?"')
    related = ("claim-does-not-hold",)

    def look(self, prose: Prose) -> Iterator[Spot]:
        """Yield the words of a verdict outside claims, quotations and questions."""
        if prose.field == "name":
            return
        own = prose.own
        ends = [*_END.finditer(own)]
        for found in _VERDICT.finditer(own):
            at = bisect_left(ends, found.end(), key=re.Match[str].start)
            if at == len(ends) or ends[at].group() != "?":
                message = f"'{' '.join(found.group().split())}' tells a verdict that nothing checks"
                yield Spot(*found.span(), message, "write it as [approach-id: matched]")
