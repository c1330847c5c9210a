"""The lines of cases that a person has to judge anew, after an article or a rule has come."""

from collections.abc import Iterator, Sequence

from allscape.engine.edition import edition
from allscape.engine.evaluate import explained
from allscape.model.base import Frozen, Verdict
from allscape.model.contents import Contents
from allscape.model.landscape import ApproachResult
from allscape.trials.expected import expected_approaches
from allscape.trials.run import Trial


class LineToJudge(Frozen):
    """A line of a case that is to be judged: what an approach comes to, and what was expected.

    `before` is null where the case does not name the approach. `cites` are the sentences to judge
    it against.
    """

    approach: str
    before: Verdict | None
    verdict: Verdict
    missing: tuple[str, ...]
    cites: tuple[str, ...]


class Amended(Frozen):
    """A case by its file and name, with the lines that are proposed."""

    case: str
    lines: tuple[LineToJudge, ...]


def amend(contents: Contents, trials: Sequence[Trial]) -> list[Amended]:
    """Return what each case would have to say to hold, and to name every approach there is."""
    found = []
    for trial in trials:
        case = trial.placed.case
        made = edition(contents, None, case.readings)
        landscape = explained(made, case.profile, case.name).landscape
        said = dict(expected_approaches(trial.expect))
        hanging = trial.expect.undetermined
        lines = tuple(_lines(landscape.approaches, said, hanging))
        if lines:
            where = trial.placed.document.file
            found.append(Amended(case=f"{where}: {case.name}" if case.name else where, lines=lines))
    return found


def _lines(
    results: Sequence[ApproachResult],
    said: dict[str, Verdict],
    hanging: dict[str, tuple[str, ...]],
) -> Iterator[LineToJudge]:
    for each in results:
        as_before = said.get(each.id) is each.verdict
        if as_before and set(hanging.get(each.id, ())) == set(each.missing):
            continue
        yield LineToJudge(
            approach=each.id,
            before=said.get(each.id),
            verdict=each.verdict,
            missing=each.missing,
            cites=tuple(dict.fromkeys(citation.cite for citation in each.citations)),
        )
