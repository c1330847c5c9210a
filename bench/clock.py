"""Interleaved rounds, and what they come to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

Name = TypeVar("Name")


@dataclass(frozen=True)
class Times:
    """Seconds a unit of work, a round each."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the rounds."""
        return median(self.rounds)

    @property
    def spread(self) -> str:
        """How far the rounds lie from their median, the lowest and the highest."""
        low, high = min(self.rounds) / self.median - 1, max(self.rounds) / self.median - 1
        return f"{low:+.0%} {high:+.0%}"


def interleaved(
    contenders: Mapping[Name, Callable[[int], float]], rounds: int
) -> dict[Name, Times]:
    """Return the times of contenders that take turns, each first in one round after another.

    A contender is given the number of the round and returns its seconds a unit of work.
    """
    names = list(contenders)
    found: dict[Name, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            found[name].append(contenders[name](turn))
    return {name: Times(tuple(times)) for name, times in found.items()}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that some work takes, and what it returns."""
    started = perf_counter()
    done = work()
    return perf_counter() - started, done
