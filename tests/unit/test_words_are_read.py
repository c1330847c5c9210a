"""Every word is read as its value, alone and behind every name; what nobody knows is asked back."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from allscape.model.attributes import Attribute, taken
from allscape.model.profile import ATTRIBUTES
from allscape.model.spellings import LONGEST, every_word, in_doubt, plain, spelled, understood

EVERY = list(ATTRIBUTES.values())
NUMBERS = [each for each in EVERY if each.numeric]
SIGNED = [each for each in EVERY if "positive" in each.values]
DASHES = (
    "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
    "\N{SMALL HYPHEN-MINUS}\N{FULLWIDTH HYPHEN-MINUS}"
)


def called(attribute: Attribute) -> tuple[str, ...]:
    return attribute.name, *attribute.names


@pytest.mark.parametrize("attribute", EVERY, ids=lambda each: each.name)
def test_every_word_is_its_value_alone_and_behind_every_name(attribute: Attribute) -> None:
    for value, word in every_word(attribute):
        assert spelled(attribute, word) == value, word
        for name in called(attribute):
            for text in (f"{name} {word}", f"{name} is {word}", f"{name}: {word}"):
                assert spelled(attribute, text) == value, text


@pytest.mark.parametrize("attribute", SIGNED, ids=lambda each: each.name)
@pytest.mark.parametrize("sign", ["{}", " {}", "({})", "{}ve", " ({})"])
def test_a_sign_behind_a_name_is_a_value(attribute: Attribute, sign: str) -> None:
    for name in called(attribute):
        for plus in "+\N{FULLWIDTH PLUS SIGN}":
            assert spelled(attribute, name + sign.format(plus)) == "positive"
        for minus in "-" + DASHES:
            assert spelled(attribute, name + sign.format(minus)) == "negative"


@pytest.mark.parametrize("attribute", EVERY, ids=lambda each: each.name)
def test_dashes_are_alike(attribute: Attribute) -> None:
    for value, word in every_word(attribute):
        for dash in DASHES:
            assert spelled(attribute, word.replace("-", dash)) == value, word


@given(text=st.text("aXx09\N{LATIN CAPITAL LETTER A WITH DIAERESIS}", min_size=1))
def test_letters_and_digits_alone_are_compared_as_they_are(text: str) -> None:
    assert plain(text) == text.casefold()


@pytest.mark.parametrize("attribute", NUMBERS, ids=lambda each: each.name)
def test_a_number_stands_apart_from_a_name(attribute: Attribute) -> None:
    for name in filter(lambda each: each[-1].isalpha(), called(attribute)):
        assert spelled(attribute, f"{name} 3 {attribute.unit}") == 3
        for number in ("3", "11"):
            assert spelled(attribute, f"{name}{number} {attribute.unit}") is None


@pytest.mark.parametrize(
    "text",
    ["na", "n/a", "N.A.", "nd", "nan", "NULL", "none", "nil", "?", ".", "-", "--", "---", "unk",
     "not known", "not available", "Not done", "not reported", "not recorded", "not tested",
     "not applicable", "not specified", "not evaluated", "missing", "Pending", "TBD",
     "indeterminate", "equivocal", "inconclusive", "unclear", "uncertain", "borderline",
     "unavailable", "no data", "#N/A", "999"],
)  # fmt: skip
def test_what_stands_where_nothing_is_known_is_no_value(text: str) -> None:
    for name in ("ph_status", "age", "prior_tki"):
        assert in_doubt(ATTRIBUTES[name], f" {text} ") == "where nothing is known, write unknown"


@pytest.mark.parametrize("attribute", EVERY, ids=lambda each: each.name)
def test_what_is_longer_than_any_spelling_is_neither_read_nor_asked_back(
    attribute: Attribute,
) -> None:
    words = (word for _, word in every_word(attribute))
    for word in chain(words, *(doubtful for _, doubtful in attribute.doubts)):
        long = word + " " * LONGEST
        assert in_doubt(attribute, long) == ""
        if taken(attribute, long) is None:
            with pytest.raises(PydanticCustomError):
                understood(attribute, long)
