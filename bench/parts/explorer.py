"""The explorer: from a key to the screen drawn anew, without a terminal."""

import asyncio
import gc
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from textual.pilot import Pilot

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
HEAD = ("key", "processor, ms", "longest", "wall, ms")

KEYS = {
    "another row": ["down", "up"] * 3,
    "a fact, with a value not seen before": ["6", "2", "5", "3", "1", "6"],
    "undo": ["u"] * 6,
    "redo": ["r"] * 6,
    "a day, for the first time": ["d"] * 5,
    "a day, again": ["d"] * 6,
}
"""What is pressed, kind by kind, in this order."""

Taken = dict[str, list[tuple[float, float]]]
"""Seconds of wall and processor of each key, by its kind."""


def measure(sizes: Sizes) -> Findings:
    """Return what each key takes, with the rulebook and with 4 times the rules."""
    contents = Rulebook.load().contents
    books = {times: multiplied(contents, times) for times in TIMES}
    found: dict[int, Taken] = {times: {kind: [] for kind in KEYS} for times in TIMES}
    for _ in range(sizes.rounds):
        for times, book in books.items():
            for kind, taken in asyncio.run(_pressed(book)).items():
                found[times][kind] += taken
    return Findings([_table(found, sizes)], [_claim(found)])


async def _pressed(contents: Contents) -> Taken:
    """Press all keys in an explorer of its own, of a rulebook that has seen no case."""
    book, case = Rulebook(contents), cases.read(CASE)
    start = Start(rulebook=book.fingerprint, name=case.name, profile=case.profile.known())
    gc.freeze()  # as the program does
    app = Explorer(Desk(book, case, State(start=start), lambda _: None), str, school(None))
    async with app.run_test(size=SCREEN) as pilot:
        return {kind: [await _press(pilot, key) for key in keys] for kind, keys in KEYS.items()}


async def _press(pilot: "Pilot[None]", key: str) -> tuple[float, float]:
    wall, processor = perf_counter(), process_time()
    await pilot.press(key)
    return perf_counter() - wall, process_time() - processor


def _table(found: Mapping[int, Taken], sizes: Sizes) -> Table:
    rows = [
        [f"{kind}, {times} times the rules", *_medians(taken)]
        for kind in KEYS
        for times, taken in ((each, found[each][kind]) for each in TIMES)
    ]
    note = (
        f"The explorer at {SCREEN[0]} by {SCREEN[1]} without a terminal: from the key until what "
        f"it sets off is done, medians of {sizes.rounds} sittings; the longest is by processor. "
        "The wall counts that the driver waits for the screen to be still."
    )
    return Table("A key in the explorer", HEAD, rows, note)


def _medians(taken: list[tuple[float, float]]) -> list[str]:
    wall, processor = zip(*taken, strict=True)
    return [milliseconds(each) for each in (median(processor), max(processor), median(wall))]


def _claim(found: Mapping[int, Taken]) -> Claim:
    slowest = {
        times: max(median(processor for _, processor in taken) for taken in kinds.values())
        for times, kinds in found.items()
    }
    says = f"a key of any kind in the explorer: under {AT_MOST * 1000:.0f} ms at the median"
    told = ", then ".join(f"{milliseconds(each)} ms" for each in slowest.values())
    return Claim(says, f"{told} at {TIMES[-1]} times the rules", max(slowest.values()) < AT_MOST)
