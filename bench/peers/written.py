"""Formulas written out in languages that differ in little but their words."""

from collections.abc import Callable
from dataclasses import dataclass

from allscape.model.attributes import Value
from bench.formulas import Bound, Every, Formula, OneOf


@dataclass(frozen=True)
class Language:
    """How a language writes "and", "or" and a number; null is what an unknown fact is."""

    every: str
    some: str
    number: Callable[[float], str]

    def listed(self, told: list[Formula]) -> str:
        """Return the list of the truths of some formulas."""
        return f"[{', '.join(map(self.written, told))}]"

    def written(self, formula: Formula) -> str:
        """Return a formula, in brackets where it needs them."""
        if isinstance(formula, OneOf):
            return _one_of(formula)
        if isinstance(formula, Bound):
            bound = f"{formula.attribute} {formula.sign} {self.number(formula.number)}"
            return f"({formula.attribute} != null {self.every} {bound})"
        if not formula.members:
            return word(isinstance(formula, Every))
        between = f" {self.every if isinstance(formula, Every) else self.some} "
        return f"({between.join(map(self.written, formula.members))})"


def _one_of(formula: OneOf) -> str:
    constants = [word(v) if isinstance(v, bool) else f"'{v}'" for v in formula.values]
    if len(constants) == 1:
        return f"{formula.attribute} == {constants[0]}"
    return f"{formula.attribute} in [{', '.join(constants)}]"


def word(value: Value) -> str:
    """Return a choice as one word."""
    return str(value).lower() if isinstance(value, bool) else str(value)
