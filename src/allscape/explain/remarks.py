"""What the project itself says of a case that the articles are silent about."""

from allscape.engine import plain
from allscape.engine.edition import every_article
from allscape.engine.evaluate import Evaluation
from allscape.model.base import Truth
from allscape.model.statements import Remark


def that_hold(evaluation: Evaluation) -> list[Remark]:
    """Return the remarks whose condition surely holds for the case."""
    now, terms = evaluation.edition, evaluation.judgement.terms
    if not now.whole and now.contents.remarks:
        # A remark is of no article, so its terms are in force whole on any day.
        terms = plain.judge(every_article(now.contents, now.readings), evaluation.facts).terms
    return [
        remark
        for remark in now.contents.remarks
        if plain.judge_condition(remark.when, evaluation.facts, terms).truth is Truth.TRUE
    ]
