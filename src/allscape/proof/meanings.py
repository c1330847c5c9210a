"""An edition's terms, statements and approaches as sets of profiles: matched, ruled out, open."""

from collections.abc import Mapping
from functools import cached_property

from allscape.engine.diagrams import NodeId
from allscape.engine.edition import Edition
from allscape.engine.sure import NEITHER, Meaning, algebra, some, within
from allscape.model.base import Verdict
from allscape.model.conditions import Condition, Test, Unmodelled, leaves, terms_used
from allscape.model.folding import fold
from allscape.proof.space import Space


def meaning_of(
    space: Space,
    condition: Condition,
    terms: Mapping[str, Meaning],
    supposed: Mapping[str, Meaning] | None = None,
) -> Meaning:
    """Return what a condition means where its terms mean what `terms` say.

    The unmodelled neither holds nor fails for any profile, unless it is `supposed` to, by its name.
    """
    supposed = supposed or {}
    return fold(
        condition,
        algebra(space.sets, lambda each: supposed.get(each.unmodelled, NEITHER)),
        test=lambda each: Meaning(*space.passing(each)),
        term=lambda each: terms[each.form],
    )


class Meanings:
    """What every term, statement and approach of an edition means, over one space.

    `supposed` says of unmodelled conditions, by name, what they are supposed to mean. What means
    the same in `near`, another edition over the same space, is taken from there.
    """

    def __init__(
        self,
        edition: Edition,
        space: Space,
        *,
        near: "Meanings | None" = None,
        supposed: Mapping[str, Meaning] | None = None,
    ) -> None:
        self.edition, self.space, self._supposed = edition, space, supposed
        self.terms: dict[str, Meaning] = {}
        for name, condition in edition.terms.items():
            same = near and near.same(name, condition, self.terms)
            self.terms[name] = same or self.of(condition)
        self.statements = {
            name: (near and near.same(name, when, self.terms)) or self._consistent(self.of(when))
            for name, when in edition.statements.items()
        }
        self.approaches = {
            each.id: (near and near.as_offered(each.id, self.statements))
            or self._consistent(
                some(space.sets, [self.statements[s.id] for s in edition.offers(each.id)])
            )
            for each in edition.approaches()
        }

    def same(self, name: str, when: Condition, terms: Mapping[str, Meaning]) -> Meaning | None:
        """Return what a term or a statement means, None where that may be something else now."""
        if self._conditions.get(name) is not when:
            return None
        if any(self.terms[each] != terms.get(each) for each in self._uses[name]):
            return None
        return self.terms[name] if name in self.terms else self.statements[name]

    def as_offered(self, approach: str, said: Mapping[str, Meaning]) -> Meaning | None:
        """Return what an approach means, None where that may be something else now."""
        offers = [each.id for each in self.edition.contents.offers[approach]]
        same = all(said.get(each) == self.statements.get(each) for each in offers)
        return self.approaches.get(approach) if same else None

    @cached_property
    def _conditions(self) -> Mapping[str, Condition]:
        return {**self.edition.terms, **self.edition.statements}

    @cached_property
    def _uses(self) -> Mapping[str, list[str]]:
        """The terms that each term and each statement names."""
        return {name: terms_used(when) for name, when in self._conditions.items()}

    def of(self, condition: Condition) -> Meaning:
        """Return what a condition means, its terms being known already.

        Profiles that contradict themselves are not left out; of statements and approaches they are.
        """
        return meaning_of(self.space, condition, self.terms, self._supposed)

    def _consistent(self, meaning: Meaning) -> Meaning:
        return within(self.space.sets, meaning, self.space.consistent)

    def profiles(self, name: str, verdict: Verdict) -> NodeId:
        """Return the profiles for which an approach or a statement comes to a verdict."""
        meaning = self.approaches.get(name) or self.statements[name]
        if verdict is Verdict.MATCHED:
            return meaning.holds
        return meaning.fails if verdict is Verdict.RULED_OUT else self.open(meaning)

    def open(self, meaning: Meaning) -> NodeId:
        """Return the profiles for which neither is sure."""
        settled = self.space.sets.either(meaning.holds, meaning.fails)
        return self.space.sets.less(self.space.consistent, settled)


def unmodelled_in(edition: Edition) -> tuple[str, ...]:
    """Return the names of what an edition asks and no profile has a fact for, in their order."""
    conditions = (*edition.statements.values(), *edition.terms.values())
    found = (leaf for each in conditions for leaf in leaves(each))
    return tuple(dict.fromkeys(e.unmodelled for e in found if isinstance(e, Unmodelled)))


def supposing(edition: Edition) -> Meanings:
    """Return what an edition would mean were the unmodelled known of a case like a fact."""
    names = unmodelled_in(edition)
    space = Space(tests_in(edition), [3] * len(names))
    at = {name: level for level, name in enumerate(names, len(space.names))}
    known = {
        name: Meaning(space.sets.at(level, [1]), space.sets.at(level, [2]))
        for name, level in at.items()
    }
    return Meanings(edition, space, supposed=known)


def tests_in(*editions: Edition) -> list[Test]:
    """Return every test that the terms and statements of some editions rest on."""
    conditions = {
        id(each): each
        for edition in editions
        for each in (*edition.terms.values(), *edition.statements.values())
    }
    found = (leaf for each in conditions.values() for leaf in leaves(each))
    return [each for each in found if isinstance(each, Test)]


def meanings(edition: Edition) -> Meanings:
    """Return what an edition means, over a space of its own."""
    return Meanings(edition, Space(tests_in(edition)))
