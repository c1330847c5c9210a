"""zen-engine: one compiled expression, a list of all truths."""

from typing import Any

import zen

from bench.formulas import Formulas
from bench.peers.base import Listing
from bench.peers.written import Language

_LANGUAGE = Language(every="and", some="or", number="{:g}".format)


class ZenEngine(Listing):
    """A compiled expression of zen-engine."""

    def __init__(self, told: Formulas) -> None:
        super().__init__(told)
        expression = _LANGUAGE.listed(list(told.values()))
        self.answer: Any = zen.compile_expression(expression).evaluate
