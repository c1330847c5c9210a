"""rule-engine: one rule, a list of all truths."""

from typing import Any

import rule_engine

from bench.formulas import Formulas
from bench.peers.base import Listing
from bench.peers.written import Language

_LANGUAGE = Language(every="and", some="or", number="{:g}".format)


class RuleEngine(Listing):
    """A rule of rule-engine; what is not there is null to it."""

    def __init__(self, told: Formulas) -> None:
        super().__init__(told)
        expression = _LANGUAGE.listed(list(told.values()))
        context = rule_engine.Context(default_value=None)
        self.answer: Any = rule_engine.Rule(expression, context=context).evaluate
