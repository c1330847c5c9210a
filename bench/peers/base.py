"""What every peer does: it is given the formulas once, and then one profile after another."""

from collections.abc import Iterable
from typing import Any, Protocol

from allscape.model.profile import Profile
from bench.formulas import Formulas


class Peer(Protocol):
    """An engine with the rules in it, ready."""

    def given(self, profile: Profile) -> Any:
        """Return a profile as the engine wants it. Not timed."""

    def answer(self, given: Any, /) -> Any:
        """Return what is matched, in whatever form the engine tells it. Timed."""

    def matched(self, answer: Any) -> Iterable[str]:
        """Return the approaches that an answer means. Not timed."""


class Listing:
    """A peer whose rules are one expression: the list of the truths of all formulas."""

    def __init__(self, told: Formulas) -> None:
        self._names = list(told)

    def given(self, profile: Profile) -> Any:
        """Return the facts that are known."""
        return profile.known()

    def matched(self, answer: Any) -> Iterable[str]:
        """Return the approaches whose formula is true."""
        return (name for name, truth in zip(self._names, answer, strict=True) if truth)
