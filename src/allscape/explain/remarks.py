"""What the project itself says of a case that the articles are silent about."""

from allscape.engine import plain
from allscape.engine.evaluate import Evaluation
from allscape.model.base import Truth
from allscape.model.statements import Remark


def that_hold(evaluation: Evaluation) -> list[Remark]:
    """Return the remarks whose condition surely holds for the case."""
    terms = evaluation.judgement.terms
    return [
        remark
        for remark in evaluation.edition.remarks()
        if plain.judge_condition(remark.when, evaluation.facts, terms).truth is Truth.TRUE
    ]
