"""The rules that durable-rules is handed, read back: for which cases what follows from them.

A rule is read in durable-rules' own form: one fact `m` that passes every test of an `$and`. A test
on a field that the fact does not have is not passed, and a field that the ruleset is not told of is
not there.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from operator import eq, ge, gt, le, lt
from typing import Any, NamedTuple

from allscape.engine import forward
from allscape.engine.atoms import fields
from allscape.engine.diagrams import EVERY, Diagrams, NodeId
from allscape.engine.edition import Edition
from allscape.engine.plan import Conclusion, plan, term_field
from allscape.engine.sure import Meaning, within
from allscape.model.attributes import Value
from allscape.model.base import Truth
from allscape.model.facts import Facts
from allscape.model.profile import Profile
from allscape.proof.handed.values import (
    Ends,
    Taken,
    UnknownForm,
    Valued,
    at_ends,
    built,
    refuse_stretches,
)
from allscape.proof.space import Space, with_partners

_NOTHING = Profile()
_SIGNS = {"$gt": gt, "$gte": ge, "$lt": lt, "$lte": le}


class Ruleset(NamedTuple):
    """Rules as they are handed over, the fields they are told of, and what follows from each."""

    fields: tuple[str, ...]
    rules: tuple[Mapping[str, Any], ...]
    follows: tuple[tuple[Conclusion, ...], ...]


class HandedStage(NamedTuple):
    """What a stage derives, what follows from nothing, and its rulesets."""

    derives: tuple[str, ...]
    always: tuple[Conclusion, ...]
    rulesets: tuple[Ruleset, ...]


class HandedRules(NamedTuple):
    """The stages, and the field of each term that they derive."""

    term_fields: Mapping[str, str]
    stages: tuple[HandedStage, ...]


def handed(edition: Edition) -> HandedRules:
    """Return what durable-rules is handed for an edition."""
    terms, stages = plan(edition)
    made = []
    for derives, always, chunks in stages:
        rulesets = (
            Ruleset(fields, tuple(map(forward.as_handed, rules)), follows)
            for fields, rules, follows in chunks
        )
        made.append(HandedStage(derives, always, tuple(rulesets)))
    return HandedRules({name: term_field(at) for at, name in enumerate(terms)}, tuple(made))


def numbers(rules: HandedRules) -> set[float]:
    """Return every number that a rule compares with."""
    return {
        constant
        for stage in rules.stages
        for ruleset in stage.rulesets
        for rule in ruleset.rules
        for _, _, constant in _tests(rule)
        if isinstance(constant, float)
    }


def whole_fact(space: Space) -> dict[str, Valued]:
    """Return the cases in which each field of what durable-rules is handed has each value."""
    found = facts(space)
    found |= {name: {value: EVERY} for name, value in forward.EVERY_FACT_HAS.items()}
    return found


def read(space: Space, whole: Mapping[str, Valued], rules: HandedRules) -> dict[str, Meaning]:
    """Return what follows for each statement of a `whole_fact`. Raises `UnknownForm`."""
    fact, found = dict(whole), dict[str, Meaning]()
    for stage in rules.stages:
        found = _stage(space.sets, stage, fact)
        for name, meaning in found.items():
            if name in rules.term_fields:
                fact[rules.term_fields[name]] = {"y": meaning.holds, "n": meaning.fails}
    return {name: within(space.sets, each, space.consistent) for name, each in found.items()}


def _stage(sets: Diagrams, stage: HandedStage, fact: Mapping[str, Valued]) -> dict[str, Meaning]:
    follows = {(name, truth): [EVERY] for name, truth in stage.always}
    for ruleset in stage.rulesets:
        known = {*ruleset.fields, *forward.EVERY_FACT_HAS}
        mine = {name: values for name, values in fact.items() if name in known}
        for rule, answers in zip(ruleset.rules, ruleset.follows, strict=True):
            fires = sets.every(_passes(sets, each, mine) for each in _tests(rule))
            for answer in answers:
                follows.setdefault(answer, []).append(fires)
    return {
        name: Meaning(
            *(sets.some(follows.get((name, each), [])) for each in (Truth.TRUE, Truth.FALSE))
        )
        for name in stage.derives
    }


def _passes(sets: Diagrams, test: tuple[str, Any, Any], fact: Mapping[str, Valued]) -> NodeId:
    field, compare, constant = test
    values = fact.get(field, {})
    if compare is eq:
        refuse_stretches(values)
    return sets.some(
        node
        for value, node in values.items()
        if at_ends(lambda it: _compared(compare, it, constant), value)
    )


def _compared(compare: Any, value: Any, constant: Any) -> bool:
    if type(value) is not type(constant):
        raise UnknownForm(f"{value!r} is compared with {constant!r}")
    return bool(compare(value, constant))


def _tests(rule: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Yield the tests of a rule: a field, how it is compared, and with what."""
    match rule:
        case {"all": [{"m": {"$and": [*tests], **other}, **others}], **rest}:
            if other or others or rest:
                raise UnknownForm(f"a rule of another form: {rule}")
        case _:
            raise UnknownForm(f"a rule of another form: {rule}")
    for test in tests:
        (sign, wanted), *more = test.items()
        if more:
            raise UnknownForm(f"a test of another form: {test}")
        if sign in _SIGNS:
            ((field, constant),) = wanted.items()
            yield field, _SIGNS[sign], constant
        elif sign.startswith("$") or not isinstance(wanted, str | float):
            raise UnknownForm(f"a test of another form: {test}")
        else:
            yield sign, eq, wanted


def facts(space: Space) -> dict[str, Valued]:
    """Return the cases in which each field of the fact has each value.

    Attributes that can contradict each other are handed over together, every consistent combination
    of them; no others bear on each other's fields.
    """
    found: dict[str, dict[Hashable, NodeId]] = {}
    for names in _together(space):
        for (field, value), node in built(space, names, partial(_handed_over, names)).items():
            found.setdefault(field, {})[value] = node
    return dict(found)


def _together(space: Space) -> Iterator[tuple[str, ...]]:
    """Yield the attributes in groups that the contradictions connect, by level."""
    left = set(space.names)
    for name in space.names:
        if name in left:
            group = with_partners([name])
            left -= group
            yield tuple(sorted(group, key=space.level.__getitem__))


@lru_cache(maxsize=100_000)
def _handed_over(names: tuple[str, ...], taken: Taken) -> tuple[tuple[str, Hashable], ...]:
    """Return the fields that are handed over for some values, with what is in them."""
    values = [each for each in taken if not isinstance(each, Ends)]
    if len(values) == len(taken):
        return tuple(_handed(names, values).items())
    low = _handed(names, [each.low if isinstance(each, Ends) else each for each in taken])
    high = _handed(names, [each.high if isinstance(each, Ends) else each for each in taken])
    return tuple((field, Ends(low[field], high[field])) for field in low)


def _handed(names: Iterable[str], taken: Iterable[Value | None]) -> dict[str, str | float]:
    return fields(Facts(_NOTHING.model_copy(update=dict(zip(names, taken, strict=True)))))
