"""Facts typed beside each other are what they are one by one; what is none is told in words."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES
from allscape.model.spellings import LONGEST, every_word, understood
from allscape.model.typed import NotFacts, attribute_hint, attribute_named, facts_in, renamed

NAMES = {each.name: (each.name, *each.names) for each in ATTRIBUTES.values()}
Said = tuple[str, Value, str]
WORDS: list[Said] = [
    ("age", 67, "67 years"), ("age", 2.5, "2 years 6 months"), ("age", 40, "40"), ("ecog", 1, "1"),
    ("life_expectancy_weeks", 12, "12 weeks"),
    *((each.name, value, word) for each in ATTRIBUTES.values() for value, word in every_word(each)),
]  # fmt: skip
SAID = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique_by=lambda each: each[0])


def read(parts: list[str]) -> dict[str, Value | None]:
    return {name: understood(ATTRIBUTES[name], typed) for name, typed in facts_in(parts).items()}


@given(said=SAID, equals=st.sampled_from(["=", " = ", "= ", " ="]), data=st.data())
def test_facts_beside_each_other(said: list[Said], equals: str, data: st.DataObject) -> None:
    parts = [
        f"{data.draw(st.sampled_from(NAMES[name]))}{equals}{word}" for name, _, word in said
    ]  # fmt: skip
    meant = {name: value for name, value, _ in said}
    assert read(parts) == meant
    whole = " ".join(parts)
    assume("relapse risk" not in whole)  # "first relapse risk=high": whose is the word?
    assert read([whole]) == meant
    assert list(facts_in([f" {whole} "])) == list(meant)


@pytest.mark.parametrize(
    ("part", "meant"),
    [
        ("Ph+", {"ph_status": "Ph+"}),
        (" Ph+ ", {"ph_status": "Ph+"}),
        ("Ph+ age=61", {"ph_status": "Ph+", "age": "61"}),
        ("age=61 Ph+", {"age": "61", "ph_status": "Ph+"}),
        ("age = 61  ECOG: 2", {"age": "61", "ecog": "2"}),
        ("ECOG: 2 age=61", {"ecog": "2", "age": "61"}),
        ("ECOG:2", {"ecog": "2"}),
        ("age: unknown", {"age": "unknown"}),
        ("age=unknown Ph+", {"age": "unknown", "ph_status": "Ph+"}),
        ("BCR::ABL1: positive", {"ph_status": "positive"}),
        ("age=> 60 Ph+", {"age": "> 60 Ph+"}),
        ("age=elderly Ph+", {"age": "elderly", "ph_status": "Ph+"}),
        ("age=1 year", {"age": "1 year"}),
        ("age=old  man", {"age": "old  man"}),
        ("ecog=PS 1 mrd=MRD+", {"ecog": "PS 1", "mrd_result": "MRD+"}),
        ("MRD undetectable", {"mrd_result": "MRD undetectable"}),
        ("age=", {"age": ""}),
    ],
)
def test_what_a_part_says(part: str, meant: dict[str, str]) -> None:
    assert facts_in([part]) == meant


NO_FACT = "is not attribute=value: such as age=61"
REFUSED = [
    ("age", f"'age' {NO_FACT}"),
    ("relapsed", f"'relapsed' {NO_FACT}"),
    (" positive ", f"'positive' {NO_FACT}"),
    ("age=61 relapsed", f"'relapsed' {NO_FACT}"),
    ("hello age=61", f"'hello' {NO_FACT}"),
    ("MRD blue", f"'MRD blue' {NO_FACT}"),
    ("colour=red", "no attribute 'colour'"),
    ("age=61 colour=red", "no attribute 'colour'"),
    ("KPS=90", "no attribute 'KPS'"),
    ("line=2", "no attribute 'line': did you mean 'salvage_line'?"),
    ("hello there colour=red", f"'hello there' {NO_FACT}"),
    ("=61", "no attribute ''"),
    ("age" * 1000, f"'{('age' * 1000)[:LONGEST]}...' is longer than facts are: such as age=61"),
    ("age=61 age=62", "'age' is given twice"),
    ("Ph+ Philadelphia=neg", "'ph_status' is given twice"),
]


@pytest.mark.parametrize(("part", "told"), REFUSED)
def test_what_is_no_fact_is_told(part: str, told: str) -> None:
    with pytest.raises(NotFacts) as caught:
        facts_in([part])
    assert str(caught.value) == told


def test_every_attribute_at_once() -> None:
    words = {name: word for name, _, word in WORDS}
    whole = " ".join(f"{name}={word}" for name, word in words.items())
    assert facts_in([whole]) == words


def test_facts_are_given_our_own_names() -> None:
    given = {"Age": 61, "MRD": "pos", "mrd result": "neg", "mrd_result": None, "colour": 1, 3: 4}
    assert renamed({"Age": 61, "colour": 1, 3: 4}) == ({"age": 61, "colour": 1, 3: 4}, {})
    made, twice = renamed(given)
    assert made == {"age": 61, "mrd_result": None, "colour": 1, 3: 4}
    assert twice == {"mrd_result": ["MRD", "mrd result", "mrd_result"]}
    assert renamed({"Ph": 1, "ph_status": 2})[1] == {"ph_status": ["Ph", "ph_status"]}


THERAPY = (
    "prior_frontline_chemotherapy prior_intensive_chemotherapy prior_tki prior_blinatumomab "
    "prior_transplant prior_car_t"
)


@pytest.mark.parametrize(
    ("called", "closest"),
    [
        ("status", "ph_status mrd_result relapse_status cd19_status cd22_status"),
        ("relapse", "relapse_status relapse_risk"), ("refractory", "relapse_status"),
        ("phase of disease", "relapse_status treatment_phase"), ("TKI", "prior_tki"),
        ("blinatumomab", "prior_blinatumomab"), ("transplanted", "prior_transplant"),
        ("transplant", "prior_transplant mrd_timing treatment_phase"),
        ("CART", "prior_car_t response_to_car_t"), ("prior therapy", THERAPY),
        ("prior chemotherapy", "prior_frontline_chemotherapy prior_intensive_chemotherapy"),
        ("NCI risk group", "risk_group"), ("MRD NGS", "mrd_result"),
        ("EOI MRD", "mrd_result mrd_timing"), ("prior lines", "salvage_line"),
        ("karyotype", "complex_cytogenetics"), ("cytogenetics", "complex_cytogenetics ph_status"),
        ("fusion gene", "ph_status"), ("GVHD", "active_gvhd"), ("BT", "lineage"),
        ("subtype", "lineage ph_status"), ("dob", "age"), ("country", "care_setting"),
        ("fitness", "ecog organ_function_adequate"), ("performance", "ecog"), ("ALL", ""),
        ("agee", "age"), ("a" * 500, ""),
    ],
)  # fmt: skip
def test_the_closest_attributes_of_what_is_none(called: str, closest: str) -> None:
    assert attribute_named(called) is None
    assert re.findall(r"'(\w+)'", attribute_hint(called)) == closest.split()
