"""What is packed comes back as it was; what could not have been packed does not come back."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from allscape import Rulebook
from allscape.rulebook.packed import _MODELS, pack, unpack

ODD: list[Any] = [None, True, 5, 1.5, "odd", "2021-01-01", [], ["odd"], [None], {}, ["Range", 1]]


def packed_models(packed: Any) -> Iterator[list[Any]]:
    """Yield the packed models within another, and itself."""
    if isinstance(packed, list):
        if packed and isinstance(packed[0], str) and packed[0] in _MODELS:
            yield packed
        for each in packed:
            yield from packed_models(each)


@pytest.fixture(scope="module")
def each_kind(book: Rulebook) -> list[list[Any]]:
    """Return models of every kind, packed; together they fill what can be filled."""
    found: dict[tuple[str, int, str], list[Any]] = {}
    for model in packed_models(json.loads(json.dumps(pack(book.contents)))):
        for at, value in enumerate(model[1:]):
            if value or type(value) is bool:
                found.setdefault((model[0], at, type(value).__name__), model)
    kept = {id(each): each for each in found.values()}
    return [each for each in kept.values() if each[0] != "Contents"]


def test_what_is_packed_comes_back(book: Rulebook, each_kind: list[list[Any]]) -> None:
    assert unpack(json.loads(json.dumps(pack(book.contents)))) == book.contents
    assert unpack(None) is None
    for each in each_kind:
        assert pack(unpack(each)) == each
    assert {each[0] for each in each_kind} > {"Source", "Statement", "Term", "Range", "All"}


def test_whatever_comes_back_is_of_the_types_of_its_model(each_kind: list[list[Any]]) -> None:
    refused, taken = Counter[str](), Counter[str]()
    for model in each_kind:
        for at in range(1, len(model)):
            for odd in ODD:
                changed = [*model[:at], odd, *model[at + 1 :]]
                try:
                    back = unpack(changed)
                except (LookupError, TypeError, ValueError):
                    refused[model[0]] += 1
                    continue
                taken[model[0]] += 1
                assert isinstance(back, BaseModel)
                back.model_dump(warnings="error")
                assert pack(back) == changed
    assert refused.keys() == {each[0] for each in each_kind}
    assert refused.total() > taken.total() > 0


def test_a_value_more_or_less_does_not_come_back(each_kind: list[list[Any]]) -> None:
    for model in each_kind:
        more = [[*model, None], [*model, "odd"]]
        for changed in (*more, model[:-1], model[:1], ["Odd", *model[1:]]):
            with pytest.raises((LookupError, TypeError, ValueError)):
                unpack(changed)
