"""Which verdicts of a case hang on how a doubtful sentence is read."""

from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.engine.evaluate import Evaluation
from allscape.model.base import Frozen, Verdict
from allscape.model.statements import Reading, Term


class ReadingMove(Frozen):
    """An approach that another reading would move, and from where to where."""

    approach: str
    now: Verdict
    then: Verdict


class OtherReading(Frozen):
    """A reading that is not in force, and what it would change."""

    term: Term
    now: Reading
    other: Reading
    changes: tuple[ReadingMove, ...]


def that_matter(evaluation: Evaluation) -> list[OtherReading]:
    """Return every other reading that would change a verdict, term by term."""
    found = []
    for name, current in evaluation.edition.readings.items():
        term = evaluation.edition.contents.term[name]
        now = term.reading(current)
        for other in term.readings:
            changes = () if other is now else _changes(evaluation, name, other.id)
            if changes:
                # Made of what was checked: to check it again takes longer than to find it.
                found.append(
                    OtherReading.model_construct(term=term, now=now, other=other, changes=changes)
                )
    return found


def _comes_out_otherwise(evaluation: Evaluation, other: Edition) -> bool:
    """Tell whether a term, in a form that something rests on, has another truth."""
    judged = plain.Terms(other, evaluation.facts)
    judged.update(evaluation.judgement.terms)
    return any(
        plain.judge_condition(other.terms[form], evaluation.facts, judged).truth is not now.truth
        for form, now in evaluation.judgement.terms.items()
        if other.terms[form] is not evaluation.edition.terms[form]
    )


def _changes(evaluation: Evaluation, term: str, reading: str) -> tuple[ReadingMove, ...]:
    now = evaluation.edition
    other = now.read_otherwise(term, reading)
    if other.statements is now.statements and not _comes_out_otherwise(evaluation, other):
        return ()
    results = evaluation.landscape.approaches
    then = plain.verdicts(other, evaluation.facts, [each.id for each in results])
    return tuple(
        ReadingMove.model_construct(approach=each.id, now=each.verdict, then=then[each.id])
        for each in results
        if then[each.id] is not each.verdict
    )
