"""The lints and the loader agree, and no rulebook, however odd, is too much for a lint."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from made import contents
from sampled import changed, copy
from seeded import faults_of, spoil
from seeds import SEEDS, Seed

from allscape.lint.base import Severity
from allscape.lint.catalogue import LINTS, WARNINGS
from allscape.lint.run import check
from allscape.lint.written.view import View
from allscape.model.contents import Contents
from allscape.rulebook.load import looked
from strategies import book_data, often


@pytest.mark.sampled(3)
@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_what_the_loader_refuses_is_an_error_of_the_check(rules: Path, seed: Seed) -> None:
    spoil(rules / seed.file, seed.old, seed.new)
    refused = faults_of(rules)
    assert {each.lint for each in refused} <= {each.id for each in LINTS}
    checked = check(rules)
    errors = [each.fault for each in checked.of(Severity.ERROR)]
    assert errors == refused
    assert [each.lint.id for each in checked.of(Severity.ERROR)] == [each.lint for each in refused]


def test_an_error_has_its_lint_and_reads_as_before(rules: Path) -> None:
    seed = SEEDS["a condition has no words"]
    spoil(rules / seed.file, seed.old, seed.new)
    (fault,) = faults_of(rules)
    assert fault.lint == "condition-without-words"
    assert str(fault).endswith(f": {seed.message}")


@settings(max_examples=often(60))
@given(data=book_data())
def test_no_drawn_rulebook_is_too_much_for_a_lint(data: dict[str, Any]) -> None:
    for _, (field, at, _, message, _) in looked(View(Contents.model_validate(data)), WARNINGS):
        assert message
        assert at < len(data.get(field, []))


def test_dangling_ids_stop_no_other_lint() -> None:
    made = contents({"a": []}).model_dump(mode="json", by_alias=True)
    made["quotations"][0]["statements"][0] |= {
        "about": ["nobody"], "when": {"all": [{"term": "none", "words": "beta"},
                                             {"same-as": "book-2020/none"}]},
    }  # fmt: skip
    made["tensions"] = [{"id": "t", "statements": ["x/1", "x/2"], "differ": "In 2031, best."}]
    made["terms"] = [
        {"id": "t", "name": "t", "cites": ["x/1"], "words": "w",
         "readings": [{"id": "r", "says": "over 5", "when": {"term": "t"}}]}
    ]  # fmt: skip
    found = {lint.id for lint, _ in looked(View(Contents.model_validate(made)), WARNINGS)}
    assert {"advice-in-own-words", "date-not-of-the-source", "unused-term"} <= found


READINGS = {
    "a range written twice": ('{age: "> 17 completed years"}', True),
    "a double negation": ('{not: {not: {age: ">= 18 completed years"}}}', True),
    "another range": ('{age: ">= 18.5"}', False),
    "a part that decides nothing": (
        '[{age: ">= 18 completed years"}, {not: {all: [{ecog: 1}, {ecog: 2}]}}]', True,
    ),
    "a part that decides": ('[{age: ">= 18 completed years"}, {ecog: 1}]', False),
    "nothing": ("[]", False),
}  # fmt: skip


@pytest.mark.parametrize(("when", "same"), READINGS.values(), ids=READINGS)
def test_readings_are_compared_by_what_they_mean(when: str, same: bool, tmp_path: Path) -> None:
    folder = copy(tmp_path / "sample")
    spoil(folder / "rules.yaml", 'when: {age: ">= 21 completed years"}', f"when: {when}")
    found = {each.lint.id for each in check(folder).found}
    assert ("reading-changes-nothing" in found) == same


def test_readings_are_compared_under_every_reading_of_other_terms(tmp_path: Path) -> None:
    term = """
        terms:
          - id: child
            name: child
            assumption: No sentence says so.
            readings:
              - {id: not-adult, says: no adult, when: {not: {term: adult}}}
              - {id: under-18, says: under 18, when: {age: "< 18 completed years"}}
        quotations:
          - cite: made-up-2020/6
            statements:
              - {id: made-up-2020/beta-adults, when: [{not: {term: child}}, {term: adult}]}
        """
    # Alike while an adult is 18, and not where adults are read as 21.
    assert changed(tmp_path, term).found == []
    alike = term.replace('{age: "< 18 completed years"}', "{not: {all: [{term: adult}]}}")
    assert {each.lint.id for each in changed(tmp_path, alike).found} == {"reading-changes-nothing"}
