"""An edition compiled to bit tables: the verdicts of a profile in a few look-ups, without reasons.

What stands in every table is what stands for the profile. Adding one number then carries each field
of bits that is not empty into the guard bit above it: the guard bits alone are the verdicts.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from types import MappingProxyType

from allscape.engine import plain
from allscape.engine.alternatives import TooMany, alternatives
from allscape.engine.edition import Edition
from allscape.engine.tables import Layout, tables
from allscape.model.base import Verdict
from allscape.model.facts import Facts
from allscape.model.profile import Profile

MAX_REMEMBERED = 50_000

Verdicts = Mapping[str, Verdict]
Judge = Callable[[Profile], Verdicts]


def compiled(edition: Edition) -> Judge:
    """Return a function from a profile to the verdict of every approach, in their order.

    What it returns cannot be changed. The tables are filled as values are met, so that the first
    thousands of profiles take longer. Where an approach has too many alternatives the plain
    evaluator answers in place of the tables.
    """
    names = [each.id for each in edition.approaches()]
    try:
        layout = Layout.of([alternatives(edition, name) for name in names])
    except TooMany:
        return lambda profile: MappingProxyType(plain.verdicts(edition, Facts(profile), names))
    readers = [(itemgetter(*reads), table) for reads, table in tables(layout)]
    told = _Told(names, layout.guards)
    everything, guard = layout.everything, sum(layout.guards)

    def judge(profile: Profile) -> Verdicts:
        given = profile.__dict__
        standing = everything
        for read, table in readers:
            standing &= table[read(given)]
        return told[standing + everything & guard]

    return judge


class _Told(dict[int, Verdicts]):
    """The verdicts that guard bits mean; emptied when it has grown too large."""

    def __init__(self, names: Iterable[str], guards: tuple[int, ...]) -> None:
        self._fields = list(zip(names, guards[::2], guards[1::2], strict=True))

    def __missing__(self, bits: int) -> Verdicts:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        self[bits] = told = MappingProxyType(
            {name: _verdict(bits & sure, bits & can) for name, sure, can in self._fields}
        )
        return told


def _verdict(sure: int, can: int) -> Verdict:
    if sure:
        return Verdict.MATCHED
    return Verdict.UNDETERMINED if can else Verdict.RULED_OUT
