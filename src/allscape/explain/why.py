"""Why an approach came to its verdict: the tree of conditions, and what would change it."""

from typing import Any

from allscape.engine.edition import Edition
from allscape.engine.evaluate import Evaluation
from allscape.engine.plain import Judged
from allscape.engine.reasons import NO_FOOTING, Footing, footing, left_out, text_of
from allscape.explain.flips import Flip, Outcome, outcomes, smallest_changes
from allscape.model.attributes import Value
from allscape.model.base import Frozen, Truth, Verdict, grouped
from allscape.model.conditions import All, Not, TermUse, Test, Tied
from allscape.model.landscape import AgainstIf, RuledOutAs
from allscape.model.statements import Level

OF_ALL = "said of all"
"""What a condition says that asks nothing."""


class Node(Frozen):
    """One condition of a tree: what it says, its truth, and the words and sentence that state it.

    `value` is the case's value of a test's attribute, null where it is unknown.
    """

    says: str
    truth: Truth
    attribute: str | None = None
    value: Value | None = None
    words: str | None = None
    cite: str | None = None
    term: str | None = None
    assumption: str = ""
    parts: tuple["Node", ...] = ()


class OfferTree(Frozen):
    """A statement that offers the approach, its sentence, and its conditions judged."""

    statement: str
    cite: str
    sentence: str
    truth: Truth
    tree: Node
    left_out: tuple[str, ...] = ()
    no_longer: tuple[str, ...] = ()


class Why(Frozen):
    """The justification of one verdict.

    `changes` are the smallest sets of facts that would have to differ (where it is ruled out),
    `outcomes` what each missing fact would do (where it is open), `also_decided_by` the further
    facts that can decide it because values exclude each other.
    """

    approach: str
    name: str
    verdict: Verdict
    offers: tuple[OfferTree, ...]
    standing: Level | None = None
    standing_limit: str | None = None
    against: tuple[str, ...] = ()
    could_speak_against: tuple[AgainstIf, ...] = ()
    ruled_out_as: RuledOutAs | None = None
    changes: tuple[Flip, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    also_decided_by: tuple[str, ...] = ()


def why(evaluation: Evaluation, approach: str) -> Why:
    """Return the justification of an approach's verdict. Raises `KeyError` for one not there."""
    result = evaluation.landscape[approach]
    edition, profile = evaluation.edition, evaluation.profile
    ruled_out = result.verdict is Verdict.RULED_OUT
    return Why(
        approach=approach,
        name=result.name,
        verdict=result.verdict,
        standing=result.standing,
        standing_limit=result.standing_limit,
        offers=tuple(offer_tree(evaluation, each.id) for each in edition.offers(approach)),
        against=result.against,
        could_speak_against=result.could_speak_against,
        ruled_out_as=result.ruled_out_as,
        changes=tuple(smallest_changes(edition, approach, profile)) if ruled_out else (),
        outcomes=tuple(outcomes(edition, approach, profile, result.missing)),
        also_decided_by=result.also_decided_by,
    )


def offer_tree(evaluation: Evaluation, statement: str) -> OfferTree:
    """Return a statement that offers an approach, with its conditions judged."""
    edition = evaluation.edition
    judged = evaluation.judgement.statements[statement]
    cite = edition.contents.statement[statement].cite
    lost = edition.dropped.get(statement, ())
    dropped = grouped((left_out(edition, each).truth, text_of(edition, each)) for each in lost)
    return OfferTree(
        statement=statement,
        cite=cite,
        sentence=edition.contents.sentence(cite),
        truth=judged.truth,
        tree=node(edition, judged, evaluation.facts.values),
        left_out=tuple(dropped.get("not_yet", ())),
        no_longer=tuple(dropped.get("no_longer", ())),
    )


def node(
    edition: Edition, judged: Judged, values: dict[str, Value], outer: Footing = NO_FOOTING
) -> Node:
    """Return a judged condition as a tree of nodes, terms opened into what they rest on.

    Only the nodes on whose words the condition stands have words and a sentence.
    """
    condition = judged.condition
    here = footing(edition, condition, outer)
    own: dict[str, Any] = {} if here == outer else {"words": here.words, "cite": here.cite}
    if isinstance(condition, Test):
        own |= {"attribute": condition.attribute, "value": values.get(condition.attribute)}
    elif isinstance(condition, TermUse):
        term = edition.contents.term[condition.term]
        own |= {"term": term.id, "assumption": term.assumption or ""}
    parts = tuple(node(edition, each, values, here) for each in judged.parts)
    return Node(says=_says(edition, judged), truth=judged.truth, parts=parts, **own)


def _says(edition: Edition, judged: Judged) -> str:
    if isinstance(judged.condition, Tied):
        return text_of(edition, judged.condition)
    if isinstance(judged.condition, Not):
        return "not"
    whole = "all of" if isinstance(judged.condition, All) else "any of"
    return whole if judged.parts else OF_ALL
