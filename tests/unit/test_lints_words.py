"""What the lints read out of words: numbers, ranges, values, and how firm a standing is."""

import pytest

from allscape.lint.written.numbers import digits, numbers, ranges
from allscape.lint.written.overclaims import carries
from allscape.lint.written.phrases import meant, names
from allscape.model.attributes import Attribute, Group, Value
from allscape.model.conditions import parse_range
from allscape.model.profile import ATTRIBUTES
from allscape.model.statements import Level


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("more than six weeks", {6}),
        ("(aged 2-10 years)", {2, 10}),
        ("7.7 months vs 4.0 months; 54%", {7.7, 4, 54}),
        ("a three-year rate, twenty-one days", {3, 21}),
        ("CD19, AALL1731, E1910 and csco-2021/31", set()),
        ("often, someone, tenfold", set()),
        ("", set()),
    ],
)
def test_the_numbers_of_a_text(text: str, held: set[float]) -> None:
    assert numbers(text) == held


def test_digits_are_not_words() -> None:
    assert digits("one of 3 therapies") == {3}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("(>60 years)", ["> 60"]),
        ("≥ 60", [">= 60"]),
        ("<= 2", ["<= 2"]),
        ("a life expectancy of more than six weeks", ["> 6"]),
        ("of at least 2 and no active disease", [">= 2"]),
        ("(aged 2-10 years)", ["2 to 10"]),
        ("between 2 and 10", ["2 to 10"]),
        ("18 completed years and over", [">= 18"]),
        ("aged 65 or older", [">= 65"]),
        ("under 40 completed years", ["< 40"]),
        ("no worse than 2: 0, 1 and 2 pass", ["<= 2"]),
        ("up to 12", ["<= 12"]),
        ("over 60, under 75", ["> 60", "< 75"]),
        ("10-2", []),
        ("adult patients", []),
        ("after 60 days", []),
    ],
)
def test_the_ranges_of_a_text(text: str, read: list[str]) -> None:
    assert ranges(text) == [parse_range(each) for each in read]


@pytest.mark.parametrize(
    ("attribute", "words", "sentence", "values"),
    [
        ("ph_status", "Ph-ALL", "in R/R Ph-ALL.", {"negative"}),
        ("ph_status", "Ph-B-ALL", "in Ph-B-ALL.", {"negative"}),
        ("ph_status", "Ph+ ALL", "in Ph+ ALL.", {"positive"}),
        ("ph_status", "Ph-like ALL", "in Ph-like ALL.", None),
        ("mrd_result", "MRD-negative", "who did not reach MRD-negative status", {"positive"}),
        ("mrd_result", "MRD-negative", "who reached MRD-negative status", {"negative"}),
        ("relapse_status", "R/R ALL", "in R/R ALL", {"relapsed", "refractory"}),
        ("relapse_status", "relapsed or refractory", "relapsed or refractory disease",
         {"relapsed", "refractory"}),
        ("relapse_status", "have relapsed", "who have relapsed", {"relapsed"}),
        ("relapse_status", "refractory", "refractory disease", {"refractory"}),
        ("relapse_status", "frontline treatment", "for frontline treatment", {"newly_diagnosed"}),
        ("relapse_status", "after frontline chemotherapy", "after frontline chemotherapy", None),
        ("lineage", "CAR T-cell therapy", "CAR T-cell therapy", None),
        ("lineage", "T-cell ALL", "T-cell ALL", {"T"}),
        ("active_gvhd", "active graft", "no active graft-versus-host disease", {False}),
        ("age", "adult", "adult patients", None),
    ],
)  # fmt: skip
def test_what_words_mean(
    attribute: str, words: str, sentence: str, values: set[Value] | None
) -> None:
    found = meant(attribute, words, sentence, ATTRIBUTES[attribute].values)
    assert found == (None if values is None else frozenset(values))


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_every_attribute_can_be_named(attribute: str) -> None:
    assert not names(attribute, "?")


def test_an_attribute_declared_today_is_named_by_its_names(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Attribute("cns_status", Group.DISEASE, "made up", (True, False), names=("CNS disease",))
    monkeypatch.setitem(ATTRIBUTES, made.name, made)
    assert names("cns_status", "with CNS disease")
    assert not names("cns_status", "with a good response")


@pytest.mark.parametrize(
    ("level", "before", "words", "carried"),
    [
        (Level.APPROVED, "While ", "currently approved in the setting", True),
        (Level.APPROVED, "It is not yet ", "approved", False),
        (Level.APPROVED, "", "showed good efficacy", False),
        (Level.STANDARD, "", "Becomes a New Standard", True),
        (Level.STANDARD, "this regimen may be emerging as ", "a new standard of care", False),
        (Level.STANDARD, "It may help elsewhere, ", "establishing this as a standard", True),
        (Level.STANDARD, "", "was approved", True),
        (Level.REPORTED, "It ", "can help patients", True),
        (Level.REPORTED, "It ", "might help patients", False),
        (Level.REPORTED, "It ", "was discussed", False),
        (Level.EMERGING, "", "early data but very promising", True),
        (Level.EMERGING, "", "Perhaps this is an opportunity", False),
        (Level.UNDER_STUDY, "", "explores the potential", True),
        (Level.UNDER_STUDY, "", "An interesting development", False),
    ],
)
def test_how_firm_words_are(level: Level, before: str, words: str, carried: bool) -> None:
    assert carries(level, words, before) == carried
