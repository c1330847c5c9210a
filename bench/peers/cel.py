"""common-expression-language: one compiled program, a list of all truths."""

from typing import Any

import cel

from allscape.model.profile import Profile
from bench.formulas import Formulas
from bench.peers.base import Listing
from bench.peers.written import Language

_LANGUAGE = Language(every="&&", some="||", number=str)


class Cel(Listing):
    """A compiled program of common-expression-language, on its Rust core."""

    def __init__(self, told: Formulas) -> None:
        super().__init__(told)
        expression = _LANGUAGE.listed(list(told.values()))
        self.answer: Any = cel.compile(expression).execute

    def given(self, profile: Profile) -> Any:
        """Return every fact: a name that is not there is an error of this language."""
        return dict(profile)
