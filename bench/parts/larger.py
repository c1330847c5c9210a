"""Whole commands over a larger rulebook: `check`, `prove`, `test` and `diff`, and their memory."""

import tempfile
from pathlib import Path
from statistics import median

from bench.copied import copied
from bench.findings import Claim, Findings, Table
from bench.parts.start import ROOT, program
from bench.sizes import Sizes
from bench.spent import Spent, spent
from bench.words import megabytes, ratio

NOISE = 1.1
"""What a ratio may exceed the line by and still be on it."""
MOST = 300e6
FOUND = 5
"""The exit code of a check that found something: of copies with moved bounds it does."""

_Name = tuple[str, int]


def measure(sizes: Sizes) -> Findings:
    """Return what the commands take at some times the rules."""
    found: dict[_Name, list[Spent]] = {}
    rounds = range(max(1, sizes.rounds // 2))
    with tempfile.TemporaryDirectory() as folder:
        for times in sizes.larger:
            for name, command in _commands(Path(folder), times).items():
                whole = [str(program()), *command]
                found[name, times] = [spent(whole, also=FOUND) for _ in rounds]
    return Findings([_table(found, sizes, len(rounds))], _claims(found, sizes))


def _commands(folder: Path, times: int) -> dict[str, list[str]]:
    first = str(copied(ROOT / "rules", folder / f"first-{times}", times))
    second = str(copied(ROOT / "second-reading", folder / f"second-{times}", times))
    return {
        "`check`": ["check", first],
        "`prove`": ["prove", first],
        "`test`": ["test", str(ROOT / "examples"), "--rules", first],
        "`diff`": ["diff", first, second],
    }


def _table(found: dict[_Name, list[Spent]], sizes: Sizes, rounds: int) -> Table:
    times = [f"{each} times, s" for each in sizes.larger]
    head = ["command", *times, f"{sizes.larger[-1]} times, ratio", "memory, MB"]
    rows = [
        [
            name,
            *(f"{_processor(found[name, each]):.2f}" for each in sizes.larger),
            ratio(_grown(found, name, sizes.larger[-1])),
            megabytes(_memory(found, name)),
        ]
        for name in dict.fromkeys(name for name, _ in found)
    ]
    note = (
        f"Whole processes, seconds of the processor, start included; the median of {rounds}. A "
        "rulebook of so many times the rules has so many times the articles, sentences, terms and "
        "approaches, each copy with other bounds. `test` runs the same cases on each, `diff` holds "
        "as many times the second reading against it. Memory is the most that was resident."
    )
    return Table("A larger rulebook", head, rows, note)


def _processor(found: list[Spent]) -> float:
    return median(each.processor for each in found)


def _grown(found: dict[_Name, list[Spent]], name: str, times: int) -> float:
    return _processor(found[name, times]) / _processor(found[name, 1])


def _memory(found: dict[_Name, list[Spent]], name: str) -> float:
    return max(
        each.memory for (command, _), some in found.items() if command == name for each in some
    )


def _claims(found: dict[_Name, list[Spent]], sizes: Sizes) -> list[Claim]:
    claims = []
    for name in dict.fromkeys(name for name, _ in found):
        grown = {each: _grown(found, name, each) for each in sizes.larger[1:]}
        memory = _memory(found, name)
        told = ", ".join(f"{ratio(cost)} times at {each}" for each, cost in grown.items())
        held = all(cost <= each * NOISE for each, cost in grown.items()) and memory < MOST
        says = f"{name} costs no more than in step with the rules, in less than 300 MB"
        claims.append(Claim(says, f"{told}; {megabytes(memory)} MB", held))
    return claims
