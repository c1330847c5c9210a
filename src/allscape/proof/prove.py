"""All that can be said of a rulebook without a single case: one report."""

from datetime import date

from allscape.engine.edition import Edition
from allscape.model.base import Frozen
from allscape.proof.gaps import Gaps, gaps
from allscape.proof.hanging import Switch, hanging
from allscape.proof.idle import Blank, Idle, blanks, idle
from allscape.proof.limits import Never, Seen, Undecided, nevers, seen, undecided
from allscape.proof.meanings import meanings
from allscape.proof.relations import Relation, equal, implied, overlaps, shadowed


class Proof(Frozen):
    """What holds for every profile that there can be, unknown facts included.

    `nevers` that are not said of all, `undecided`, and what is `seen` in no case are faults;
    everything else is for information: two articles may well say the same, and overlap is normal.
    `unmodelled` lists apart what no profile has a fact for, and what hangs on it.
    """

    as_of: date | None
    readings: dict[str, str]
    statements: int
    approaches: int
    nevers: tuple[Never, ...]
    undecided: tuple[Undecided, ...]
    shadowed: tuple[Relation, ...]
    equal: tuple[tuple[str, ...], ...]
    equal_approaches: tuple[tuple[str, ...], ...]
    implied: tuple[Relation, ...]
    together: tuple[Relation, ...]
    never_together: tuple[Relation, ...]
    idle: Idle
    gaps: Gaps
    switches: tuple[Switch, ...]
    seen: tuple[Seen, ...]
    unmodelled: tuple[Blank, ...] = ()

    @property
    def unseen(self) -> tuple[str, ...]:
        """The statements that no page of any case prints, nor could, were everything modelled."""
        return tuple(e.statement for e in self.seen if e.case is None and not e.unmodelled)

    @property
    def dead(self) -> tuple[Never, ...]:
        """The verdicts that are never come to although there are conditions, all modelled."""
        return tuple(e for e in self.nevers if not (e.said_of_all or e.unmodelled))

    @property
    def sound(self) -> bool:
        """Whether nothing is dead, nothing left undecided by its words, and all can be seen."""
        return not (self.dead or self.undecided or self.unseen)


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
        seen=tuple(seen(here)),
        unmodelled=tuple(blanks(here)),
    )
