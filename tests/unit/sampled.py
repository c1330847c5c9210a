"""The sample rulebook of the lints' pages, as it is, spoiled, or as an example changes it."""

import json
import shutil
from inspect import cleandoc
from pathlib import Path
from typing import Any

from allscape import yaml_text
from allscape.learn.lesson_lints import check_lessons
from allscape.lint.base import Lint
from allscape.lint.catalogue import OF_CASES, ONLY_OF_LESSONS
from allscape.lint.run import Checked, check, check_cases
from allscape.rulebook.load import read

SAMPLE = Path(__file__).parents[2] / "docs" / "lints" / "sample"
_KEYS = ("id", "cite", "source", "n")


def copy(folder: Path) -> Path:
    """Return a copy of the sample rulebook, to be spoiled."""
    return shutil.copytree(SAMPLE, folder)


def checked(folder: Path, lint: Lint, example: str) -> Checked:
    """Check an example of a lint's page: a case of the sample rulebook, or a change of it."""
    if lint in ONLY_OF_LESSONS:
        (folder / "lesson.yaml").write_text(cleandoc(example), encoding="utf-8")
        return check_lessons([folder / "lesson.yaml"], read(SAMPLE))
    if lint not in OF_CASES:
        return changed(folder, example)
    (folder / "case.yaml").write_text(cleandoc(example), encoding="utf-8")
    return check_cases([folder], read(SAMPLE))


def changed(folder: Path, example: str) -> Checked:
    """Check the sample rulebook with an example put in, written to a folder."""
    read = yaml_text.parse(cleandoc(example))
    assert read.faults == []
    whole: dict[str, Any] = {}
    for path in sorted(SAMPLE.glob("*.yaml")):
        whole |= yaml_text.read(path).data
    folder.mkdir(exist_ok=True)
    told = json.dumps(_merged(whole, read.data), indent=1)
    (folder / "sample.yaml").write_text(told, encoding="utf-8")
    return check(folder)


def found(checked: Checked) -> list[tuple[str, str]]:
    """Return what was found as lint and place with message."""
    return [(each.lint.id, str(each.fault)) for each in checked.found]


def _merged(base: Any, change: Any) -> Any:
    if isinstance(base, dict) and isinstance(change, dict):
        # A condition is not added to another one: it takes its place.
        shared = base.keys() & change.keys() - {"when"}
        both = {key: _merged(base[key], change[key]) for key in shared}
        return {**base, **change, **both}
    if isinstance(base, list) and isinstance(change, list) and any(map(_key, change)):
        return _list(base, change)
    return change


def _list(base: list[Any], change: list[Any]) -> list[Any]:
    """Return a list whose items a change of the same id was made in; a second one is added."""
    merged, done = list(base), set()
    for each in change:
        at = [at for at, old in enumerate(base) if _key(old) == _key(each)]
        if at and at[0] not in done:
            merged[at[0]] = _merged(base[at[0]], each)
            done.add(at[0])
        else:
            merged.append(each)
    return merged


def _key(item: Any) -> Any:
    if not isinstance(item, dict):
        return None
    return next((item[key] for key in _KEYS if key in item), None)
