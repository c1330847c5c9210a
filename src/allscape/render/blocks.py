"""One approach of a landscape as parts of a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from allscape.engine.evaluate import Evaluation
from allscape.engine.reasons import SAID_OF_ALL, reasons
from allscape.model.base import Verdict
from allscape.model.landscape import ApproachResult, Reason, StandingResult
from allscape.model.statements import Direction, Kind, Statement
from allscape.render import words
from allscape.render.framing import noted
from allscape.render.page import Item, PagePart, Quote, Row, Rows, Text, Tone

_LABELS = {Kind.EVIDENCE: "evidence", Kind.ELIGIBILITY: "eligible"}
_FOLD_FROM = 3


@dataclass
class Blocks:
    """Builds the parts of one page; what has been shown once is not printed in full again.

    `full` adds the sentence of every statement and repeats nothing away.
    """

    evaluation: Evaluation
    full: bool = False
    _shown: set[object] = field(default_factory=set)

    def approach(self, result: ApproachResult) -> Iterator[PagePart]:
        """Yield an approach: its standing, why, the sentences it rests on, what else is said."""
        yield Item(result.name, words.standing(result), _tone(result))
        yield Text(result.id, 1, Tone.QUIET)
        yield from self.sentences(result)
        open_or_matched = result.verdict is not Verdict.RULED_OUT
        if open_or_matched or self.full:
            yield from self.against(result)
        rows = [row for each in result.standings for row in self._standing(each)]
        several = len(result.citations) > 1
        for row, reason in self._reasons(result.verdict, result.because):
            rows.append(row._replace(beside=words.with_cite(reason)) if reason and several else row)
        rows += (row for each in result.standings for row in self._assumed(each.statement))
        if hangs := words.hangs_on(result):
            rows.append(Row("hangs on", hangs, tone=Tone.OPEN))
        said = list(self._further(result)) if self.full or result.verdict is Verdict.MATCHED else []
        yield Rows([*rows, *(row for row, _ in said)])
        if self.full:
            for cite in dict.fromkeys(cite for _, cite in said if cite):
                yield from noted(self.evaluation.edition.contents, cite)

    def brief(self, result: ApproachResult) -> Iterator[PagePart]:
        """Yield a matched approach: the sentence that makes it so, how firmly, why in a line.

        Words of another sentence stand behind its number, and whether they are our assumption.
        """
        edition, standings = self.evaluation.edition, {e.statement: e for e in result.standings}
        newest = edition.newest([edition.contents.statement[each] for each in standings])
        judged = self.evaluation.judgement.statements[newest.id]
        because = reasons(edition, newest.id, judged, result.verdict)
        why = list(self._reasons(result.verdict, because))
        lines: dict[str, list[str]] = {"": []}  # its own words first
        for row, reason in why:
            if row.label == "why":
                other, beside = "", row.beside
                if reason and reason.cite not in (None, newest.cite):
                    # What all words of another sentence are is said once.
                    ours = f", {words.ASSUMED}" if reason.assumed else ""
                    other, beside = f"{reason.cite}{ours}: ", f"“{reason.words}”"
                lines.setdefault(other, []).append(f"{row.text} {beside}".strip())
        of_all = because == [SAID_OF_ALL]  # there is room for it beside the name
        aside = f"{words.standing(result)}, said of all" if of_all else words.standing(result)
        yield Item(result.name, aside, _tone(result))
        yield from self._sentence(newest.cite)
        firmly = standings[newest.id]
        # What the sentence says of it can be read there.
        said = firmly.words in edition.contents.sentence(newest.cite)
        why_line = "; ".join(f"{other}{'; '.join(mine)}" for other, mine in lines.items() if mine)
        rows = [
            *(_in_line(each, newest.cite, result) for each in self._standing(firmly) if not said),
            *self._put_otherwise(result),
            *([Row("why", why_line)] if why_line and not of_all else []),
            *(_in_line(row) for row, _ in why if row.label != "why"),
            *(_in_line(row, newest.cite) for row in self._assumed(newest.id)),
            *self._could_speak_against(result),
        ]
        # Each by itself: a wide label leaves the others their room.
        yield from (Rows([each]) for each in rows)
        for name in result.against:
            yield from self._briefly_against(edition.contents.statement[name])

    def _briefly_against(self, statement: Statement) -> Iterator[PagePart]:
        again = ("against", statement.id) in self._shown
        text = f"as above: {statement.cite}" if again else words.gist(statement)
        yield Rows([Row("against", text, "", Tone.AGAINST)])
        if not again:
            self._shown.add(("against", statement.id))
            yield from self._sentence(statement.cite)

    def _sentence(self, cite: str) -> Iterator[PagePart]:
        """Yield a sentence with its source behind it; one that stands above by its number."""
        contents = self.evaluation.edition.contents
        if (sentence := contents.sentence(cite)) in self._shown:
            yield Text(f"quoted above: {cite}", 2, Tone.QUIET)
            return
        article = ("source", cite.partition("/")[0])
        where = words.dated if article in self._shown else words.where
        self._shown |= {sentence, article}
        yield Quote(sentence, where(contents, cite), close=True)

    def _could_speak_against(self, result: ApproachResult) -> Iterator[Row]:
        for each in result.could_speak_against:
            statement = self.evaluation.edition.contents.statement[each.statement]
            message = f"hangs on {words.hangs_on(each)}, as above"
            if statement.id not in self._shown:
                message = f"hangs on {words.hangs_on(each)}: {statement.says} ({statement.cite})"
            self._shown.add(statement.id)
            yield Row("against, if", message, "", Tone.AGAINST)

    def _standing(self, each: StandingResult) -> Iterator[Row]:
        limit = f", {each.limit}" if each.limit else ", in a headline" * each.headline
        yield Row("standing", f"{words.plain(each.level)}{limit}: “{each.words}”", each.cite)

    def _put_otherwise(self, result: ApproachResult) -> Iterator[Row]:
        """Yield how firmly other sentences put it, where that is not as firmly as the newest."""
        statement = self.evaluation.edition.contents.statement
        others = [
            f"{words.firmly(each.level, each.limit)} ({statement[each.statement].cite})"
            for each in result.standings
            if each.level is not result.standing
        ]
        if others:
            yield Row("standing", f"the newest sentence's; others: {', '.join(others)}")

    def _assumed(self, name: str) -> Iterator[Row]:
        """Yield what of an offer is our inference."""
        offer = self.evaluation.edition.contents.statement[name]
        if offer.assumption:
            yield Row("assumed", offer.assumption, offer.cite)

    def _reasons(
        self, verdict: Verdict, because: Iterable[Reason]
    ) -> Iterator[tuple[Row, Reason | None]]:
        """Yield a row for each reason, with the reason; one row for what is folded."""
        label = "why not" if verdict is Verdict.RULED_OUT else "why"
        because = list(because)
        # What no article in force says is no part of what was seen to hold.
        # A condition that holds by our assumption here can be the sentence's own there.
        keys = {r: (label, r, r.assumed) for r in because}
        new = [r for r in because if r.truth in words.LEFT_OUT or keys[r] not in self._shown]
        seen = [each for each in because if each not in new]
        if self.full or len(seen) < _FOLD_FROM:
            new, seen = because, []
        for reason in new:
            self._shown.add(keys[reason])
            yield self._reason(label, reason), reason
        if seen:
            names = dict.fromkeys(each.attribute or each.condition for each in seen)
            yield Row(label, f"as above: {', '.join(names)}"), None

    def _reason(self, label: str, reason: Reason) -> Row:
        beside = words.beside(reason)
        if reason.truth in words.LEFT_OUT:
            message = f"{words.LEFT_OUT[reason.truth]}: {reason.condition}"
            return Row(words.plain(reason.truth), message, beside)
        tone = Tone.OPEN if reason.truth == "unknown" else Tone.PLAIN
        return Row(label, words.condition(reason, self.evaluation.facts), beside, tone)

    def sentences(self, result: ApproachResult) -> Iterator[PagePart]:
        """Yield the sentences that a verdict rests on; those shown above by number only."""
        again = []
        for each in result.citations:
            parts = list(self._once(each.cite))
            again += [] if parts else [each.cite]
            yield from parts
        if again:
            yield Text(f"quoted above: {words.listed(again)}", 2, Tone.QUIET)

    def against(self, result: ApproachResult) -> Iterator[PagePart]:
        """Yield what speaks against an approach, and what would if an unknown fact were so."""
        contents = self.evaluation.edition.contents
        for name in result.against:
            statement = contents.statement[name]
            yield Rows([Row("against", words.gist(statement), statement.cite, Tone.AGAINST)])
            yield from self._once(statement.cite)
        for each in result.could_speak_against:
            statement = contents.statement[each.statement]
            says = f"hangs on {words.hangs_on(each)}: {words.gist(statement)}"
            yield Rows([Row("against, if", says, statement.cite, Tone.AGAINST)])
            yield from self._once(statement.cite)

    def _once(self, cite: str) -> Iterator[PagePart]:
        contents = self.evaluation.edition.contents
        if (sentence := contents.sentence(cite)) not in self._shown or self.full:
            self._shown.add(sentence)
            yield from noted(contents, cite)

    def _further(self, result: ApproachResult) -> Iterator[tuple[Row, str]]:
        """Yield the figures and cautions that speak to the case, and count what is folded away."""
        folded = 0
        for statement, text in self._about(result):
            telling = statement.figures or statement.kind is Kind.CAUTION or statement.otherwise
            if not self.full and (not telling or statement.id in self._shown):
                folded += 1
                continue
            self._shown.add(statement.id)
            figures = statement.figures and statement.kind is not Kind.CAUTION
            label = "figures" if figures else _LABELS.get(statement.kind, statement.kind)
            yield Row(str(label), text, statement.cite), statement.cite
        if folded:
            yield Row("more", f"{words.counted(folded, 'other statement')} (--full)"), ""

    def _about(self, result: ApproachResult) -> Iterator[tuple[Statement, str]]:
        """Yield the statements on an approach that speak to the case, and what they say of it."""
        contents, verdicts = self.evaluation.edition.contents, self._verdicts
        quoted = {each.sentence for each in result.citations}
        for statement in contents.about[result.id]:
            verdict = verdicts.get(statement.id)
            if statement.direction is Direction.AGAINST:
                continue
            if verdict is Verdict.RULED_OUT and statement.otherwise:
                yield statement, statement.otherwise
            elif verdict is Verdict.MATCHED:
                # A sentence that is quoted above needs no gist, but its figures do.
                above = statement.offers or contents.sentence(statement.cite) in quoted
                if statement.figures or not above:
                    yield statement, words.gist(statement)

    @cached_property
    def _verdicts(self) -> dict[str, Verdict]:
        return {each.id: each.verdict for each in self.evaluation.landscape.statements}


def _in_line(row: Row, known: str = "", named: ApproachResult | None = None) -> Row:
    """Return a row with what stands beside it in the same line.

    The sentence that is `known` is left out, and the standing of the approach that is `named`.
    """
    beside = f" ({row.beside})" if row.beside not in ("", known) else ""
    text = row.text.removeprefix(f"{words.standing(named)}: ") if named else row.text
    return row._replace(text=f"{text}{beside}", beside="")


def _tone(result: ApproachResult) -> Tone:
    if result.verdict is Verdict.MATCHED:
        return Tone.AGAINST if result.against else Tone.FOR
    return Tone.OPEN if result.verdict is Verdict.UNDETERMINED else Tone.STRONG
