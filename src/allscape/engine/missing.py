"""Which unknown facts can still decide a condition: exactly those, and no others.

What the known facts leave open of a condition is a set of complete cases, kept as a reduced
decision diagram: the attributes that the diagram asks are those on which the condition depends.
"""

from collections.abc import Iterable, Mapping, Sequence

from allscape.engine import plain
from allscape.engine.cells import cells
from allscape.engine.diagrams import EVERY, Diagrams, NodeId
from allscape.engine.edition import Edition, leaf_tests, opened_leaves
from allscape.engine.sure import NEITHER, Meaning, algebra, some
from allscape.model.attributes import Value
from allscape.model.base import Verdict
from allscape.model.conditions import Condition, Test, Unmodelled
from allscape.model.facts import Facts
from allscape.model.folding import fold
from allscape.model.profile import ATTRIBUTES, ENTANGLED


def missing(edition: Edition, conditions: Iterable[Condition], facts: Facts) -> tuple[str, ...]:
    """Return the unknown attributes that can decide whether any of `conditions` holds.

    Each of them changes the answer for some values of the others. They come in the order of the
    profile. Where the answer is open although no single attribute can change it (the words leave
    it so), all unknown attributes that the conditions name are returned; none where it stays open
    whatever they are, because it hangs on what is not modelled.
    """
    conditions = list(conditions)
    cases = CompleteCases(edition, conditions, facts)
    meaning = cases.any_of(conditions)
    asked = cases.sets.levels([meaning.holds, meaning.fails])
    found = [name for level, name in enumerate(cases.names) if level in asked]
    if found or EVERY not in (meaning.holds, meaning.fails):
        return tuple(found)
    return tuple(name for name in cases.names if name not in facts.values)


def unmodelled(
    edition: Edition, conditions: Iterable[Condition], facts: Facts
) -> tuple[Unmodelled, ...]:
    """Return the unmodelled conditions that could decide whether any of `conditions` holds.

    Each name comes once. Where the answer is open although none of them alone can change it, all
    are returned whose names the conditions have.
    """
    conditions = list(conditions)
    named: dict[str, Unmodelled] = {}
    for leaf in opened_leaves(edition, *conditions):
        if isinstance(leaf, Unmodelled):
            named.setdefault(leaf.unmodelled, leaf)
    if not named:
        return ()
    cases = CompleteCases(edition, conditions, facts, list(named))
    asked = cases.sets.levels([cases.any_of(conditions).holds])
    found = [each for each in named.values() if cases.level_of(each) in asked]
    return tuple(found or named.values())


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
    narrowed = ENTANGLED & {each.attribute for each in leaf_tests(edition, *conditions)}

    def decides(name: str, more: Facts) -> bool:
        others = narrowed - {name}
        if all(more.possible(each) == facts.possible(each) for each in others):
            return False
        then = plain.verdict(edition, more, approach)
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
        if name in ENTANGLED
    }


class CompleteCases:
    """The cases that know every attribute that some conditions name, as the facts allow them.

    Two conditions that hold for the same cases are the same set. The unmodelled holds for none and
    fails for none; what is `supposed`, by its name, is known of a case like an attribute.
    """

    def __init__(
        self,
        edition: Edition,
        conditions: Iterable[Condition],
        facts: Facts,
        supposed: Sequence[str] = (),
    ) -> None:
        tests = list(leaf_tests(edition, *conditions))
        named = {each.attribute for each in tests}
        self._edition = edition
        self.names = [name for name in ATTRIBUTES if name in named]
        self._values = [_values(name, tests, facts) for name in self.names]
        self._supposed = supposed
        self.sets = Diagrams([*(len(each) for each in self._values), *(2 for _ in supposed)])

    def holding(self, condition: Condition) -> NodeId:
        """Return the cases for which a condition holds."""
        return self._meaning(condition).holds

    def any_of(self, conditions: Iterable[Condition]) -> Meaning:
        """Return where any of some conditions holds, and where none of them does."""
        return some(self.sets, [self._meaning(each) for each in conditions])

    def level_of(self, supposed: Unmodelled) -> int:
        """Return the level of what is supposed."""
        return len(self.names) + self._supposed.index(supposed.unmodelled)

    def _meaning(self, condition: Condition) -> Meaning:
        groups, terms = algebra(self.sets, self._unknown), self._edition.terms
        return fold(condition, groups, self._test, lambda use: self._meaning(terms[use.form]))

    def _test(self, test: Test) -> Meaning:
        level = self.names.index(test.attribute)
        values = enumerate(self._values[level])
        return self._sure(level, [at for at, each in values if test.passed_by(each)])

    def _unknown(self, condition: Unmodelled) -> Meaning:
        if condition.unmodelled not in self._supposed:
            return NEITHER
        return self._sure(self.level_of(condition), [1])

    def _sure(self, level: int, branches: Sequence[int]) -> Meaning:
        holds = self.sets.at(level, branches)
        return Meaning(holds, self.sets.opposite(holds))


def _values(name: str, tests: Iterable[Test], facts: Facts) -> Sequence[Value]:
    """Return the values that an attribute can still have, of numbers that are alike one."""
    if not ATTRIBUTES[name].numeric:
        return sorted(facts.possible(name), key=str)
    number = facts.number(name)
    if number is not None:
        return [number]
    mine = [each for each in tests if each.attribute == name]
    return [each.sample for each in cells(ATTRIBUTES[name], mine)]
