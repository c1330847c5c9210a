"""One move on a page: what an approach comes to, why, and the sentences that make it so."""

from collections.abc import Iterable, Iterator, Sequence

from allscape.explain.difference import Because, Move, StatementMove, Way
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.landscape import Citation
from allscape.render import words
from allscape.render.framing import quoted
from allscape.render.page import PagePart, Row, Text, Tone


def aside(move: Move) -> str:
    """Return from which verdict to which an approach moves."""
    if move.against is None:
        return f"{words.verdict(move.before)}, then {words.verdict(move.after)}"
    return words.verdict(move.after)


def label(move: Move) -> str:
    """Return what an approach comes to now, or whether something speaks against it."""
    if move.against is None:
        return words.verdict(move.after)
    return "against" if move.way is Way.AGAINST else "not against"


def stated(move: Move) -> str:
    """Return the words that state why, or the number of the first sentence."""
    stated = [f"“{each.words}” {each.source or ''}".strip() for each in move.because if each.words]
    return " ".join(dict.fromkeys(stated)) or first_cite(move.citations)


def conditions(move: Move) -> str:
    """Return the conditions that decide, behind a colon: what fails says so."""
    rows = [because(each, move) for each in move.because]
    conditions = ", ".join(dict.fromkeys(each.text for each in rows))
    label = "fails " if rows and rows[0].label == "fails" else ""
    return f": {label}{conditions}" if rows else ""


def failing(found: Sequence[Because]) -> list[str]:
    """Return conditions that fail, each with the words that state it."""
    return [f"{each.condition} “{each.words}”" if each.words else each.condition for each in found]


def first_cite(citations: Sequence[Citation]) -> str:
    """Return the number of the first sentence, empty without any."""
    return citations[0].cite if citations else ""


def because(each: Because, move: Move | StatementMove) -> Row:
    """Return a condition that decides as a row, with its words and their source."""
    beside = f"“{each.words}” {each.source or ''}".strip() if each.words else ""
    gone = isinstance(move, Move) and move.way is Way.NO_LONGER_AGAINST
    fails = gone or (move.after or move.before) is Verdict.RULED_OUT
    open_ = (move.before, move.after) == (Verdict.MATCHED, Verdict.UNDETERMINED)
    return Row("fails" if fails else "open" if open_ else "because", each.condition, beside)


def quotes(contents: Contents, cites: Iterable[str], shown: set[str]) -> Iterator[PagePart]:
    """Yield the sentences of some numbers with their source, those already shown by number only."""
    again = []
    for cite in dict.fromkeys(cites):
        if cite in shown:
            again.append(cite)
            continue
        shown.add(cite)
        yield quoted(contents, cite)
    if again:
        yield Text(f"quoted above: {words.listed(again)}", 2, Tone.QUIET)
