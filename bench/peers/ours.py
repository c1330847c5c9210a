"""The program itself, one profile at a time: as every peer, but that it decides three values."""

from collections.abc import Iterable
from typing import Any

from allscape import Profile, Rulebook, Verdict


class Ours:
    """`book.verdicts`."""

    def __init__(self, book: Rulebook) -> None:
        self.answer: Any = book.verdicts

    def given(self, profile: Profile) -> Any:
        """Return the profile, made just now as for every engine."""
        return profile.model_copy()

    def matched(self, answer: Any) -> Iterable[str]:
        """Return the approaches that are matched."""
        return (name for name, verdict in answer.items() if verdict is Verdict.MATCHED)
