"""The smallest changes that lift a ruling the long way round: every set of known facts is tried."""

from collections.abc import Iterator
from itertools import combinations, product

from allscape import Profile, Verdict
from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.explain.flips import Flip
from allscape.explain.values import changed, tests_of, worth_trying
from allscape.model.conditions import Test
from allscape.model.facts import Facts
from allscape.model.profile import partners


def every_subset(edition: Edition, approach: str, profile: Profile) -> list[Flip]:
    """Return what `smallest_changes` returns."""
    tests = tests_of(edition, edition.offering(approach))
    known = profile.known()
    names = [name for name in known if name in tests or name in partners(tests)]
    found: list[Flip] = []
    done: list[set[str]] = []
    for size in range(1, len(names) + 1):
        for chosen in combinations(names, size):
            if any(each <= set(chosen) for each in done):
                continue
            here = list(flips_of(edition, approach, profile, {n: tests.get(n, []) for n in chosen}))
            found += here
            done += [set(chosen)] if here else []
    return found


def flips_of(
    edition: Edition, approach: str, profile: Profile, chosen: dict[str, list[Test]]
) -> Iterator[Flip]:
    """Yield the changes of all of some facts that lift the ruling."""
    open_ = changed(profile, dict.fromkeys(chosen))
    if open_ is None or verdict_of(edition, approach, open_) is Verdict.RULED_OUT:
        return
    options = [worth_trying(name, mine, getattr(profile, name)) for name, mine in chosen.items()]
    for values in product(*options):
        changes = dict(zip(chosen, values, strict=True))
        other = changed(profile, changes)
        if other is not None:
            then = verdict_of(edition, approach, other)
            if then is not Verdict.RULED_OUT:
                yield Flip(changes=changes, then=then)


def verdict_of(edition: Edition, approach: str, profile: Profile) -> Verdict:
    """Return the verdict of one approach."""
    return plain.verdicts(edition, Facts(profile), [approach])[approach]
