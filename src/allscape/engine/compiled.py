"""An edition compiled to bit tables: the verdicts of a profile in a few look-ups, without reasons.

What stands in every table is what stands for the profile, and that alone is looked up once more.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import or_
from types import MappingProxyType
from typing import Any

from allscape.engine import plain
from allscape.engine.alternatives import TooMany, alternatives
from allscape.engine.edition import Edition
from allscape.engine.layout import Layout
from allscape.engine.tables import Table, tables
from allscape.model.base import Verdict
from allscape.model.facts import Facts
from allscape.model.profile import Profile

MAX_REMEMBERED = 50_000
PART = 7
"""Verdicts are put together from those of so many approaches each."""

Verdicts = Mapping[str, Verdict]
Judge = Callable[[Profile], Verdicts]
_Field = tuple[str, tuple[int, int]]


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
    told = _Told(list(zip(names, layout.fields, strict=True)))
    return _looking_up(tables(layout), told, layout.everything)


def _looking_up(made: Sequence[Table], told: "_Told", everything: int) -> Judge:
    """Return a function that looks a profile up in all the tables.

    It is written out for the tables there are: a loop over them takes a sixth longer.
    """
    look_ups = [
        f"t{at}[{', '.join(f'given[{name!r}]' for name in table.reads)}]"
        for at, table in enumerate(made)
    ]
    source = (
        "def judge(profile):\n"
        "    given = profile.__dict__\n"
        f"    return told[{' & '.join(look_ups) or everything}]"
    )
    scope: dict[str, Any] = {f"t{at}": table.bits for at, table in enumerate(made)}
    scope["told"] = told
    exec(source, scope)  # noqa: S102  # of our own names alone
    judge: Judge = scope["judge"]
    return judge


class _Told(dict[int, Verdicts]):
    """The verdicts that bits mean; emptied when it has grown too large."""

    def __init__(self, fields: Sequence[_Field]) -> None:
        self._parts = [_Part(fields[at : at + PART]) for at in range(0, len(fields), PART)]

    def __missing__(self, bits: int) -> Verdicts:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        told: dict[str, Verdict] = {}
        for part in self._parts:
            told |= part[bits & part.mask]
        self[bits] = fixed = MappingProxyType(told)
        return fixed


class _Part(dict[int, dict[str, Verdict]]):
    """The verdicts of a few approaches: so few that bits mean the same again and again."""

    def __init__(self, fields: Sequence[_Field]) -> None:
        self._fields = fields
        self.mask = reduce(or_, (sure | can for _, (sure, can) in fields))

    def __missing__(self, bits: int) -> dict[str, Verdict]:
        self[bits] = {name: _verdict(bits & sure, bits & can) for name, (sure, can) in self._fields}
        return self[bits]


def _verdict(sure: int, can: int) -> Verdict:
    if sure:
        return Verdict.MATCHED
    return Verdict.UNDETERMINED if can else Verdict.RULED_OUT
