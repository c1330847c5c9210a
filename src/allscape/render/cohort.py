"""What a cohort came to: how many cases match what, as bars with their numbers beside them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from allscape.columns.tally import Cohort
from allscape.engine.edition import Edition
from allscape.model.base import Verdict
from allscape.model.landscape import NOTICE
from allscape.model.statements import Statement
from allscape.render.framing import foot
from allscape.render.page import Page, PagePart, Row, Rows, Text, Title, Tone
from allscape.render.words import counted, listed, verdict

_WIDTH = 20
_SIGNS = {Verdict.MATCHED: "#", Verdict.UNDETERMINED: "+", Verdict.RULED_OUT: "."}


def page(cohort: Cohort, edition: Edition, *, bars: bool) -> Page:
    """Return the summary page; without bars it says the same in words."""
    if not cohort.good:
        return [Title("No case to show: no row was good"), *foot()]
    made: Page = [Title(f"{_cases(cohort.good)}: how many match what"), *_notes(cohort, edition)]
    if bars:
        legend = ", ".join(f"{sign} {verdict(each)}" for each, sign in _SIGNS.items())
        made.append(Text(f"{legend}; a bar is all cases", tone=Tone.QUIET))
    for approach in edition.approaches():
        counts = cohort.counts[approach.id]
        made.append(Text(approach.name, tone=Tone.STRONG))
        made += _line(counts, cohort.good, bars=bars)
        made += _against(cohort.against.get(approach.id, 0), edition.against(approach.id))
    return [*made, *foot()]


def _line(counts: Mapping[Verdict, int], of: int, *, bars: bool) -> Iterator[PagePart]:
    message = ", ".join(f"{counts[each]:,} {verdict(each)}" for each in Verdict)
    yield Rows([Row(bar(counts, of), message)]) if bars else Text(message, 1)


def _against(matches: int, statements: Iterable[Statement]) -> Iterator[PagePart]:
    """Yield how many matches have something against them, and where that is said."""
    if matches:
        said = listed(dict.fromkeys(each.cite for each in statements), "or")
        yield Text(f"matched, with something against it: {matches:,} ({said})", 1, Tone.AGAINST)


def _notes(cohort: Cohort, edition: Edition) -> Iterator[PagePart]:
    for remark in edition.remarks():
        if cases := cohort.notes[remark.id]:
            yield Text(f"Note, of {_cases(cases)}: {remark.says}")


def bar(counts: Mapping[Verdict, int], of: int) -> str:
    """Return a bar of fixed width; whatever there is one case of has a sign at least."""
    room = _WIDTH - sum(1 for each in counts.values() if each)
    filled, signs, before = 0, "", 0
    for each, sign in _SIGNS.items():
        before += counts[each]
        until = round(room * before / of) if of else 0
        signs += sign * (until - filled + bool(counts[each]))
        filled = until
    return signs


def data(cohort: Cohort, edition: Edition, *, made: Mapping[str, str | None]) -> dict[str, Any]:
    """Return the summary as JSON data; `made` are the files, by what they hold."""
    approaches = {each.id for each in edition.approaches()}
    rows = [
        {"id": name, **{each.value: n for each, n in counts.items()}}
        for name, counts in cohort.counts.items()
    ]
    notes = [
        {"id": each.id, "says": each.says, "cases": cohort.notes[each.id]}
        for each in edition.remarks()
    ]
    return {
        "schema": "allscape.cohort/1",
        "notice": NOTICE,
        "as_of": edition.as_of.isoformat() if edition.as_of else None,
        "readings": dict(edition.readings),
        "cases": cohort.good,
        "bad": cohort.bad,
        "read": list(cohort.said),
        "causes": dict(cohort.causes),
        "files": dict(made),
        "approaches": [
            {**each, "matched_against": cohort.against.get(each["id"], 0)}
            for each in rows
            if each["id"] in approaches
        ],
        "statements": [each for each in rows if each["id"] not in approaches],
        "notes": notes,
    }


def _cases(number: int) -> str:
    return counted(number, "case").replace(str(number), f"{number:,}", 1)
