"""Fuzzes what the program reads: python tests/fuzz --seconds 60 --seed 1 [KIND...].

Prints counts by kind; writes each find into tests/fuzz/found, where a default test replays it.
"""

import argparse
import sys
from collections import Counter

from fuzzed import fuzzed
from kinds import KINDS


def main() -> int:
    """Fuzz for some time; return how many finds there were."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    finds = Counter[str]()
    counts = fuzzed(asked.kinds or list(KINDS), asked.seconds, asked.seed, finds)
    for name, mine in counts.items():
        told = ", ".join(f"{mine[each]:,} {each}" for each in ("accepted", "refused", "found"))
        print(f"{name:9} {mine.total():>9,} inputs: {told}")
    total = sum(each.total() for each in counts.values())
    print(f"{total:,} inputs in {asked.seconds:g} s, seed {asked.seed}")
    return finds.total()


if __name__ == "__main__":
    sys.exit(bool(main()))
