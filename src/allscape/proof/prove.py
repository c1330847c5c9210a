"""All that can be said of a rulebook without a single case: one report."""

from datetime import date

from allscape.engine.edition import Edition
from allscape.model.base import Frozen
from allscape.proof.gaps import Gaps, gaps
from allscape.proof.hanging import Switch, hanging
from allscape.proof.idle import Idle, idle
from allscape.proof.limits import Never, Undecided, nevers, undecided
from allscape.proof.meanings import meanings
from allscape.proof.relations import Pair, equal, implied, overlaps, shadowed


class Proof(Frozen):
    """What holds for every profile that there can be, unknown facts included.

    `nevers` that are not said of all, and `undecided`, are faults; everything else is for
    information: two articles may well say the same, and overlap is normal here.
    """

    as_of: date | None
    readings: dict[str, str]
    statements: int
    approaches: int
    nevers: tuple[Never, ...]
    undecided: tuple[Undecided, ...]
    shadowed: tuple[Pair, ...]
    equal: tuple[tuple[str, ...], ...]
    equal_approaches: tuple[tuple[str, ...], ...]
    implied: tuple[Pair, ...]
    together: tuple[Pair, ...]
    never_together: tuple[Pair, ...]
    idle: Idle
    gaps: Gaps
    switches: tuple[Switch, ...]

    @property
    def dead(self) -> tuple[Never, ...]:
        """The verdicts that are never come to although there are conditions."""
        return tuple(each for each in self.nevers if not each.said_of_all)

    @property
    def sound(self) -> bool:
        """Whether nothing is dead and nothing left undecided by its words."""
        return not self.dead and not self.undecided


def prove(edition: Edition) -> Proof:
    """Return what can be proved of an edition."""
    here = meanings(edition)
    together, never = overlaps(here)
    return Proof(
        as_of=edition.as_of,
        readings=dict(edition.readings),
        statements=len(here.statements),
        approaches=len(here.approaches),
        nevers=tuple(nevers(here)),
        undecided=tuple(undecided(here)),
        shadowed=tuple(shadowed(here)),
        equal=tuple(equal(here.statements)),
        equal_approaches=tuple(equal(here.approaches)),
        implied=tuple(implied(here, here.approaches)),
        together=tuple(together),
        never_together=tuple(never),
        idle=idle(here),
        gaps=gaps(here),
        switches=tuple(hanging(edition)),
    )
