"""What `match` says to a person: the landscape of a case, what matters first."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from allscape.engine.evaluate import Evaluation
from allscape.explain import settle
from allscape.explain.claims_held import spoken
from allscape.model.base import Verdict
from allscape.model.case import Case
from allscape.model.contents import Contents
from allscape.model.landscape import NOTICE, ApproachResult, ReadingThatMatters, RuledOutAs
from allscape.render import words
from allscape.render.blocks import Blocks
from allscape.render.page import Heading, Item, Page, Part, Row, Rows, Text, Title, Tone


class Wishes(NamedTuple):
    """What is wanted beyond the usual page."""

    all: bool = False
    full: bool = False
    teaching: bool = False


def page(evaluation: Evaluation, case: Case, wishes: Wishes) -> Page:
    """Return the page of a landscape."""
    return list(_page(evaluation, case, wishes))


def _page(evaluation: Evaluation, case: Case, wishes: Wishes) -> Iterator[Part]:
    landscape = evaluation.landscape
    blocks = Blocks(evaluation, wishes.full)
    matched = [each for each in landscape.approaches if each.verdict is Verdict.MATCHED]
    clear = [each for each in matched if not each.against]
    disputed = [each for each in matched if each.against]
    open_ = [each for each in landscape.approaches if each.verdict is Verdict.UNDETERMINED]
    out = [each for each in landscape.approaches if each.verdict is Verdict.RULED_OUT]
    yield from _case(evaluation, case)
    yield from _summary(clear, disputed, open_, out)
    yield from _section("Matched", clear, blocks, Tone.FOR)
    yield from _section("Matched, with something against it", disputed, blocks, Tone.AGAINST)
    yield from _open(evaluation, open_, blocks, wishes)
    yield from _ruled_out(out, blocks, wishes)
    yield from _said_of_cases(evaluation, blocks)
    yield from _tensions(evaluation, blocks)
    yield from _readings(evaluation, matched)
    yield from _teaching(evaluation, case, wishes)
    yield from _foot(evaluation)


def _case(evaluation: Evaluation, case: Case) -> Iterator[Part]:
    landscape = evaluation.landscape
    yield Title(case.name or "A hypothetical case")
    known = landscape.case.profile
    yield Text(words.facts(known) if known else "Nothing is known of this case.", 0)
    if case.story:
        yield Text(spoken(case.story.strip(), evaluation), 0, Tone.QUIET)
    if landscape.as_of:
        yield Text(_as_of(evaluation), 0, Tone.OPEN)
    for name, reading in landscape.readings.items():
        term = evaluation.edition.contents.term[name]
        if reading != term.readings[0].id:
            says = term.reading(reading).says
            yield Text(
                f"Read otherwise than by default: {name} as {reading} ({says})", 0, Tone.OPEN
            )
    for note in landscape.notes:
        yield Text(f"Note: {note.says}", 0)
    if landscape.unused:
        unused = ", ".join(landscape.unused)
        yield Text(f"Given, but nothing that is matched or open here asks for it: {unused}.", 0)


def _as_of(evaluation: Evaluation) -> str:
    landscape, contents = evaluation.landscape, evaluation.edition.contents
    assert landscape.as_of is not None
    read = [each.id for each in contents.source.values() if each.date <= landscape.as_of]
    if not read:
        first = next(iter(contents.source.values()))
        told = f"no article had appeared; the first, {first.id}, is of {words.day(first.date)}"
        return f"As of {words.day(landscape.as_of)}: {told}."
    told = f"As of {words.day(landscape.as_of)}, from {words.listed(read)}."
    if evaluation.edition.dropped:
        told += " Conditions that only a later article states are left out, and marked so."
    return told


def _summary(
    clear: list[ApproachResult],
    disputed: list[ApproachResult],
    open_: list[ApproachResult],
    out: list[ApproachResult],
) -> Iterator[Part]:
    yield Heading("In short")
    rows = [Row("matched", each.name, words.standing(each), Tone.FOR) for each in clear]
    rows += [
        Row("matched, but", each.name, words.standing(each), Tone.AGAINST) for each in disputed
    ]
    if not rows:
        rows.append(Row("matched", "none"))
    rows.append(Row("open", _count(open_, "hangs on facts not given", "hang on facts not given")))
    rows += [
        Row("ruled out", f"{len(mine)} {words.RULED_OUT_AS[kind]}") for kind, mine in _kinds(out)
    ] or [Row("ruled out", "none")]
    yield Rows(rows)
    yield Text(words.MEANING, 1, Tone.QUIET)


def _kinds(out: list[ApproachResult]) -> list[tuple[RuledOutAs, list[ApproachResult]]]:
    """Return what is ruled out, by why it is."""
    kinds = [(kind, [each for each in out if each.ruled_out_as is kind]) for kind in RuledOutAs]
    return [(kind, mine) for kind, mine in kinds if mine]


def _count(results: list[ApproachResult], one: str, many: str) -> str:
    return f"{len(results)} {one if len(results) == 1 else many}" if results else "none"


def _section(
    heading: str, results: Iterable[ApproachResult], blocks: Blocks, tone: Tone
) -> Iterator[Part]:
    results = list(results)
    if results:
        yield Heading(f"{heading} ({len(results)})", tone)
    for result in results:
        yield from blocks.approach(result)


def _open(
    evaluation: Evaluation, open_: list[ApproachResult], blocks: Blocks, wishes: Wishes
) -> Iterator[Part]:
    if not open_:
        return
    yield Heading(f"Open ({len(open_)})", Tone.OPEN)
    yield Text("Facts not given that can still decide, and in how many open approaches:", 1)
    decides = settle.deciding_facts(evaluation.landscape)
    yield Rows([Row(name, str(len(found))) for name, found in decides.items()], 2)
    if wishes.all or wishes.full:
        for result in open_:
            yield from blocks.approach(result)
        return
    for result in open_:
        yield Item(result.name, words.standing(result), Tone.OPEN)
        yield Text(result.id, 1, Tone.QUIET)
        yield from blocks.sentences(result)
        yield from blocks.against(result)
        yield Rows([Row("hangs on", ", ".join(result.missing), tone=Tone.OPEN)])


def _ruled_out(out: list[ApproachResult], blocks: Blocks, wishes: Wishes) -> Iterator[Part]:
    for kind, mine in _kinds(out):
        yield Heading(f"Ruled out: {words.RULED_OUT_AS[kind]} ({len(mine)})")
        if kind is RuledOutAs.OTHER_CASES:
            yield Text("That is not a word against them in this case.", 1)
            if not wishes.all:
                yield Text("--all lists them, each with the condition that fails.", 1)
                continue
        for result in mine:
            yield from blocks.approach(result)


def _said_of_cases(evaluation: Evaluation, blocks: Blocks) -> Iterator[Part]:
    """Yield what is said of such cases themselves and stands under no matched approach."""
    contents, landscape = evaluation.edition.contents, evaluation.landscape
    found = [
        statement
        for each in landscape.statements
        if each.verdict is Verdict.MATCHED
        and (statement := contents.statement[each.id]).speaks_of_cases
        and not any(landscape[name].verdict is Verdict.MATCHED for name in each.about)
    ]
    if not found:
        return
    yield Heading("Said of such cases")
    for statement in found:
        yield Item(f"{statement.kind.value.capitalize()}: {words.gist(statement)}", "", Tone.PLAIN)
        for name in statement.about:
            result = landscape[name]
            yield Text(f"about: {result.name}, {words.verdict(result.verdict)} here", 1)
        yield from blocks.quote(statement.cite)


def _tensions(evaluation: Evaluation, blocks: Blocks) -> Iterator[Part]:
    contents = evaluation.edition.contents
    if evaluation.landscape.tensions:
        yield Heading("Where the sentences differ")
    for tension in evaluation.landscape.tensions:
        yield Item(tension.differ, "", Tone.PLAIN)
        cites = list(dict.fromkeys(contents.statement[each].cite for each in tension.statements))
        yield Text(words.listed(cites), 1, Tone.QUIET)
        if blocks.full:
            for cite in cites:
                yield from blocks.quote(cite)


def _readings(evaluation: Evaluation, matched: list[ApproachResult]) -> Iterator[Part]:
    contents, landscape = evaluation.edition.contents, evaluation.landscape
    assumed = {
        reason.term: contents.term[reason.term]
        for result in matched
        for reason in result.because
        if reason.term and contents.term[reason.term].assumption
    }
    if not landscape.readings_that_matter and not assumed:
        return
    yield Heading("Readings that mattered")
    for name, term in assumed.items():
        reading = term.reading(landscape.readings.get(str(name), term.readings[0].id))
        yield Item(f"“{term.name}” is taken to mean: {reading.says}", "", Tone.PLAIN)
        yield Text(f"Our assumption ({name}). {term.assumption}", 1)
    for each in landscape.readings_that_matter:
        term = contents.term[each.term]
        now, other = term.reading(each.reading), term.reading(each.other)
        yield Item(f"“{term.name}” is read as: {now.says}", "", Tone.PLAIN)
        yield Text(f"--reading {term.id}={other.id} reads: {other.says}. Then:", 1)
        yield Rows(list(_moves(contents, each)), 2)


def _moves(contents: Contents, reading: ReadingThatMatters) -> Iterator[Row]:
    for verdict in Verdict:
        moved = [name for name, then in reading.moves.items() if then is verdict]
        if moved:
            names = "; ".join(contents.approach[each].name for each in moved)
            yield Row(words.verdict(verdict), names)


def _teaching(evaluation: Evaluation, case: Case, wishes: Wishes) -> Iterator[Part]:
    if wishes.teaching and case.teaching:
        yield Heading("Teaching notes")
        yield Text(spoken(case.teaching.strip(), evaluation), 1)


def _foot(evaluation: Evaluation) -> Iterator[Part]:
    engine = evaluation.landscape.engine
    how = {
        "durable-rules": "Decided by durable-rules, explained by the plain evaluator; they agree.",
        "plain": "Decided by the plain evaluator alone: durable-rules is not installed here.",
    }
    yield Heading(NOTICE.rstrip("."))
    yield Text(how[engine], 0, Tone.QUIET)
    yield Text(
        "More: --all (what is ruled out), --full (every sentence), allscape approaches ID,"
        " allscape rules ID.",
        0,
        Tone.QUIET,
    )
