"""An edition compiled to bit tables: the verdicts of a profile in a few look-ups, without reasons.

What stands in every table is what stands for the profile, and that alone is looked up once more.
"""

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Any

from allscape.engine import plain
from allscape.engine.alternatives import TooMany, alternatives
from allscape.engine.edition import Edition
from allscape.engine.layout import Layout
from allscape.engine.native import looking_up_in_c
from allscape.engine.tables import Table, tables
from allscape.engine.told import Told, Verdicts
from allscape.model.facts import Facts
from allscape.model.profile import Profile

Judge = Callable[[Profile], Verdicts]


def compiled(edition: Edition, *, in_c: bool = True) -> Judge:
    """Return a function from a profile to the verdict of every approach, in their order.

    What it returns cannot be changed. The tables are filled as values are met, so that the first
    thousands of profiles take longer. They are read in C where that was built and is wanted. Where
    an approach has too many alternatives the plain evaluator answers in place of the tables.
    """
    names = [each.id for each in edition.approaches()]
    try:
        layout = Layout.of([alternatives(edition, name) for name in names])
    except TooMany:
        return lambda profile: MappingProxyType(plain.verdicts(edition, Facts(profile), names))
    made, told = tables(layout), Told(list(zip(names, layout.fields, strict=True)))
    judge = _looking_up(made, told, layout.everything)
    found = looking_up_in_c(made, told, layout.everything, judge) if in_c else None
    return found or judge


def _looking_up(made: Sequence[Table], told: Told, everything: int) -> Judge:
    """Return a function that looks a profile up in all the tables.

    It is written out for the tables there are: a loop over them takes a sixth longer.
    """
    look_ups = [
        f"t{at}[{', '.join(f'given[{axis.name!r}]' for axis in table.axes)}]"
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
