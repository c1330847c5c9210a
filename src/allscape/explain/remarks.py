"""What the project itself says of a case that the articles are silent about."""

from allscape.engine import plain
from allscape.engine.edition import Edition, every_article
from allscape.engine.evaluate import Evaluation
from allscape.explain.values import tests_of
from allscape.model.base import Truth
from allscape.model.conditions import Test
from allscape.model.statements import Remark


def tests(edition: Edition) -> dict[str, list[Test]]:
    """Return the tests that remarks rest on, by attribute."""
    return tests_of(_of_any_day(edition), [each.when for each in edition.contents.remarks])


def _of_any_day(edition: Edition) -> Edition:
    """Return an edition with all terms: a remark is of no article, so they are in force whole."""
    return edition if edition.whole else every_article(edition.contents, edition.readings)


def that_hold(evaluation: Evaluation) -> list[Remark]:
    """Return the remarks whose condition surely holds for the case."""
    now, terms = evaluation.edition, evaluation.judgement.terms
    if not now.whole and now.contents.remarks:
        terms = plain.judge(_of_any_day(now), evaluation.facts).terms
    return [
        remark
        for remark in now.contents.remarks
        if plain.judge_condition(remark.when, evaluation.facts, terms).truth is Truth.TRUE
    ]
