"""The report of `test` and of `mutate`: a rulebook and cases in, everything found out."""

from collections.abc import Sequence

from allscape.cases import PlacedCase
from allscape.model.base import Frozen
from allscape.model.case import Case
from allscape.rulebook.load import Loaded
from allscape.trials.coverage import Reach, Site, coverage, untouched
from allscape.trials.meant import Meant
from allscape.trials.mutate import Mutation, mutate
from allscape.trials.observed import watches
from allscape.trials.run import Trial, run
from allscape.trials.sheet import Sheet
from allscape.trials.suggest import cases, deciding, firsts, wishes


class Missing(Frozen):
    """A condition that no case shows to decide, and whether any case at all could.

    `ways` are holding and failing, those of the two that are not shown.
    """

    owner: str
    condition: str
    ways: tuple[str, ...]
    possible: bool


class Tested(Frozen):
    """What cases show: which hold, what they reach of every condition, what they leave untouched.

    A condition that `never` decides is implied by the others of its statement, which is proved.
    """

    cases: int
    without_expectation: int
    failures: tuple[str, ...]
    reached: tuple[Reach, ...]
    missing: tuple[Missing, ...]
    never: tuple[Missing, ...]
    untouched: tuple[str, ...]


def test(loaded: Loaded, placed: Sequence[PlacedCase]) -> tuple[Tested, list[Case]]:
    """Return what cases show of a rulebook, and cases that would show the rest.

    Raises `CaseError` where a case names what the rulebook does not have.
    """
    trials = run(loaded.contents, placed)
    sheet = Sheet(loaded.written)
    watching = list(watches(sheet, trials))
    reached = coverage(sheet, watching)
    meant = Meant(sheet)
    found = deciding(meant, reached)
    never = [each for each, wish in found.items() if wish is None]
    left = [each for each, wish in found.items() if wish is not None]
    text = Tested(
        cases=len(trials),
        without_expectation=len(placed) - len(trials),
        failures=tuple(str(fault) for trial in trials for fault in trial.failures),
        reached=tuple(reach for _, reach in reached),
        missing=_missing(left, possible=True),
        never=_missing(never, possible=False),
        untouched=tuple(untouched(sheet, watching)),
    )
    wished = [*wishes(meant, reached, found), *firsts(meant, text.untouched)]
    return text, cases(meant, wished)


def _missing(ways: Sequence[tuple[Site, bool]], *, possible: bool) -> tuple[Missing, ...]:
    found: dict[Site, list[str]] = {}
    for site, holding in ways:
        found.setdefault(site, []).append("holding" if holding else "failing")
    return tuple(
        Missing(owner=str(site.owner), condition=site.text, ways=tuple(each), possible=possible)
        for site, each in found.items()
    )


def mutated(
    loaded: Loaded, placed: Sequence[PlacedCase]
) -> tuple[list[Trial], Mutation, list[Case]]:
    """Return the cases tried, what they catch, and cases that would catch the rest."""
    trials = run(loaded.contents, placed)
    sheet = Sheet(loaded.written)
    found = mutate(sheet, list(watches(sheet, trials)))
    needed = [each.wish for each in found.survivors if each.needed]
    return trials, found, cases(Meant(sheet), needed)
