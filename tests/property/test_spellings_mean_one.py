"""Every declared spelling means one attribute, one value, and gives the same profile everywhere."""

import json
import re
from itertools import chain

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from allscape import Profile, cases, yaml_text
from allscape.cases import _several
from allscape.cli.asking import settled
from allscape.columns.ours import Ours
from allscape.columns.spelling import readable
from allscape.explorer.values import typed as typed_there
from allscape.learn.given import read_answer
from allscape.learn.question import Question, QuestionKind
from allscape.learn.story import fact
from allscape.model.attributes import Attribute, Value
from allscape.model.profile import ATTRIBUTES
from allscape.model.spellings import every_word, in_doubt, names, plain, spelled, understood
from allscape.model.typed import NOT_ATTRIBUTES, attribute_hint, attribute_named, facts_in
from allscape.session.answers import parse_facts, value_meant

NAMES = [(each.name, name) for each in ATTRIBUTES.values() for name in (each.name, *each.names)]
WORDS = [
    (each.name, value, word) for each in ATTRIBUTES.values() for value, word in every_word(each)
]
AMOUNTS: list[tuple[str, Value, str]] = [
    ("age", 67, "67 years"), ("age", 67, "67y"), ("age", 67, "67 yo"), ("age", 1.5, "18 months"),
    ("age", 67, "67-year-old"), ("age", 2.5, "2 years 6 months"), ("age", 29, "P29Y"),
    ("life_expectancy_weeks", 12, "12 weeks"), ("ecog", 1, "ECOG 1"), ("ecog", 1, "PS 1"),
    ("ecog", 2, "ps: 2"), ("age", 67, "age 67"),
]  # fmt: skip
DOUBTS = [
    (each.name, word)
    for each in ATTRIBUTES.values()
    for word in chain.from_iterable(words for _, words in each.doubts)
]
KNOWN = st.sampled_from([*WORDS, *AMOUNTS])


def varied(text: str, how: int) -> str:
    """Return a spelling otherwise in case and in what joins its words, its closing sign kept."""
    text = [text, text.upper(), text.lower(), f"  {text} "][how % 4]
    return text.replace(" ", "  ") if how > 3 else text


def test_no_two_attributes_share_a_name() -> None:
    meant: dict[str, str] = {}
    for attribute, name in NAMES:
        assert meant.setdefault(plain(name), attribute) == attribute, name
    assert not {plain(each) for each in NOT_ATTRIBUTES} & meant.keys()


def test_no_two_values_share_a_word_and_no_word_is_in_doubt() -> None:
    for attribute in ATTRIBUTES.values():
        meant: dict[str, Value] = {}
        for value, word in every_word(attribute):
            assert meant.setdefault(plain(word), value) == value, (attribute.name, word)
            # A sign that opens a word is no sign: "- ALL" would be read as "ALL".
            assert word == "+" or not word.startswith("-"), (attribute.name, word)
    for name, word in DOUBTS:
        assert spelled(ATTRIBUTES[name], word) is None, (name, word)


@pytest.mark.sampled(10)
@pytest.mark.parametrize(("name", "word"), DOUBTS)
def test_what_is_in_doubt_is_refused_with_a_reason(name: str, word: str) -> None:
    assert in_doubt(ATTRIBUTES[name], word)
    with pytest.raises(ValidationError) as caught:
        Profile.model_validate({name: word})
    assert in_doubt(ATTRIBUTES[name], word) in caught.value.errors()[0]["msg"]


def test_hints_name_attributes() -> None:
    for name, closest in NOT_ATTRIBUTES.items():
        assert set(closest) <= set(ATTRIBUTES)
        assert attribute_named(name) is None
        assert all(f"'{each}'" in attribute_hint(name) for each in closest)


@given(known=KNOWN, how=st.integers(0, 7), data=st.data())
def test_a_spelling_gives_the_same_profile_everywhere(
    known: tuple[str, Value, str], how: int, data: st.DataObject
) -> None:
    name, value, word = known
    word = varied(word, how)
    attribute = ATTRIBUTES[name]
    called = data.draw(st.sampled_from([n for a, n in NAMES if a == name and "=" not in n]))
    called = varied(called, how).strip()
    wanted = Profile.model_validate({name: value})
    assert Profile.model_validate({name: word}) == wanted
    # Options, whatif and find; spaces around the sign or a colon instead.
    for typed in (f"{called}={word}", f"{called} = {word}", f"{called}: {word}"):
        assert cases.changed(cases.empty(), settled(facts_in([typed]))).profile == wanted
    # A session: commas part facts there.
    if "," not in word + called and ";" not in word + called:
        assert Profile.model_validate(parse_facts(f"{called} = {word}")) == wanted
    if len(word.strip()) > 1 or not word.strip().isalnum():
        answer = value_meant(attribute, word.strip())
        assert answer is not None
        assert Profile.model_validate({name: answer}) == wanted
    # The explorer, with the name and without.
    for typed in (word, f"{called} = {word}"):
        assert Profile.model_validate({name: typed_there(name, typed)}) == wanted
    # The quiz, where a fact is a choice.
    choices = {"choices": ("matched", fact(name, value)), "key": "matched"}
    question = Question(id="q", kind=QuestionKind.FACT, ask="Which?", **choices)
    assert read_answer(f"{called} = {word}; sure 1", question).choice == choices["choices"][1]
    # A case file, alone and among others.
    for text in ({"profile": {called: word}}, {"cases": [{"profile": {called: word}}]}):
        (placed,) = _several(yaml_text.parse(json.dumps(text)))
        assert placed.case.profile == wanted
    # A table.
    put = Ours({called: name}).of(name, word)
    assert Profile.model_validate({name: put}) == wanted
    assert readable(attribute, put)


@given(
    name=st.sampled_from(list(ATTRIBUTES)), text=st.text("ab+-/ 01<.:=PhMRDcdnegpos", max_size=12)
)
@example(name="age", text=".".join("1" * 12))
def test_reading_never_fails_otherwise(name: str, text: str) -> None:
    attribute, doubt = ATTRIBUTES[name], in_doubt(ATTRIBUTES[name], text)
    try:
        found = understood(attribute, text)
    except PydanticCustomError as error:
        refused = error.message()
    else:
        assert doubt == ""
        assert found is None or Profile.model_validate({name: found})
        return
    assert spelled(attribute, text) is None
    assert refused.endswith(doubt)


@pytest.mark.sampled(10)
@pytest.mark.parametrize(("name", "word"), DOUBTS)
def test_what_is_in_doubt_is_refused_in_the_explorer_too(name: str, word: str) -> None:
    with pytest.raises(ValueError, match=re.escape(in_doubt(ATTRIBUTES[name], word))):
        typed_there(name, word)


@pytest.mark.parametrize(("first", "second"), [("Ph", "Ph+"), ("MRD", "MRD-"), ("Ph+", "Ph-")])
def test_a_closing_sign_is_meaning(first: str, second: str) -> None:
    assert plain(first) != plain(second)


SIGNED = [each for each in ATTRIBUTES.values() if "positive" in each.values]
NUMBERS = [each for each in ATTRIBUTES.values() if each.numeric]
MINUS = st.sampled_from("-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}")
PUNCTUATION = st.text(" ()[]/:,.+-_='\"\N{MINUS SIGN}", max_size=4)


@given(
    attribute=st.sampled_from(SIGNED),
    parts=st.lists(st.sampled_from(["+", "pos", "positive", "present", "expressed", "BCR-ABL"])),
    other=st.sampled_from(["-", "(-)", "-ve", "- ", "neg", "negative", "\N{MINUS SIGN}", "- -"]),
    between=st.lists(st.sampled_from([" ", "/", " (", ") ", ", "]), min_size=1),
    data=st.data(),
)
def test_a_text_of_both_signs_is_never_read_as_one(
    attribute: Attribute, parts: list[str], other: str, between: list[str], data: st.DataObject
) -> None:
    called = data.draw(st.sampled_from(["", "positive", *names(attribute)]))
    pieces = data.draw(st.permutations([other, "positive", *parts]))
    text = called + between[0] + "".join(
        each + between[at % len(between)] for at, each in enumerate(pieces)
    )  # fmt: skip
    assert spelled(attribute, text) is None
    with pytest.raises(ValidationError):
        Profile.model_validate({attribute.name: text})


@given(
    attribute=st.sampled_from(NUMBERS), minus=MINUS, before=PUNCTUATION, after=PUNCTUATION,
    number=st.sampled_from(["1", "3", ".5", "1.5", "3 years", "3 weeks", "6 months"]),
    close=st.sampled_from(["", ")", "]", " "]), data=st.data(),
)  # fmt: skip
def test_a_number_behind_a_minus_is_never_read(
    attribute: Attribute,
    minus: str,
    before: str,
    after: str,
    number: str,
    close: str,
    data: st.DataObject,
) -> None:
    called = data.draw(st.sampled_from(["", "aged", attribute.name, *attribute.names]))
    text = f"{called}{before}{minus}{after}{number}{close}"
    assert spelled(attribute, text) is None, text
    with pytest.raises(ValidationError):
        Profile.model_validate({attribute.name: text})


@given(
    attribute=st.sampled_from(NUMBERS), joint=st.sampled_from([",", ", ,", "/", "'", ".,", "_/"]),
    before=PUNCTUATION, close=st.sampled_from(["", ")", " ", "years", " weeks", " months"]),
    number=st.sampled_from(["1", "4", ".5", "1.5"]), data=st.data(),
)  # fmt: skip
def test_a_joint_that_may_be_part_of_a_number_is_never_passed_over(
    attribute: Attribute, joint: str, before: str, close: str, number: str, data: st.DataObject
) -> None:
    lead = ["", "aged ", "5 years", attribute.name, *attribute.names]
    text = f"{data.draw(st.sampled_from(lead))}{before}{joint}{number}{close}"
    assert spelled(attribute, text) is None, text
    with pytest.raises(ValidationError):
        Profile.model_validate({attribute.name: text})


BOTH = "it says both: positive or negative?"
LEVEL = "a level or a code is no result before somebody draws the line: positive or negative?"
BELOW = "a minus stands before the number"
STRETCH = "it names a stretch, one number is needed"
COMMA = "a comma may part thousands: write decimals with a point"
UNIT = "another unit: write it in ours"
UNCLEAR = "what the minus says is not clear"
MANY = "it has more digits than are told apart"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("cd19_status", "-/+", BOTH), ("cd19_status", "+ -", BOTH),
        ("ph_status", "Ph (-) positive", BOTH), ("mrd_result", "pos -", BOTH),
        ("ph_status", "- Philadelphia", BOTH), ("mrd_result", "neg (+)", BOTH),
        ("cd22_status", "CD22 \N{EN DASH}positive", BOTH),
        ("age", "age (-5)", BELOW), ("age", "age -.5", BELOW), ("ecog", "ECOG --3", BELOW),
        ("ecog", "ECOG-3", BELOW), ("age", "age \N{MINUS SIGN}5 years", BELOW),
        ("age", "2-10", STRETCH), ("age", "5 years-6 months", STRETCH), ("age", "age 5-", STRETCH),
        ("age", "age ,5", COMMA), ("ecog", "ECOG (,1", COMMA), ("age", ",5", COMMA),
        ("life_expectancy_weeks", "life expectancy: ,5", COMMA),
        ("prior_tki", "- yes", UNCLEAR), ("prior_tki", "TKI before (-) yes", UNCLEAR),
        ("organ_function_adequate", "organ_function_adequate---", UNCLEAR),
        ("mrd_result", "10^-4", LEVEL), ("age", "600 days", UNIT),
        ("age", "120.00000000000000000001 years", MANY), ("age", "121.00000000000000000001", ""),
    ],
)  # fmt: skip
def test_what_is_not_read_says_why(name: str, text: str, why: str) -> None:
    assert in_doubt(ATTRIBUTES[name], text) == why


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [
        ("cd19_status", "CD19-positive", "positive"), ("cd19_status", "CD19 (-)", "negative"),
        ("ph_status", "Ph-negative", "negative"), ("ph_status", "t(9;22)-positive", "positive"),
        ("cd19_status", "CD19 - negative", "negative"), ("ph_status", "BCR-ABL", "positive"),
        ("ph_status", "Ph- ALL", "negative"), ("ph_status", "Ph-ALL", None),
        ("age", "5-years-old", 5), ("age", "5 years, 6 months", 5.5),
        ("age", "2-years, 6-months", 2.5), ("age", "11 years 11 months", 143 / 12),
        ("prior_tki", "prior TKI - yes", True), ("lineage", "B-cell", "B"),
    ],
)  # fmt: skip
def test_a_joint_is_no_sign(name: str, text: str, meant: Value | None) -> None:
    assert spelled(ATTRIBUTES[name], text) == meant


@pytest.mark.parametrize(
    "text",
    [",5 months", "5 years 18 months", "5 years 12 months", "1.5 years 6 months", "and 5 months",
     "\N{ARABIC-INDIC DIGIT FIVE} years", "1\N{ARABIC-INDIC DIGIT FIVE} months"],
)  # fmt: skip
def test_an_age_of_which_nobody_would_be_sure_is_not_read(text: str) -> None:
    assert spelled(ATTRIBUTES["age"], text) is None


@pytest.mark.parametrize(
    "text", ["-Ph", "- age", "MRD (-)", "\N{MINUS SIGN} CD19", "Ph-", "CD19 -"]
)
def test_a_name_with_a_minus_is_no_name(text: str) -> None:
    assert attribute_named(text) is None


def test_every_name_is_found() -> None:
    for attribute in ATTRIBUTES.values():
        assert all(attribute_named(each) == attribute.name for each in names(attribute))


@given(
    known=KNOWN, minus=MINUS, at=st.sampled_from(["{m}{w}", "({m}) {w}", "{w} {m}{m}", "{w} ({m}"])
)
def test_a_minus_that_joins_nothing_is_never_passed_over(
    known: tuple[str, Value, str], minus: str, at: str
) -> None:
    name, _, word = known
    assert spelled(ATTRIBUTES[name], at.format(m=minus, w=word)) in (None, "negative")
