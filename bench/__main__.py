"""`python -m bench`, from the checkout: run the parts one after another, write the page."""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

from bench.findings import Findings
from bench.page import generated, write
from bench.parts import PARTS
from bench.sizes import FULL, QUICK, Sizes

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "performance.md"
CORES = 2
NEEDED = ("durable", "zen", "clips", "cel", "rule_engine", "polars", "narwhals")


def main() -> int:
    """Return 0, 1 where an engine differs from the others, or 2 where something is missing."""
    options = _options()
    absent = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if absent:
        told = f"bench: not installed: {', '.join(absent)} (pip install -e '.[bench]')"
        print(told, file=sys.stderr)
        return 2
    _keep_to_two_cores()
    sizes = (QUICK if options.quick else FULL).of(options.rounds)
    found = []
    for name in options.only or PARTS:
        part = _run(name, sizes)
        if part is None:
            return 1
        found.append(part)
    out = options.out or (None if options.quick or options.only else PAGE)
    if out is None:
        print(generated(found))
    else:
        write(generated(found), out)
        print(f"bench: wrote {out}", file=sys.stderr)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: to see that it runs")
    parser.add_argument("--rounds", type=_count, help=f"rounds in turn (usually {FULL.rounds})")
    parser.add_argument(
        "--only", action="append", choices=PARTS, help="this part alone; may be repeated"
    )
    parser.add_argument(
        "--out",
        type=Path,
        help="the page to write between the markers of; usually docs/performance.md, and with "
        "--quick or --only none: the tables are printed",
    )
    return parser.parse_args()


def _count(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError("at least one round")
    return number


def _keep_to_two_cores() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def _run(name: str, sizes: Sizes) -> Findings | None:
    print(f"bench: {name} ...", file=sys.stderr, flush=True)
    started = perf_counter()
    command = [sys.executable, "-m", "bench.part", name, json.dumps(asdict(sizes))]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        print(f"bench: {name} stopped, nothing is written", file=sys.stderr)
        return None
    print(f"bench: {name} took {perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    return Findings.from_json(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
