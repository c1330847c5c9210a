"""Every case that a small rulebook tells apart, unknown facts included, judged one by one.

The plain evaluator judges them, and the oracle judges what is complete; no diagram comes near. Only
rulebooks of a few hundred such cases are tried, so those of many attributes are left out.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import product
from math import prod

from completions import representatives
from hypothesis import strategies as st
from narrow import written
from oracle import all_tests, any_holds, contradicts

from allscape import Profile, Verdict
from allscape.engine import plain
from allscape.engine.edition import Edition, edition
from allscape.model.attributes import Value, show
from allscape.model.base import VERDICT_OF, either
from allscape.model.conditions import Condition, Test
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS
from allscape.rulebook.load import resolve
from strategies import rulebooks

FEW, MANY = 600, 4_000

Case = dict[str, Value]
Verdicts = dict[str, Verdict]

_WORDS = re.compile(r"(over )?([\d.e+-]+)(?:( or more)| to (under )?([\d.e+-]+))?")


class World:
    """All cases of some editions, and what the first of them makes of each."""

    def __init__(self, made: Edition, *others: Edition) -> None:
        self.made = made
        self.tests = [test for each in (made, *others) for test in tests_of(each)]
        named = {each.attribute for each in self.tests}
        self.values = {
            name: [value for value in representatives(name, self.tests) if value is not None]
            for name in ATTRIBUTES
            if name in named | partners(named)
        }

    @property
    def size(self) -> int:
        """How many cases there are, those that contradict themselves included."""
        return prod(1 + len(each) for each in self.values.values())

    @cached_property
    def cases(self) -> list[Case]:
        """Every case that does not contradict itself."""
        drawn = product(*([None, *each] for each in self.values.values()))
        named = (zip(self.values, each, strict=True) for each in drawn)
        known = [{name: value for name, value in each if value is not None} for each in named]
        return [each for each in known if not contradicts(each)]

    @cached_property
    def judged(self) -> list[tuple[Case, Verdicts]]:
        """Every case with the verdicts of all statements and approaches."""
        return [(each, verdicts(self.made, each)) for each in self.cases]

    @cached_property
    def by_case(self) -> Mapping[frozenset[tuple[str, Value]], Verdicts]:
        """The verdicts by the facts of the case."""
        return {frozenset(case.items()): found for case, found in self.judged}

    def smallest(self, case: Profile | None, wanted: Callable[[Verdicts], bool]) -> bool:
        """Tell whether a case is as wanted and no other has fewer facts; for None, if none is."""
        sizes = [len(known) for known, found in self.judged if wanted(found)]
        if case is None or not sizes:
            return case is None and not sizes
        return wanted(verdicts(self.made, case.known())) and len(case.known()) == min(sizes)

    def conditions(self, name: str) -> list[Condition]:
        """Return the condition of a statement, those of the offers of an approach."""
        if name in self.made.statements:
            return [self.made.statements[name]]
        return [self.made.statements[each.id] for each in self.made.offers(name)]


class Completed:
    """What the completions of a case come to: whether any of some conditions holds."""

    def __init__(self, world: World, conditions: list[Condition]) -> None:
        self.made, self.conditions = world.made, conditions
        named = {each.attribute for each in all_tests(world.made, conditions)}
        self.values = {n: v for n, v in world.values.items() if n in named | partners(named)}
        self._answers = lru_cache(None)(self._find)

    def answers(self, case: Case) -> frozenset[bool | None]:
        """Return the answers of all complete cases that agree with a case."""
        return self._answers(tuple(case.get(name, "open") for name in self.values))

    def _find(self, given: tuple[Value | None, ...]) -> frozenset[bool | None]:
        if "open" in given:
            at = given.index("open")
            options = [*list(self.values.values())[at], None]
            inner = (self._answers((*given[:at], each, *given[at + 1 :])) for each in options)
            return frozenset().union(*inner)
        named = dict(zip(self.values, given, strict=True))
        case = {name: value for name, value in named.items() if value is not None}
        absent = [name for name, value in named.items() if value is None]
        # Only what every value of it would contradict has none.
        free = any(
            ATTRIBUTES[name].numeric
            or not all(contradicts({**case, name: value}) for value in ATTRIBUTES[name].values)
            for name in absent
        )
        if free or contradicts(case):
            return frozenset()
        return frozenset({any_holds(self.made, self.conditions, case)})


def tests_of(made: Edition) -> list[Test]:
    """Return every test of an edition, those of unused terms too."""
    return list(all_tests(made, [*made.terms.values(), *made.statements.values()]))


def partners(names: Iterable[str]) -> set[str]:
    """Return the attributes of which a value excludes one of these, or is excluded by it."""
    pairs = [(each.attribute, each.other) for each in CONTRADICTIONS]
    return {b for one, other in pairs for a, b in ((one, other), (other, one)) if a in names}


def verdicts(made: Edition, case: Mapping[str, Value]) -> Verdicts:
    """Return what a case comes to, by the plain evaluator."""
    truths = plain.truths(plain.judge(made, _facts(frozenset(case.items()))))
    offered = {
        each.id: either([truths[offer.id] for offer in made.offers(each.id)])
        for each in made.approaches()
    }
    return {name: VERDICT_OF[truth] for name, truth in {**truths, **offered}.items()}


@lru_cache(50_000)
def _facts(case: frozenset[tuple[str, Value]]) -> Facts:
    return Facts(Profile.model_validate(dict(case)))


def says(words: str, value: Value) -> bool:
    """Tell whether words for some values, as they are printed, speak of a value."""
    if isinstance(value, str | bool):
        return words == show(value)
    read = _WORDS.fullmatch(words)
    assert read is not None, words
    over, low, more, under, high = read.groups()
    if not over and not more and high is None:
        return value == float(low)
    above = value > float(low) if over else value >= float(low)
    return above and (high is None or (value < float(high) if under else value <= float(high)))


def worlds(most: int = FEW) -> st.SearchStrategy[World]:
    """Return the cases of small rulebooks, at `most` so many each."""
    made = written().map(resolve) | rulebooks(3)
    return made.map(edition).map(World).filter(lambda world: world.size <= most)


def switched(contents: Contents) -> dict[tuple[str, str], Edition]:
    """Return the editions in which one term is read otherwise."""
    return {
        (term.id, each.id): edition(contents, None, {term.id: each.id})
        for term in contents.terms
        for each in term.readings[1:]
    }
