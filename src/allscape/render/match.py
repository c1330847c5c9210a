"""What `match` says to a person: the landscape of a case, what matters first."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from allscape.engine.evaluate import Evaluation
from allscape.explain import readings, remarks, settle, tensions
from allscape.explain.claims_held import spoken
from allscape.model.base import Truth, Verdict
from allscape.model.case import Case
from allscape.model.landscape import NOTICE, ApproachResult
from allscape.model.statements import Kind
from allscape.render import words
from allscape.render.blocks import Blocks
from allscape.render.page import Heading, Item, Page, Part, Row, Rows, Text, Title, Tone

_GENERAL = (Kind.PROGNOSIS, Kind.MONITORING, Kind.ACCESS, Kind.OUTLOOK)


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
    yield from _general(evaluation, blocks)
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
            says = next(each.says for each in term.readings if each.id == reading)
            yield Text(
                f"Read otherwise than by default: {name} as {reading} ({says})", 0, Tone.OPEN
            )
    for remark in remarks.that_hold(evaluation):
        yield Text(f"Note: {remark.says}", 0)


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
    rows = [Row("matched", each.name, words.plain(each.standing), Tone.FOR) for each in clear]
    rows += [
        Row("matched, but", each.name, words.plain(each.standing), Tone.AGAINST)
        for each in disputed
    ]
    if not rows:
        rows.append(Row("matched", "none"))
    rows.append(Row("open", _count(open_, "hangs on facts not given", "hang on facts not given")))
    rows.append(Row("ruled out", str(len(out))))
    yield Rows(rows)


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
        yield Item(result.name, words.plain(result.standing), Tone.OPEN)
        yield Text(result.id, 1, Tone.QUIET)
        yield from blocks.sentences(result)
        yield Rows([Row("hangs on", ", ".join(result.missing), tone=Tone.OPEN)])


def _ruled_out(out: list[ApproachResult], blocks: Blocks, wishes: Wishes) -> Iterator[Part]:
    if not out:
        return
    yield Heading(f"Ruled out ({len(out)})")
    yield Text(
        "Their sentences speak of other cases; that is not a word against them in this one.", 1
    )
    if not wishes.all:
        yield Text("--all lists them, each with the condition that fails.", 1)
        return
    for result in out:
        yield from blocks.approach(result)


def _general(evaluation: Evaluation, blocks: Blocks) -> Iterator[Part]:
    found = [
        statement
        for name, judged in evaluation.judgement.statements.items()
        if judged.truth is Truth.TRUE
        and (statement := evaluation.edition.contents.statement[name]).kind in _GENERAL
        and not statement.about
    ]
    if not found:
        return
    yield Heading("Said of such cases")
    for statement in found:
        yield Item(f"{statement.kind.value.capitalize()}: {statement.says}", "", Tone.PLAIN)
        yield from blocks.quote(statement.cite)


def _tensions(evaluation: Evaluation, blocks: Blocks) -> Iterator[Part]:
    contents = evaluation.edition.contents
    found = tensions.that_show(contents, evaluation.landscape)
    if not found:
        return
    yield Heading("Where the sentences differ")
    for shown in found:
        yield Item(shown.tension.differ, "", Tone.PLAIN)
        cites = list(dict.fromkeys(each.cite for each in shown.statements))
        yield Text(words.listed(cites), 1, Tone.QUIET)
        if blocks.full:
            for cite in cites:
                yield from blocks.quote(cite)


def _readings(evaluation: Evaluation, matched: list[ApproachResult]) -> Iterator[Part]:
    contents = evaluation.edition.contents
    found = readings.that_matter(evaluation)
    assumed = {
        reason.term: contents.term[reason.term]
        for result in matched
        for reason in result.because
        if reason.term and contents.term[reason.term].assumption
    }
    if not found and not assumed:
        return
    yield Heading("Readings that mattered")
    for name, term in assumed.items():
        reading = evaluation.edition.readings.get(str(name), term.readings[0].id)
        says = next(each.says for each in term.readings if each.id == reading)
        yield Item(f"“{term.name}” is taken to mean: {says}", "", Tone.PLAIN)
        yield Text(f"Our assumption ({name}). {term.assumption}", 1)
    for each in found:
        yield Item(f"“{each.term.name}” is read as: {each.now.says}", "", Tone.PLAIN)
        yield Text(f"--reading {each.term.id}={each.other.id} reads: {each.other.says}. Then:", 1)
        yield Rows(list(_moves(evaluation, each)), 2)


def _moves(evaluation: Evaluation, reading: readings.OtherReading) -> Iterator[Row]:
    approach = evaluation.edition.contents.approach
    for verdict in Verdict:
        names = [approach[each.approach].name for each in reading.changes if each.then is verdict]
        if names:
            yield Row(words.verdict(verdict), "; ".join(names))


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
