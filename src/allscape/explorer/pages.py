"""What is read on a page of its own: why, what is said, the years, the comparison, the readings."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from allscape.explain import why as explain
from allscape.explain.timeline import timeline
from allscape.explorer.desk import Desk
from allscape.model.base import Verdict
from allscape.model.statements import Statement
from allscape.render import explore, framing, words
from allscape.render import why as render_why
from allscape.render.difference import Differences
from allscape.render.framing import END, as_page, quoted
from allscape.render.page import Heading, Item, Page, PagePart, Row, Rows, Text, Title, Tone
from allscape.session.events import ReadAs


def why(desk: Desk) -> Page:
    """Return why the row came to its verdict: the tree of every sentence that offers it."""
    found = explain.why(desk.evaluation, desk.row)
    return render_why.page(desk.book.contents, found, framing.case_seen(desk.evaluation))


@as_page
def sentences(desk: Desk) -> Iterator[PagePart]:
    """Return every sentence about the row that speaks to the case, with figures and tensions."""
    landscape, contents, row = desk.evaluation.landscape, desk.book.contents, desk.row
    yield Title(f"What is said of it: {desk.result.name}")
    verdicts = {each.id: each.verdict for each in landscape.statements}
    for verdict, text in _SAID.items():
        mine = [each for each in contents.about[row] if verdicts.get(each.id) is verdict]
        if mine:
            yield Heading(f"{text} ({len(mine)})")
        for statement in mine:
            yield from _statement(desk, statement)
    mine_ids = {each.id for each in contents.about[row]}
    tensions = [each for each in landscape.tensions if mine_ids & set(each.statements)]
    if tensions:
        yield Heading("Where the sentences differ")
    for tension in tensions:
        yield Item(tension.differ, "", Tone.PLAIN)
        yield Rows([Row(each, words.gist(contents.statement[each])) for each in tension.statements])
    yield from framing.foot()


_SAID = {
    Verdict.MATCHED: "Of such a case",
    Verdict.UNDETERMINED: "Hangs on facts not given",
    Verdict.RULED_OUT: "Of other cases",
}


def _statement(desk: Desk, statement: Statement) -> Iterator[PagePart]:
    against = statement.direction == "against"
    label = f"{'against it: ' if against else ''}{words.gist(statement)}"
    yield Item(label, str(statement.kind), Tone.AGAINST if against else Tone.PLAIN)
    contents = desk.book.contents
    yield quoted(contents, statement.cite)
    rows = [Row(words.arms(each), words.figure(each)) for each in statement.figures]
    if rows:
        yield Rows(rows)


def years(desk: Desk) -> Page:
    """Return how the row stood at the date of every article, and what it rested on."""
    page: Page = [Title(f"Over the years: {desk.result.name}")]
    for stood, mine in groupby(desk.book.contents.days, key=lambda day: _stood(desk, day)):
        page.append(Heading(words.listed(map(words.day, mine)), exact=True))
        page += stood
    return [*page, *framing.foot()]


def _stood(desk: Desk, day: date) -> Page:
    found = desk.examine(desk.state.profile, as_of=day, readings=desk.state.view.readings)
    if desk.row not in found.landscape:
        return [Text("Not described then.", 1, Tone.QUIET)]
    result = found.landscape[desk.row]
    rows = [Row(words.plain(e.level), f"“{e.words}”", e.cite) for e in result.standings]
    return [Text(f"{words.verdict(result.verdict)}; {words.standing(result)}", 1), Rows(rows, 2)]


def everything_moved(desk: Desk) -> Page:
    """Return all that the last change moved, each with its sentences."""
    assert desk.moved is not None
    parts = Differences(desk.book.contents, desk.moved.difference, set()).parts()
    return [Title(f"What moved: {desk.moved.what}"), *parts, *framing.foot()]


def history(desk: Desk) -> Page:
    """Return how the whole landscape grew, article by article."""
    readings = desk.state.view.readings
    stages = timeline(
        lambda day: desk.examine(desk.state.profile, as_of=day, readings=readings),
        desk.book.contents.days,
    )
    return explore.timeline(desk.evaluation, stages)


def compared(desk: Desk) -> Page:
    """Return the pinned case beside the one that is looked at: facts, days, what differs."""
    pinned = desk.stepper.pinned()
    assert pinned is not None
    return explore.beside_pinned(pinned, desk.evaluation)


def lessons(titles: Mapping[str, str]) -> Page:
    """Return the lessons, each behind its key."""
    rows = Rows([Row(f"{key}:", title) for key, title in titles.items()])
    return [Title("Lessons"), Text("Press the key before a lesson to play it."), rows, END]


def readings(desk: Desk, choices: Mapping[str, ReadAs]) -> Page:
    """Return the other readings that each term could be given, each with its key."""
    contents, force = desk.book.contents, desk.evaluation.edition.readings
    page: Page = [Title("Read a term otherwise"), Text("Press the key before a reading.")]
    for name, mine in groupby(choices.items(), key=lambda each: each[1].term):
        term = contents.term[name]
        page += [Item(term.name, name), Text(f"now: {term.reading(force[name]).says}", 1)]
        for key, event in mine:
            page.append(Rows([Row(f"{key}:", term.reading(event.reading).says, event.reading)]))
    return [*page, END]
