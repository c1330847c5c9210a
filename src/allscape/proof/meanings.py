"""An edition's terms, statements and approaches as sets of profiles: matched, ruled out, open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from allscape.engine.diagrams import Diagrams, Node
from allscape.engine.edition import Edition, leaf_tests
from allscape.model.base import Verdict
from allscape.model.conditions import All, AnyOf, Condition, Not, TermUse, Test, parts
from allscape.proof.space import Space


@dataclass(frozen=True)
class Meaning:
    """The profiles for which something surely holds, and those for which it surely fails."""

    holds: Node
    fails: Node


def every(sets: Diagrams, found: Sequence[Meaning]) -> Meaning:
    """Return what all of some meanings come to together."""
    holds, fails = [each.holds for each in found], [each.fails for each in found]
    return Meaning(sets.every(holds), sets.some(fails))


def some(sets: Diagrams, found: Sequence[Meaning]) -> Meaning:
    """Return what any of some meanings comes to."""
    holds, fails = [each.holds for each in found], [each.fails for each in found]
    return Meaning(sets.some(holds), sets.every(fails))


def opposite(meaning: Meaning) -> Meaning:
    """Return what a meaning comes to that does not hold."""
    return Meaning(meaning.fails, meaning.holds)


def within(sets: Diagrams, meaning: Meaning, node: Node) -> Meaning:
    """Return a meaning for the profiles of a set alone."""
    return Meaning(sets.both(meaning.holds, node), sets.both(meaning.fails, node))


def meaning_of(space: Space, condition: Condition, terms: Mapping[str, Meaning]) -> Meaning:
    """Return what a condition means where its terms mean what `terms` say."""
    if isinstance(condition, Test):
        return Meaning(*space.passing(condition))
    if isinstance(condition, TermUse):
        return terms[condition.form]
    if isinstance(condition, Not):
        return opposite(meaning_of(space, condition.negated, terms))
    if not isinstance(condition, All | AnyOf):
        raise TypeError(f"no meaning is known for {condition!r}")
    found = [meaning_of(space, each, terms) for each in parts(condition)]
    return every(space.sets, found) if isinstance(condition, All) else some(space.sets, found)


class Meanings:
    """What every term, statement and approach of an edition means, over one space."""

    def __init__(self, edition: Edition, space: Space) -> None:
        self.edition, self.space = edition, space
        self.terms: dict[str, Meaning] = {}
        for name, condition in edition.terms.items():
            self.terms[name] = self.of(condition)
        self.statements = {
            name: self._consistent(self.of(when)) for name, when in edition.statements.items()
        }
        self.approaches = {
            each.id: self._offered([self.statements[s.id] for s in edition.offers(each.id)])
            for each in edition.approaches()
        }

    def of(self, condition: Condition, terms: Mapping[str, Meaning] | None = None) -> Meaning:
        """Return what a condition means, its terms being known already.

        Profiles that contradict themselves are not left out; of statements and approaches they are.
        """
        return meaning_of(self.space, condition, self.terms if terms is None else terms)

    def _consistent(self, meaning: Meaning) -> Meaning:
        return within(self.space.sets, meaning, self.space.consistent)

    def profiles(self, name: str, verdict: Verdict) -> Node:
        """Return the profiles for which an approach or a statement comes to a verdict."""
        meaning = self.approaches.get(name) or self.statements[name]
        if verdict is Verdict.MATCHED:
            return meaning.holds
        return meaning.fails if verdict is Verdict.RULED_OUT else self.open(meaning)

    def open(self, meaning: Meaning) -> Node:
        """Return the profiles for which neither is sure."""
        settled = self.space.sets.either(meaning.holds, meaning.fails)
        return self.space.sets.less(self.space.consistent, settled)

    def _offered(self, offers: Iterable[Meaning]) -> Meaning:
        return self._consistent(some(self.space.sets, list(offers)))


def tests_in(*editions: Edition) -> list[Test]:
    """Return every test that the terms and statements of some editions rest on."""
    return [
        test
        for edition in editions
        for condition in (*edition.terms.values(), *edition.statements.values())
        for test in leaf_tests(edition, condition)
    ]


def meanings(edition: Edition) -> Meanings:
    """Return what an edition means, over a space of its own."""
    return Meanings(edition, Space(tests_in(edition)))
