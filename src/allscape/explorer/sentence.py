"""The sentence of a row, the words of each condition marked: holds, fails, open."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.text import Text

from allscape.engine.evaluate import Evaluation
from allscape.explain.why import OF_ALL, Node, OfferTree, offer_tree
from allscape.explorer.desk import Desk
from allscape.explorer.pieces import first, piece, wrapped
from allscape.explorer.size import ROOMY, Size
from allscape.model.base import VERDICT_OF, Truth, Verdict, both, grouped, opposite
from allscape.model.landscape import ApproachResult
from allscape.render import words
from allscape.render.page import Tone, one_line
from allscape.render.why import HOLDS, TONES

MORE = "… enter shows all"
WHOLE = 1000
_STRETCHES = (WHOLE, 60, 30, 15, 8)
"""How much is shown at either end of what lies between two marks, from all of it to the least."""


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
    if node.term and node.parts and node.parts[0].says == OF_ALL:
        return  # as it is read, its words ask nothing
    if node.words and node.cite:
        truth = node.truth if wanted else opposite(node.truth)
        tests = node.attribute is not None or node.says != _says(node)
        yield Stated(_says(node), node.words, node.cite, truth, tests)
    for part in node.parts:
        yield from _stated(part, wanted != (node.says == "not" and node.attribute is None))


def _says(node: Node) -> str:
    inner = node.parts[0] if node.term and len(node.parts) == 1 else None
    return inner.says if inner and inner.attribute else node.says


def offers(evaluation: Evaluation, row: str) -> list[OfferTree]:
    """Return the offers of an approach, the most telling first.

    Those that decide its verdict, and of these the ones whose own words are conditions.
    """
    verdict = evaluation.landscape[row].verdict
    found = [offer_tree(evaluation, each.id) for each in evaluation.edition.offers(row)]
    return sorted(found, key=lambda each: (VERDICT_OF[each.truth] is not verdict, _bare(each)))


def _bare(offer: OfferTree) -> bool:
    """Tell whether no condition stands in the sentence itself."""
    return all(each.cite != offer.cite for each in stated(offer))


def lines(desk: Desk, size: Size) -> list[Text]:
    """Return what is said below the map, as far as there is room; no mark is cut off."""
    return about(desk.evaluation, desk.row, size, size.below)


def about(
    evaluation: Evaluation, row: str, size: Size, room: int, before: str = "", more: str = MORE
) -> list[Text]:
    """Return the verdict on an approach and the sentence that makes it so, in so many lines.

    `before` stands before its name; `more` ends what is cut.
    """
    return first(_about(evaluation, row, size, room, before), room, more, size.width)


def _about(evaluation: Evaluation, row: str, size: Size, room: int, before: str) -> Iterator[Text]:
    every = offers(evaluation, row)
    offer = every[0]
    named = piece(before).append_text(_head(evaluation.landscape[row], len(every)))
    head = wrapped(named, size.width)
    yield from head
    conditions = stated(offer)
    inside = [each for each in conditions if each.cite == offer.cite]
    _, left = marked(offer.sentence, inside, size)
    rest = [*left, *(each for each in conditions if each.cite != offer.cite)]
    deciding = [each for each in rest if each.truth is offer.truth is not Truth.TRUE]
    deciding.sort(key=lambda each: not each.tests)  # a group says less than what decides in it
    listed = first(_listed(deciding, size), 1 if size.height < ROOMY else 3, "…", size.width)
    yield from listed
    yield from cited(evaluation, offer, size, room - len(head) - len(listed))
    yield from _listed([each for each in rest if each not in deciding], size)
    if assumed := words.assumed(evaluation.edition.contents.statement[offer.statement]):
        yield from wrapped(piece(assumed), size.width)
    result = evaluation.landscape[row]
    if asked := dict.fromkeys(each.name for each in result.unmodelled):
        alone = "" if result.missing else "; no fact decides it"
        yield from wrapped(piece(f"not modelled: {', '.join(asked)}{alone}"), size.width)
    yield from _against(evaluation, result, size)


def cited(evaluation: Evaluation, offer: OfferTree, size: Size, room: int) -> list[Text]:
    """Return the sentence of an offer, marked, with its source.

    Where it does not fit a room, what lies between its marks is shortened, and a sign says so.
    """
    inside = [each for each in stated(offer) if each.cite == offer.cite]
    for most in _STRETCHES:
        text, _ = marked(offer.sentence, inside, size, most)
        if len(wrapped(text.copy().append(f" {MORE}"), size.width)) <= room:
            break
    source = words.where(evaluation.edition.contents, offer.cite)
    return wrapped(text.append_text(piece(f" — {source}", Tone.QUIET)), size.width)


def _head(result: ApproachResult, offered: int) -> Text:
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


def _against(evaluation: Evaluation, result: ApproachResult, size: Size) -> Iterator[Text]:
    contents = evaluation.edition.contents
    if result.verdict is Verdict.RULED_OUT:
        return
    for name in (*result.against, *(each.statement for each in result.could_speak_against)):
        mark = "against" if name in result.against else "could be against"
        said = words.gist(contents.statement[name])
        yield from wrapped(piece(f"{mark}: {said}", Tone.AGAINST), size.width)


def marked(
    sentence: str, conditions: Iterable[Stated], size: Size, most: int = WHOLE
) -> tuple[Text, list[Stated]]:
    """Return a sentence with the words of its conditions marked, and the conditions left over.

    Words that state several conditions have one mark: what they come to together. Those of them
    that come to something else are left over, and words within others that are marked already, or
    not found in one piece. Of what lies between marks at most twice as much as `most` is shown.
    """
    sentence = one_line(sentence)
    spans: dict[tuple[int, int], Truth] = {}
    left = []
    for phrase, mine in grouped((one_line(e.words), e) for e in conditions).items():
        at = sentence.find(phrase)
        end = at + len(phrase)
        if at < 0 or any(at < stop and start < end for start, stop in spans):
            left += mine
        else:
            spans[at, end] = _together(mine)
            left += [each for each in mine if each.truth is not spans[at, end]]
    text, done = piece("“"), 0
    for (start, stop), truth in sorted(spans.items()):
        text.append(_shortened(sentence[done:start], most))
        text.append_text(_signed(sentence[start:stop], truth, size))
        done = stop
    rest = sentence[done:]
    return text.append(_shortened(rest, most) if spans else rest).append("”"), left


def _together(conditions: list[Stated]) -> Truth:
    """Return what conditions of the same words come to: a group among them is all of them."""
    groups = [each.truth for each in conditions if not each.tests]
    return both(groups or [each.truth for each in conditions])


def _shortened(text: str, most: int) -> str:
    if len(text) <= 2 * most:
        return text
    before, behind = text[:most].rpartition(" ")[0], text[-most:].partition(" ")[2]
    return f"{before} … {behind}"


def _signed(text: str, truth: Truth, size: Size) -> Text:
    before, behind = ("[", "]") if size.ascii_only else ("‹", "›")
    return piece("", TONES[truth]).append(f"{before}{HOLDS[truth]}: {text}{behind}")


def _beside(each: Stated, size: Size) -> Text:
    text = Text().append_text(_signed(each.words, each.truth, size)).append(f" {each.says}")
    return text.append_text(piece(f" ({each.cite})", Tone.QUIET))
