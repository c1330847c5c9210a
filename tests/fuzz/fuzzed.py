"""The loop that fuzzes: inputs of each kind, one after another, counted by their outcome."""

import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

from kinds import KINDS, SECONDS

FOUND = Path(__file__).with_name("found")


def fuzzed(
    kinds: Sequence[str], seconds: float, seed: int, finds: Counter[str]
) -> dict[str, Counter[str]]:
    """Fuzz each kind for as long as any other; return the outcomes of each, counted."""
    end, counts, spent = time.monotonic() + seconds, defaultdict[str, Counter[str]](Counter), {}
    with tempfile.TemporaryDirectory(prefix="allscape-fuzz-") as folder:
        while (begun := time.monotonic()) < end:
            name = min(kinds, key=lambda each: spent.get(each, 0.0))
            random = Random(f"{seed} {name} {counts[name].total()}")
            counts[name][judged(name, random, Path(folder), finds)] += 1
            spent[name] = spent.get(name, 0.0) + time.monotonic() - begun
    return {name: counts[name] for name in kinds}


def judged(name: str, random: Random, folder: Path, finds: Counter[str]) -> str:
    """Make an input and judge it; write a find of a new sort into a file."""
    kind = KINDS[name]
    raw = kind.made(random)
    try:
        begun = time.process_time()
        accepted = kind.judge(raw, folder)
        assert time.process_time() - begun < SECONDS, "takes too long"
    except Exception as error:  # noqa: BLE001  # whatever it is
        place = traceback.extract_tb(error.__traceback__)[-1]
        sort = f"{name}: {type(error).__name__} in {Path(place.filename).name}:{place.lineno}"
        finds[sort] += 1
        if finds[sort] == 1:
            FOUND.mkdir(exist_ok=True)
            path = FOUND / f"{name}-{sha256(raw).hexdigest()[:8]}{kind.suffix}"
            path.write_bytes(raw)
            print(f"{sort}: {path}")
            traceback.print_exception(error, limit=-4)
        return "found"
    return "accepted" if accepted else "refused"
