"""Every lint tells its fault with file, line and column, and nothing where it is mended."""

import re
from pathlib import Path

import pytest
from lint_seeds import SEEDS, Seed
from sampled import SAMPLE, copy
from seeded import ours, place, spoil

from allscape.lint.catalogue import LINTS
from allscape.lint.run import check
from allscape.model.segment import fingerprint

CASES = [
    pytest.param(lint, seed, id=f"{lint}-{at}")
    for lint, seeds in SEEDS.items()
    for at, seed in enumerate(seeds, 1)
]


@pytest.mark.parametrize(("lint", "seed"), CASES)
def test_a_lint_tells_its_fault_with_its_place(lint: str, seed: Seed, tmp_path: Path) -> None:
    folder = copy(tmp_path / "sample")
    spoil(folder / seed.file, seed.old, seed.new)
    spoil(folder / seed.file, *seed.extra)
    found = check(folder).found
    told = [ours(str(each.fault)) for each in found if each.lint.id == lint]
    assert told == [f"{_place(folder, seed)}: {_message(seed)}"]
    assert {each.lint.id for each in found} - {lint} == seed.also


def test_the_sample_is_clean_where_nothing_is_spoiled(tmp_path: Path) -> None:
    assert check(copy(tmp_path / "sample")).found == []


def test_every_lint_has_a_fault() -> None:
    assert set(SEEDS) == {each.id for each in LINTS}


def _place(folder: Path, seed: Seed) -> str:
    names = [seed.file, *(path.name for path in sorted(SAMPLE.glob("*.yaml")))]
    file = next(
        folder / name for name in names if seed.near in (folder / name).read_text(encoding="utf-8")
    )
    return place(file, seed.near, seed.at)


def _message(seed: Seed) -> str:
    return re.sub(r"\{fingerprint:([^}]+)\}", lambda each: fingerprint(each[1]), seed.message)
