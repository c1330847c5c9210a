"""One part in a process of its own: `python -m bench.part NAME SIZES`, its findings as JSON."""

import json
import sys
from importlib import import_module

from bench.findings import Difference
from bench.sizes import Sizes


def main(name: str, sizes: str) -> int:
    """Print the findings of a part; return 1 where an engine differs, having said which."""
    try:
        found = import_module(f"bench.parts.{name}").measure(Sizes(**json.loads(sizes)))
    except Difference as difference:
        print(f"bench: {difference}", file=sys.stderr)
        return 1
    print(found.to_json())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
