"""How much is measured, and how often."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Sizes:
    """The sizes of one run.

    `profiles` are checked, and timed a round, one at a time; `rows` lie in memory as columns, and
    the long cohort has ten times as many. `starts` are pairs of whole processes. `larger` is
    how many times the rules whole commands are given.
    """

    profiles: int = 20_000
    rows: int = 1_000_000
    rounds: int = 5
    starts: int = 15
    larger: Sequence[int] = (1, 4, 16)

    def of(self, rounds: int | None) -> "Sizes":
        """Return the sizes with another number of rounds, if one is given."""
        return self if rounds is None else replace(self, rounds=rounds)


FULL = Sizes()
QUICK = Sizes(profiles=60, rows=600, rounds=2, starts=1, larger=(1, 2))
