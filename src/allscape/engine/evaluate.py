"""A case and an edition of the rulebook in, its landscape out, made by both engines."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from allscape.engine import forward, plain
from allscape.engine.atoms import refuse_too_many
from allscape.engine.edition import Edition
from allscape.engine.missing import also_decided_by, missing, suppositions, unmodelled
from allscape.engine.plain import Judgement
from allscape.engine.plan import Plan
from allscape.engine.reasons import citations, cites, reasons
from allscape.faults import EngineDisagreement
from allscape.model.base import VERDICT_OF, Truth, Verdict, either, unchecked
from allscape.model.conditions import Condition
from allscape.model.facts import Facts
from allscape.model.landscape import (
    ApproachResult,
    CaseFacts,
    Citation,
    Landscape,
    NotModelled,
    Reason,
    StatementResult,
)
from allscape.model.profile import Profile
from allscape.model.statements import Approach, Level, Statement


class Evaluation(NamedTuple):
    """A landscape with what it was made from: the edition, the facts and every judged tree."""

    edition: Edition
    profile: Profile
    facts: Facts
    judgement: Judgement
    landscape: Landscape


class Evaluator:
    """An edition ready for cases: durable-rules where it can be had, the plain evaluator always."""

    def __init__(self, edition: Edition, planned: Plan | None = None) -> None:
        self.edition = edition
        self._forward = forward.ForwardEngine(edition, planned) if forward.available() else None
        if self._forward is None and planned is None:
            refuse_too_many(edition)

    def evaluate(self, profile: Profile, name: str | None = None) -> Evaluation:
        """Return the evaluation of a case. Raises `EngineDisagreement` where the engines differ."""
        evaluation = explained(self.edition, profile, name)
        if not self._agree(evaluation.facts, evaluation.judgement):
            return evaluation
        decided = evaluation.landscape.model_copy(update={"engine": forward.NAME})
        return evaluation._replace(landscape=decided)

    def judge(self, profile: Profile) -> Judgement:
        """Return every judged tree of a case, and nothing more: for what asks of one verdict.

        Raises `EngineDisagreement` where the engines differ.
        """
        facts = Facts(profile)
        judgement = plain.judge(self.edition, facts)
        self._agree(facts, judgement)
        return judgement

    def _agree(self, facts: Facts, judgement: Judgement) -> bool:
        """Hold both engines against each other; tell whether there are two."""
        if self._forward is not None:
            _agree(self._forward.truths(facts), plain.truths(judgement))
        return self._forward is not None


class Grounds(NamedTuple):
    """The verdict of an approach, the offers that make it so, and what they rest on."""

    verdict: Verdict
    offers: list[Statement]
    because: tuple[Reason, ...]
    citations: tuple[Citation, ...]


def grounds(
    edition: Edition, approach: str, judgement: Judgement, truths: Mapping[str, Truth]
) -> Grounds:
    """Return the verdict of an approach with its reasons and citations."""
    verdict, offers = deciding(edition, approach, truths)
    found: dict[Reason, None] = {}
    cited = [each.id for each in offers]
    for each in offers:
        tree = judgement.statements[each.id]
        found |= dict.fromkeys(reasons(edition, each.id, tree, verdict))
        cited += cites(edition, tree)
    return Grounds(verdict, offers, tuple(found), citations(edition, cited))


def explained(edition: Edition, profile: Profile, name: str | None = None) -> Evaluation:
    """Return the evaluation of a case by the plain evaluator alone: for what is only supposed."""
    facts = Facts(profile)
    judgement = plain.judge(edition, facts)
    truths = plain.truths(judgement)
    supposed = suppositions(facts)
    landscape = unchecked(Landscape)(
        engine=plain.NAME,
        case=unchecked(CaseFacts)(name=name, profile=profile.known()),
        as_of=edition.as_of,
        readings=dict(edition.readings),
        approaches=tuple(
            _approach(edition, each, facts, judgement, truths, supposed)
            for each in edition.approaches()
        ),
        statements=tuple(_statement(edition, each, truths) for each in edition.statements),
        ended=tuple(
            each
            for each in edition.contents.ended.values()
            if edition.contents.gone(each.source, edition.as_of)
        ),
    )
    return Evaluation(edition, profile, facts, judgement, landscape)


def _agree(decided: Mapping[str, Truth], explained: Mapping[str, Truth]) -> None:
    if decided == explained:
        return
    differing = [name for name in explained if decided.get(name) != explained[name]]
    message = (
        f"the two engines differ on {', '.join(differing)}: neither verdict is shown; "
        "please report the case"
    )
    raise EngineDisagreement.of(message)


def _statement(edition: Edition, name: str, truths: Mapping[str, Truth]) -> StatementResult:
    statement = edition.contents.statement[name]
    return unchecked(StatementResult)(
        id=name,
        kind=statement.kind,
        about=statement.about,
        direction=statement.direction,
        verdict=VERDICT_OF[truths[name]],
        source=statement.source,
        published=edition.contents.published(name),
        sentence=edition.contents.sentence(statement.cite),
        cite=statement.cite,
        says=statement.says,
        figures=statement.figures,
        note=statement.note,
        otherwise=statement.otherwise,
        assumption=statement.assumption,
    )


def deciding(
    edition: Edition, approach: str, truths: Mapping[str, Truth]
) -> tuple[Verdict, list[Statement]]:
    """Return the verdict of an approach and the offers that make it so."""
    offers = edition.offers(approach)
    truth = either([truths[each.id] for each in offers])
    return VERDICT_OF[truth], [each for each in offers if truths[each.id] is truth]


def _approach(
    edition: Edition,
    approach: Approach,
    facts: Facts,
    judgement: Judgement,
    truths: Mapping[str, Truth],
    supposed: Mapping[str, list[Facts]],
) -> ApproachResult:
    verdict, offers, because, cited = grounds(edition, approach.id, judgement, truths)
    hangs_on: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()
    unmodelled: tuple[NotModelled, ...] = ()
    if verdict is Verdict.UNDETERMINED:
        offering = edition.offering(approach.id)
        hangs_on = missing(edition, offering, facts)
        unmodelled = not_modelled(edition, offering, facts)
        decided_by = also_decided_by(edition, approach.id, facts, hangs_on, supposed)
    return unchecked(ApproachResult)(
        id=approach.id,
        name=approach.name,
        family=approach.family,
        standing=_level(edition, offers),
        verdict=verdict,
        because=because,
        missing=hangs_on,
        against=tuple(
            each.id for each in edition.against(approach.id) if truths[each.id] is Truth.TRUE
        ),
        citations=cited,
        also_decided_by=decided_by,
        unmodelled=unmodelled,
    )


def not_modelled(
    edition: Edition, conditions: Iterable[Condition], facts: Facts
) -> tuple[NotModelled, ...]:
    """Return what no profile has a fact for and could decide whether any of `conditions` holds."""
    return tuple(
        unchecked(NotModelled)(
            name=each.unmodelled, words=each.words, source=each.source.partition("/")[0]
        )
        for each in unmodelled(edition, conditions, facts)
        if each.source
    )


def _level(edition: Edition, offers: Iterable[Statement]) -> Level:
    standing = edition.newest(offers).standing
    assert standing is not None
    return standing.level
