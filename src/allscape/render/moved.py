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
    """Return the words that state why with their sentences, or the number of the first sentence."""
    stated = [f"“{each.words}” {each.cite}" for each in move.because if each.words]
    return " ".join(dict.fromkeys(stated)) or first_cite(move.citations)


def conditions(move: Move) -> str:
    """Return the conditions that decide, behind a colon: what fails says so."""
    conditions = ", ".join(dict.fromkeys(each.condition for each in move.because))
    label = {"fails": "fails ", "open": "hangs on "}.get(_label(move), "")
    return f": {label}{conditions}" if conditions else ""


def failing(found: Sequence[Because]) -> list[str]:
    """Return conditions that fail, each with the words that state it."""
    return [f"{each.condition} “{each.words}”" if each.words else each.condition for each in found]


def first_cite(citations: Sequence[Citation]) -> str:
    """Return the number of the first sentence, empty without any."""
    return citations[0].cite if citations else ""


def assumed(contents: Contents, move: Move) -> Iterator[str]:
    """Yield what is our inference of the offers that a move rests on."""
    for each in move.citations:
        offer = contents.statement[each.statement]
        if offer.offers and move.approach in offer.about and offer.assumption:
            yield f"{words.assumed(offer)} ({offer.cite})"


def cites(move: Move) -> str:
    """Return the numbers of the sentences that state why, or of the first one that is cited."""
    stated = dict.fromkeys(each.cite for each in move.because if each.cite)
    return words.listed(stated) if stated else first_cite(move.citations)


def because(each: Because, move: Move | StatementMove) -> Row:
    """Return a condition that decides as a row, with its words and their sentence."""
    return Row(_label(move), each.condition, words.with_cite(each))


def _label(move: Move | StatementMove) -> str:
    """Return what the conditions that decide a move come to."""
    if (move.after or move.before) is Verdict.RULED_OUT:
        return "fails"
    if isinstance(move, Move) and move.way is Way.NO_LONGER_AGAINST:
        return "fails"
    opened = move.after is Verdict.UNDETERMINED and move.before is not Verdict.RULED_OUT
    return "open" if opened else "because"


def quotes(contents: Contents, cites: Iterable[str], shown: set[str]) -> Iterator[PagePart]:
    """Yield the sentences of some numbers with their source, those already shown by number only."""
    every = dict.fromkeys(cites)
    again = [each for each in every if each in shown]
    shown.update(every)
    yield from (quoted(contents, each) for each in every if each not in again)
    if again:
        yield Text(f"quoted above: {words.listed(again)}", 2, Tone.QUIET)
