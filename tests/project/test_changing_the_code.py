"""The page that says where to change what names files and names that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "changing-the-code.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w.-]+/[\w./-]*|[\w-]+\.py)`", PAGE)))
WITH_NAMES = re.findall(r"`([\w/.-]+\.py)` \(((?:`\w+`(?:, )?)+)\)", PAGE)


def found(name: str) -> Path:
    inside = ROOT / "src" / "allscape" / name
    return inside if inside.exists() else ROOT / name


@pytest.mark.parametrize("name", NAMED)
def test_what_is_named_is_there(name: str) -> None:
    assert found(name).exists()


@pytest.mark.parametrize(("file", "names"), WITH_NAMES)
def test_a_file_defines_what_is_said_of_it(file: str, names: str) -> None:
    text = found(file).read_text(encoding="utf-8")
    for name in re.findall(r"\w+", names):
        assert re.search(rf"^(?:class |def )?{name}\b", text, re.MULTILINE), name


def test_it_names_forty_things_and_more() -> None:
    rows = [row for row in re.findall(r"^\| (.+?) \|", PAGE, re.MULTILINE) if row != "to change"]
    assert len(rows) >= 40
    assert len(set(rows)) == len(rows)
