"""One approach of a landscape as parts of a page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from allscape.engine.evaluate import Evaluation
from allscape.model.base import Truth, Verdict
from allscape.model.landscape import ApproachResult, Reason
from allscape.model.statements import Direction, Kind, Statement
from allscape.render import words
from allscape.render.page import Item, Part, Quote, Row, Rows, Text, Tone

_LABELS = {Kind.EVIDENCE: "evidence", Kind.ELIGIBILITY: "eligible"}
_FOLD_FROM = 3
_WHY = {Verdict.MATCHED: "why", Verdict.UNDETERMINED: "why", Verdict.RULED_OUT: "why not"}


@dataclass
class Blocks:
    """Builds the parts of one page; what has been shown once is not printed in full again.

    `full` adds the sentence of every statement and repeats nothing away.
    """

    evaluation: Evaluation
    full: bool = False
    _shown: set[object] = field(default_factory=set)

    def approach(self, result: ApproachResult) -> Iterator[Part]:
        """Yield an approach: its standing, why, the sentences it rests on, what else is said."""
        yield Item(result.name, words.plain(result.standing), _tone(result))
        yield Text(result.id, 1, Tone.QUIET)
        yield from self.sentences(result)
        matched = result.verdict is Verdict.MATCHED
        if matched:
            yield from self._against(result)
        rows = [*self._standings(result), *self._reasons(result)]
        if result.missing:
            rows.append(Row("hangs on", ", ".join(result.missing), tone=Tone.OPEN))
        told = list(self._further(result)) if matched else []
        yield Rows([*rows, *(row for row, _ in told)])
        if self.full:
            for cite in dict.fromkeys(cite for _, cite in told if cite):
                yield from self.quote(cite)

    def _standings(self, result: ApproachResult) -> Iterator[Row]:
        contents = self.evaluation.edition.contents
        cited = {each.statement for each in result.citations}
        for offer in self.evaluation.edition.offers(result.id):
            if offer.id in cited and offer.standing:
                standing = offer.standing
                cite = standing.source or offer.cite
                headline = contents.quotation[cite].headline
                told = f"{words.plain(standing.level)}{', in a headline' * headline}"
                yield Row("standing", f"{told}: “{standing.words}”", cite)

    def _reasons(self, result: ApproachResult) -> Iterator[Row]:
        label = _WHY[result.verdict]
        # What no article says yet is no part of what was seen to hold.
        new = [r for r in result.because if r.truth == "not_yet" or (label, r) not in self._shown]
        seen = [each for each in result.because if each not in new]
        if self.full or len(seen) < _FOLD_FROM:
            new, seen = list(result.because), []
        for reason in new:
            self._shown.add((label, reason))
            yield self._reason(label, reason)
        if seen:
            names = dict.fromkeys(each.attribute or each.condition for each in seen)
            yield Row(label, f"as above: {', '.join(names)}")

    def _reason(self, label: str, reason: Reason) -> Row:
        contents, facts = self.evaluation.edition.contents, self.evaluation.facts
        beside = words.beside(contents, reason)
        if reason.truth == "not_yet":
            told = f"left out, a later article says it: {reason.condition}"
            return Row("not yet", told, beside)
        tone = Tone.OPEN if reason.truth == "unknown" else Tone.PLAIN
        return Row(label, words.condition(reason, facts), beside, tone)

    def sentences(self, result: ApproachResult) -> Iterator[Part]:
        """Yield the sentences that a verdict rests on; those shown above by number only."""
        contents = self.evaluation.edition.contents
        again = []
        for citation in result.citations:
            cite = contents.statement[citation.statement].cite
            if citation.sentence in self._shown and not self.full:
                again.append(cite)
                continue
            self._shown.add(citation.sentence)
            yield from self.quote(cite)
        if again:
            yield Text(f"quoted above: {words.listed(again)}", 2, Tone.QUIET)

    def quote(self, cite: str) -> Iterator[Part]:
        """Yield a quoted sentence with its source, and the note on its language if it has one."""
        contents = self.evaluation.edition.contents
        yield Quote(contents.sentence(cite), words.where(contents, cite))
        if note := contents.quotation[cite].note:
            yield Text(f"note: {note}", 2, Tone.QUIET)

    def _against(self, result: ApproachResult) -> Iterator[Part]:
        contents = self.evaluation.edition.contents
        for name in result.against:
            statement = contents.statement[name]
            yield Rows([Row("against", words.gist(statement), statement.cite, Tone.AGAINST)])
            sentence = contents.sentence(statement.cite)
            if sentence not in self._shown or self.full:
                self._shown.add(sentence)
                yield from self.quote(statement.cite)

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
        edition, judgement = self.evaluation.edition, self.evaluation.judgement
        quoted = {each.sentence for each in result.citations}
        for statement in edition.contents.about[result.id]:
            judged = judgement.statements.get(statement.id)
            if judged is None or statement.direction is Direction.AGAINST:
                continue
            if statement.offers or edition.contents.sentence(statement.cite) in quoted:
                if judged.truth is Truth.TRUE and statement.figures:
                    yield statement, words.figures(statement)
            elif judged.truth is Truth.TRUE:
                yield statement, words.gist(statement)
            elif judged.truth is Truth.FALSE and statement.otherwise:
                yield statement, statement.otherwise


def _tone(result: ApproachResult) -> Tone:
    if result.verdict is Verdict.MATCHED:
        return Tone.AGAINST if result.against else Tone.FOR
    return Tone.OPEN if result.verdict is Verdict.UNDETERMINED else Tone.STRONG
