"""Cases that are not there yet: those that would show a condition to decide, or catch a mutant."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product

from allscape.engine.diagrams import NodeId
from allscape.model.base import Frozen, Verdict
from allscape.model.case import Case, Expectation
from allscape.model.profile import Profile
from allscape.model.statements import Readings
from allscape.proof.witness import smallest
from allscape.trials.coverage import ALWAYS, NEVER, Reach, Site
from allscape.trials.expected import OutcomeName, coming_to, outcome
from allscape.trials.meant import Meant
from allscape.trials.sheet import Owner, World


class Wish(Frozen):
    """A profile, and a statement or an approach whose outcome should be watched for it."""

    profile: Profile
    statement: str
    readings: dict[str, str]


def deciding(
    meant: Meant, reached: Iterable[tuple[Site, Reach]]
) -> dict[tuple[Site, bool], Wish | None]:
    """Return a smallest case for every condition, holding or failing, not yet shown to decide.

    None where no case at all can show it.
    """
    return {
        (site, holding): _wish(meant, site, holding=holding)
        for site, reach in reached
        for holding, done in ((True, reach.decides_holding), (False, reach.decides_failing))
        if not done
    }


def wishes(
    meant: Meant,
    reached: Iterable[tuple[Site, Reach]],
    found: Mapping[tuple[Site, bool], Wish | None],
) -> Iterator[Wish]:
    """Yield the cases found to decide, and where there is none one that at least meets."""
    for site, reach in reached:
        for holding, met in ((True, reach.holds), (False, reach.fails)):
            wish = found.get((site, holding))
            if wish is None and not met:
                wish = _met(meant, site, holding=holding)
            if wish is not None:
                yield wish


def firsts(meant: Meant, names: Iterable[str]) -> Iterator[Wish]:
    """Yield a smallest case that matches each statement or approach of which no case speaks.

    Where none can, one that rules it out; of an approach that nothing offers there is none.
    """
    for name in names:
        if not meant.sheet.written.offers.get(name, True):
            continue
        found = meant.target(name, World())
        case = smallest(meant.space, found.holds) or smallest(meant.space, found.fails)
        yield Wish(profile=case or Profile(), statement=name, readings={})


def first(
    meant: Meant, changed: Owner, case: Callable[[Owner, Readings], Profile | None]
) -> Wish | None:
    """Return the first case for a statement that a change of an owner's condition can reach."""
    affected = meant.sheet.affected(changed)
    for readings, statement in product(meant.sheet.switches(affected), affected):
        found = case(Owner(statement), readings)
        if found is not None:
            return Wish(profile=found, statement=statement, readings=dict(readings))
    return None


def _met(meant: Meant, site: Site, *, holding: bool) -> Wish | None:
    """Return a case in which a condition comes out so, whether it decides there or not."""

    def case(owner: Owner, readings: Readings) -> Profile | None:
        if site.owner not in meant.sheet.owners(owner, readings):
            return None
        return smallest(meant.space, _where(meant, site, readings, holding=holding))

    return first(meant, site.owner, case)


def _wish(meant: Meant, site: Site, *, holding: bool) -> Wish | None:
    """Return a case in which a condition comes out so and decides, None where there is none."""
    other = site.put(meant.sheet, NEVER if holding else ALWAYS)

    def case(owner: Owner, readings: Readings) -> Profile | None:
        so = _where(meant, site, readings, holding=holding)
        worlds = World(readings=readings), replace(other, readings=readings)
        return meant.telling(*(meant.within(meant.of(owner, each), so) for each in worlds))

    return first(meant, site.owner, case)


def _where(meant: Meant, site: Site, readings: Readings, *, holding: bool) -> NodeId:
    """Return the profiles for which a condition comes out so."""
    found = meant.leaf(site.condition, readings)
    return found.holds if holding else found.fails


def cases(meant: Meant, wished: Iterable[Wish]) -> list[Case]:
    """Return the wishes as cases, those of one profile as one."""
    found: dict[tuple[Profile, tuple[tuple[str, str], ...]], dict[str, OutcomeName]] = {}
    for wish in wished:
        said = found.setdefault((wish.profile, tuple(wish.readings.items())), {})
        said[wish.statement] = _outcome(meant, wish)
    return [_case(meant, profile, dict(read), said) for (profile, read), said in found.items()]


def _outcome(meant: Meant, wish: Wish) -> OutcomeName:
    meaning = meant.target(wish.statement, World(readings=wish.readings))
    verdict = meant.verdict(meaning, wish.profile.known())
    statement = meant.sheet.statements.get(wish.statement)
    return outcome(verdict, statement.direction) if statement else verdict.value


def _case(
    meant: Meant, profile: Profile, readings: dict[str, str], said: Mapping[str, OutcomeName]
) -> Case:
    statements = {name: each for name, each in said.items() if name in meant.sheet.statements}
    approaches = defaultdict[str, list[str]](list)
    for name in (each for each in said if each not in statements):
        approaches[said[name]].append(name)
    # What no fact decides hangs on none.
    hanging = dict.fromkeys(approaches.pop(Verdict.UNDETERMINED, ()), ())
    parts = {**approaches, Verdict.UNDETERMINED: hanging, "statements": coming_to(statements)}
    expect = Expectation.model_validate(parts)
    return Case(profile=profile, readings=readings, expect=expect)
