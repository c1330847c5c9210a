"""Which unknown facts can still decide a condition: exactly those, and no others.

What the known facts leave open of a condition is a set of complete cases, kept as a reduced
decision diagram: the attributes that the diagram asks are those on which the condition depends.
"""

from collections.abc import Iterable, Mapping, Sequence

from allscape.engine import plain
from allscape.engine.cells import cells
from allscape.engine.diagrams import Diagrams, Node
from allscape.engine.edition import Edition, leaf_tests
from allscape.model.attributes import Value
from allscape.model.base import Verdict
from allscape.model.conditions import All, Condition, Not, TermUse, Test, parts
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS

_ENTANGLED = {name for each in CONTRADICTIONS for name in (each.attribute, each.other)}


def missing(edition: Edition, conditions: Iterable[Condition], facts: Facts) -> tuple[str, ...]:
    """Return the unknown attributes that can decide whether any of `conditions` holds.

    Each of them changes the answer for some values of the others. They come in the order of the
    profile. Where the answer is open although no single attribute can change it (the words leave
    it so), all unknown attributes that the conditions name are returned.
    """
    conditions = list(conditions)
    cases = CompleteCases(edition, conditions, facts)
    asked = cases.sets.levels([cases.sets.some(map(cases.holding, conditions))])
    found = [name for level, name in enumerate(cases.names) if level in asked]
    return tuple(found or (name for name in cases.names if name not in facts.values))


def also_decided_by(
    edition: Edition,
    approach: str,
    facts: Facts,
    found: tuple[str, ...],
    supposed: Mapping[str, Iterable[Facts]],
) -> tuple[str, ...]:
    """Return the unknown attributes that are not `found` missing, yet decide by contradictions.

    Some value of each, given alone, settles an open approach or makes other attributes missing: it
    excludes values of one that the conditions test. `supposed` are the `suppositions` of the facts.
    """
    conditions = edition.offering(approach)
    tested = {each.attribute for when in conditions for each in leaf_tests(edition, when)}
    narrowed = _ENTANGLED & tested

    def decides(name: str, more: Facts) -> bool:
        others = narrowed - {name}
        if all(more.possible(each) == facts.possible(each) for each in others):
            return False
        then = plain.verdicts(edition, more, [approach])[approach]
        return then is not Verdict.UNDETERMINED or missing(edition, conditions, more) != found

    if not narrowed:
        return ()
    return tuple(
        name
        for name, every in supposed.items()
        if name not in found and any(decides(name, more) for more in every)
    )


def suppositions(facts: Facts) -> dict[str, list[Facts]]:
    """Return the facts with each value of each unknown attribute that can exclude another's."""
    return {
        name: [facts.with_(name, each) for each in facts.open_values(name)]
        for name in facts.unknown()
        if name in _ENTANGLED
    }


class CompleteCases:
    """The cases that know every attribute that some conditions name, as the facts allow them.

    Two conditions that hold for the same cases are the same set.
    """

    def __init__(self, edition: Edition, conditions: Iterable[Condition], facts: Facts) -> None:
        tests = [test for condition in conditions for test in leaf_tests(edition, condition)]
        named = {each.attribute for each in tests}
        self._edition = edition
        self.names = [name for name in ATTRIBUTES if name in named]
        self._values = [_values(name, tests, facts) for name in self.names]
        self.sets = Diagrams([len(each) for each in self._values])

    def holding(self, condition: Condition) -> Node:
        """Return the cases for which a condition holds; for all others it fails."""
        if isinstance(condition, Test):
            level = self.names.index(condition.attribute)
            values = enumerate(self._values[level])
            return self.sets.at(level, [at for at, each in values if condition.passed_by(each)])
        if isinstance(condition, TermUse):
            return self.holding(self._edition.terms[condition.form])
        if isinstance(condition, Not):
            return self.sets.opposite(self.holding(condition.negated))
        members = [self.holding(each) for each in parts(condition)]
        return self.sets.every(members) if isinstance(condition, All) else self.sets.some(members)


def _values(name: str, tests: Iterable[Test], facts: Facts) -> Sequence[Value]:
    """Return the values that an attribute can still have, of numbers that are alike one."""
    if not ATTRIBUTES[name].numeric:
        return sorted(facts.possible(name), key=str)
    number = facts.number(name)
    if number is not None:
        return [number]
    mine = [each for each in tests if each.attribute == name]
    return [each.sample for each in cells(ATTRIBUTES[name], mine)]
