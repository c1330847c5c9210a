"""What `match` says to a person: the landscape of a case, what matters first.

The usual page is the short one; the others unfold what it only counts.
"""

from collections.abc import Iterator
from typing import NamedTuple

from allscape.engine import plain
from allscape.engine.evaluate import Evaluation
from allscape.engine.reasons import terms_telling
from allscape.explain.claims_held import spoken
from allscape.explain.digest import blanks, deciding_facts
from allscape.model.base import Verdict
from allscape.model.case import Case
from allscape.model.contents import Contents
from allscape.model.landscape import ApproachResult, ReadingThatMatters, RuledOutAs
from allscape.model.statements import Statement
from allscape.render import framing, words
from allscape.render.blocks import Blocks
from allscape.render.page import Heading, Item, PagePart, Row, Rows, Text, Title, Tone
from allscape.render.short import Kinds, essence, folded, kinds, matched


class Wishes(NamedTuple):
    """What is wanted beyond the usual page: all that is not ruled out (`full`), and all.

    `on_paper` it names no command, and leaves the case to what stands above it.
    """

    all: bool = False
    full: bool = False
    teaching: bool = False
    on_paper: bool = False


@framing.as_page
def page(evaluation: Evaluation, case: Case, wishes: Wishes) -> Iterator[PagePart]:
    """Return the page of a landscape."""
    found, whole = kinds(evaluation), wishes.all or wishes.full
    if not wishes.on_paper:
        yield from _case(evaluation, case)
    yield from _seen(evaluation)
    yield from essence(evaluation, found, pointing=not wishes.on_paper)
    if whole:
        yield from _unfolded(evaluation, found, wishes)
    else:
        yield from matched(found, Blocks(evaluation).brief)
    if wishes.teaching and case.teaching:
        yield Heading("Teaching notes")
        yield Text(spoken(case.teaching.strip(), evaluation), 1)
    if not whole:
        yield from folded(evaluation, case, found, _of_cases(evaluation))
    yield from _foot(evaluation, whole=whole)


def _unfolded(evaluation: Evaluation, found: Kinds, wishes: Wishes) -> Iterator[PagePart]:
    blocks = Blocks(evaluation, full=True)
    yield from matched(found, blocks.approach)
    yield from _open(evaluation, found.open, blocks)
    yield from _ruled_out(found, blocks, wishes)
    yield from _said_of_cases(evaluation)
    yield from _tensions(evaluation)
    yield from _readings(evaluation, found.matched, wishes)


def _case(evaluation: Evaluation, case: Case) -> Iterator[PagePart]:
    landscape = evaluation.landscape
    yield Title(case.name or "A hypothetical case")
    if case.story:
        yield Text(spoken(case.story.strip(), evaluation), 0)
    known = landscape.case.profile
    yield Text(words.facts(known) if known else "Nothing is known of this case.", 0)


def _seen(evaluation: Evaluation) -> Iterator[PagePart]:
    landscape = evaluation.landscape
    if landscape.as_of:
        yield Text(_as_of(evaluation), 0, Tone.OPEN)
    for text in framing.seen_under(evaluation):
        yield Text(text, 0, Tone.OPEN)
    for note in landscape.notes:
        yield Text(f"Note: {note.says}", 0)


def _as_of(evaluation: Evaluation) -> str:
    landscape, contents = evaluation.landscape, evaluation.edition.contents
    assert landscape.as_of is not None
    read = [each for each in contents.source if contents.current(each, landscape.as_of)]
    if not read and not landscape.ended:
        first = next(iter(contents.source.values()))
        message = f"no article had appeared; the first, {first.id}, is of {words.day(first.date)}"
        return f"As of {words.day(landscape.as_of)}: {message}."
    message = f"As of {words.day(landscape.as_of)}, from {words.listed(read) or 'no article'}."
    if any(r.truth == "not_yet" for each in landscape.approaches for r in each.because):
        message += " Conditions that only a later article states are left out, and marked so."
    return message


def _open(
    evaluation: Evaluation, open_: list[ApproachResult], blocks: Blocks
) -> Iterator[PagePart]:
    if not open_:
        return
    yield Heading(f"Open ({len(open_)})", Tone.OPEN)
    yield Text("Facts not given that can still decide, and in how many open approaches:", 1)
    decides = deciding_facts(evaluation.landscape)
    yield Rows([Row(name, str(len(found))) for name, found in decides.items()], 2)
    if unasked := blanks(evaluation.landscape):
        yield Text("What no profile has a fact for, and who stays open for it:", 1)
        yield Rows([Row(name, str(len(found))) for name, found in unasked.items()], 2)
    for result in open_:
        yield from blocks.approach(result)


def _ruled_out(found: Kinds, blocks: Blocks, wishes: Wishes) -> Iterator[PagePart]:
    for kind, mine in found.by_why:
        yield Heading(f"Ruled out: {words.RULED_OUT_AS[kind]} ({len(mine)})")
        if kind is RuledOutAs.OTHER_CASES:
            yield Text("That is not a word against them in this case.", 1)
        if not wishes.all:
            yield Text("--all lists them, each with the condition that fails.", 1)
            continue
        for result in mine:
            yield from blocks.approach(result)


def _of_cases(evaluation: Evaluation) -> list[Statement]:
    """Return what is said of such cases themselves and stands under no matched approach."""
    contents, landscape = evaluation.edition.contents, evaluation.landscape
    return [
        statement
        for each in landscape.statements
        if each.verdict is Verdict.MATCHED
        and (statement := contents.statement[each.id]).speaks_of_cases
        and not any(landscape[name].verdict is Verdict.MATCHED for name in each.about)
    ]


def _said_of_cases(evaluation: Evaluation) -> Iterator[PagePart]:
    found, landscape = _of_cases(evaluation), evaluation.landscape
    if not found:
        return
    yield Heading("Said of such cases")
    for statement in found:
        yield Item(f"{statement.kind.value.capitalize()}: {words.gist(statement)}", "", Tone.PLAIN)
        for name in statement.about:
            result = landscape[name]
            yield Text(f"about: {result.name}, {words.verdict(result.verdict)} here", 1)
        yield from framing.noted(evaluation.edition.contents, statement.cite)


def _tensions(evaluation: Evaluation) -> Iterator[PagePart]:
    contents = evaluation.edition.contents
    if evaluation.landscape.tensions:
        yield Heading("Where the sentences differ")
    for tension in evaluation.landscape.tensions:
        yield Item(tension.differ, "", Tone.PLAIN)
        cites = dict.fromkeys(contents.statement[each].cite for each in tension.statements)
        yield Text(words.sides(contents, tension), 1, Tone.QUIET)
        for cite in cites:
            yield from framing.noted(contents, cite)


def _readings(
    evaluation: Evaluation, matched: list[ApproachResult], wishes: Wishes
) -> Iterator[PagePart]:
    contents, landscape = evaluation.edition.contents, evaluation.landscape
    assumed = {
        term.id: term
        for result in matched
        for offer in result.standings
        for term in terms_telling(
            evaluation.edition, evaluation.judgement.statements[offer.statement], result.verdict
        )
        if term.assumption
    }
    if not landscape.readings_that_matter and not assumed:
        return
    yield Heading("Readings that mattered")
    for name, term in assumed.items():
        reading = term.reading(landscape.readings.get(name, term.readings[0].id))
        yield Item(term.read_as(reading.id), "", Tone.PLAIN)
        yield Text(f"Our assumption ({name}). {term.assumption}", 1)
    for each in landscape.readings_that_matter:
        term = contents.term[each.term]
        other = term.reading(each.other)
        yield Item(term.read_as(each.reading), "", Tone.PLAIN)
        how = "Otherwise it" if wishes.on_paper else f"--reading {term.id}={other.id}"
        yield Text(f"{how} reads: {other.says}. Then:", 1)
        yield Rows(list(_moves(contents, each)), 2)


def _moves(contents: Contents, reading: ReadingThatMatters) -> Iterator[Row]:
    for verdict in Verdict:
        moved = [name for name, then in reading.moves.items() if then is verdict]
        if moved:
            names = "; ".join(contents.approach[each].name for each in moved)
            yield Row(words.verdict(verdict), names)


def _foot(evaluation: Evaluation, *, whole: bool) -> Iterator[PagePart]:
    yield framing.END
    if evaluation.landscape.engine == plain.NAME:
        message = "Decided by the plain evaluator alone: durable-rules is not installed here."
        yield Text(message, 0, Tone.QUIET)
    elif whole:
        message = "Decided by durable-rules, explained by the plain evaluator; they agree."
        yield Text(message, 0, Tone.QUIET)
