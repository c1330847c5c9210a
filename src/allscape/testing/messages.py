"""What a failed assertion says: the case, what was expected, all that explains it or fails to."""

from collections.abc import Iterator

from allscape.book import Rulebook
from allscape.engine.evaluate import Evaluation
from allscape.explain.why import Node, Why, node, offer_tree, why
from allscape.model.base import VERDICT_OF, Truth, Verdict, opposite
from allscape.render import terminal, words
from allscape.render import why as render
from allscape.render.find import command

_WIDTH = 88


def unexpected(evaluation: Evaluation, approach: str, expected: str) -> str:
    """Return why an approach came to another verdict than was expected.

    First the two verdicts and the command that shows the case, then the tree of conditions, each
    with its truth and words, and the sentences with article and date.
    """
    found = words.verdict(verdict_in(evaluation, approach))
    lines = [
        f"{approach}: {expected} was expected, {found} was found",
        _shown_by(evaluation, approach),
    ]
    return "\n".join([*lines, "", _explained(evaluation, approach)])


def lost(older: Evaluation, newer: Evaluation, approach: str, unsaid: str) -> str:
    """Return how an approach was lost between two landscapes, and what was not said of it."""
    landscape = newer.landscape
    verdict = landscape[approach].verdict if approach in landscape else None
    now = f"{words.verdict(verdict)} in the newer"
    lines = [
        f"{approach}: matched in the older landscape, {now}: {unsaid}",
        _shown_by(older, approach),
        _shown_by(newer, approach),
        *("", "THE OLDER LANDSCAPE", "", _explained(older, approach)),
    ]
    if verdict is not None:
        lines += ["", "THE NEWER LANDSCAPE", "", _explained(newer, approach)]
    return "\n".join(lines)


def _shown_by(evaluation: Evaluation, approach: str) -> str:
    """Return the command that shows the landscape of a case, as it was looked at."""
    return " ".join([command(evaluation.profile), *_lens(evaluation, approach)])


def _explained(evaluation: Evaluation, approach: str) -> str:
    """Return the page of `allscape why` as text without color."""
    case = words.facts(evaluation.profile.known()) or "nothing known"
    page = render.page(evaluation.edition.contents, _why(evaluation, approach), case)
    return terminal.plain(page, _WIDTH).rstrip("\n")


def verdict_in(evaluation: Evaluation, name: str) -> Verdict:
    """Return what an approach or a statement came to."""
    if name in evaluation.landscape:
        return evaluation.landscape[name].verdict
    return VERDICT_OF[evaluation.judgement.statements[name].truth]


def _why(evaluation: Evaluation, name: str) -> Why:
    if name in evaluation.landscape:
        return why(evaluation, name)
    verdict, tree = verdict_in(evaluation, name), offer_tree(evaluation, name)
    return Why(approach=name, name=name, verdict=verdict, offers=(tree,))


def _lens(evaluation: Evaluation, approach: str) -> Iterator[str]:
    edition = evaluation.edition
    if edition.as_of:
        yield f"--as-of {edition.as_of}"
    for term, reading in edition.readings.items():
        if reading != edition.contents.term[term].readings[0].id:
            yield f"--reading {term}={reading}"
    if edition.contents != Rulebook.load().contents:
        yield "--rules DIR"
    if approach in evaluation.landscape.ids(Verdict.RULED_OUT):
        yield "--all"


def silence(older: Evaluation, newer: Evaluation, approach: str) -> str:
    """Return what is not said of the loss of an approach; nothing where it is said, or not lost."""
    there = approach in newer.landscape
    if there and newer.landscape[approach].verdict is Verdict.MATCHED:
        return ""
    now = newer.edition
    for offer in older.edition.offers(approach):
        if now.contents.gone(offer.id, now.as_of):
            continue  # that its article is not in force is said
        if not there:
            return "it is not described any more"
        if older.judgement.statements[offer.id].truth is Truth.TRUE:
            later = set(_later(older, newer, offer.id))
            if not later:
                return f"no later sentence states what takes {offer.id} away"
            if not later & set(_announced(older, approach)):
                return "the older landscape does not say that a condition is left out"
    return ""


def _later(older: Evaluation, newer: Evaluation, offer: str) -> Iterator[str]:
    """Yield the terms and articles of conditions that do not hold, and that are newer than `older`.

    Those of an offer as the newer landscape judges it; none where it does not have the offer.
    """
    day = older.edition.as_of or older.edition.contents.days[-1]
    if offer in newer.judgement.statements:
        judged = newer.judgement.statements[offer]
        for each in _failing(node(newer.edition, judged, newer.facts.values)):
            if each.cite and newer.edition.contents.published(each.cite) > day:
                yield each.cite.partition("/")[0]
                if each.term:
                    yield each.term


def _failing(tree: Node, wanted: Truth = Truth.TRUE) -> Iterator[Node]:
    if tree.truth is wanted:
        return
    yield tree
    negates = tree.says == "not" and tree.term is None
    for part in tree.parts:
        yield from _failing(part, opposite(wanted) if negates else wanted)


def _announced(older: Evaluation, approach: str) -> Iterator[str]:
    """Yield the terms and articles that the older landscape says it leaves out."""
    for reason in older.landscape[approach].because:
        if reason.truth in ("not_yet", "no_longer"):
            yield from filter(None, (reason.source, reason.term))
