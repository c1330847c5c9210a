"""What `diff` says: what differs between two rulebooks, part by part, with smallest cases."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from pydantic import JsonValue

from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.statements import Figure
from allscape.proof.agreement import Agreement
from allscape.proof.difference import Aspect, Change, Difference, Rewrite, What
from allscape.render import framing, words
from allscape.render.page import Heading, Item, Page, PagePart, Row, Rows, Text, Title, Tone
from allscape.trials.moved import MovedExpectation

_HEADINGS = {
    What.APPROACH: "Approaches",
    What.STATEMENT: "Statements",
    What.TERM: "Terms",
    What.TENSION: "Tensions",
    What.SOURCE: "Sources",
    What.REMARK: "Remarks",
}


def data(
    found: Difference,
    moved: Sequence[MovedExpectation] | None = None,
    agreed: Sequence[Agreement] = (),
) -> dict[str, Any]:
    """Return the difference as `--json` prints it, but for what it was looked at through."""
    entry = found.model_dump(mode="json", by_alias=True)
    if moved is not None:
        entry["expectations"] = [each.model_dump(mode="json") for each in moved]
    if agreed:
        entry["agreement"] = [each.model_dump(mode="json") for each in agreed]
    return entry


@framing.as_page
def page(
    old: Contents,
    new: Contents,
    found: Difference,
    moved: Sequence[MovedExpectation] | None = None,
    agreed: Sequence[Agreement] = (),
) -> Iterator[PagePart]:
    """Return the page of a difference; `moved` are the expectations of cases that move."""
    counted = words.counted(len(found.changes), "difference") if found.changes else "No difference"
    yield Title(f"{counted} between the two rulebooks")
    yield Text("Every combination of facts, unknown ones included, under any choice of readings.")
    yield from _agreed(agreed)
    quoted: set[str] = set()
    for what in What:
        mine = [each for each in found.changes if each.what is what]
        if mine:
            yield Heading(f"{_HEADINGS[what]} ({len({each.id for each in mine})})")
        for name, changes in groupby(mine, key=lambda each: each.id):
            yield from _named(new, what, name, quoted) or _named(old, what, name, quoted)
            yield from _changes(what, list(changes))
    yield from _rewritten(found.rewrites)
    if moved is not None:
        yield from _moved(moved)
    yield framing.END


def _agreed(agreed: Sequence[Agreement]) -> Iterator[PagePart]:
    if agreed:
        yield Heading("Agreement")
        yield Rows([Row(each.source, _agreement(each)) for each in agreed])


def _agreement(each: Agreement) -> str:
    alone = f"{each.only_first} by the first alone, {each.only_second} by the second alone"
    pairs = words.counted(each.pairs, "pair of statements", "pairs of statements")
    return (
        f"{words.counted(each.quoted, 'sentence')} quoted by both, {alone}; {pairs}, "
        f"{each.same_cases} with the same cases, "
        f"{each.alike} also with the same kind, direction and approaches"
    )


def _named(contents: Contents, what: What, name: str, quoted: set[str]) -> Page:
    """Return what tells a part of a rulebook, empty where the rulebook does not have it."""
    if what is What.APPROACH:
        known = contents.approach.get(name)
        return [Item(known.name, name)] if known else []
    if what is not What.STATEMENT:
        return [Item(name)]
    if name not in contents.statement:
        return []
    cite = contents.statement[name].cite
    if cite in quoted:
        return [Item(name), Text(f"quoted above: {cite}", 1, Tone.QUIET)]
    quoted.add(cite)
    return [Item(name), framing.quoted(contents, cite)]


def _changes(what: What, changes: Sequence[Change]) -> Iterator[PagePart]:
    moves = [each for each in changes if each.field in (Aspect.VERDICT, Aspect.PRESENCE)]
    rows = [Row(_way(what, each), _sight(each, what)) for each in moves]
    if all(row.text for row in rows):
        yield from [Rows(rows)] if rows else []
    else:
        yield from (Text(row.label, 1) for row in rows)
    for each in (each for each in changes if each not in moves):
        rows = [Row("was", _shown(each.from_)), Row("is", _shown(each.to))]
        if each.case is not None:
            rows.append(Row("shows in", _sight(each, what)))
        yield Text(f"{each.part or each.field.value}:", 1)
        yield Rows(rows, deep=2)


def _way(what: What, change: Change) -> str:
    if change.field is Aspect.PRESENCE:
        return "new" if change.to == "present" else "gone"
    return f"{_verdict(what, change.from_)}, then {_verdict(what, change.to)}"


def _verdict(what: What, fields: JsonValue) -> str:
    """Return a verdict in words; a condition that is no approach's holds or fails."""
    verdict = Verdict(str(fields)) if fields is not None else None
    if what is What.APPROACH or verdict is Verdict.UNDETERMINED:
        return words.verdict(verdict)
    if verdict is None:
        return "not there"
    return "holds" if verdict is Verdict.MATCHED else "fails"


def _sight(change: Change, what: What) -> str:
    """Return the smallest case of a change, and how it is looked at where that matters."""
    if change.case is None:
        return "in no case" if what in (What.APPROACH, What.STATEMENT) else ""
    facts = words.facts(change.case) or "nothing known"
    day = f"as of {change.as_of}" if change.as_of else ""
    read = [f"{term} read as {reading}" for term, reading in change.readings.items()]
    return "; ".join(filter(None, [facts, day, *read]))


def _shown(fields: JsonValue) -> str:
    if fields is None or fields == []:
        return "-"
    if isinstance(fields, list):
        return "; ".join(map(_shown, fields))
    if isinstance(fields, dict):
        if "measure" in fields:
            figure = Figure.model_validate(fields)
            return ", ".join(filter(None, [words.figure(figure), words.arms(figure)]))
        return ", ".join(f"{name} {_shown(each)}" for name, each in fields.items())
    return {True: "yes", False: "no"}[fields] if isinstance(fields, bool) else str(fields)


def _rewritten(rewrites: Iterable[Rewrite]) -> Iterator[PagePart]:
    rewrites = list(rewrites)
    if not rewrites:
        return
    yield Heading("Written otherwise, equal in meaning")
    for each in rewrites:
        day = f"not as of {each.as_of}: --every-day tells" if each.as_of else ""
        yield Rows([Row("-", f"{each.what} {each.id}", day)], tree=True)


def _moved(moved: Sequence[MovedExpectation]) -> Iterator[PagePart]:
    yield Heading(f"Expectations that move ({len(moved)})")
    if not moved:
        yield Text("None.", 1)
    for each in moved:
        yield Item(f"{each.id}: {each.before}, then {each.after}", "", Tone.PLAIN)
        yield Text(each.place, 1)
        if each.says:
            yield Text(each.says, 1)
