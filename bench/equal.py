"""Equal answers: before anything is timed, and of what was timed as well."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.model.base import Verdict
from allscape.model.facts import Facts
from allscape.model.profile import Profile
from bench.findings import Difference
from bench.peers.base import Peer

Verdicts = Mapping[str, Verdict]


def explained(edition: Edition, profiles: Sequence[Profile]) -> list[Verdicts]:
    """Return the verdicts of profiles by the plain evaluator: the measure of all the others."""
    names = [each.id for each in edition.approaches()]
    return [plain.verdicts(edition, Facts(each), names) for each in profiles]


def in_rows(verdicts: pl.DataFrame) -> list[Verdicts]:
    """Return verdict columns as the verdicts of each row."""
    return [
        {name: Verdict(value) for name, value in row.items()}
        for row in verdicts.iter_rows(named=True)
    ]


def same_matched(
    engine: str,
    peer: Peer,
    profiles: Sequence[Profile],
    answers: Sequence[Any],
    expected: Sequence[Verdicts],
) -> None:
    """Raise `Difference` where the answers of a peer mean other approaches than are matched."""
    for profile, answer, verdicts in zip(profiles, answers, expected, strict=True):
        wanted = {name for name, each in verdicts.items() if each is Verdict.MATCHED}
        differing = wanted ^ set(peer.matched(answer))
        if differing:
            raise Difference(_told(engine, profile.known(), differing))


def same_verdicts(
    engine: str, profiles: Sequence[Profile], found: Sequence[Verdicts], wanted: Sequence[Verdicts]
) -> None:
    """Raise `Difference` where verdicts, all three of them, are not those expected."""
    for profile, one, other in zip(profiles, found, wanted, strict=True):
        differing = {name for name in other if one.get(name) is not other[name]}
        if differing or len(one) != len(other):
            raise Difference(_told(engine, profile.known(), differing | (set(one) - set(other))))


def same_columns(
    engine: str, frame: pl.DataFrame, found: pl.DataFrame, wanted: pl.DataFrame
) -> None:
    """Raise `Difference` where verdict columns are not those expected."""
    if found.columns != wanted.columns:
        raise Difference(f"{engine} has other columns: {', '.join(found.columns)}")
    for name in wanted.columns:
        differing = (found[name] != wanted[name]).fill_null(True).arg_true()
        if len(differing):
            row = {n: each for n, each in frame.row(differing[0], named=True).items() if each}
            raise Difference(_told(engine, row, {name}))


def _told(engine: str, profile: Mapping[str, Any], differing: set[str]) -> str:
    return f"{engine} differs on {', '.join(sorted(differing))} for the profile {dict(profile)}"
