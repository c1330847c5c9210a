"""What `test` and `mutate` say."""

from collections.abc import Iterable, Iterator, Sequence

from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.render import words
from allscape.render.framing import END, as_page, quoted
from allscape.render.page import Heading, Item, Page, PagePart, Row, Rows, Text, Title, Tone
from allscape.trials.coverage import Reach
from allscape.trials.moved import Amended, LineToJudge
from allscape.trials.mutate import Mutation
from allscape.trials.report import Missing, Tested

_MOST = 20
_WAYS = {"holding": "holds", "failing": "fails"}


@as_page
def tested(found: Tested, all_: bool) -> Iterator[PagePart]:
    """Return the page of what cases show; `all_` lists every condition."""
    failed = len(found.failures)
    message = f"{words.counted(failed, 'expectation')} failed" if failed else "all hold"
    yield Title(f"{words.counted(found.cases, 'case')}: {message}")
    if found.without_expectation:
        yield Text(f"{words.counted(found.without_expectation, 'case')} more expect nothing")
    if failed:
        yield Heading("Failed", Tone.AGAINST)
        yield Rows([Row("-", each) for each in found.failures], tree=True)
    yield from _conditions(found, all_)
    if found.untouched:
        yield Heading("No case names the outcome of", Tone.OPEN)
        yield from _some([Row("-", each) for each in found.untouched], all_)
    yield END


def _conditions(found: Tested, all_: bool) -> Iterator[PagePart]:
    yield Heading("Conditions")
    rows = [
        Row("made true", _of(each.holds > 0 for each in found.reached)),
        Row("made false", _of(each.fails > 0 for each in found.reached)),
        Row("decisive", _of(each.decisive for each in found.reached)),
    ]
    yield Rows(rows)
    yield Text("Decisive: shown to decide an outcome on its own, holding and failing.", 1)
    if found.never:
        yield Heading("Can decide nothing on their own, as is proved")
        yield Text("The other conditions of the same statement imply them.", 1)
        yield Rows(list(_missing(found.never)), tree=True)
    if found.missing:
        yield Heading("Not shown to decide", Tone.OPEN)
        yield from _some(list(_missing(found.missing)), all_)
        yield Text("test --suggest writes cases that would show them.", 1)
    if all_:
        yield Heading("Every condition")
        yield Rows([_reach(each) for each in found.reached], tree=True)


def amended(found: Sequence[Amended], contents: Contents) -> Page:
    """Return the page of the lines that a person has to judge, with the sentences to judge by."""
    lines = [line for each in found for line in each.lines]
    page: Page = [Title(f"{words.counted(len(lines), 'line')} to judge")]
    if not lines:
        return [*page, Text("Every case holds and names every approach.", 1)]
    page.append(Text("Ask of each whether the sentence says so; then write it under expect:", 1))
    for each in found:
        page += [Item(each.case), Rows([_line(line) for line in each.lines])]
    page.append(Heading("The sentences"))
    cites = sorted(
        {cite for line in lines for cite in line.cites}, key=list(contents.quotation).index
    )
    page += [quoted(contents, cite) for cite in cites]
    return [*page, END]


def _line(line: LineToJudge) -> Row:
    hangs = f": [{', '.join(line.missing)}]" if line.verdict is Verdict.UNDETERMINED else ""
    moved = line.before not in (None, line.verdict)
    was = f" (was {words.verdict(line.before)})" if moved else ""
    cites = f" ({', '.join(line.cites)})" if line.cites else ""
    return Row(line.verdict.value, f"{line.approach}{hangs}{was}{cites}")


def _of(shown: Iterable[bool]) -> str:
    lines = list(shown)
    return f"{sum(lines)} of {len(lines)}"


def _missing(missing: Iterable[Missing]) -> Iterator[Row]:
    for each in missing:
        ways = " or ".join(_WAYS[way] for way in each.ways)
        yield Row("-", f"{each.owner}: {each.condition}", f"where it {ways}")


def _reach(reach: Reach) -> Row:
    decides = f"decides {reach.decides_holding + reach.decides_failing} times"
    message = f"true {reach.holds}, false {reach.fails}, open {reach.open}; {decides}"
    return Row("-", f"{reach.owner}: {reach.condition}", message)


def _some(rows: Sequence[Row], all_: bool) -> Iterator[PagePart]:
    shown = rows if all_ else rows[:_MOST]
    yield Rows(shown, tree=True)
    if len(shown) < len(rows):
        yield Text(f"and {len(rows) - len(shown)} more (--all)", 1)


@as_page
def mutated(found: Mutation, cases: int, all_: bool) -> Iterator[PagePart]:
    """Return the page of what cases catch."""
    made, caught = sum(found.made.values()), sum(found.caught.values())
    yield Title(f"{words.counted(made, 'mutant')}, {words.counted(cases, 'case')}")
    proved = Row("equal in meaning", f"{len(found.equal)}, which is proved")
    yield Rows([Row("caught", str(caught)), proved, Row("survived", str(len(found.survivors)))])
    yield Heading("By what was changed")
    yield Rows(
        [Row(how, f"{found.caught[how]} of {number} caught") for how, number in found.made.items()]
    )
    if found.equal:
        yield Heading("Equal in meaning")
        yield Rows([Row("-", f"{owner}: {says}") for owner, says in found.equal], tree=True)
    if found.survivors:
        yield Heading("Survivors", Tone.AGAINST)
        shown = found.survivors if all_ else found.survivors[:_MOST]
        for each in shown:
            yield Item(f"{each.owner}: {each.says}", each.how, Tone.AGAINST)
            facts = words.facts(each.wish.profile.known()) or "nothing known"
            read = "".join(f"; {t} read as {r}" for t, r in each.wish.readings.items())
            yield Text(f"would be caught by {each.wish.statement} for: {facts}{read}", 1)
        if len(shown) < len(found.survivors):
            yield Text(f"and {len(found.survivors) - len(shown)} more (--all)")
        yield Text("mutate --suggest writes cases that would catch them.")
    yield END
