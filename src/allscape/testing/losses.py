"""Whether it is said why a newer landscape of a case does not match what an older one does."""

from collections.abc import Iterator

from allscape.engine.evaluate import Evaluation
from allscape.explain.why import Node, node
from allscape.model.base import Truth, Verdict, opposite


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
