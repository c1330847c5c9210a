"""A session as a Markdown transcript with its citations, as honest as the page of its case."""

from collections.abc import Iterable, Iterator, Sequence

from allscape.engine.evaluate import Evaluation
from allscape.explain.difference import CaseDifference, Move, difference
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.landscape import NOTICE, ApproachResult, Landscape
from allscape.render import words
from allscape.render.framing import seen_under
from allscape.render.page import escaped
from allscape.session.events import AnyEvent, Start, State, extended, in_words
from allscape.session.stepper import Examine, examined


def transcript(contents: Contents, events: Sequence[AnyEvent], examine: Examine) -> str:
    """Return what was done in a session, what moved, where it ends, and every sentence named."""
    return "\n".join(_Transcript(contents, examine).lines(events)) + "\n"


class _Transcript:
    """The lines of a transcript; the sentences that they name are listed at its end."""

    def __init__(self, contents: Contents, examine: Examine) -> None:
        self._contents, self._examine = contents, examine
        self._named: dict[str, None] = {}

    def lines(self, events: Sequence[AnyEvent]) -> Iterator[str]:
        start = events[0]
        assert isinstance(start, Start)
        state = State(start=start)
        evaluation = examined(self._examine, state)
        yield f"# {escaped(start.name or 'A hypothetical case')}\n\n{NOTICE}\n"
        yield f"{words.MEANING}\n"
        if evaluation.landscape.as_of:
            yield f"As of {words.day(evaluation.landscape.as_of)}.\n"
        yield from (f"{escaped(each)}\n" for each in seen_under(evaluation))
        known = evaluation.landscape.case.profile
        yield f"It began with: {escaped(words.facts(known) or 'nothing known')}.\n"
        for number, event in enumerate(events[1:], 1):
            was, state = state, extended(state, event)
            before, evaluation = evaluation, examined(self._examine, state)
            done = in_words(event, was, evaluation.edition.contents.term)
            yield f"{number}. {escaped(done)}"
            yield from self._moved(difference(before, evaluation))
        yield from self._end(evaluation)
        yield "\n## Sentences\n"
        for cite in self._named:
            where = escaped(words.where(self._contents, cite))
            yield f"- “{escaped(self._contents.sentence(cite))}” ({where})"

    def _moved(self, found: CaseDifference) -> Iterator[str]:
        for note in found.notes:
            yield f"   - Note: {escaped(note.says)}"
        for move in found.live:
            cites = self._cites(each.cite for each in move.citations)
            yield f"   - {escaped(_way(move))} {cites}"
        against = {each.against for each in found.moves}
        moved = {each.approach for each in found.moves if each.against is None}
        for each in found.statements:
            live = not each.about or not found.ruled_out.issuperset(each.about)
            offers = self._contents.statement[each.statement].offers
            above = each.statement in against or (offers and moved.issuperset(each.about))
            if live and not above:
                begins = "now said" if each.after is Verdict.MATCHED else "no longer said"
                gist = words.gist(self._contents.statement[each.statement])
                yield f"   - {begins}: {escaped(gist)} {self._cites([each.cite])}"
        for heading, tensions in (
            ("now side by side", found.tensions),
            ("no longer side by side", found.tensions_gone),
        ):
            for tension in tensions:
                named = (self._contents.statement[name].cite for name in tension.statements)
                yield f"   - {heading}: {escaped(tension.differ)} {self._cites(named)}"

    def _end(self, evaluation: Evaluation) -> Iterator[str]:
        landscape = evaluation.landscape
        yield f"\n## Where it ends\n\n{escaped(words.facts(landscape.case.profile))}\n"
        yield from (f"Note: {escaped(each.says)}\n" for each in landscape.notes)
        if landscape.unused:
            unused = ", ".join(landscape.unused)
            yield f"Given, but nothing that is matched or open asks for it: {escaped(unused)}.\n"
        for name in (Verdict.MATCHED, Verdict.UNDETERMINED):
            mine = [each for each in landscape.approaches if each.verdict is name]
            yield f"### {words.verdict(name).capitalize()} ({len(mine)})\n"
            for result in mine:
                yield from self._result(result)
            yield ""
        yield from _ruled_out(landscape)
        yield from self._beside(landscape)

    def _result(self, result: ApproachResult) -> Iterator[str]:
        hangs = f", hangs on {words.hangs_on(result)}" if words.hangs_on(result) else ""
        cites = self._cites(each.cite for each in result.citations)
        said = f"{words.standing(result)}{hangs}"
        yield f"- **{escaped(result.name)}**: {escaped(said)} {cites}"
        offers = (self._contents.statement[each.statement] for each in result.standings)
        for offer in offers:
            if assumed := words.assumed(offer):
                yield f"  - {escaped(assumed)} {self._cites([offer.cite])}"
        for name in result.against:
            yield f"  - against: {self._gist(name)}"
        for each in result.could_speak_against:
            hangs = escaped(words.hangs_on(each))
            yield f"  - against, if (hangs on {hangs}): {self._gist(each.statement)}"

    def _beside(self, landscape: Landscape) -> Iterator[str]:
        if landscape.tensions:
            yield "\n### Where the sentences differ\n"
        for tension in landscape.tensions:
            cites = self._cites(self._contents.statement[each].cite for each in tension.statements)
            yield f"- {escaped(tension.differ)} {cites}"
        if landscape.readings_that_matter:
            yield "\n### Readings that mattered\n"
        for each in landscape.readings_that_matter:
            term = self._contents.term[each.term]
            now, other = term.read_as(each.reading), term.reading(each.other).says
            moves = ", ".join(f"{name} {words.verdict(then)}" for name, then in each.moves.items())
            said = f"{now}. Read otherwise, {other}: {moves}."
            yield f"- {escaped(said)}"

    def _gist(self, statement: str) -> str:
        said = self._contents.statement[statement]
        return f"{escaped(words.gist(said))} {self._cites([said.cite])}"

    def _cites(self, cites: Iterable[str]) -> str:
        mine = dict.fromkeys(cites)
        self._named.update(mine)
        return f"({', '.join(mine)})"


def _ruled_out(landscape: Landscape) -> Iterator[str]:
    out = [each for each in landscape.approaches if each.verdict is Verdict.RULED_OUT]
    yield f"### Ruled out ({len(out)})\n"
    for kind, as_what in words.RULED_OUT_AS.items():
        names = "; ".join(each.name for each in out if each.ruled_out_as is kind)
        if names:
            yield f"- {as_what}: {escaped(names)}"


def _way(move: Move) -> str:
    because = ", ".join(each.condition for each in move.because)
    why = f" (because: {because})" if because else ""
    if move.against is None:
        return f"{move.name}: {words.verdict(move.before)}, then {words.verdict(move.after)}{why}"
    return f"{move.name}: {words.plain(move.way)} it{why}"
