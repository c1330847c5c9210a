"""What would have to differ, and what a missing fact would do."""

from collections.abc import Iterator
from itertools import combinations, product

from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.explain.values import changed, partners, tests_of, worth_trying
from allscape.model.attributes import Value
from allscape.model.base import Frozen, Verdict
from allscape.model.conditions import Test
from allscape.model.facts import Facts
from allscape.model.profile import Profile


class Flip(Frozen):
    """Known facts that together, made different, would change a verdict; no part of them would."""

    changes: dict[str, Value]
    then: Verdict


class Outcome(Frozen):
    """What a value of a fact that is not known yet would make of an approach."""

    attribute: str
    value: Value
    then: Verdict


def smallest_changes(edition: Edition, approach: str, profile: Profile) -> list[Flip]:
    """Return the smallest sets of known facts whose change would lift the ruling out.

    `then` is what the approach would come to: matched, or open on facts that are not known. Of the
    values that do the same the one nearest to the case's is given. No set contains another.
    """
    tests = tests_of(edition, edition.offering(approach))
    known = profile.known()
    names = [name for name in known if name in tests or name in partners(tests)]
    found: list[Flip] = []
    done: list[set[str]] = []
    for size in range(1, len(names) + 1):
        for chosen in combinations(names, size):
            if any(each <= set(chosen) for each in done):
                continue
            here = list(_flips(edition, approach, profile, {n: tests.get(n, []) for n in chosen}))
            found += here
            done += [set(chosen)] if here else []
    return found


def _flips(
    edition: Edition, approach: str, profile: Profile, chosen: dict[str, list[Test]]
) -> Iterator[Flip]:
    open_ = changed(profile, dict.fromkeys(chosen))
    if open_ is None or _verdict(edition, approach, open_) is Verdict.RULED_OUT:
        return
    options = [worth_trying(name, mine, getattr(profile, name)) for name, mine in chosen.items()]
    for values in product(*options):
        changes = dict(zip(chosen, values, strict=True))
        other = changed(profile, changes)
        if other is not None:
            then = _verdict(edition, approach, other)
            if then is not Verdict.RULED_OUT:
                yield Flip(changes=changes, then=then)


def outcomes(
    edition: Edition, approach: str, profile: Profile, missing: tuple[str, ...]
) -> list[Outcome]:
    """Return what each value of each missing fact, given alone, would make of an approach."""
    tests = tests_of(edition, edition.offering(approach))
    return [
        Outcome(attribute=name, value=value, then=_verdict(edition, approach, other))
        for name in missing
        for value in worth_trying(name, tests[name], None)
        if (other := changed(profile, {name: value})) is not None
    ]


def _verdict(edition: Edition, approach: str, profile: Profile) -> Verdict:
    return plain.verdicts(edition, Facts(profile), [approach])[approach]
