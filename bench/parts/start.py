"""Whole processes: `allscape match` beside a program that only imports what it needs."""

import sys
from pathlib import Path

from bench.clock import Times, interleaved
from bench.findings import Claim, Findings, Table
from bench.sizes import Sizes
from bench.spent import Spent, spent
from bench.words import milliseconds, ratio

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "examples" / "newly-diagnosed-ph-positive-67.yaml"
FACTS = ["--ph-status", "positive", "--age", "67"]
FLOOR = ROOT / "bench" / "floor.py"
AT_MOST = 1.2


def measure(sizes: Sizes) -> Findings:
    """Return how long each process takes, in pairs."""
    commands = {
        "`allscape match` of two facts": [str(program()), "match", *FACTS],
        "`allscape match` of a file, which is YAML": [str(program()), "match", str(CASE)],
        "`bench/floor.py`": [sys.executable, str(FLOOR)],
    }
    found: dict[str, list[Spent]] = {name: [] for name in commands}

    def run(name: str) -> float:
        found[name].append(spent(commands[name]))
        return found[name][-1].wall

    for name in commands:
        run(name)  # what is kept from one start to the next is kept now
        found[name].clear()
    turns = {name: (lambda _, name=name: run(name)) for name in commands}
    wall = interleaved(turns, sizes.starts)
    processor = {n: Times(tuple(each.processor for each in s)) for n, s in found.items()}
    return _findings(wall, processor, sizes)


def program() -> Path:
    """Return the installed program of this Python."""
    return Path(sys.executable).with_name("allscape")


def _findings(wall: dict[str, Times], processor: dict[str, Times], sizes: Sizes) -> Findings:
    facts, of_file, floor = wall
    rows = [
        [
            name,
            milliseconds(wall[name].median),
            wall[name].spread,
            ratio(wall[name].median / wall[floor].median),
            milliseconds(processor[name].median),
            ratio(processor[name].median / processor[floor].median),
        ]
        for name in wall
    ]
    head = ["process", "wall, ms", "spread", "ratio", "processor, ms", "ratio"]
    note = (
        f"Whole processes, {sizes.starts} of each in turn after one that is not counted. The floor "
        "imports typer, rich, pydantic and durable-rules, makes a model of 16 fields and prints "
        "one rich table of one row."
    )
    claims = [
        _claim("of two facts", processor[facts].median / processor[floor].median),
        _claim("of a file", processor[of_file].median / processor[floor].median),
    ]
    return Findings([Table("Start", head, rows, note)], claims)


def _claim(what: str, times: float) -> Claim:
    process = f"`allscape match` {what}, a whole process"
    told = f"{process}: at most {AT_MOST} times the floor's processor time"
    return Claim(told, f"{ratio(times)} times", times <= AT_MOST)
