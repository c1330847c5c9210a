"""Of which case a page speaks, what it is seen under, and what ends it: what all pages share."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import ParamSpec

from allscape.engine.evaluate import Evaluation
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.landscape import NOTICE, Landscape
from allscape.render import words
from allscape.render.page import Heading, Page, PagePart, Quote, Text, Title, Tone

END = Heading(NOTICE.rstrip("."))
"""The notice, as it ends a page."""
_Given = ParamSpec("_Given")


def as_page(parts: Callable[_Given, Iterator[PagePart]]) -> Callable[_Given, Page]:
    """Let a function that yields the parts of a page return the page."""

    @wraps(parts)
    def page(*args: _Given.args, **kwargs: _Given.kwargs) -> Page:
        return list(parts(*args, **kwargs))

    return page


def case_named(landscape: Landscape) -> str:
    """Return of which case a page speaks: its name and its known facts."""
    known = words.facts(landscape.case.profile) or "nothing known"
    return f"{landscape.case.name}: {known}" if landscape.case.name else f"Of a case: {known}"


def case_seen(evaluation: Evaluation) -> str:
    """Return of which case a page speaks, with the day and the readings it is seen under."""
    day = evaluation.landscape.as_of
    seen = [f"As of {words.day(day)}"] if day else []
    if evaluation.edition.dropped:
        seen.append("Conditions of articles that are not in force then are left out")
    return ". ".join([case_named(evaluation.landscape), *seen, *seen_under(evaluation)])


def headed(title: str, evaluation: Evaluation) -> Page:
    """Return how a page begins that speaks of a case, and as what it is seen."""
    return [Title(title), Text(case_seen(evaluation), 0, Tone.QUIET)]


def seen_under(evaluation: Evaluation) -> Iterator[str]:
    """Yield which articles are not in force any more, and which terms are read otherwise."""
    for each in evaluation.landscape.ended:
        yield f"Not in force: {words.ended(each)}"
    for name, reading in evaluation.landscape.readings.items():
        term = evaluation.edition.contents.term[name]
        if reading != term.readings[0].id:
            says = term.reading(reading).says
            yield f"Read otherwise than by default: {name} as {reading} ({says})"


def beside_verdicts(landscape: Landscape) -> list[str]:
    """Return, a line each, what a page that draws only a part of the digest points at."""
    live = [each for each in landscape.approaches if each.verdict is not Verdict.RULED_OUT]
    against = {
        "speaks": [each.name for each in live if each.against],
        "could speak": [each.name for each in live if each.could_speak_against],
    }
    said = [
        f"Something {speaks} against {len(mine)} (allscape match --full): {'; '.join(mine)}."
        for speaks, mine in against.items()
        if mine
    ]
    return [*said, *(f"Note: {each.says}" for each in landscape.notes)]


def foot() -> Page:
    """Return what ends every page: what the verdicts mean, and the notice."""
    return [Text(words.MEANING, 0, Tone.QUIET), END]


def quoted(contents: Contents, cite: str) -> Quote:
    """Return the sentence of a number with its source."""
    return Quote(contents.sentence(cite), words.where(contents, cite))


def noted(contents: Contents, cite: str) -> Page:
    """Return a sentence with its source, and the note on its language if it has one."""
    note = contents.quotation[cite].note
    beside = [Text(f"note: {note}", 2, Tone.QUIET)] if note else []
    return [quoted(contents, cite), *beside]
