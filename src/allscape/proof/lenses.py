"""Two rulebooks over one space: every case, on every day, however their terms are read.

Below the facts the diagrams have a level for the day and one for each term that can be read
otherwise. Their first branch is the usual one: the newest day, the reading that nobody has chosen.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from allscape.engine.diagrams import NONE, NodeId
from allscape.engine.edition import Edition, edition
from allscape.engine.in_force import AS_USED
from allscape.engine.sure import NEITHER, Meaning, some, within
from allscape.model.base import Frozen, Verdict
from allscape.model.conditions import Condition, Test, leaves, terms_used
from allscape.model.contents import Contents
from allscape.model.profile import Profile
from allscape.model.statements import Readings, Term
from allscape.proof.meanings import meaning_of
from allscape.proof.space import Space
from allscape.proof.witness import profile_of, shortest


class Sight(Frozen):
    """A case, and the day and the readings under which it is looked at where they matter."""

    case: Profile
    as_of: date | None
    readings: dict[str, str]


class Lenses:
    """The ways to look at two rulebooks: on a day or on `every_day`, and under any readings.

    `readings` fixes some of them.
    """

    def __init__(
        self,
        old: Contents,
        new: Contents,
        as_of: date | None = None,
        readings: Readings | None = None,
        *,
        every_day: bool = False,
    ) -> None:
        both = (old, new)
        self.fixed = readings or {}
        days = {day for each in both for day in each.days}
        self.days = [as_of, *(sorted(days, reverse=True)[1:] if every_day else ())]
        shared = sorted((old.term.keys() & new.term.keys()) - self.fixed.keys())
        choices = {name: _choices(old.term[name], new.term[name]) for name in shared}
        self.choices = {name: found for name, found in choices.items() if found}
        levels = [len(self.days), *(1 + len(each) for each in self.choices.values())]
        self.space = Space(every_test(*both), levels)
        self._day = len(self.space.names)
        self._term = {name: at for at, name in enumerate(self.choices, self._day + 1)}
        at = self.space.sets.at
        self.now = at(self._day, [0])
        self.usual = self.space.sets.every([self.now, *(at(n, [0]) for n in self._term.values())])

    def day(self, at: int) -> NodeId:
        """Return all that is looked at on the day with that number."""
        return self.space.sets.at(self._day, [at])

    def editions(self, contents: Contents, day: date | None) -> list[Edition]:
        """Return editions that together have every reading, the usual one first."""
        most = max(map(len, self.choices.values()), default=0)
        chosen = (
            {name: found[at] for name, found in self.choices.items() if at < len(found)}
            for at in range(most)
        )
        return [
            edition(contents, day, {**self.fixed, **each}, every_form=True)
            for each in ({}, *chosen)
        ]

    def term(self, name: str, readings: Sequence[Meaning]) -> Meaning:
        """Return what a term means, of which each reading means something."""
        name = name.removesuffix(AS_USED)
        if name not in self._term:
            return readings[0]
        sets, level = self.space.sets, self._term[name]
        taken = [(sets.at(level, [at]), readings[at]) for at in range(sets.branches[level])]
        return Meaning(
            sets.some(sets.both(node, each.holds) for node, each in taken),
            sets.some(sets.both(node, each.fails) for node, each in taken),
        )

    def smallest(self, node: NodeId) -> Sight | None:
        """Return a smallest case of a set, as it is usually looked at where that is possible."""
        sets = self.space.sets
        for usually in (self.usual, self.now):
            node = sets.both(node, usually) or node
        way = shortest(self.space, node)
        if way is None:
            return None
        chosen = {name: way[at] for name, at in self._term.items() if at in way}
        return Sight(
            case=profile_of(self.space, way),
            as_of=self.days[way.get(self._day, 0)],
            readings={name: self.choices[name][at - 1] for name, at in chosen.items()},
        )


def _choices(*sides: Term) -> tuple[str, ...]:
    """Return the readings that both sides of a term have, but for a default that they share."""
    one, other = ([each.id for each in term.readings] for term in sides)
    usual = {one[0]} if one[0] == other[0] else set()
    return tuple(sorted((set(one) & set(other)) - usual))


def every_test(*sides: Contents) -> Iterator[Test]:
    """Yield every test of some rulebooks, under whichever reading."""
    for contents in sides:
        whens = [reading.when for term in contents.terms for reading in term.readings]
        whens += [each.when for each in contents.statement.values()]
        whens += [each.when for each in contents.remarks]
        yield from (leaf for when in whens for leaf in leaves(when) if isinstance(leaf, Test))


class Extent(NamedTuple):
    """Where something holds and fails, and where it is there at all."""

    meaning: Meaning
    there: NodeId

    def regions(self, space: Space) -> dict[Verdict | None, NodeId]:
        """Return the sets of each verdict, and of None where it is not there."""
        sets, (holds, fails) = space.sets, (self.meaning.holds, self.meaning.fails)
        open_ = sets.less(sets.both(space.consistent, self.there), sets.either(holds, fails))
        return {
            Verdict.MATCHED: holds,
            Verdict.RULED_OUT: fails,
            Verdict.UNDETERMINED: open_,
            None: sets.less(space.consistent, self.there),
        }


class LensView:
    """What everything in one of the rulebooks comes to, through all lenses at once.

    `seen` holds it by what it is: statements, approaches, terms and remarks, each by its id.
    """

    def __init__(self, contents: Contents, lenses: Lenses) -> None:
        self.contents, self._lenses, self._sets = contents, lenses, lenses.space.sets
        self.seen = defaultdict[str, dict[str, Extent]](dict)
        for at, day in enumerate(lenses.days):
            self._look(lenses.day(at), lenses.editions(contents, day))

    def _look(self, day: NodeId, editions: Sequence[Edition]) -> None:
        usual, terms = editions[0], dict[str, Meaning]()
        for name in usual.terms:
            read = [self._of(each.terms[name], terms) for each in editions]
            terms[name] = self._lenses.term(name, read)
        said = {name: self._of(when, terms) for name, when in usual.statements.items()}
        offered = {
            each.id: some(self._sets, [said[offer.id] for offer in usual.offers(each.id)])
            for each in usual.approaches()
        }
        noted = {
            each.id: self._of(each.when, terms)
            for each in self.contents.remarks
            if terms.keys() >= set(terms_used(each.when))
        }
        known = {name: each for name, each in terms.items() if not name.endswith(AS_USED)}
        found = {"term": known, "statement": said, "approach": offered, "remark": noted}
        for what, meant in found.items():
            seen = self.seen[what]
            for name, meaning in meant.items():
                seen[name] = self._with(seen.get(name), meaning, day)

    def _of(self, condition: Condition, terms: Mapping[str, Meaning]) -> Meaning:
        return meaning_of(self._lenses.space, condition, terms)

    def _with(self, before: Extent | None, meaning: Meaning, day: NodeId) -> Extent:
        sets = self._sets
        now = within(sets, meaning, sets.both(day, self._lenses.space.consistent))
        old, there = (before.meaning, before.there) if before else (NEITHER, NONE)
        together = Meaning(sets.either(old.holds, now.holds), sets.either(old.fails, now.fails))
        return Extent(together, sets.either(there, day))
