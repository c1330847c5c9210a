"""A cohort, file to file: beside what reading and writing the same columns costs alone."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.clock import Times, interleaved
from bench.findings import Claim, Findings, Table
from bench.parts.start import ROOT, program
from bench.sizes import Sizes
from bench.spent import Spent, spent
from bench.words import megabytes, rate, ratio

OURS = "`allscape cohort`"
ALONE = "reading and writing alone"
AT_MOST = 2
MEMORY_AT_MOST = 500
GROWS_AT_MOST = 1.25
TIMES = (1, 10)

_Name = tuple[int, str]


def measure(sizes: Sizes) -> Findings:
    """Return time and memory of a short file and of one ten times as long."""
    with TemporaryDirectory(prefix="allscape-bench-") as folder:
        place = Path(folder)
        commands: dict[_Name, Sequence[str]] = {}
        for times in TIMES:
            cases, out = place / f"cases-{times}.parquet", place / f"verdicts-{times}.parquet"
            _files("make", cases, sizes.rows, times)
            ours = [str(program()), "cohort", str(cases), "-o", str(out), "--force", "--plain"]
            spent(ours)
            _files("check", out, sizes.rows, times)
            short = str(place / f"verdicts-{TIMES[0]}.parquet")
            alone = [sys.executable, str(ROOT / "bench" / "alone.py"), str(cases), short]
            commands[times, OURS] = ours
            commands[times, ALONE] = [*alone, str(place / "alone.parquet")]
        found: dict[_Name, list[Spent]] = {name: [] for name in commands}

        def run(name: _Name) -> float:
            found[name].append(spent(commands[name], watched=True))
            return found[name][-1].wall

        turns = {name: (lambda _, name=name: run(name)) for name in commands}
        wall = interleaved(turns, sizes.rounds)
    return Findings([_table(wall, found, sizes)], _claims(wall, found, sizes.rows))


def _own(took: Sequence[Spent]) -> float:
    """Return the memory of a process without the pages of files, where that can be seen."""
    return median(each.own or each.memory for each in took)


def _files(what: str, path: Path, rows: int, times: int) -> None:
    command = [sys.executable, "-m", "bench.files", what, str(path), str(rows), str(times)]
    subprocess.run(command, check=True, cwd=ROOT)


def _table(
    wall: Mapping[_Name, Times], found: Mapping[_Name, Sequence[Spent]], sizes: Sizes
) -> Table:
    told = [
        [
            f"{times * sizes.rows:,}",
            name,
            f"{wall[times, name].median:.2f}",
            wall[times, name].spread,
            ratio(wall[times, name].median / wall[times, ALONE].median),
            rate(times * sizes.rows / wall[times, name].median),
            megabytes(_own(found[times, name])),
            megabytes(median(each.memory for each in found[times, name])),
        ]
        for times, name in wall
    ]
    head = [
        "rows",
        "process",
        "wall, s",
        "spread",
        "ratio",
        "rows a second",
        "memory, MB",
        "resident",
    ]
    note = (
        "Whole processes, Parquet to Parquet: 27 attributes in, the row number, 26 verdicts and "
        f"what is against them out; {sizes.rounds} rounds in turn, after one whose verdicts were "
        "held against the "
        "columns in memory. Reading and writing alone is the same streaming scan and sink of the "
        "same columns without a rule: the verdicts lie ready in memory. allscape also checks every "
        "value and counts the verdicts. Memory is the most that a process had of its own at any "
        "time; what is resident counts the pages of the files as well that the system lends it, as "
        "long as it has them to spare."
    )
    return Table("A cohort, file to file", head, told, note)


def _claims(
    wall: Mapping[_Name, Times], found: Mapping[_Name, Sequence[Spent]], rows: int
) -> list[Claim]:
    short, long = TIMES
    slower = wall[long, OURS].median / wall[long, ALONE].median
    memory = [_own(found[times, OURS]) for times in TIMES]
    per_row = wall[long, OURS].median / wall[short, OURS].median / (long / short)
    return [
        Claim(
            f"a cohort of {long * rows:,} rows: within {AT_MOST} times of {ALONE}",
            f"{ratio(slower)} times",
            slower <= AT_MOST,
        ),
        Claim(
            f"memory is bounded whatever the size: under {MEMORY_AT_MOST} MB, and at ten times the "
            f"rows no more than {GROWS_AT_MOST} times as much",
            " MB, then ".join(map(megabytes, memory)) + " MB",
            max(memory) < MEMORY_AT_MOST * 1e6 and memory[1] <= GROWS_AT_MOST * memory[0],
        ),
        Claim(
            "the cost of a cohort grows with its rows and no faster",
            f"{ratio(per_row)} times as much a row at ten times the rows",
            per_row <= 1.1,
        ),
    ]
