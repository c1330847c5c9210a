"""zen-engine: compiled expressions, one for the list of all truths or one an approach."""

from typing import Any

import zen

from bench.formulas import Formulas
from bench.peers.base import Listing
from bench.peers.written import Language

_LANGUAGE = Language(every="and", some="or", number="{:g}".format)


class OneForAll(Listing):
    """One expression, a list of all truths."""

    def __init__(self, told: Formulas) -> None:
        super().__init__(told)
        expression = _LANGUAGE.listed(list(told.values()))
        self.answer: Any = zen.compile_expression(expression).evaluate


class OneEach(Listing):
    """An expression an approach."""

    def __init__(self, told: Formulas) -> None:
        super().__init__(told)
        written = map(_LANGUAGE.written, told.values())
        self._expressions = [zen.compile_expression(each).evaluate for each in written]

    def answer(self, given: Any) -> list[Any]:
        """Return the truths, in their order."""
        return [evaluate(given) for evaluate in self._expressions]
