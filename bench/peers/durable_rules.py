"""durable-rules bare, in its safe use: a rule for each alternative, one flat fact a profile.

Two ways: its documented `Host`, and the calls into C that a host makes. The second is what a user
gets who goes round the documented way, and about as fast as the engine can be.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

import durable_rules_engine as c_calls
from durable.engine import Host

from allscape.model.profile import ATTRIBUTES, Profile
from bench.formulas import Bound, Formulas, Leaf, alternatives
from bench.peers.written import word

_EVERY_FACT = {"zz": "y"}
_SESSION = "s"
_RULESET = "bench"
_FIELDS = {name: f"a{at}" for at, name in enumerate(ATTRIBUTES)}
_SIGNS = {">=": "$gte", ">": "$gt", "<=": "$lte", "<": "$lt"}

_Test = tuple[str, str, str | float]
_Rules = dict[frozenset[_Test], list[str]]


class ByHost:
    """A host without timer threads; the action of a rule appends its number to a list."""

    def __init__(self, told: Formulas) -> None:
        self._host = _QuietHost()
        self._fired: list[int] = []
        self._rules = _rules(told)
        rules = _ruleset(self._rules)
        for number, name in enumerate(rules):
            rules[name]["run"] = self._action(number)
        self._host.register_rulesets({_RULESET: rules})

    def given(self, profile: Profile) -> Any:
        """Return the known facts, flat, with the marker and the session."""
        return _fact(profile)

    def answer(self, given: Any, /) -> Any:
        """Return the numbers of the rules that fired."""
        self._fired.clear()
        state = self._host.assert_fact(_RULESET, given)
        self._host.delete_state(_RULESET, _SESSION)
        if isinstance(state, dict) and "exception" in state:
            raise RuntimeError(f"durable-rules: {state['exception']}")
        return list(self._fired)

    def matched(self, answer: Any) -> Iterable[str]:
        """Return the approaches of the rules."""
        names = list(self._rules.values())
        return [name for number in answer for name in names[number]]

    def _action(self, number: int) -> Any:
        return lambda _: self._fired.append(number)


class ByCalls:
    """The calls into C alone: no closures, no actions in Python, no threads."""

    def __init__(self, told: Formulas) -> None:
        self._rules = _rules(told)
        rules = _ruleset(self._rules)
        self._names = dict(zip(rules, self._rules.values(), strict=True))
        self._handle = c_calls.create_ruleset(_RULESET, json.dumps(rules))

    def given(self, profile: Profile) -> Any:
        """Return the known facts, flat, as the JSON that the engine takes."""
        return json.dumps(_fact(profile))

    def answer(self, given: Any, /) -> Any:
        """Return what the engine says of every rule that fires, as it says it."""
        handle, found = self._handle, []
        _, state = c_calls.assert_fact(handle, given)
        started = c_calls.start_action_for_state(handle, state)
        fired = started[1] if started else None
        while fired:
            found.append(fired)
            fired = c_calls.complete_and_start_action(handle, state)
        c_calls.delete_state(handle, _SESSION)
        return found

    def matched(self, answer: Any) -> Iterable[str]:
        """Return the approaches of the rules."""
        return [name for told in answer for rule in json.loads(told) for name in self._names[rule]]


class _QuietHost(Host):  # type: ignore[misc]  # durable-rules has no types
    def _run(self) -> None:
        pass


def _rules(told: Formulas) -> _Rules:
    """Return what each antecedent says; the empty one, which always fires, comes first."""
    found: _Rules = {frozenset(): []}
    for name, formula in told.items():
        for alternative in alternatives(formula):
            for tests in product(*map(_tests, alternative)):
                found.setdefault(frozenset(tests), []).append(name)
    return found


def _tests(leaf: Leaf) -> list[_Test]:
    field = _FIELDS[leaf.attribute]
    if isinstance(leaf, Bound):
        return [(field, _SIGNS[leaf.sign], leaf.number)]
    return [(field, "", word(each)) for each in leaf.values]


def _ruleset(rules: _Rules) -> dict[str, dict[str, Any]]:
    return {
        f"r{number}": {"all": [{"m": {"$and": [_EVERY_FACT, *map(_expression, sorted(tests))]}}]}
        if tests
        else {"all": [{"m": _EVERY_FACT}]}
        for number, tests in enumerate(rules)
    }


def _expression(test: _Test) -> Mapping[str, Any]:
    field, sign, value = test
    return {sign: {field: value}} if sign else {field: value}


def _fact(profile: Profile) -> dict[str, Any]:
    known = {
        _FIELDS[name]: float(value) if ATTRIBUTES[name].numeric else word(value)
        for name, value in profile.known().items()
    }
    return {**_EVERY_FACT, "sid": _SESSION, **known}
