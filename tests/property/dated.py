"""What is in force of a condition on a day, written out: no code of an edition is near.

`written_out` returns a condition without terms, so that a second opinion on it can be had.
"""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from allscape.model.conditions import All, AnyOf, Condition, Not, TermUse, Test, Unmodelled
from allscape.model.contents import Contents
from allscape.rulebook.load import resolve
from strategies import book_data

DAYS = [date(2020, 1, 1) + timedelta(days=each) for each in range(4)]
"""The days on which a made-up article appears, or at which one looks."""

_SENTENCE = re.compile(r"(old-2020|new-2024)/(\d+)")

NOTHING: Condition = All(all=())


class Day:
    """A rulebook on a day, under the default readings."""

    def __init__(self, contents: Contents, day: date) -> None:
        self._means: Mapping[str, Condition] = {
            each.id: each.readings[0].when for each in contents.terms
        }
        self._cites = {each.id: each.cites for each in contents.terms}
        dates = {each.id: each.date for each in contents.sources}
        self._there = {
            each.id: each.date <= day
            and not (each.withdrawn and each.withdrawn <= day)
            and not (each.superseded_by and dates[each.superseded_by] <= day)
            for each in contents.sources
        }

    def there(self, cite: str) -> bool:
        """Tell whether a sentence has appeared and is in force."""
        return self._there[cite.split("/", maxsplit=1)[0]]

    def written_out(self, condition: Condition, *, whole: bool = False) -> Condition | None:
        """Return what is in force of a condition; None for nothing; all of it where `whole`."""
        if isinstance(condition, Test | Unmodelled):
            return condition if whole or self._stated(condition) else None
        if isinstance(condition, TermUse):
            return self._of_term(condition, whole)
        if isinstance(condition, Not):
            inner = self.written_out(condition.negated, whole=whole)
            return None if inner is None else Not(negated=inner)
        assert isinstance(condition, All | AnyOf)
        members = condition.all if isinstance(condition, All) else condition.any
        every = [self.written_out(each, whole=whole) for each in members]
        left = tuple(each for each in every if each is not None)
        if members and not left:
            return None
        return All(all=left) if isinstance(condition, All) else AnyOf(any=left)

    def _of_term(self, use: TermUse, whole: bool) -> Condition | None:
        means = self._means[use.term]
        if whole or (use.source is not None and self.there(use.source)):
            return self.written_out(means, whole=True)
        cites = self._cites[use.term]
        if use.source is not None or (cites and not any(map(self.there, cites))):
            return None
        left = self.written_out(means)
        return NOTHING if left is None else left

    def _stated(self, test: Test | Unmodelled) -> bool:
        return test.source is None or self.there(test.source)

    def statements(self, contents: Contents) -> dict[str, Condition]:
        """Return the statements that have appeared, with what is in force of their conditions."""
        found = {}
        for name, each in contents.statement.items():
            if self.there(name):
                left = self.written_out(each.when)
                found[name] = NOTHING if left is None else left
        return found


def _apart(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a made-up rulebook in which every sentence is an article of its own."""
    text = _SENTENCE.sub(r"\1-\2/\2", json.dumps({**data, "ledgers": []}))
    apart: dict[str, Any] = json.loads(text)
    for quotation in apart["quotations"]:
        source = quotation["cite"].split("/")[0]
        for statement in quotation["statements"]:
            statement["id"] = f"{source}/{statement['id'].split('/')[1]}"
    return apart


def _worded(when: Any) -> Any:
    """Return a condition in which every term is used with words of its statement's sentence."""
    if isinstance(when, list):
        return [_worded(each) for each in when]
    if not isinstance(when, dict):
        return when
    if "term" in when:
        return {"term": when["term"], "words": "alpha"}
    return {key: _worded(each) for key, each in when.items()}


def _listed(when: Any) -> list[Any]:
    return when if isinstance(when, list) else [when]


def _end(name: str, days: Mapping[str, date]) -> st.SearchStrategy[dict[str, str]]:
    """Return ways in which an article goes on or ends: withdrawn, superseded by a later one."""
    ends = [{"withdrawn": day.isoformat()} for day in DAYS if day > days[name]]
    ends += [{"superseded_by": other} for other in days if days[other] > days[name]]
    return st.sampled_from([{}, {}, *ends])


@st.composite
def dated(draw: st.DrawFn) -> tuple[Contents, date]:
    """Draw a small rulebook whose sentences appear and end on any days, and a day to look at it."""
    data = _apart(draw(book_data(4)))
    older: set[str] = set()
    if draw(st.booleans()):  # articles that use the terms of later ones, in their own words
        for quotation in data["quotations"]:
            for said in quotation["statements"]:
                last = [{"term": each["id"]} for each in data["terms"][-1:]]
                said["when"] = _worded({"all": [{"all": _listed(said["when"])}, *last]})
            if len(quotation["statements"]) > 1:
                older.add(quotation["cite"].split("/")[0])
    names = [each["cite"].split("/")[0] for each in data["quotations"]]
    days = {
        name: DAYS[0] if name in older else draw(st.sampled_from(DAYS[bool(older) :]))
        for name in names
    }
    rest = {"publisher": "p", "author": "a"}
    data["sources"] = [
        {
            "id": name,
            "title": name,
            "date": days[name].isoformat(),
            **rest,
            **draw(_end(name, days)),
        }
        for name in names
    ]
    return resolve(Contents.model_validate(data)), draw(st.sampled_from(DAYS[: 2 if older else 3]))
