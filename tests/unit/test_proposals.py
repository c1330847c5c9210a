"""What a worksheet proposes of a sentence: a guess by its words, whose words stand in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from allscape.model.statements import When
from allscape.scaffold.proposals import Known, proposed

KNOWN = Known(
    terms=[{"id": "adult", "words": ["adult"]}, {"id": "over-60", "words": "(>60 years)"}],
    approaches=[{"id": "alpha", "family": "car-t", "agents": ["Alphamab"]}],
)
WHAT = {
    "Share this article": "navigation",
    "© 2026 Nobody. All rights reserved.": "legal",
    "By Dr. No One, MD": "credit",
    "Oct. 1, 2026": "credit",
    "What came of it": "headline",
    "Nobody knew anything of the matter.": "background",
    "The CR rate was 98% in adults.": "evidence",
    "It is an option for adults.": "option",
    "It is not for Ph-positive patients.": "caution",
    "Relapsed patients live in a made-up town.": "prognosis",
    "CAR T cells are made in a made-up way.": "outlook",
    "Alphamab is made by nobody.": "outlook",
}
ASKED = {
    "adults with Ph– ALL": [
        {"term": "adult", "words": "adults"}, {"ph_status": "negative", "words": "Ph–"},
    ],
    "those over 65 years old": [{"age": "> 65 completed years", "words": "over 65 years old"}],
    "patients (>60 years)": [{"term": "over-60", "words": "(>60 years)"}],
    "aged 2-10 years": [{"age": "2 to 10 completed years", "words": "aged 2-10 years"}],
    "an ECOG score of 0-1": [{"ecog": "0 to 1", "words": "ECOG score of 0-1"}],
    "relapsed or refractory disease": [
        {"relapse_status": ["relapsed", "refractory"], "words": "relapsed or refractory"},
    ],
    "median OS of 60 months in 20 of them": [],
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "what"), WHAT.items())
def test_a_sentence_is_proposed_to_be_what_its_words_say(sentence: str, what: str) -> None:
    assert proposed(sentence, 2, KNOWN).what == what


@pytest.mark.parametrize(("sentence", "when"), ASKED.items())
def test_conditions_are_proposed_with_their_words(sentence: str, when: list[object]) -> None:
    assert proposed(sentence, 2, KNOWN).when == when


FRAGMENTS = [
    "adults", "Ph-positive", "Ph–", "not relapsed", "aged > 60 years", "ECOG of ≤ 2", "MRD by flow",
    "high-risk", "in remission", "B-cell", "T-ALL", "12 of 20", "98%", "after CAR T", "refractory",
    "(>60 years)", "no active GVHD", ",", ".", "and",
]  # fmt: skip
CONDITIONS: TypeAdapter[object] = TypeAdapter(When)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=8).map(" ".join))
def test_every_proposed_condition_is_one_and_its_words_stand_in_the_sentence(text: str) -> None:
    when = proposed(text, 2, KNOWN).when
    CONDITIONS.validate_python(when)
    places = [text.find(each["words"]) for each in when]
    assert -1 not in places
