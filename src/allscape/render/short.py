"""A case on one or two screens: the essence first, then what matched; the rest is counted."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from allscape.engine.evaluate import Evaluation
from allscape.explain.digest import blanks, deciding_facts
from allscape.model.base import Verdict
from allscape.model.case import Case
from allscape.model.landscape import ApproachResult, RuledOutAs
from allscape.model.statements import Statement
from allscape.render import words
from allscape.render.page import Heading, PagePart, Row, Rows, Text, Tone

_FACTS_NAMED = 3
ShownAs = Callable[[ApproachResult], Iterator[PagePart]]
"""Gives the parts of one approach."""


class Kinds(NamedTuple):
    """What a landscape comes to: matched, matched with something against it, open, ruled out."""

    clear: list[ApproachResult]
    disputed: list[ApproachResult]
    open: list[ApproachResult]
    out: list[ApproachResult]

    @property
    def matched(self) -> list[ApproachResult]:
        """All that is matched."""
        return [*self.clear, *self.disputed]

    @property
    def by_why(self) -> list[tuple[RuledOutAs, list[ApproachResult]]]:
        """What is ruled out, by why it is."""
        kinds = [
            (kind, [each for each in self.out if each.ruled_out_as is kind]) for kind in RuledOutAs
        ]
        return [(kind, mine) for kind, mine in kinds if mine]


def kinds(evaluation: Evaluation) -> Kinds:
    """Return the approaches by what they come to."""
    by = {
        verdict: [each for each in evaluation.landscape.approaches if each.verdict is verdict]
        for verdict in Verdict
    }
    matched = by[Verdict.MATCHED]
    return Kinds(
        clear=[each for each in matched if not each.against],
        disputed=[each for each in matched if each.against],
        open=by[Verdict.UNDETERMINED],
        out=by[Verdict.RULED_OUT],
    )


def essence(evaluation: Evaluation, found: Kinds, *, pointing: bool = True) -> Iterator[PagePart]:
    """Yield what matched, what is open and on what, how many are ruled out, and what it means.

    Where it is `pointing`, it names the command that tells more.
    """
    yield Heading("In short")
    rows = [Row("matched", each.name, words.standing(each), Tone.FOR) for each in found.clear]
    rows += [
        Row("matched, but", each.name, words.standing(each), Tone.AGAINST)
        for each in found.disputed
    ]
    yield Rows(
        [
            *(rows or [Row("matched", "none")]),
            Row("open", _open(evaluation, found, pointing=pointing)),
            *(_ruled_out(found) or [Row("ruled out", "none")]),
        ],
        flush=True,
    )
    # Of what is ruled out, its row says why.
    yield Text(words.MATCHED_MEANS, 1)
    if unused := evaluation.landscape.unused:
        message = "Given, but nothing that is matched or open here asks for it"
        yield Text(f"{message}: {', '.join(unused)}.", 1)


def _open(evaluation: Evaluation, found: Kinds, *, pointing: bool) -> str:
    if not found.open:
        return "none"
    decides = deciding_facts(evaluation.landscape)
    named = [
        f"{name} ({len(mine)})" if len(mine) > 1 else name
        for name, mine in list(decides.items())[:_FACTS_NAMED]
    ]
    more = len(decides) - len(named)
    named += [f"{words.counted(more, 'more fact')}{' (allscape next)' * pointing}"] if more else []
    named += [f"{name} (not modelled)" for name in blanks(evaluation.landscape)]
    hang = "hangs" if len(found.open) == 1 else "hang"
    message = f"{len(found.open)} {hang} on {words.listed(named)}"
    against = sum(bool(each.against) for each in found.open)
    return f"{message}; {against} of them with something against it" if against else message


def _ruled_out(found: Kinds) -> list[Row]:
    rows = []
    for kind, mine in found.by_why:
        message = f"{len(mine)} {words.RULED_OUT_AS[kind]}"
        if kind is RuledOutAs.NOT_ELIGIBLE:
            failing = dict.fromkeys(
                reason.condition for each in mine for reason in each.because
                if reason.truth == "false"
            )  # fmt: skip
            message += f" (fails: {'; '.join(failing)})"
        rows.append(Row("ruled out", message))
    return rows


def matched(found: Kinds, shown: ShownAs) -> Iterator[PagePart]:
    """Yield each matched approach as it is shown: what has nothing against it comes first."""
    for heading, mine, tone in (
        ("Matched", found.clear, Tone.FOR),
        ("Matched, with something against it", found.disputed, Tone.AGAINST),
    ):
        if mine:
            yield Heading(f"{heading} ({len(mine)})", tone)
        for each in mine:
            yield from shown(each)


def folded(
    evaluation: Evaluation, case: Case, found: Kinds, said: Iterable[Statement]
) -> Iterator[PagePart]:
    """Yield what is not shown, counted, each with the word that unfolds it."""
    unfolded = "; ".join(_unfolded(evaluation, found, list(said)))
    rows = [Row("--full", unfolded)] if unfolded else []
    if found.out:
        rows.append(Row("--all", f"{len(found.out)} ruled out, each with the condition that fails"))
    if case.teaching:
        rows.append(Row("--teaching", "the teaching notes"))
    yield Heading("Folded, and what unfolds it")
    yield Rows(rows)


def _unfolded(evaluation: Evaluation, found: Kinds, said: list[Statement]) -> Iterator[str]:
    landscape = evaluation.landscape
    if found.open:
        yield f"{len(found.open)} open"
    more = _about(evaluation, found.matched)
    counts = [(more, "on what matched"), (len(said), "on such cases")]
    if statements := ", ".join(f"{number} {what}" for number, what in counts if number):
        yield f"statements: {statements}"
    if landscape.tensions:
        places = words.counted(len(landscape.tensions), "place")
        yield f"{places} where sentences differ"
    if terms := {each.term for each in landscape.readings_that_matter}:
        yield f"{words.counted(len(terms), 'reading')} that mattered"
    if notes := _notes(evaluation, found.matched):
        yield words.counted(notes, "note")


def _about(evaluation: Evaluation, results: list[ApproachResult]) -> int:
    names = {each.id for each in results}
    shown = {each.statement for result in results for each in result.standings}
    shown |= {name for result in results for name in result.against}
    return sum(
        each.verdict is Verdict.MATCHED
        and each.id not in shown
        and not names.isdisjoint(each.about)
        for each in evaluation.landscape.statements
    )


def _notes(evaluation: Evaluation, results: list[ApproachResult]) -> int:
    quotation = evaluation.edition.contents.quotation
    cites = {each.cite for result in results for each in result.citations}
    return sum(bool(quotation[each].note) for each in cites)
