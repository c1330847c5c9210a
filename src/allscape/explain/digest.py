"""What is said of a case, made once: every view is drawn from it, and `--json` carries it."""

from collections.abc import Iterator, Mapping

from allscape.engine import plain
from allscape.engine.edition import Edition, every_article, leaf_tests
from allscape.engine.evaluate import Evaluation, deciding, not_modelled
from allscape.engine.missing import missing
from allscape.explain import eligibility, readings
from allscape.explain.values import tests_of
from allscape.model.base import Truth, Verdict, grouped, unchecked
from allscape.model.conditions import Test
from allscape.model.landscape import (
    HEADLINE,
    AgainstIf,
    ApproachResult,
    Landscape,
    NoteResult,
    ReadingThatMatters,
    RuledOutAs,
    StandingResult,
    TensionResult,
)
from allscape.model.profile import ATTRIBUTES
from allscape.model.statements import Remark, Statement


def digest(evaluation: Evaluation) -> Evaluation:
    """Return an evaluation whose landscape holds all that is said of the case.

    The verdicts are there already; added are the notes, the facts that nothing asks for, tensions,
    the readings that matter, and for each approach its standings with their limits, what would
    speak against it, and as what it is ruled out.
    """
    landscape = evaluation.landscape
    more = {
        "approaches": tuple(_approach(evaluation, each) for each in landscape.approaches),
        "notes": tuple(
            unchecked(NoteResult)(id=each.id, says=each.says)
            for each in remarks_that_hold(evaluation)
        ),
        "unused": tuple(_unused(evaluation)),
        "tensions": _tensions(evaluation),
        "readings_that_matter": tuple(map(_reading, readings.that_matter(evaluation))),
    }
    return evaluation._replace(landscape=landscape.model_copy(update=more))


def remarks_that_hold(evaluation: Evaluation) -> list[Remark]:
    """Return what the project itself says of a case that the articles are silent about."""
    now, terms = evaluation.edition, evaluation.judgement.terms
    if not now.whole and now.contents.remarks:
        terms = plain.judge(_of_any_day(now), evaluation.facts).terms
    return [
        remark
        for remark in now.contents.remarks
        if plain.judge_condition(remark.when, evaluation.facts, terms).truth is Truth.TRUE
    ]


def tests_of_remarks(edition: Edition) -> dict[str, list[Test]]:
    """Return the tests that remarks rest on, by attribute."""
    return tests_of(_of_any_day(edition), [each.when for each in edition.contents.remarks])


def _of_any_day(edition: Edition) -> Edition:
    """Return an edition with all terms: a remark is of no article, so they are in force whole."""
    return edition if edition.whole else every_article(edition.contents, edition.readings)


def blanks(landscape: Landscape) -> dict[str, list[str]]:
    """Return what no profile has a fact for, with the open approaches that it can decide."""
    return grouped((each.name, e.id) for e in landscape.approaches for each in e.unmodelled)


def deciding_facts(landscape: Landscape) -> dict[str, list[str]]:
    """Return the unknown facts with the open approaches that each can decide, the widest first."""
    open_ = [each for each in landscape.approaches if each.verdict is Verdict.UNDETERMINED]
    found = grouped((name, each.id) for each in open_ for name in each.missing)
    order = list(ATTRIBUTES)
    return dict(sorted(found.items(), key=lambda each: (-len(each[1]), order.index(each[0]))))


def _approach(evaluation: Evaluation, result: ApproachResult) -> ApproachResult:
    edition, truths = evaluation.edition, plain.truths(evaluation.judgement)
    _, offers = deciding(edition, result.id, truths)
    standings = {each.id: _standing(edition, each) for each in offers}
    newest = standings[edition.newest(offers).id]
    return result.model_copy(
        update={
            "standing_limit": newest.limit or (HEADLINE if newest.headline else None),
            "standings": tuple(standings.values()),
            "ruled_out_as": _ruled_out_as(evaluation, result),
            "could_speak_against": tuple(_could_speak_against(evaluation, result.id, truths)),
        }
    )


def _standing(edition: Edition, offer: Statement) -> StandingResult:
    standing = offer.standing
    assert standing is not None
    cite = standing.source or offer.cite
    return unchecked(StandingResult)(
        statement=offer.id,
        level=standing.level,
        words=standing.words,
        limit=standing.limit,
        cite=cite,
        headline=edition.contents.quotation[cite].headline,
    )


def _ruled_out_as(evaluation: Evaluation, result: ApproachResult) -> RuledOutAs | None:
    if result.verdict is not Verdict.RULED_OUT:
        return None
    alone = eligibility.alone_fails(evaluation, result.id)
    return RuledOutAs.NOT_ELIGIBLE if alone else RuledOutAs.OTHER_CASES


def _could_speak_against(
    evaluation: Evaluation, approach: str, truths: Mapping[str, Truth]
) -> Iterator[AgainstIf]:
    edition = evaluation.edition
    for each in edition.against(approach):
        if truths[each.id] is Truth.UNKNOWN:
            asked = edition, [edition.statements[each.id]], evaluation.facts
            yield unchecked(AgainstIf)(
                statement=each.id, missing=missing(*asked), unmodelled=not_modelled(*asked)
            )


def _unused(evaluation: Evaluation) -> Iterator[str]:
    """Yield the known facts that nothing which is matched or open asks for.

    Nor what holds of it, nor what could speak against it.
    """
    edition, landscape = evaluation.edition, evaluation.landscape
    asking = _said(landscape)
    for each in landscape.approaches:
        if each.verdict is not Verdict.RULED_OUT:
            asking += [e.id for e in (*edition.offers(each.id), *edition.against(each.id))]
    conditions = [edition.statements[name] for name in dict.fromkeys(asking)]
    tested = {each.attribute for each in leaf_tests(edition, *conditions)}
    yield from (name for name in landscape.case.profile if name not in tested)


def _said(landscape: Landscape) -> list[str]:
    """Return the statements that hold, but those about nothing that is not ruled out."""
    out = set(landscape.ids(Verdict.RULED_OUT))
    return [
        each.id
        for each in landscape.statements
        if each.verdict is Verdict.MATCHED and not (each.about and out.issuperset(each.about))
    ]


def _tensions(evaluation: Evaluation) -> tuple[TensionResult, ...]:
    """Return the tensions between statements that hold, about what is not ruled out."""
    landscape, contents = evaluation.landscape, evaluation.edition.contents
    order = {name: at for at, name in enumerate(_said(landscape))}
    held = ((e, order.keys() & set(e.statements)) for e in contents.tensions)
    found = [
        unchecked(TensionResult)(
            id=each.id,
            statements=tuple(sorted(names, key=order.__getitem__)),
            differ=each.differ,
        )
        for each, names in held
        if len(names) > 1
    ]
    return tuple(sorted(found, key=lambda e: ([order[name] for name in e.statements], e.id)))


def _reading(other: readings.OtherReading) -> ReadingThatMatters:
    return unchecked(ReadingThatMatters)(
        term=other.term.id,
        reading=other.now.id,
        other=other.other.id,
        moves={each.approach: each.then for each in other.changes},
    )
