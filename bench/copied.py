"""A folder of rules several times over: its articles again, with their terms and approaches.

What `multiplied` is in memory this is for whole commands, which read files. The ages and weeks of
each copy lie a little higher than those of the one before.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from allscape.model.profile import ATTRIBUTES

_MOVED = ("age", "life_expectancy_weeks")
_KEPT = (
    *ATTRIBUTES,
    "family",
    "agents",
    "words",
    "says",
    "text",
    "short",
    "gist",
    "reason",
    "because",
)
_NAMED = ("sources", "terms", "approaches", "tensions")


def copied(rules: Path, folder: Path, times: int) -> Path:
    """Write a rulebook with `times` as many articles into a new folder, and return it."""
    told = {
        file.relative_to(rules): yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in sorted(rules.rglob("*.yaml"))
    }
    names = {each["id"] for one in told.values() for part in _NAMED for each in one.get(part, ())}
    for copy in range(times):
        for file, one in told.items():
            into = folder / file.with_stem(f"{file.stem}-{copy}" if copy else file.stem)
            into.parent.mkdir(parents=True, exist_ok=True)
            own = {part: each for part, each in one.items() if part != "remarks" or not copy}
            made = _again(own, names, copy) if copy else own
            into.write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")
    return folder


def _again(part: Any, names: set[str], copy: int) -> Any:
    if isinstance(part, dict):
        return {key: _of(key, each, names, copy) for key, each in part.items()}
    if isinstance(part, list):
        return [_again(each, names, copy) for each in part]
    if not isinstance(part, str):
        return part
    name, slash, rest = part.partition("/")
    return f"{name}-{copy}{slash}{rest}" if name in names else part


def _of(key: str, part: Any, names: set[str], copy: int) -> Any:
    if key in _MOVED:
        return _moved(part, copy)
    return part if key in _KEPT else _again(part, names, copy)


def _moved(span: Any, copy: int) -> Any:
    """Return what a number is asked, a little higher."""
    return re.sub(r"\d+", lambda found: str(int(found[0]) + copy), str(span))
