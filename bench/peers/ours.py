"""The program itself, one case at a time: as a peer, but that it decides three values."""

from collections.abc import Iterable
from typing import Any

from allscape import Profile, Verdict
from allscape.engine.compiled import Judge


class Ours:
    """`book.verdicts`, or another of the program's functions that answers as it does."""

    def __init__(self, judge: Judge) -> None:
        self.answer: Any = judge

    def given(self, profile: Profile) -> Any:
        """Return the facts that are known, a plain dictionary."""
        return profile.known()

    def matched(self, answer: Any) -> Iterable[str]:
        """Return the approaches that are matched."""
        return (name for name, verdict in answer.items() if verdict is Verdict.MATCHED)
