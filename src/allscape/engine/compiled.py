"""An edition compiled to bit tables: facts to verdicts in a few look-ups, without reasons.

The tables are asked for values as they are given. What no table knows yet goes through `Profile`,
which refuses what is no profile, and is remembered from then on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from allscape.engine import plain
from allscape.engine.alternatives import TooMany, alternatives
from allscape.engine.edition import Edition
from allscape.engine.layout import Layout
from allscape.engine.tables import Table, tables
from allscape.engine.verdict_cache import Field, VerdictCache, Verdicts
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES, Profile

ProfileLike = Profile | Mapping[str, object]
"""What is known of a case: a profile, or values by the names of attributes, as in a case file."""
Judge = Callable[[ProfileLike], Verdicts]

NOTHING_GIVEN: dict[str, Any] = dict.fromkeys(ATTRIBUTES)


def compiled(edition: Edition) -> Judge:
    """Return a function from what is given to the verdict of every approach, in their order.

    It raises `pydantic.ValidationError` for what `Profile` refuses. What it returns cannot be
    changed. The tables are filled as values are met, so that the first thousands of cases take
    longer. Where an approach has too many alternatives the plain evaluator answers in their place.
    """
    try:
        return _looking_up(tabled(edition))
    except TooMany:
        names = [each.id for each in edition.approaches()]
        return lambda given: MappingProxyType(
            plain.verdicts(edition, Facts(_profile(given)), names)
        )


class Tabled(NamedTuple):
    """What a look-up is made of: its tables, its text, the bits that tell of each approach."""

    fields: Sequence[Field]
    everything: int
    tables: Sequence[Table]
    source: str


def tabled(edition: Edition) -> Tabled:
    """Return what the approaches of an edition are looked up in. Raises `TooMany`."""
    names = [each.id for each in edition.approaches()]
    layout = Layout.of([alternatives(edition, name) for name in names])
    made = tables(layout)
    fields = list(zip(names, layout.fields, strict=True))
    return Tabled(fields, layout.everything, made, _source(made))


def _profile(given: ProfileLike) -> Profile:
    """Return what is given as a profile. Raises `pydantic.ValidationError`."""
    if isinstance(given, Profile):
        return Profile.model_validate(vars(given))
    return Profile.model_validate(dict(given) if isinstance(given, Mapping) else given)


def _looking_up(tabled: Tabled) -> Judge:
    """Return a function that looks what is given up in all the tables."""
    made, verdicts = tabled.tables, VerdictCache(tabled.fields)

    def first_seen(given: ProfileLike) -> Verdicts:
        profile = _profile(given)
        raw = NOTHING_GIVEN | dict(vars(given) if isinstance(given, Profile) else given)
        bits = tabled.everything
        for table in made:
            bits &= table.remember(raw, vars(profile))
        return verdicts[bits]

    scope: dict[str, Any] = {f"t{at}": table.seen for at, table in enumerate(made)}
    scope |= {"Profile": Profile, "NOTHING_GIVEN": NOTHING_GIVEN, "first_seen": first_seen}
    scope["verdicts"] = verdicts
    exec(tabled.source, scope)  # noqa: S102  # of our own names alone
    judge: Judge = scope["judge"]
    return judge


def _source(made: Sequence[Table]) -> str:
    """Return the look-up, written out for the tables there are: a loop takes a sixth longer.

    A name that is no attribute makes one value too many. Where no table has a value, or it cannot
    be looked up at all, it has not been seen; nor is it where it might only equal one that was.
    """
    look_ups = (
        f"t{at}{''.join(f'[{name}]' for name in table.reads)}" for at, table in enumerate(made)
    )
    return (
        "def judge(given):\n"
        "    try:\n"
        f"        {', '.join(ATTRIBUTES)} = (\n"
        "            given.__dict__ if type(given) is Profile else NOTHING_GIVEN | given\n"
        "        ).values()\n"
        f"        if {' and '.join(_surely_that())}:\n"
        f"            return verdicts[{' & '.join(look_ups)}]\n"
        "    except (KeyError, TypeError, ValueError):\n"
        "        pass\n"
        "    return first_seen(given)\n"
    )


def _surely_that() -> Iterator[str]:
    """Yield what tells True from 1 and 1 from a `Decimal`, which are equal and found as one."""
    for name, attribute in ATTRIBUTES.items():
        if attribute.flag:
            yield f"({name} is None or {name} is True or {name} is False or type({name}) is str)"
        elif attribute.numeric:
            kind = f"type({name})"
            yield f"({name} is None or {kind} is int or {kind} is float or {kind} is str)"
