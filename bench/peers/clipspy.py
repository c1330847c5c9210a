"""clipspy: a template fact a profile, a rule for each alternative, and the agenda as the answer."""

from collections.abc import Iterable
from typing import Any

import clips

from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES, Profile
from bench.formulas import Formulas, Leaf, OneOf, alternatives
from bench.peers.written import word


class Clipspy:
    """An environment of CLIPS. A rule is on the agenda where the profile matches it."""

    def __init__(self, told: Formulas) -> None:
        self._environment = clips.Environment()
        slots = " ".join(f"(slot {name} (default unknown))" for name in ATTRIBUTES)
        self._environment.build(f"(deftemplate profile {slots})")
        self._template = self._environment.find_template("profile")
        self._approaches: dict[str, str] = {}
        for name, formula in told.items():
            for alternative in alternatives(formula):
                rule = f"r{len(self._approaches)}"
                self._approaches[rule] = name
                self._environment.build(f"(defrule {rule} {_pattern(alternative)} => )")

    def given(self, profile: Profile) -> Any:
        """Return the known facts; words are symbols to CLIPS."""
        return {name: _symbol(value) for name, value in profile.known().items()}

    def answer(self, given: Any, /) -> Any:
        """Return the names of the rules that match."""
        fact = self._template.assert_fact(**given)
        found = [each.name for each in self._environment.activations()]
        fact.retract()
        return found

    def matched(self, answer: Any) -> Iterable[str]:
        """Return the approaches of the rules."""
        return (self._approaches[rule] for rule in answer)


def _symbol(value: Value) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return clips.Symbol(word(value))


def _pattern(alternative: frozenset[Leaf]) -> str:
    slots: dict[str, list[str]] = {}
    for leaf in sorted(alternative, key=str):
        slots.setdefault(leaf.attribute, []).append(_constraint(leaf))
    told = [f"({name} {'&'.join(constraints)})" for name, constraints in slots.items()]
    return f"(profile {' '.join(told)})"


def _constraint(leaf: Leaf) -> str:
    if isinstance(leaf, OneOf):
        return "|".join(map(word, leaf.values))
    name = f"?{leaf.attribute}"
    return f"{name}&:(numberp {name})&:({leaf.sign} {name} {leaf.number:g})"
