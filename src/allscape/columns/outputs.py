"""The columns that are made of cases: verdicts, what speaks against an approach, notes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from allscape.columns.truths import Truths
from allscape.engine.edition import Edition


class Outputs(NamedTuple):
    """The columns by what they say; no id in a rulebook has the colon of the last two.

    `verdicts` are named after approaches and statements. `against` and `notes` are columns of
    true and false, by approach and by remark: true where a statement against the approach surely
    holds, as `evaluate` says, whatever the verdict, or where the remark does.
    """

    verdicts: Sequence[str]
    against: Mapping[str, str]
    notes: Mapping[str, str]

    @property
    def columns(self) -> list[str]:
        """All of them in the order of the file: what is against an approach beside its verdict."""
        beside = ([each, *filter(None, [self.against.get(each)])] for each in self.verdicts)
        return [*(name for pair in beside for name in pair), *self.notes.values()]

    @property
    def flags(self) -> list[str]:
        """The columns of true and false."""
        return [*self.against.values(), *self.notes.values()]


def outputs(edition: Edition, *, statements: bool = False) -> Outputs:
    """Return the columns that an edition makes of cases."""
    names = [each.id for each in edition.approaches()]
    return Outputs(
        [*names, *edition.statements] if statements else names,
        {name: f"{name}:against" for name in names if edition.against(name)},
        {each.id: f"{each.id}:note" for each in edition.remarks()},
    )


def numbered(edition: Edition, made: Outputs, truths: Truths) -> tuple[dict[str, int], ...]:
    """Return the number of the truth that each verdict rests on, and of each of the flags."""
    approaches = {each.id for each in edition.approaches()}
    verdicts = {
        name: truths.approach(name) if name in approaches else truths.of(edition.statements[name])
        for name in made.verdicts
    }
    flags = {
        column: truths.any_of(edition.statements[each.id] for each in edition.against(name))
        for name, column in made.against.items()
    }
    remarks = {made.notes[each.id]: truths.of(each.when) for each in edition.remarks()}
    return verdicts, flags | remarks
