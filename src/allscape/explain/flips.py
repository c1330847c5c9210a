"""What would have to differ, and what a missing fact would do."""

from collections.abc import Iterable, Iterator, Mapping

from allscape.engine import plain
from allscape.engine.edition import Edition
from allscape.explain.smallest import Names, smallest_sets
from allscape.explain.values import changed, tests_of, worth_trying
from allscape.model.attributes import Value
from allscape.model.base import Frozen, Verdict
from allscape.model.facts import Facts
from allscape.model.profile import Profile, partners

Changes = dict[str, Value]
Options = Mapping[str, list[Value]]


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
    numbers that do the same the whole one nearest to the case's is given, where there is one. No
    set contains another.
    """
    tests = tests_of(edition, edition.offering(approach))
    near = partners(tests)
    trial = _Trial(edition, approach, profile)
    options = {
        name: worth_trying(name, tests.get(name, []), now)
        for name, now in profile.known().items()
        if name in tests or name in near
    }
    found = [trial.flips(options, each) for each in smallest_sets(list(options), trial.open_to)]
    if not all(found):
        # Words can leave open what no single value makes so ("a or not a" of an unknown fact).
        sets = smallest_sets(list(options), lambda each: trial.lifted(options, each))
        found = [trial.flips(options, each) for each in sets]
    return [flip for flips in found for flip in flips]


class _Trial:
    """What an approach comes to where known facts of a case are other, or not known."""

    def __init__(self, edition: Edition, approach: str, profile: Profile) -> None:
        self._edition, self._approach, self._profile = edition, approach, profile

    def open_to(self, names: Names) -> bool:
        """Tell whether the ruling falls where some facts are not known."""
        return self._then(dict.fromkeys(names)) is not None

    def flips(self, options: Options, names: Names) -> list[Flip]:
        """Return the changes of all of some facts that lift the ruling."""
        found = self._lifting({n: other for n, other in options.items() if n in names})
        return [Flip(changes=changes, then=then) for changes, then in found]

    def lifted(self, options: Options, names: Names) -> bool:
        """Tell whether other values of some facts, or of a part of them, lift the ruling."""
        now = self._profile.known()
        mine = {name: [now[name], *other] for name, other in options.items() if name in names}
        return any(True for _ in self._lifting(mine))

    def _lifting(self, options: Options) -> Iterator[tuple[Changes, Verdict]]:
        """Yield the choices of a value for each of some facts that lift the ruling, in order.

        What rules out with the first of the values alone, rules out whatever the others are.
        """
        chosen: Changes = {}

        def ahead(names: list[str]) -> Iterator[tuple[Changes, Verdict]]:
            then = self._then({**chosen, **dict.fromkeys(names)})
            if then is None:
                return
            if not names:
                yield dict(chosen), then
                return
            for value in options[names[0]]:
                chosen[names[0]] = value
                yield from ahead(names[1:])

        yield from ahead(list(options))

    def _then(self, changes: Mapping[str, Value | None]) -> Verdict | None:
        """Return the verdict after some changes, None where it is ruled out or they contradict."""
        other = changed(self._profile, changes)
        if other is None:
            return None
        then = plain.verdict(self._edition, Facts(other), self._approach)
        return None if then is Verdict.RULED_OUT else then


def outcomes(
    edition: Edition, approach: str, profile: Profile, names: Iterable[str]
) -> list[Outcome]:
    """Return what each other value of each of some facts, alone, would make of an approach."""
    tests = tests_of(edition, edition.offering(approach))
    return [
        Outcome(attribute=name, value=value, then=plain.verdict(edition, Facts(other), approach))
        for name in names
        for value in worth_trying(name, tests[name], getattr(profile, name))
        if (other := changed(profile, {name: value})) is not None
    ]
