"""How facts, dates, citations and figures are put into words."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from allscape.model.attributes import Value, show
from allscape.model.base import Verdict, outcome_in_words
from allscape.model.contents import Contents
from allscape.model.facts import NOT_APPLICABLE, Facts
from allscape.model.landscape import (
    HEADLINE,
    AgainstIf,
    ApproachResult,
    Reason,
    RuledOutAs,
    TensionResult,
)
from allscape.model.sources import Ended
from allscape.model.statements import Figure, Level, Statement

if TYPE_CHECKING:
    from allscape.explain.difference import Because

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def plain(name: str) -> str:
    """Return a name of the vocabulary as words: under study."""
    return name.replace("_", " ")


MATCHED_MEANS = "Matched: an article describes it for such a case; that is no recommendation."
MEANING = (
    f"{MATCHED_MEANS} Ruled out: its sentences speak of other cases, or ask for what this case"
    " does not meet."
)
"""What the verdicts mean, wherever they stand."""

STANDINGS = {
    Level.APPROVED: "that it is approved",
    Level.STANDARD: "that it is a standard, or that guidelines require it",
    Level.REPORTED: "that it works, or gives results",
    Level.EMERGING: "that it may become more (“may be emerging”, “early data”)",
    Level.UNDER_STUDY: "that it is being explored",
    Level.DISCUSSED: "that it has a role, without saying that it works",
    Level.SPECULATIVE: "“could”, “Perhaps”",
    Level.QUESTIONED: "that it may not help",
}
"""What an article says where it puts something so firmly."""

RULED_OUT_AS = {
    RuledOutAs.OTHER_CASES: "described for other cases",
    RuledOutAs.NOT_ELIGIBLE: "eligibility not met",
}


LEFT_OUT = {
    "not_yet": "left out, a later article says it",
    "no_longer": "left out, its article is not in force any more",
}
"""Why a condition dropped out, by its truth."""


def ended(each: Ended) -> str:
    """Return why a source is not in force: csco-2021, withdrawn on 3 May 2026."""
    how = f"superseded by {each.superseded_by}" if each.superseded_by else "withdrawn"
    return f"{each.source}, {how} on {day(each.since)}"


def standing(result: ApproachResult) -> str:
    """Return how firmly an approach is put, with what limits it: standard, in certain settings."""
    return firmly(result.standing, result.standing_limit)


def firmly(level: Level, limit: str | None) -> str:
    """Return a standing with the words that limit it."""
    if limit is None:
        return plain(level)
    return f"{plain(level)} ({limit})" if limit == HEADLINE else f"{plain(level)}, {limit}"


def verdict(value: Verdict | None) -> str:
    """Return a verdict in words; open for undetermined."""
    return "not described" if value is None else outcome_in_words(value)


def day(when: date) -> str:
    """Return a date in words: 12 August 2025."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 approach, 2 approaches."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def not_done(error: Exception) -> str:
    """Return why something is not done, as a sentence."""
    message = f"Not done: {error}"
    return message if message.endswith((".", "?", "!")) else f"{message}."


def listed(names: Iterable[str], last: str = "and") -> str:
    """Return names as a list in a sentence: a, b and c."""
    *front, end = list(names) or [""]
    return f"{', '.join(front)} {last} {end}" if front else end


def facts(profile: dict[str, Value]) -> str:
    """Return the known facts of a case on one line."""
    return ", ".join(f"{name} {show(value)}" for name, value in profile.items())


def where(contents: Contents, cite: str) -> str:
    """Return where a sentence stands: who speaks, its article, author, date and number."""
    source, quotation = contents.source[cite.partition("/")[0]], contents.quotation[cite]
    author = f"“{source.title}”" if source.named == source.title else source.named
    if speaker := quotation.speaker or source.speaker:
        author = f"{speaker}, as reported in {author}"
    headline = "headline" if quotation.headline else ""
    parts = (author, source.translation, day(source.date), cite, headline)
    return ", ".join(filter(None, parts))


def dated(contents: Contents, cite: str) -> str:
    """Return who speaks, number and day of a sentence whose article is named above it."""
    quotation, source = contents.quotation[cite], contents.source[cite.partition("/")[0]]
    headline = "headline" if quotation.headline else ""
    return ", ".join(filter(None, (quotation.speaker, cite, day(source.date), headline)))


def condition(reason: Reason, data: Facts) -> str:
    """Return a condition with the value that the case has where the words do not show it."""
    name = reason.attribute
    if name is None:
        return reason.condition
    if name not in data.values:
        return f"{reason.condition} (unknown)" if reason.truth == "unknown" else reason.condition
    value = data.values[name]
    shown = "does not apply" if value == NOT_APPLICABLE else show(value)
    if name not in data.given and value != NOT_APPLICABLE:
        shown = f"{shown}, as other facts imply"
    elif reason.condition == f"{name} is {shown}":
        return reason.condition
    return f"{reason.condition} ({shown})"


def deciding(result: ApproachResult | AgainstIf) -> list[str]:
    """Return what decides something that is open: facts, and what no profile has a fact for."""
    return [*result.missing, *(f"{each.name} (not modelled)" for each in result.unmodelled)]


def hangs_on(result: ApproachResult | AgainstIf) -> str:
    """Return what decides something that is open, on one line."""
    return ", ".join(deciding(result))


ASSUMED = "our assumption"
"""What stands beside a condition whose meaning no sentence gives."""


def beside(reason: "Reason | Because") -> str:
    """Return the words that state a condition, and whether their meaning is our assumption."""
    assumed = ASSUMED if reason.assumed else ""
    words = f"“{reason.words}”" if reason.words else ""
    return ", ".join(filter(None, [words, assumed]))


def with_cite(reason: "Reason | Because") -> str:
    """Return the words that state a condition, and behind them the number of their sentence."""
    return " ".join(filter(None, [beside(reason), reason.cite]))


def figures(statement: Statement) -> str:
    """Return the figures of a statement on one line, as the sentence prints them."""
    message = "; ".join(map(figure, statement.figures))
    return f"{message[:1].upper()}{message[1:]}." if message else ""


def figure(figure: Figure) -> str:
    """Return one figure as the sentence prints it."""
    at = f" ({figure.at})" if figure.at else ""
    versus = f" vs {figure.versus}" if figure.versus else ""
    p = f", {figure.p}" if figure.p else ""
    return f"{figure.measure}{at} {figure.value}{versus}{p}"


def arms(figure: Figure) -> str:
    """Return what a figure compares with what."""
    return f"{figure.arm} vs {figure.comparator}" if figure.comparator else figure.arm


def sides(contents: Contents, tension: TensionResult) -> str:
    """Return the sentences of a tension; those that are not said of the case, too."""
    whole = next((each for each in contents.tensions if each.id == tension.id), tension)
    cites, every = (
        dict.fromkeys(contents.statement[name].cite for name in each.statements)
        for each in (tension, whole)
    )
    rest = listed(each for each in every if each not in cites)
    return f"{listed(cites)}; not said of this case: {rest}" if rest else listed(cites)


def gist(statement: Statement) -> str:
    """Return what a statement says in the rulebook's words, its figures, and what is assumed."""
    return " ".join(filter(None, [statement.says, figures(statement), assumed(statement)]))


def assumed(statement: Statement) -> str:
    """Return what of a statement is our inference, said as ours; nothing where nothing is."""
    return f"Our assumption: {statement.assumption}" if statement.assumption else ""
