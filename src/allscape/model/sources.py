"""The articles that a rulebook quotes, each with its day, and the day from which it is none."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, field_validator

from allscape.model.base import Frozen, Id, Whole

_FORMED = {
    "doi": (
        r"10\.\d{4,9}/\S+",
        "a DOI begins with 10. and has no address before it: 10.1000/182",
    ),
    "url": (
        r"https?://[^\s/]+\.[^\s/]+(/\S*)?",
        "an address begins with https:// or http:// and has no space",
    ),
}


def day_written(text: str) -> date:
    """Return the day that is written as 2021-12-31 and in no other way. Raises `ValueError`."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def _calendar_day(value: Any) -> Any:
    if isinstance(value, str):
        with suppress(ValueError):
            return day_written(value)
    if value is not None and not isinstance(value, date):
        raise ValueError("a day is written as 2021-12-31, and is one of the calendar")
    return value


Day = Annotated[date, BeforeValidator(_calendar_day)]


class Source(Frozen):
    """One article: who published it, when, and how its text is repaired before it is read.

    `speaker` is who spoke, where the author reports another's words; `translation` says that it is
    translated, and how ("machine-translated"). `segmenter` is the version that cuts its text into
    sentences. `url` or `doi`, `edition`, `retrieved` and `licence` say what text was read. From the
    day `withdrawn` on, or from that of the article which it is `superseded_by`, it is not in force.
    """

    id: Id
    title: str
    publisher: str
    author: str
    speaker: str = ""
    date: Day
    translation: str = ""
    language: str = ""
    repairs: tuple[str, ...] = ()
    segmenter: Whole = 1
    url: str = ""
    doi: str = ""
    edition: str = ""
    retrieved: Day | None = None
    licence: str = ""
    withdrawn: Day | None = None
    superseded_by: str = ""

    @property
    def named(self) -> str:
        """As what it is named wherever it is: its author, its publisher, or its title."""
        names = (self.author, self.publisher)
        return next((each for each in names if not each.startswith("not named")), self.title)

    @field_validator("doi", "url")
    @classmethod
    def _well_formed(cls, value: str, info: ValidationInfo) -> str:
        form, why = _FORMED[str(info.field_name)]
        if value and not re.fullmatch(form, value):
            raise ValueError(why)
        return value


class Ended(Frozen):
    """A source that ceases to be in force: from which day on, and by what, if superseded."""

    source: str
    since: date
    superseded_by: str | None = None


def ended(sources: Iterable[Source]) -> dict[str, Ended]:
    """Return, by its id, each source that is in force only up to a day."""
    sources = list(sources)
    dates = {each.id: each.date for each in sources}
    found = {}
    for each in sources:
        ends = [Ended(source=each.id, since=each.withdrawn)] if each.withdrawn else []
        if each.superseded_by in dates:
            by = each.superseded_by
            ends.append(Ended(source=each.id, since=dates[by], superseded_by=by))
        if ends:
            found[each.id] = min(ends, key=lambda end: end.since)
    return found
