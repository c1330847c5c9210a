"""`--json` is one object in the order of the contract, and can be read back."""

import json
from datetime import date
from typing import Any

import pytest
from program import CASE, ESCAPE, succeeds

from allscape import Landscape, Rulebook

TOP = [
    "schema", "notice", "engine", "case", "as_of", "readings", "approaches", "statements",
    "notes", "unused", "tensions", "readings_that_matter",
]  # fmt: skip
APPROACH = [
    "id", "name", "family", "standing", "verdict", "because", "missing", "against", "citations",
    "standing_limit", "standings", "ruled_out_as", "could_speak_against",
    "also_decided_by", "unmodelled",
]  # fmt: skip
CITATION = ["statement", "kind", "source", "published", "sentence", "cite", "note"]
STATEMENT = [
    "id", "kind", "about", "direction", "verdict", "source", "published", "sentence",
    "cite", "says", "figures", "note", "otherwise", "assumption",
]  # fmt: skip
REASON = ["condition", "truth", "words", "source"]

CONTRACT = {
    "blinatumomab-relapsed-refractory", "blinatumomab-bridge-to-transplant",
    "blinatumomab-mrd-positive", "blinatumomab-tki-frontline",
    "dasatinib-blinatumomab-consolidation", "blinatumomab-chemotherapy-childhood",
    "blinatumomab-consolidation", "blinatumomab-after-frontline-mrd-negative",
    "blinatumomab-maintenance", "hyper-cvad-then-blinatumomab", "mini-hyper-cvd-inotuzumab",
    "inotuzumab-relapsed", "brick-combination", "immunotherapy-combinations-relapsed",
    "car-t-relapsed-refractory", "tisa-cel-relapsed-refractory", "brexu-cel-relapsed-refractory",
    "obe-cel-relapsed-refractory", "car-t-consolidation-or-maintenance", "tisa-cel-first-line",
    "tki", "ponatinib", "tki-immunotherapy-without-transplant", "transplant-after-car-t",
    "mrd-monitoring", "reduced-intensity-limited-resources",
}  # fmt: skip


@pytest.fixture(scope="module")
def text() -> str:
    return succeeds("match", CASE, "--json").out


@pytest.fixture(scope="module")
def told(text: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(text)
    return told


def test_the_keys_stand_in_the_order_of_the_contract(told: dict[str, Any]) -> None:
    assert list(told) == TOP
    assert list(told["case"]) == ["name", "profile"]
    for approach in told["approaches"]:
        assert list(approach) == APPROACH
        for citation in approach["citations"]:
            assert list(citation) == CITATION
        for reason in approach["because"]:
            assert list(reason) in (REASON, [*REASON, "term"])
    for statement in told["statements"]:
        assert list(statement) == STATEMENT


def test_the_head_says_what_it_is(told: dict[str, Any]) -> None:
    assert told["schema"] == "allscape.landscape/1"
    assert "education" in told["notice"]
    assert "hypothetical cases only" in told["notice"]
    assert told["engine"] in ("durable-rules", "plain")
    assert told["as_of"] is None


def test_the_approaches_are_those_of_the_contract(told: dict[str, Any]) -> None:
    ids = [each["id"] for each in told["approaches"]]
    assert set(ids) >= CONTRACT
    assert len(ids) == len(set(ids))
    assert {each["verdict"] for each in told["approaches"]} == {
        "matched", "undetermined", "ruled_out",
    }  # fmt: skip


def test_every_name_in_it_is_defined_in_it(told: dict[str, Any], book: Rulebook) -> None:
    statements = {each["id"]: each for each in told["statements"]}
    assert list(statements) == list(book.contents.statement)
    for approach in told["approaches"]:
        assert approach["citations"]
        for citation in approach["citations"]:
            known = statements[citation["statement"]]
            note = book.contents.quotation[known["cite"]].note
            assert {**known, **citation} == {**known, "statement": known["id"], "note": note}
        assert set(approach["against"]) <= set(statements)
        assert bool(approach["missing"]) == (approach["verdict"] == "undetermined")
    ids = {each["id"] for each in told["approaches"]}
    assert {about for each in told["statements"] for about in each["about"]} <= ids


def test_it_can_be_read_back(text: str) -> None:
    assert f"{Landscape.from_json(text).to_json()}\n" == text
    assert ESCAPE not in text


def test_a_day_and_a_reading_are_in_it() -> None:
    done = succeeds("match", CASE, "--json", "--as-of", "2021-12-31", "--reading",
                    "over-60=exact-age", "--reading", "adult=from-21")  # fmt: skip
    landscape = Landscape.from_json(done.out)
    assert landscape.as_of == date(2021, 12, 31)
    assert (landscape.readings["over-60"], landscape.readings["adult"]) == ("exact-age", "from-21")
    published = {each.published for each in landscape.statements}
    published |= {each.published for one in landscape.approaches for each in one.citations}
    assert max(published) == date(2021, 10, 22)


def test_two_runs_give_the_same_bytes(text: str) -> None:
    assert succeeds("match", CASE, "--json", env={"PYTHONHASHSEED": "7"}).out == text
