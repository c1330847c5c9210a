"""Writes docs/coverage.md of what a whole run of the tests has reached.

coverage run -m pytest; coverage combine; coverage json; python docs/covered.py coverage.json
"""

import json
import sys
from pathlib import Path
from typing import Any

PAGE = Path(__file__).with_name("coverage.md")
WANTED = 95
"""Of the lines and branches of a module, in percent."""

NAMED = {
    "columns/on_polars.py": "a part of a table is written in a thread of polars' own, which is not"
    " recorded; what comes of it is tested (`tests/cli/test_cohort_runs.py`)",
    "columns/on_spark.py": "`pytest -m spark` alone runs it: it needs Java and an extra",
    "model/locks.py": "Windows has no forks",
    "proof/handed/kinds.py": "what is left out where the extra `cohort` is not installed",
}
"""Why less of a module is reached, by its path."""

_LEAD = """\
# What the tests reach

Lines and branches of each module that the default tests reach, commands in forks and processes of
their own included. `python docs/covered.py coverage.json` writes this page; how it is measured
stands in [the tests' README](../tests/README.md#coverage). A line that is reached is not one
that is tested: what a change of it would break is asked by `tests/mutants.py`.

"""


def page(measured: dict[str, Any]) -> str:
    """Return the page of what coverage measured, as its `coverage json` has it."""
    files = {path.partition("allscape/")[2]: each for path, each in measured["files"].items()}
    below = {path: each for path, each in files.items() if _percent(each) < WANTED}
    whole = measured["totals"]
    counts = f"{whole['num_statements']:,} lines and {whole['num_branches']:,} branches"
    lines = [
        f"{len(files)} modules, {counts}: {whole['percent_covered']:.1f} % reached.\n",
        f"## Under {WANTED} %\n",
        *(_below(path, each) for path, each in sorted(below.items())),
        "" if below else "None.\n",
        "## Every module\n",
        "| module | lines | branches | % |",
        "|---|---|---|---|",
        *(_row(path, each) for path, each in sorted(files.items())),
    ]
    return _LEAD + "\n".join(lines) + "\n"


def _percent(each: dict[str, Any]) -> float:
    return float(each["summary"]["percent_covered"])


def _row(path: str, each: dict[str, Any]) -> str:
    of = each["summary"]
    return f"| `{path}` | {of['num_statements']} | {of['num_branches']} | {_percent(each):.0f} |"


def _below(path: str, each: dict[str, Any]) -> str:
    missed = ", ".join(map(str, each["missing_lines"])) or "branches alone"
    why = f": {NAMED[path]}" if path in NAMED else ""
    return f"- `{path}` {_percent(each):.0f} %{why}; not reached: {missed}"


if __name__ == "__main__":
    PAGE.write_text(page(json.loads(Path(sys.argv[1]).read_text("utf-8"))), encoding="utf-8")
