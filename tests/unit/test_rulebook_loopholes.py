"""What would let a condition stand without words, or an engine without its safe use, is refused."""

from pathlib import Path

import pytest
from seeded import faults_of, spoil

from allscape import Profile, Rulebook
from allscape.faults import RulebookError

TEST = "{mrd_result: positive, words: MRD-positive ALL patients}"
REMARK = "when: {lineage: T}"


def assert_refused(rules: Path, file: str) -> None:
    """Assert that a rulebook is refused for a fault with a line in one of its files."""
    faults = faults_of(rules)
    assert {each.file for each in faults} == {str(rules / file)}
    assert all(each.line for each in faults)


@pytest.mark.parametrize("words", ['""', '" "'])
def test_words_that_say_nothing_are_no_words(rules: Path, words: str) -> None:
    spoil(rules / "mrd.yaml", TEST, f"{{mrd_result: positive, words: {words}}}")
    assert_refused(rules, "mrd.yaml")


def test_a_standing_has_words(rules: Path) -> None:
    spoil(rules / "mrd.yaml", "words: guidelines clearly point out", 'words: ""')
    assert_refused(rules, "mrd.yaml")


def test_a_term_is_not_used_from_a_sentence_that_is_not_there(rules: Path) -> None:
    spoil(rules / "tki.yaml", "{term: relapsed, words: who relapsed after TKI treatment}",
          "{term: relapsed, from: nowhere-2020/1}")  # fmt: skip
    assert_refused(rules, "tki.yaml")


def test_a_condition_of_a_term_is_not_from_a_sentence_that_is_not_there(rules: Path) -> None:
    old = "when: {relapse_status: relapsed}"
    spoil(rules / "terms.yaml", old, "when: {relapse_status: relapsed, from: nowhere-2020/1}")
    assert_refused(rules, "terms.yaml")


@pytest.mark.parametrize("attribute", ["bogus", "mrd_result", "age"])
def test_a_test_is_not_written_in_its_inner_form(rules: Path, attribute: str) -> None:
    spoil(rules / "mrd.yaml", TEST, f"{{attribute: {attribute}, words: MRD-positive ALL patients}}")
    assert_refused(rules, "mrd.yaml")


def test_a_remark_is_the_same_as_no_statement_that_is_not_there(rules: Path) -> None:
    spoil(rules / "terms.yaml", REMARK, "when: {same-as: nowhere-2020/x}")
    assert_refused(rules, "terms.yaml")


@pytest.mark.parametrize("number", ["²", "1" * 5000], ids=["superscript", "5,000 digits"])
def test_a_citation_is_numbered_with_digits(rules: Path, number: str) -> None:
    spoil(rules / "mrd.yaml", "cite: csco-2021/45", f"cite: csco-2021/{number}")
    assert str(rules / "mrd.yaml") in {each.file for each in faults_of(rules)}


def test_a_quotation_does_not_continue_itself(rules: Path) -> None:
    spoil(rules / "mrd.yaml", "continues: csco-2021/46", "continues: csco-2021/47")
    assert_refused(rules, "mrd.yaml")


@pytest.mark.parametrize("bound", ["> 0.00001", "> 0.00005", "< 99999999999999999999"])
def test_a_bound_is_one_that_both_engines_can_read_or_it_is_refused(
    rules: Path, bound: str
) -> None:
    spoil(rules / "terms.yaml", 'life_expectancy_weeks: "> 6"', f'life_expectancy_weeks: "{bound}"')
    try:
        book = Rulebook.load(rules)
        for weeks in (0, 1e-7, 0.00003, 0.0001, 6, 10_000):
            book.evaluate(Profile(relapse_status="relapsed", life_expectancy_weeks=weeks))
    except RulebookError as error:
        assert error.faults  # noqa: PT017  either answer is right, another is not


def test_words_of_a_term_may_run_over_a_line_of_its_quotation(rules: Path) -> None:
    text = "The discussion highlighted important considerations for patient eligibility, including"
    rest = (rules / "car-t.yaml").read_text("utf-8").partition(text)[2].partition("\n    note")[0]
    spoil(rules / "car-t.yaml", f">-\n      {text}{rest}", f"|-\n      {text}{rest}".replace(
        "CD19-positive disease", "CD19-positive\n      disease"))  # fmt: skip
    assert Rulebook.load(rules).evaluate(Profile()).approaches


def test_a_long_chain_of_same_as_is_read_or_refused(rules: Path) -> None:
    links = [
        f"      - id: csco-2021/link-{at}\n        kind: prognosis\n        says: so\n"
        f"        when: {{same-as: csco-2021/{f'link-{at - 1}' if at else 'mrd-influences'}}}\n"
        for at in reversed(range(1000))
    ]
    old = "      - id: csco-2021/mrd-influences\n"
    spoil(rules / "mrd.yaml", old, "".join(links) + old)
    try:
        assert Rulebook.load(rules).contents.statement
    except RulebookError as error:
        assert error.faults  # noqa: PT017  either answer is right, another is not


@pytest.mark.parametrize("every", ["[positive, negative]", "[negative, positive]"])
def test_a_test_that_cannot_fail_is_refused(rules: Path, every: str) -> None:
    # An unknown value would leave it open, and a value that cannot be had would fail it.
    spoil(rules / "mrd.yaml", TEST, f"{{mrd_result: {every}, words: MRD-positive ALL patients}}")
    assert_refused(rules, "mrd.yaml")
