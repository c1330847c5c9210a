"""Attributes that exclude each other's values: all cases of them, and tests on every value."""

from functools import lru_cache
from itertools import product
from typing import Any

from pydantic import ValidationError

from allscape import Profile
from allscape.model.conditions import Test
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS

NAMES = sorted({name for each in CONTRADICTIONS for name in (each.attribute, each.other)})


@lru_cache
def every_case() -> list[Profile]:
    """Return every profile that these attributes alone can make."""
    found = []
    for values in product(*((None, *ATTRIBUTES[name].values) for name in NAMES)):
        try:
            found.append(Profile.model_validate(dict(zip(NAMES, values, strict=True))))
        except ValidationError:
            continue
    assert len(found) > 1000
    return found


def every_test() -> list[Test]:
    """Return a test for every value, and for what is left when all that can be is excluded."""
    told: list[dict[str, Any]] = [{n: value} for n in NAMES for value in ATTRIBUTES[n].values]
    told += [{"mrd_timing": ["end_of_induction", "other"]}]
    told += [{"treatment_phase": ["induction", "consolidation", "maintenance", "salvage"]}]
    return [Test.model_validate(each) for each in told]
