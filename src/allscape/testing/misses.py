"""Cases that an approach just misses: one other fact, and it is not ruled out."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from math import ceil, floor
from typing import NamedTuple

from hypothesis import strategies as st

from allscape.book import Rulebook
from allscape.engine.cells import Cell
from allscape.engine.diagrams import NONE, NodeId
from allscape.faults import UsageError
from allscape.model.attributes import Value
from allscape.model.base import Verdict
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.model.statements import Readings
from allscape.proof.meanings import Meanings
from allscape.proof.space import Space
from allscape.proof.witness import fewest
from allscape.testing.draws import cases, ends, when_drawn
from allscape.testing.grounds import Given, described, given, meanings_of, verdict_of


class NearMiss(NamedTuple):
    """A case that an approach is ruled out for, one fact that lifts that, and what it is then.

    >>> miss = NearMiss(Profile(age=60), "age", 61, Verdict.UNDETERMINED)
    >>> miss.lifted
    Profile(age=61)
    """

    profile: Profile
    attribute: str
    instead: Value
    then: Verdict

    @property
    def lifted(self) -> Profile:
        """The case with that fact instead of its own."""
        return self.profile.with_({self.attribute: self.instead})


@when_drawn
def just_missing(
    book: Rulebook,
    approach: str,
    *,
    then: Verdict | None = None,
    as_of: date | None = None,
    readings: Readings | None = None,
    unknown: Iterable[str] = (),
    **known: object,
) -> st.SearchStrategy[NearMiss]:
    """Return cases that rule an approach or statement out, and with one other fact would not.

    `then` asks for those that it would match, or be open for; without it, both are drawn. The fact
    is none of `known`. Other arguments and errors as `profiles_where`; `UsageError` also where no
    case is so near.

    >>> @given(miss=just_missing(book, "tki"))
    ... def law(miss):
    ...     assert miss.attribute == "ph_status"
    >>> law()
    """
    meanings, facts = meanings_of(book, as_of, readings), given(known, unknown)
    lifts = list(Verdict)[:2] if then is None else [verdict_of(then)]
    found = list(_misses(meanings, described(meanings, approach), facts, lifts))
    if not found:
        message = f"no such case just misses '{approach}'"
        raise UsageError.of(message, "what is said of all is never ruled out")
    found.sort(key=lambda miss: (fewest(meanings.space, miss.ruled_out), miss.steps))
    return st.one_of([_near_miss(meanings.space, facts, each) for each in found])


class _Miss(NamedTuple):
    """Cases that some other value of a fact brings into a set; numbers so many cells away."""

    ruled_out: NodeId
    attribute: str
    lifted: NodeId
    then: Verdict
    steps: int = 0


def _misses(
    meanings: Meanings, approach: str, facts: Given, lifts: Iterable[Verdict]
) -> Iterator[_Miss]:
    space, sets = meanings.space, meanings.space.sets
    out = meanings.profiles(approach, Verdict.RULED_OUT)
    for (level, name), verdict in product(enumerate(space.names), lifts):
        lifted = meanings.profiles(approach, verdict)
        others = {
            branch: facts.within(space, out, sets.given(lifted, level, branch))
            for branch in range(1, sets.branches[level])
            if name not in facts.all()
        }
        if not ATTRIBUTES[name].numeric:
            known = sets.opposite(space.is_(name, None))
            node = sets.both(known, sets.some(others.values()))
            if node != NONE:
                yield _Miss(node, name, lifted, verdict)
            continue
        for branch in others:
            near = {b: sets.both(sets.at(level, [branch]), node) for b, node in others.items()}
            steps = [abs(b - branch) for b, node in near.items() if node != NONE]
            if steps:
                yield _Miss(sets.some(near.values()), name, lifted, verdict, min(steps))


@st.composite
def _near_miss(draw: st.DrawFn, space: Space, facts: Given, miss: _Miss) -> NearMiss:
    profile = draw(cases(space, miss.ruled_out, facts.values))
    name, values = miss.attribute, profile.known()
    lifting = [
        cell
        for cell in space.cells[name]
        if space.holds(miss.lifted, {**values, name: cell.sample})
    ]
    others = [_nearest(name, cell, values[name]) for cell in lifting]
    if ATTRIBUTES[name].numeric:
        others = [min(others, key=lambda each: abs(float(each) - float(values[name])))]
    return NearMiss(profile, name, draw(st.sampled_from(others)), miss.then)


def _nearest(name: str, cell: Cell, value: Value) -> Value:
    """Return the value of a cell that is nearest to one outside it, a whole number if it can."""
    if cell.stretch is None:
        return cell.sample
    least, most = ends(name, cell)
    if float(value) < least:
        return ceil(least) if ceil(least) <= most else least
    return floor(most) if floor(most) >= least else most
