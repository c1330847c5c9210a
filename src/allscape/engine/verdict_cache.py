"""What bits tell: the verdict of every approach, put together once and then remembered."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from types import MappingProxyType

from allscape.model.base import Verdict

MAX_REMEMBERED = 50_000
PART = 7
"""Verdicts are put together from those of so many approaches each."""

Verdicts = Mapping[str, Verdict]
Field = tuple[str, tuple[int, int]]
"""An approach, its bits for "surely holds" and its bits for "can still hold"."""


class VerdictCache(dict[int, Verdicts]):
    """The verdicts that bits mean; emptied when it has grown too large."""

    def __init__(self, fields: Sequence[Field]) -> None:
        # The first part has a place for every approach, so that the others need none to be made.
        self._first = _FewVerdicts(fields[:PART], fields)
        groups = [fields[at : at + PART] for at in range(PART, len(fields), PART)]
        self._others = [_FewVerdicts(each, each) for each in groups]

    def __missing__(self, bits: int) -> Verdicts:
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        text = self._first[bits & self._first.mask].copy()
        for part in self._others:
            text |= part[bits & part.mask]
        self[bits] = fixed = MappingProxyType(text)
        return fixed


class _FewVerdicts(dict[int, dict[str, Verdict]]):
    """The verdicts of a few approaches: so few that bits mean the same again and again."""

    def __init__(self, mine: Sequence[Field], named: Sequence[Field]) -> None:
        self._named = named
        self.mask = reduce(or_, (sure | can for _, (sure, can) in mine), 0)

    def __missing__(self, bits: int) -> dict[str, Verdict]:
        self[bits] = {name: _verdict(bits & sure, bits & can) for name, (sure, can) in self._named}
        return self[bits]


def _verdict(sure: int, can: int) -> Verdict:
    if sure:
        return Verdict.MATCHED
    return Verdict.UNDETERMINED if can else Verdict.RULED_OUT
