"""The page of what is proved of the rulebook, and of what the examples show and catch."""

from collections.abc import Iterator
from pathlib import Path

from allscape import cases
from allscape.engine.edition import edition
from allscape.proof.gaps import Region
from allscape.proof.prove import Proof, prove
from allscape.render import words
from allscape.rulebook import load
from allscape.rulebook.load import Loaded
from allscape.trials import report

INTRODUCTION = """\
What `allscape prove`, `allscape test examples` and `allscape mutate examples` find on this
rulebook. Nothing is sampled: every combination of facts, unknown ones included, is decided.
What the tests of the program itself would notice stands in [mutants.md](mutants.md), what they
reach in [coverage.md](coverage.md).
"""


def page(made: str, examples: Path) -> str:
    """Return the page."""
    loaded = load.read(load.packaged())
    proof = prove(edition(loaded.contents))
    parts = [_proved(proof), _gaps(proof), _readings(proof), _tried(loaded, examples)]
    return "\n".join([made, "# What is proved", "", INTRODUCTION, *(p for q in parts for p in q)])


def _proved(proof: Proof) -> Iterator[str]:
    said = {each.name for each in proof.nevers if each.said_of_all}
    yield "| | |\n|---|---|"
    yield f"| statements, approaches | {proof.statements}, {proof.approaches} |"
    yield f"| dead: never matched, ruled out or open, though conditional | {len(proof.dead)} |"
    yield f"| left open by their words alone | {len(proof.undecided)} |"
    yield f"| said of all, so never ruled out | {len(said)} |"
    yield f"| offers that add no case to their approach | {len(proof.shadowed)} |"
    yield f"| pairs of approaches that one case can match | {len(proof.together)} |"
    yield f"| pairs that none can | {len(proof.never_together)} |"
    yield f"| attributes that decide nothing | {len(proof.idle.none)} |"
    yield ""
    for group in proof.equal_approaches:
        yield f"- Matched in the same cases: {words.listed(f'`{each}`' for each in group)}."
    only = words.listed(f"`{each}`" for each in proof.idle.statements_only)
    yield f"- Decide what else is said, never whether an approach is described: {only}."


def _gaps(proof: Proof) -> Iterator[str]:
    yield "\n## The gap map\n"
    left_out = words.listed(f"`{each}`" for each in proof.gaps.left_out)
    yield "Where one fact of every line holds, every approach is ruled out"
    yield f"(but {left_out}, which is said of all)."
    for region in proof.gaps.regions:
        yield f"\n### `{region.attribute}` {region.value}\n"
        yield from _region(region)


def _region(region: Region) -> Iterator[str]:
    if region.case is None:
        yield "No gap: some approach is matched or open in every case."
        return
    for clause in region.clauses:
        told = (f"`{name}` {' or '.join(values)}" for name, values in clause.any_of.items())
        yield f"- {'; '.join(told)}"


def _readings(proof: Proof) -> Iterator[str]:
    yield "\n## What hangs on a reading\n"
    yield "| reading | moves | for example |\n|---|---|---|"
    for switch in proof.switches:
        moved = dict.fromkeys(f"`{each.approach}`" for each in switch.shifts)
        first = switch.shifts[0] if switch.shifts else None
        example = "" if first is None else words.facts(first.case.known())
        yield f"| `{switch.term}={switch.reading}` | {', '.join(moved)} | {example} |"


def _tried(loaded: Loaded, examples: Path) -> Iterator[str]:
    placed = cases.read_all([examples])
    tested, _ = report.test(loaded, placed)
    _, mutation, _ = report.mutated(loaded, placed)
    decisive = sum(each.decisive for each in tested.reached)
    yield "\n## What the examples show\n"
    yield f"{tested.cases} cases with expectations; {len(tested.failures)} do not hold.\n"
    yield "| conditions | |\n|---|---|"
    yield f"| in all | {len(tested.reached)} |"
    yield f"| made true | {sum(each.holds > 0 for each in tested.reached)} |"
    yield f"| made false | {sum(each.fails > 0 for each in tested.reached)} |"
    yield f"| decisive: shown to decide on their own, holding and failing | {decisive} |"
    yield f"| that can decide nothing on their own, as is proved | {len(tested.never)} |"
    yield f"| not shown to decide | {len(tested.missing)} |\n"
    for each in tested.never:
        yield f"- `{each.owner}`: {each.condition}, implied by the statement's other conditions."
    yield "\n## What the examples would catch\n"
    yield "| changed | mutants | caught |\n|---|---|---|"
    for how, number in mutation.made.items():
        yield f"| {how} | {number} | {mutation.caught[how]} |"
    made, caught = sum(mutation.made.values()), sum(mutation.caught.values())
    yield f"| all | {made} | {caught} |\n"
    equal, left = len(mutation.equal), len(mutation.survivors)
    yield f"{equal} mean the same, which is proved; {left} survive."
