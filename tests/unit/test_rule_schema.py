"""The JSON Schema of rule files: every rule file fits it, broken ones do not, and it is fresh."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sampled import SAMPLE
from seeds import SEEDS

from allscape import yaml_text
from allscape.model.conditions import parse_range
from allscape.model.profile import ATTRIBUTES
from allscape.rulebook import schema
from allscape.rulebook.load import packaged, read_files

RULES = packaged()
FILES = [*sorted(RULES.rglob("*.yaml")), *sorted(SAMPLE.glob("*.yaml"))]
VALIDATOR = Draft202012Validator(schema.schema())

STATEMENT = {"id": "a-2020/b", "kind": "evidence", "says": "So.", "when": []}
QUOTATION = {"cite": "a-2020/1", "text": "So.", "statements": [STATEMENT]}


def _fits(data: Any) -> bool:
    return VALIDATOR.is_valid(data)


def _when(*conditions: Any) -> dict[str, Any]:
    return {"quotations": [{**QUOTATION, "statements": [{**STATEMENT, "when": [*conditions]}]}]}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema.schema())


def test_the_schema_is_fresh() -> None:
    written = json.loads((RULES / schema.FILE).read_text(encoding="utf-8"))
    assert written == schema.schema(), "run: python docs/generate.py"


def test_the_schema_is_no_rule_file() -> None:
    files = {Path(document.file).name for document, _ in read_files(RULES).places.parts}
    assert "terms.yaml" in files
    assert schema.FILE not in files


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_rule_file_fits(path: Path) -> None:
    assert [each.message for each in VALIDATOR.iter_errors(yaml_text.read(path).data)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_editor_finds_the_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    assert name != first
    found = (path.parent / name).resolve()
    assert found.read_text() == (RULES / schema.FILE).read_text()


@pytest.mark.parametrize(
    "condition",
    [
        {"ph_status": "positive", "words": "w"},
        {"relapse_status": ["relapsed", "refractory"], "words": "w", "from": "a-2020/2"},
        {"age": "> 60 completed years", "words": "w"},
        {"age": "2 to 10", "words": "w"},
        {"ecog": 2, "words": "w"},
        {"prior_tki": True, "words": "w"},
        {"term": "adult"},
        {"not": {"any": [{"term": "adult"}, {"all": []}]}},
        {"same-as": "a-2020/c"},
    ],
    ids=str,
)
def test_every_form_of_a_condition_fits(condition: Any) -> None:
    assert _fits(_when(condition))


BROKEN: dict[str, Any] = {
    "an attribute that does not exist": _when({"ph_stats": "positive", "words": "w"}),
    "two attributes in one condition": _when({"age": "> 60", "ecog": 1, "words": "w"}),
    "no attribute": _when({"words": "w"}),
    "a value that does not exist": _when({"ph_status": "positiv", "words": "w"}),
    "every value": _when({"ph_status": ["positive", "negative"], "words": "w"}),
    "a value for yes": _when({"prior_tki": "yes", "words": "w"}),
    "a range in words": _when({"age": "above 60", "words": "w"}),
    "a number beyond": _when({"age": "> 1234567", "words": "w"}),
    "empty words": _when({"ph_status": "positive", "words": ""}),
    "a condition that is a word": _when("adult"),
    "a term with a test": _when({"term": "adult", "age": "> 60"}),
    "an empty any": _when({"any": []}),
    "a list that does not exist": {"aproaches": []},
    "an approach without a family": {"approaches": [{"id": "a", "name": "A"}]},
    "an id with a space": {"approaches": [{"id": "a b", "name": "A", "family": "f"}]},
    "a kind that does not exist": {
        "quotations": [{**QUOTATION, "statements": [{**STATEMENT, "kind": "opinion"}]}]
    },
    "a sentence of a statement's own": {
        "quotations": [{**QUOTATION, "statements": [{**STATEMENT, "cite": "a-2020/2"}]}]
    },
    "a citation without a number": {"quotations": [{**QUOTATION, "cite": "a-2020"}]},
    "a term without a reading": {"terms": [{"id": "t", "name": "t", "readings": []}]},
    "an exclusion without a reason": {"exclusions": [{"lint": "unused-id", "at": "a"}]},
    "a list": [],
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_does_not_fit(data: Any) -> None:
    assert not _fits(data)


SHAPES = [
    "a name is a list", "a number is a word", "a list is a mapping's place",
    "a kind does not exist", "a field does not exist", "a field is missing",
    "an attribute does not exist", "a value does not exist", "a condition tests two attributes",
    "a range is a phrase",
]  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_fault_of_shape_in_our_rules_does_not_fit(name: str) -> None:
    seed = SEEDS[name]
    text = (RULES / seed.file).read_text(encoding="utf-8").replace(seed.old, seed.new, 1)
    assert not _fits(yaml_text.parse(text).data)


@pytest.mark.parametrize(
    "text",
    ["> 60", ">=60", "60", "= 60", "2 to 10", "2 to 10 completed years", "< 1.5", " <= 2 ",
     "60+", "2-10", "over 60", "> 60 years", "", ">", "1.2345", "=> 60"],
)  # fmt: skip
def test_a_range_fits_where_it_can_be_read(text: str) -> None:
    try:
        parse_range(text)
    except ValueError:
        readable = False
    else:
        readable = True
    assert _fits(_when({"age": text, "words": "w"})) == readable


def test_every_attribute_is_described_with_its_values() -> None:
    described = schema.schema()["$defs"]["Test"]["properties"]
    for name, attribute in ATTRIBUTES.items():
        told = f"{attribute.meaning} ({attribute.choices()})"
        assert described[name]["description"] == told
