"""The alternatives of all approaches as bits of one number."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from allscape.engine.alternatives import Alternative, Literal, truth
from allscape.model.base import Truth
from allscape.model.conditions import Unmodelled
from allscape.model.facts import Facts


class Layout(NamedTuple):
    """Where the bits lie: every alternative has one for "surely holds", one for "can still hold".

    One that rests on the unmodelled has the second alone.
    `fields` are both sets of bits of each approach; of the same alternatives, the same bits.
    """

    sure: Mapping[Literal, int]
    can: Mapping[Literal, int]
    fields: Sequence[tuple[int, int]]
    everything: int

    @classmethod
    def of(cls, approaches: Iterable[Iterable[Alternative]]) -> "Layout":
        """Return the layout for the alternatives of some approaches."""
        wanted = list(map(frozenset, approaches))
        bits: tuple[dict[Literal, int], dict[Literal, int]] = ({}, {})
        fields, bit = dict[frozenset[Alternative], tuple[int, int]](), 1
        for found in dict.fromkeys(wanted):
            pair = []
            modelled = {a for a in found if not any(isinstance(each, Unmodelled) for each in a)}
            for mine, standing in zip(bits, (modelled, found), strict=True):
                start = bit
                for alternative in standing:
                    for literal in alternative:
                        if isinstance(literal, Unmodelled):
                            continue
                        mine[literal] = mine.get(literal, 0) | bit
                    bit <<= 1
                pair.append(bit - start)
            fields[found] = (pair[0], pair[1])
        return cls(*bits, [fields[each] for each in wanted], bit - 1)

    def standing(self, literals: Iterable[Literal], facts: Facts) -> int:
        """Return the bits that the truth of some literals leaves standing."""
        left = self.everything
        for literal in literals:
            found = truth(literal, facts)
            if found is not Truth.TRUE:
                left &= ~self.sure.get(literal, 0)
            if found is Truth.FALSE:
                left &= ~self.can[literal]
        return left
