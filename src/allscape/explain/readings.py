"""Which verdicts of a case hang on how a doubtful sentence is read."""

from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.engine.evaluate import Evaluation
from allscape.model.base import Frozen, Verdict, unchecked
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
    contents, force = evaluation.edition.contents, evaluation.edition.readings
    terms = [(contents.term[name], contents.term[name].reading(now)) for name, now in force.items()]
    return [
        unchecked(OtherReading)(term=term, now=now, other=other, changes=changes)
        for term, now in terms
        for other in term.readings
        if other is not now and (changes := _changes(evaluation, term.id, other.id))
    ]


def _concerned(evaluation: Evaluation, other: Edition) -> list[str]:
    """Return the approaches that rest on a term which another reading gives another truth."""
    now, every = evaluation.edition, [each.id for each in evaluation.landscape.approaches]
    if other.statements is not now.statements:
        return every
    judged = plain.Terms(other, evaluation.facts)
    judged.update(evaluation.judgement.terms)
    moved = {
        form
        for form, was in evaluation.judgement.terms.items()
        if other.terms[form] is not now.terms[form]
        and plain.judge_condition(other.terms[form], evaluation.facts, judged).truth
        is not was.truth
    }
    return [each for each in every if moved and not moved.isdisjoint(now.rests_on[each])]


def _changes(evaluation: Evaluation, term: str, reading: str) -> tuple[ReadingMove, ...]:
    other = evaluation.edition.read_otherwise(term, reading)
    then = plain.verdicts(other, evaluation.facts, _concerned(evaluation, other))
    return tuple(
        unchecked(ReadingMove)(approach=name, now=now, then=verdict)
        for name, verdict in then.items()
        if verdict is not (now := evaluation.landscape[name].verdict)
    )
