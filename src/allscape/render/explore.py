"""What the exploring commands say: what moves, what differs, what grew, what to ask."""

from collections.abc import Iterable, Iterator

from allscape.explain.compare import Comparison, VerdictPair
from allscape.explain.moves import Move, Single, Way
from allscape.explain.next_fact import Question
from allscape.explain.readings import OtherReading
from allscape.explain.timeline import Stage
from allscape.model.attributes import show
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.landscape import NOTICE
from allscape.model.profile import ATTRIBUTES
from allscape.render import words
from allscape.render.page import Heading, Item, Page, Part, Quote, Row, Rows, Text, Title, Tone
from allscape.render.words import verdict

_TONES = {Way.GAINED: Tone.FOR, Way.LOST: Tone.AGAINST, Way.OPENED: Tone.OPEN}


def what_if(contents: Contents, moves: tuple[Move, ...], changes: str) -> Page:
    """Return the page of what a change moves, each approach with its sentences."""
    page: Page = [Title(f"If {changes}")]
    if not moves:
        page.append(Text("Nothing moves.", 1))
    shown: set[str] = set()
    for way in Way:
        mine = [each for each in moves if each.way is way]
        if mine:
            page.append(Heading(f"{way} ({len(mine)})", _TONES.get(way, Tone.STRONG)))
        for move in mine:
            page.append(Item(move.name, _from_to(move.before, move.after)))
            page += quotes(contents, move, shown)
    return [*page, foot()]


def quotes(contents: Contents, move: Move, shown: set[str]) -> Iterator[Part]:
    """Yield the sentences of a move, those already shown by number only."""
    again = []
    for citation in move.citations:
        cite = contents.statement[citation.statement].cite
        if cite in shown:
            again.append(cite)
            continue
        shown.add(cite)
        yield Quote(citation.sentence, words.where(contents, cite))
    if again:
        yield Text(f"quoted above: {words.listed(again)}", 2, Tone.QUIET)


def _from_to(before: Verdict | None, after: Verdict | None) -> str:
    return f"{verdict(before)}, then {verdict(after)}"


def each_change(singles: list[Single], contents: Contents) -> Page:
    """Return the page of every single change that moves something."""
    page: Page = [Title("Every single change of one fact, and what it moves")]
    last = ""
    for single in singles:
        if single.attribute != last:
            last = single.attribute
            page.append(Heading(f"{last}, now {show(single.before)}", exact=True))
        page.append(Item(f"{last} {show(single.after)}", words.counted(len(single.moves), "move")))
        page.append(Rows(list(_single(single, contents))))
    if not singles:
        page.append(Text("No single change moves anything.", 1))
    return [*page, foot()]


def _single(single: Single, contents: Contents) -> Iterator[Row]:
    for after in Verdict:
        names = [
            contents.approach[name].name
            for name, (_, then) in single.moves.items()
            if then is after
        ]
        if names:
            yield Row(verdict(after), "; ".join(names))


def comparison(found: Comparison) -> Page:
    """Return the page of two cases side by side."""
    left, right = found.left or "the first case", found.right or "the second case"
    page: Page = [Title(f"{left} | {right}")]
    page.append(Heading("Facts"))
    facts = [Row(each.attribute, show(each.left), show(each.right)) for each in found.facts]
    page.append(Rows(facts) if facts else Text("The same facts.", 1))
    page.append(Heading("Approaches"))
    if not found.approaches:
        page.append(Text("The same verdicts.", 1))
    for pair in found.approaches:
        page.append(Item(pair.name, f"{verdict(pair.left)} | {verdict(pair.right)}", Tone.PLAIN))
        page += _pair(pair)
    return [*page, foot()]


def _pair(pair: VerdictPair) -> Iterator[Part]:
    sides = (("first", pair.missing_left), ("second", pair.missing_right))
    rows = [Row(f"{side} hangs on", ", ".join(missing)) for side, missing in sides if missing]
    if rows:
        yield Rows(rows)


def timeline(stages: list[Stage], contents: Contents) -> Page:
    """Return the page of how a landscape grew."""
    page: Page = [Title("The landscape, article by article")]
    shown: set[str] = set()
    for stage in stages:
        told = f"{words.day(stage.day)}: {words.listed(stage.new) or 'nothing new'}"
        page.append(Heading(told, exact=True))
        counts = [f"{stage.counts[each]} {verdict(each)}" for each in Verdict]
        page.append(Text(", ".join(counts), 1))
        for move in stage.moves:
            page.append(Item(move.name, _from_to(move.before, move.after), Tone.PLAIN))
            page += quotes(contents, move, shown)
        if not stage.moves:
            page.append(Text("No verdict moves.", 1))
    return [*page, foot()]


def questions(found: list[Question], contents: Contents) -> Page:
    """Return the page of what to ask, the most telling first."""
    page: Page = [Title("What to ask next")]
    page.append(Text("By how many open approaches each can settle; not by clinical weight."))
    if not found:
        page.append(Text("Nothing is open: no fact can change a verdict any more.", 1))
    for at, question in enumerate(found, 1):
        attribute = ATTRIBUTES[question.attribute]
        can = f"can settle {len(question.settles)}, bears on {len(question.bears_on)}"
        page.append(Item(f"{at}. {attribute.name}", can))
        page.append(Text(f"{attribute.meaning}: {attribute.choices()}", 1))
        page.append(Rows(list(_matters(question, contents))))
    return [*page, foot()]


def _matters(question: Question, contents: Contents) -> Iterable[Row]:
    for reason in question.reasons:
        yield Row(
            "because", words.beside(contents, reason) or reason.condition, reason.source or ""
        )
    names = [contents.approach[each].name for each in question.bears_on]
    yield Row("bears on", "; ".join(names))


def hanging_readings(found: list[OtherReading], contents: Contents) -> Page:
    """Return the page of the verdicts that hang on a reading."""
    page: Page = [Title("Verdicts that hang on how words are read")]
    if not found:
        page.append(Text("None: every other reading gives the same verdicts.", 1))
    for each in found:
        page.append(Item(f"“{each.term.name}” is read as: {each.now.says}", each.term.id))
        page.append(Text(f"--reading {each.term.id}={each.other.id} reads: {each.other.says}", 1))
        page.append(
            Rows(
                [
                    Row(_from_to(change.now, change.then), contents.approach[change.approach].name)
                    for change in each.changes
                ]
            )
        )
        page += [
            Quote(contents.sentence(cite), words.where(contents, cite))
            for cite in each.term.cites[:1]
        ]
    return [*page, foot()]


def foot() -> Part:
    """Return the notice that ends every page."""
    return Heading(NOTICE.rstrip("."))
