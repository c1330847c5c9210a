"""The sentence of a row, the words of each condition marked as held, failed or open."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.text import Text

from allscape.explain.why import Node, OfferTree, offer_tree
from allscape.explorer.desk import Desk
from allscape.explorer.pieces import first, piece, wrapped
from allscape.explorer.size import ROOMY, Size
from allscape.model.base import VERDICT_OF, Truth, Verdict, opposite
from allscape.model.map import CellState
from allscape.render import words
from allscape.render.page import Tone, one_line
from allscape.render.why import HOLDS, TONES

_STATES = {Truth.TRUE: CellState.HOLDS, Truth.FALSE: CellState.FAILS, Truth.UNKNOWN: CellState.OPEN}


class Stated(NamedTuple):
    """A condition as its words state it, whether that holds, and the sentence."""

    says: str
    words: str
    cite: str
    truth: Truth
    tests: bool = True
    """Whether it is a test of a fact, not a group of them."""


def stated(offer: OfferTree) -> list[Stated]:
    """Return the conditions of an offer that words state; a negated one holds where it fails."""
    return list(dict.fromkeys(_stated(offer.tree, True)))


def _stated(node: Node, wanted: bool) -> Iterator[Stated]:
    if node.words and node.cite:
        truth = node.truth if wanted else opposite(node.truth)
        tests = node.attribute is not None or node.says != _says(node)
        yield Stated(_says(node), node.words, node.cite, truth, tests)
    for part in node.parts:
        yield from _stated(part, wanted != (node.says == "not" and node.attribute is None))


def _says(node: Node) -> str:
    inner = node.parts[0] if node.term and len(node.parts) == 1 else None
    return f"{node.says}: {inner.says}" if inner and inner.attribute else node.says


def offers(desk: Desk) -> list[OfferTree]:
    """Return the offers of the row under the cursor, the most telling first.

    Those that decide its verdict, and of these the ones whose own words are conditions.
    """
    edition, verdict = desk.evaluation.edition, desk.result.verdict
    found = [offer_tree(desk.evaluation, each.id) for each in edition.offers(desk.row)]
    return sorted(found, key=lambda each: (VERDICT_OF[each.truth] is not verdict, _bare(each)))


def _bare(offer: OfferTree) -> bool:
    """Tell whether no condition stands in the sentence itself."""
    return all(each.cite != offer.cite for each in stated(offer))


def lines(desk: Desk, size: Size) -> list[Text]:
    """Return what is said below the map, as far as there is room."""
    return first(_lines(desk, size), size.below, "… enter shows all")


def _lines(desk: Desk, size: Size) -> Iterator[Text]:
    every = offers(desk)
    offer = every[0]
    yield from wrapped(_head(desk, len(every)), size.width)
    conditions = stated(offer)
    inside = [each for each in conditions if each.cite == offer.cite]
    text, left = marked(offer.sentence, inside, size)
    rest = [*left, *(each for each in conditions if each.cite != offer.cite)]
    deciding = [each for each in rest if each.truth is offer.truth is not Truth.TRUE]
    deciding.sort(key=lambda each: not each.tests)  # a group says less than what decides in it
    yield from first(_listed(deciding, size), 1 if size.height < ROOMY else 3, "…")
    source = words.where(desk.book.contents, offer.cite)
    yield from wrapped(text.append_text(piece(f" — {source}", Tone.QUIET)), size.width)
    yield from _listed([each for each in rest if each not in deciding], size)
    if asked := dict.fromkeys(each.name for each in desk.result.unmodelled):
        alone = "" if desk.result.missing else "; no fact decides it"
        yield from wrapped(piece(f"not modelled: {', '.join(asked)}{alone}"), size.width)
    yield from _against(desk, size)


def _head(desk: Desk, offered: int) -> Text:
    result = desk.result
    parts = [words.verdict(result.verdict), words.standing(result)]
    if result.ruled_out_as:
        parts.insert(1, words.RULED_OUT_AS[result.ruled_out_as])
    elif result.against:
        parts.insert(1, "with something against it")
    if offered > 1:
        parts.append(f"1 of {offered} sentences")
    return piece(result.name, Tone.STRONG).append_text(piece(f": {'; '.join(parts)}"))


def _listed(conditions: list[Stated], size: Size) -> list[Text]:
    if not conditions:
        return []
    return wrapped(Text("; ").join(_beside(each, size) for each in conditions), size.width)


def _against(desk: Desk, size: Size) -> Iterator[Text]:
    result, contents = desk.result, desk.book.contents
    if result.verdict is Verdict.RULED_OUT:
        return
    for name in (*result.against, *(each.statement for each in result.could_speak_against)):
        mark = "against" if name in result.against else "could be against"
        said = words.gist(contents.statement[name])
        yield from wrapped(piece(f"{mark}: {said}", Tone.AGAINST), size.width)


def marked(sentence: str, conditions: Iterable[Stated], size: Size) -> tuple[Text, list[Stated]]:
    """Return a sentence with the words of its conditions marked, and the conditions left over.

    Words within others that are marked already, or not found in one piece, are left over.
    """
    sentence = one_line(sentence)
    spans: list[tuple[int, int, Stated]] = []
    left = []
    for each in conditions:
        at = sentence.find(one_line(each.words))
        end = at + len(one_line(each.words))
        if at < 0 or any(at < stop and start < end for start, stop, _ in spans):
            left.append(each)
        else:
            spans.append((at, end, each))
    text, done = piece("“"), 0
    for start, stop, each in sorted(spans, key=lambda span: span[0]):
        text.append(sentence[done:start])
        text.append_text(_signed(sentence[start:stop], each.truth, size))
        done = stop
    return text.append(sentence[done:]).append("”"), left


def _signed(text: str, truth: Truth, size: Size) -> Text:
    before, behind = ("[", "]") if size.ascii_only else ("‹", "›")
    sign = size.look.marks[_STATES[truth]]
    shown = piece("", TONES[truth])
    return shown.append(f"{before}{text}{behind}{sign}")


def _beside(each: Stated, size: Size) -> Text:
    text = piece(f"{HOLDS[each.truth]}: {each.says} ")
    text.append_text(_signed(each.words, each.truth, size))
    return text.append_text(piece(f" ({each.cite})", Tone.QUIET))
