"""An edition's terms, statements and approaches as sets of profiles: matched, ruled out, open."""

from collections.abc import Iterable, Mapping

from allscape.engine.diagrams import Node
from allscape.engine.edition import Edition, leaf_tests
from allscape.engine.sure import NEITHER, Meaning, algebra, some, within
from allscape.model.base import Verdict
from allscape.model.conditions import Condition, Test, Unmodelled, leaves
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

    `supposed` says of unmodelled conditions, by name, what they are supposed to mean.
    """

    def __init__(
        self, edition: Edition, space: Space, supposed: Mapping[str, Meaning] | None = None
    ) -> None:
        self.edition, self.space, self._supposed = edition, space, supposed
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
        terms = self.terms if terms is None else terms
        return meaning_of(self.space, condition, terms, self._supposed)

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
    return Meanings(edition, space, known)


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
