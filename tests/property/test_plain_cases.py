"""A case that is put together without a schema is that of the schema, and refused where that is."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from allscape import Profile, yaml_text
from allscape.model.case import Case, case_of
from strategies import facts, often

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.yaml"))
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, 0, True, "", "a", [], ["a"], [1], ("a",), {}, {"a": []}, {"a": "b"}, {1: ["a"]}, [["a"]]]
)
IDS = st.sampled_from(["tki", "ponatinib", "blinatumomab-maintenance"])
MANY = st.lists(IDS, max_size=3)
FACTS = MANY.map(lambda names: {name: ["age"] for name in names})


def usually(usual: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 5).flatmap(lambda number: usual if number else ODD)


def parts(**usual: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={n: usually(each) for n, each in usual.items()})


EXPECTED = parts(
    matched=MANY, ruled_out=MANY, undetermined=FACTS, statements=st.just({"for": ["a"]}),
    rest=st.just("ruled_out"), up_to=st.just("2024-12-07"), other=MANY,
)  # fmt: skip
CASES = parts(
    name=st.just("A"), profile=facts(), story=st.just("Made up."), teaching=st.just("None."),
    readings=st.just({"over-60": "exact-age"}), expect=EXPECTED, other=st.just("a"),
)  # fmt: skip


def made(by: Any, given: dict[str, Any]) -> Any:
    """Return the case as JSON and as Python shows it, or what its refusal says."""
    try:
        case = by(given)
    except ValidationError as error:
        return error.errors(include_url=False, include_context=False, include_input=False)
    return case.model_dump_json(by_alias=True), repr(case)


@settings(max_examples=often(400))
@given(given=CASES)
@example(given={"expect": {"matched": ["tki", "tki"], "ruled_out": []}})
@example(given={"expect": {"matched": ["tki"], "undetermined": {"tki": ["age"]}}})
@example(given={"expect": {"matched": [1]}})
@example(given={"expect": {"matched": "a", "ruled_out": None}})
@example(given={"expect": {"undetermined": {"a": "b"}}})
@example(given={"expect": {"undetermined": {"a": [1], 1: ["a"]}}})
@example(given={"expect": {"matched": ["a"], "ruled_out": ["b"], "undetermined": {"c": ["a"]}}})
@example(given={"name": 5, "story": "", "teaching": "a"})
@example(given={"expect": {}, "profile": {"prior_car_t": False, "response_to_car_t": "good"}})
def test_any_case_is_made_or_refused_alike(given: dict[str, Any]) -> None:
    assert made(case_of, given) == made(Case.model_validate, given)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_the_case_of_the_schema(path: Path) -> None:
    data = yaml_text.read(path).data
    for each in data.get("cases", [data]):
        assert made(case_of, each) == made(Case.model_validate, each)
        assert case_of(each) == Case.model_validate(each)


def test_a_case_as_most_are_needs_no_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise AssertionError("a schema was asked")

    monkeypatch.setattr(Case, "model_validate", fail)
    monkeypatch.setattr(Profile, "model_validate", fail)
    expect = {"matched": ["a"], "ruled_out": ["b", "c"], "undetermined": {"d": ["age", "a"]}}
    whole = {"name": "A", "profile": {"age": "67"}, "story": "S", "teaching": "T", "expect": expect}
    for name in ("", *whole):
        case = case_of({each: whole[each] for each in whole if each != name})
        assert (case.expect is None) == (name == "expect")
    case_of({"expect": {}})
