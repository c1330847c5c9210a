"""What people type comes to what it should: understood, asked back, or refused."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "docs"))

from spellings_page import Typed, collected, comes_to

COLLECTED = list(collected())


@pytest.mark.sampled(4)
@pytest.mark.parametrize("typed", COLLECTED, ids=lambda each: f"{each.attribute}: {each.text}")
def test_it_comes_to_what_it_should(typed: Typed) -> None:
    assert comes_to(typed) == typed.wanted


def test_many_were_collected() -> None:
    assert len({(each.attribute, each.text) for each in COLLECTED}) >= 200
    assert all(each.used for each in COLLECTED)
