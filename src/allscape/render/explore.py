"""What the exploring commands say: what moves, what differs, what grew, what to ask."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from allscape.engine.evaluate import Evaluation
from allscape.explain.compare import Comparison, VerdictPair, compare
from allscape.explain.difference import CaseDifference
from allscape.explain.digest import blanks
from allscape.explain.next_fact import FactQuestion
from allscape.explain.readings import OtherReading
from allscape.explain.singles import Single
from allscape.explain.timeline import Stage
from allscape.model.attributes import show
from allscape.model.base import Verdict, grouped
from allscape.model.contents import Contents
from allscape.model.landscape import Landscape
from allscape.model.profile import ATTRIBUTES
from allscape.render import moved, words
from allscape.render.difference import Differences
from allscape.render.framing import beside_verdicts, foot, headed, quoted
from allscape.render.page import Heading, Item, Page, PagePart, Row, Rows, Text, Title, Tone
from allscape.render.words import verdict


def what_if(now: Evaluation, found: CaseDifference, changes: str) -> Page:
    """Return the page of what a change moves, each approach with its sentences."""
    parts = Differences(now.edition.contents, found, set()).parts()
    return [*headed(f"If {changes}", now), *parts, *foot()]


_NO_TENSIONS = (
    "Where sentences begin or cease to differ is left out here: whatif ATTRIBUTE=VALUE tells it."
)


def each_change(now: Evaluation, singles: list[Single]) -> Page:
    """Return the page of every single change that moves something."""
    page = headed("Every single change of one fact, and what it moves", now)
    shown: set[str] = set()
    for (name, before), mine in groupby(singles, key=lambda each: (each.attribute, each.before)):
        page.append(Heading(f"{name}, now {show(before)}", exact=True))
        for single in mine:
            page.append(Item(f"{name} {single.stretch}"))
            page += Differences(now.edition.contents, single.differences, shown).lines()
    if not singles:
        page.append(Text("No single change moves anything.", 1))
    page.append(Text(_NO_TENSIONS))
    return [*page, *foot()]


def comparison(
    found: Comparison, one: Evaluation, other: Evaluation, *, all_: bool = False
) -> Page:
    """Return the page of two cases side by side, each with the articles that speak of it.

    `all_` shows what both rule out, too.
    """
    contents = other.edition.contents
    left, right = found.left or "the first case", found.right or "the second case"
    seen = " | ".join(_articles(each.landscape) for each in (one, other))
    page: Page = [Title(f"{left} | {right}"), Text(seen)]
    page.append(Heading("Facts"))
    facts = [Row(each.attribute, f"{show(each.left)} | {show(each.right)}") for each in found.facts]
    page.append(Rows(facts) if facts else Text("The same facts.", 1))
    read = [Row(each.term, f"{each.left} | {each.right}") for each in found.readings]
    if any(each.left != each.right for each in found.readings):
        page += [Heading("Read otherwise"), Rows(read)]
    page.append(Heading("Approaches"))
    out = {None, Verdict.RULED_OUT}
    pairs = [each for each in found.approaches if all_ or not {each.left, each.right} <= out]
    if not found.approaches:
        page.append(Text("The same verdicts, with the same against them.", 1))
    shown: set[str] = set()
    text = Differences(contents, found.differences, shown, sides=True)
    for pair in pairs:
        page.append(Item(pair.name, _sides(pair), Tone.PLAIN))
        page += _pair(contents, pair, shown)
        page += text.of(pair.approach)
    page += _out(each for each in found.approaches if each not in pairs)
    page += _failing(found)
    page += text.beyond_approaches()
    return [*page, *foot()]


def _out(pairs: Iterable[VerdictPair]) -> Iterator[PagePart]:
    """Yield, together, what is neither matched nor open in either case."""
    otherwise = ", with other words against it"
    said = ((f"{_sides(e)}{otherwise * (e.left is e.right)}", e.name) for e in pairs)
    for sides, mine in grouped(said).items():
        yield Item(f"{sides} ({len(mine)})", "", Tone.PLAIN)
        yield Text("; ".join(mine), 1)


def _failing(found: Comparison) -> Iterator[PagePart]:
    """Yield what fails in one case only where both rule an approach out, and for which."""
    sides = ((each.name, map(moved.failing, (each.left, each.right))) for each in found.failing)
    names = grouped((" | ".join("; ".join(e) or "-" for e in two), name) for name, two in sides)
    if names:
        yield Heading(f"Ruled out in both, for other conditions ({len(found.failing)})")
    for conditions, mine in names.items():
        yield Rows([Row("fails", conditions), Row("for", "; ".join(mine))])


def beside_pinned(pinned: Evaluation, now: Evaluation) -> Page:
    """Return the page of a pinned case beside the one that is looked at."""
    found = compare(pinned, now).model_copy(update={"left": "pinned", "right": "now"})
    return comparison(found, pinned, now)


def _articles(landscape: Landscape) -> str:
    day, gone = landscape.as_of, [each.source for each in landscape.ended]
    seen = f"as of {words.day(day)}" if day else "all articles"
    return f"{seen} but {words.listed(gone)}, not in force" if gone else seen


def _sides(pair: VerdictPair) -> str:
    sides = ((pair.left, pair.against_left), (pair.right, pair.against_right))
    but = ((each, bool(against) and each is not Verdict.RULED_OUT) for each, against in sides)
    return " | ".join(f"{verdict(each)}{', but' * disputed}" for each, disputed in but)


def _pair(contents: Contents, pair: VerdictPair, shown: set[str]) -> Iterator[PagePart]:
    missing = (("first", pair.missing_left), ("second", pair.missing_right))
    rows = [Row(f"{side} hangs on", ", ".join(names)) for side, names in missing if names]
    against = (("first", pair.against_left), ("second", pair.against_right))
    for side, names in against:
        for name in names:
            statement = contents.statement[name]
            text = "as above" if name in shown else words.gist(statement)
            rows.append(Row(f"{side}: against", text, statement.cite))
            shown.add(name)
    if rows:
        yield Rows(rows)


def timeline(now: Evaluation, stages: list[Stage], *, all_: bool = False) -> Page:
    """Return the page of how a landscape grew; what is ruled out is counted, unless `all_`."""
    page = headed("The landscape, article by article", now)
    shown: set[str] = set()
    for stage in stages:
        gone = [f"{each} not in force any more" for each in stage.gone]
        new = words.listed([*stage.new, *gone]) or "nothing new"
        page.append(Heading(f"{words.day(stage.day)}: {new}", exact=True))
        counts = [f"{stage.counts[each]} {verdict(each)}" for each in Verdict]
        page.append(Text(", ".join(counts), 1))
        text = Differences(now.edition.contents, stage.difference, shown)
        page += text.parts(brief=True) if all_ else text.counted("--all")
    return [*page, *foot()]


_ORDER = (
    "First what can settle most: one answer to it alone decides so many of the open approaches. It"
    " bears on all that hang on it, be it together with other facts. Not by clinical weight."
)


def questions(now: Evaluation, found: list[FactQuestion]) -> Page:
    """Return the page of what to ask, the most telling first, and of what cannot be asked."""
    contents, unasked = now.edition.contents, blanks(now.landscape)
    page = headed("What to ask next", now)
    page += [Text(each) for each in (*beside_verdicts(now.landscape), _ORDER)]
    if not found:
        open_ = "" if unasked else "Nothing is open: "
        page.append(Text(f"{open_}no fact can change a verdict any more.".capitalize(), 1))
    for at, question in enumerate(found, 1):
        attribute = ATTRIBUTES[question.attribute]
        can = f"can settle {len(question.settles)}, bears on {len(question.bears_on)}"
        page.append(Item(f"{at}. {attribute.name}", can))
        page.append(Text(f"{attribute.meaning}: {attribute.choices()}", 1))
        page.append(Rows(list(_matters(question, contents))))
    if unasked:
        page.append(Heading("Cannot be asked: not modelled", Tone.OPEN))
        names = contents.approach
        open_for = {n: "; ".join(names[e].name for e in out) for n, out in unasked.items()}
        page.append(Rows([Row(name, text) for name, text in open_for.items()]))
    return [*page, *foot()]


def _matters(question: FactQuestion, contents: Contents) -> Iterable[Row]:
    for reason in question.reasons:
        yield Row("because", words.beside(reason) or reason.condition, reason.cite or "")
    names = [contents.approach[each].name for each in question.bears_on]
    yield Row("bears on", "; ".join(names))


def hanging_readings(now: Evaluation, found: list[OtherReading]) -> Page:
    """Return the page of the verdicts that hang on a reading."""
    contents = now.edition.contents
    page = headed("Verdicts that hang on how words are read", now)
    page += [Text(each) for each in beside_verdicts(now.landscape)]
    if not found:
        page.append(Text("None: every other reading gives the same verdicts.", 1))
    for each in found:
        page.append(Item(each.term.read_as(each.now.id), each.term.id))
        page.append(Text(f"--reading {each.term.id}={each.other.id} reads: {each.other.says}", 1))
        rows = [
            Row(f"{verdict(e.now)}, then {verdict(e.then)}", contents.approach[e.approach].name)
            for e in each.changes
        ]
        page.append(Rows(rows))
        page += [quoted(contents, cite) for cite in each.term.cites[:1]]
    return [*page, *foot()]
