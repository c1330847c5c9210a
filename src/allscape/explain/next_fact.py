"""Which unknown fact to ask first."""

from collections.abc import Iterable

from allscape.engine import plain
from allscape.engine.evaluate import Evaluation
from allscape.explain.digest import deciding_facts
from allscape.explain.values import changed, tests_of, worth_trying
from allscape.model.base import Frozen, Verdict
from allscape.model.facts import Facts
from allscape.model.landscape import Reason


class FactQuestion(Frozen):
    """An unknown fact, the open approaches that it can settle, and those it bears on.

    It can settle an approach where some value of it, given alone, makes the verdict matched or
    ruled out, be it by excluding values of another fact. It bears on an approach where it is one of
    the facts that can decide it. `reasons` are the conditions whose words make it matter.
    """

    attribute: str
    settles: tuple[str, ...]
    bears_on: tuple[str, ...]
    reasons: tuple[Reason, ...]


def questions(evaluation: Evaluation) -> list[FactQuestion]:
    """Return the facts still worth asking, the most telling first.

    First the fact that can settle the most open approaches; of equals the one that bears on more;
    of equals the one that comes first in the profile. A fact that can change no open verdict is not
    among them.
    """
    open_ = evaluation.landscape.ids(Verdict.UNDETERMINED)
    found = [
        FactQuestion(
            attribute=name,
            settles=_settles(evaluation, name, open_),
            bears_on=tuple(approaches),
            reasons=_reasons(evaluation, name, approaches),
        )
        for name, approaches in deciding_facts(evaluation.landscape).items()
    ]
    return sorted(found, key=lambda each: (-len(each.settles), -len(each.bears_on)))


def _settles(evaluation: Evaluation, name: str, approaches: tuple[str, ...]) -> tuple[str, ...]:
    edition, profile = evaluation.edition, evaluation.profile
    tests = tests_of(edition, [c for each in approaches for c in edition.offering(each)])
    settled: set[str] = set()
    for value in worth_trying(name, tests[name], None):
        other = changed(profile, {name: value})
        if other is not None:
            then = plain.verdicts(edition, Facts(other), approaches)
            settled |= {each for each in approaches if then[each] is not Verdict.UNDETERMINED}
    return tuple(each for each in approaches if each in settled)


def _reasons(evaluation: Evaluation, name: str, approaches: Iterable[str]) -> tuple[Reason, ...]:
    every = (reason for each in approaches for reason in evaluation.landscape[each].because)
    mine = (e for e in every if e.truth == "unknown" and e.attribute == name)
    return tuple(dict.fromkeys(mine))
