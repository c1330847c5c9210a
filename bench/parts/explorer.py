"""The explorer: from a key to the screen drawn anew, without a terminal."""

import asyncio
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from allscape import Rulebook, cases
from allscape.cli.full_screen import school
from allscape.explorer.app import Explorer
from allscape.explorer.desk import Desk
from allscape.model.contents import Contents
from allscape.session.events import Start, State
from bench.findings import Claim, Findings, Table
from bench.multiplied import multiplied
from bench.sizes import Sizes
from bench.words import milliseconds

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "examples" / "relapsed-ecog-3.yaml"
SCREEN = (80, 24)
AT_MOST = 0.1
TIMES = (1, 4)

KEYS = {
    "another row": ["down", "up"] * 3,
    "a fact, values not seen before": ["6", "2", "5", "3", "1", "6"],
    "undo": ["u"] * 6,
    "redo": ["r"] * 6,
    "a day, for the first time": ["d"] * 5,
    "a day, again": ["d", "d", "d", "d", "d", "d"],
}
"""What is pressed, kind by kind, in this order."""


def measure(sizes: Sizes) -> Findings:
    """Return what each key takes, with the rulebook and with 4 times the rules."""
    contents = Rulebook.load().contents
    found = {times: _rounds(multiplied(contents, times), sizes.rounds) for times in TIMES}
    return Findings([_table(found, sizes)], _claims(found))


def _rounds(contents: Contents, rounds: int) -> dict[str, tuple[float, float]]:
    """Return the medians of wall and processor, by the kind of key."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in KEYS}
    for _ in range(rounds):
        for name, times in asyncio.run(_pressed(contents)).items():
            taken[name] += times
    return {n: (median(w for w, _ in t), median(p for _, p in t)) for n, t in taken.items()}


async def _pressed(contents: Contents) -> dict[str, list[tuple[float, float]]]:
    """Press all keys in an explorer of its own; return seconds of wall and processor of each."""
    book, case = Rulebook(contents), cases.read(CASE)
    start = Start(rulebook=book.fingerprint, name=case.name, profile=case.profile.known())
    app = Explorer(Desk(book, case, State(start=start), lambda _: None), str, school(None))
    taken = {}
    async with app.run_test(size=SCREEN) as pilot:
        for name, keys in KEYS.items():
            taken[name] = []
            for key in keys:
                began = perf_counter(), process_time()
                await pilot.press(key)
                taken[name].append((perf_counter() - began[0], process_time() - began[1]))
    return taken
