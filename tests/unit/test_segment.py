"""An article is cut into the same sentences on every machine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allscape.model.segment import REPAIRS, fingerprint, fold, repair, segment

BOTH = tuple(REPAIRS)

CUTS: dict[str, list[str]] = {
    "One. Two! Three? Four": ["One.", "Two!", "Three?", "Four"],
    "It rose (by 3%.) The rest.": ["It rose (by 3%.)", "The rest."],
    "“It works.” She left.": ["“It works.”", "She left."],
    'He said "no." "Yes," she said.': ['He said "no."', '"Yes," she said.'],
    "It ended. “It began.": ["It ended.", "“It began."],
    "It ended. (It began.)": ["It ended.", "(It began.)"],
    "It ended. 98% stayed.": ["It ended.", "98% stayed."],
    "Dr. Loh said so. So did Prof. Gong.": ["Dr. Loh said so.", "So did Prof. Gong."],
    "In St. Louis. 49% vs. 29%.": ["In St. Louis.", "49% vs. 29%."],
    "Naval D. Daver wrote. It is so.": ["Naval D. Daver wrote.", "It is so."],
    "In the U.S. Food is safe.": ["In the U.S. Food is safe."],
    "A median of 7.7 months. Yes.": ["A median of 7.7 months.", "Yes."],
    "It is at 5 a.m. and later.": ["It is at 5 a.m. and later."],
    "It works. but not here.": ["It works. but not here."],
    "A heading\nA sentence.": ["A heading", "A sentence."],
    "• One\n • Two.\n•Three": ["One", "Two.", "Three"],
    "A • in the middle": ["A • in the middle"],
    "  Much \t white\u00a0space  here. \n\n\n Next. ": ["Much white space here.", "Next."],
    "What?! Yes.": ["What?!", "Yes."],
    "": [],
    " \n\t\n": [],
    "•": [],
}


@pytest.mark.parametrize(("text", "sentences"), CUTS.items())
def test_a_text_is_cut_where_a_sentence_ends(text: str, sentences: list[str]) -> None:
    assert segment(text) == sentences


REPAIRED = {
    "OS of 7.\n7 months.": ["OS of 7.7 months."],
    "OS of 7. \n  7 months.": ["OS of 7.7 months."],
    "A rate of 98%\n.": ["A rate of 98%."],
    "A rate of 98%  \n  .  \nNext.": ["A rate of 98%.", "Next."],
    "In 2021.\nThen.": ["In 2021.", "Then."],
}


@pytest.mark.parametrize(("text", "sentences"), REPAIRED.items())
def test_a_declared_repair_is_made(text: str, sentences: list[str]) -> None:
    assert segment(text, BOTH) == sentences


def test_no_repair_is_made_that_is_not_declared() -> None:
    assert segment("OS of 7.\n7 months.") == ["OS of 7.", "7 months."]
    assert segment("A rate\n.") == ["A rate", "."]
    assert segment("OS of 7.\n7 months.", ["joined-full-stops"]) == ["OS of 7.", "7 months."]
    assert repair("7.\n7 of 98%\n.", ["joined-decimals"]) == "7.7 of 98%\n."


def test_a_repair_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        segment("One.", ["joined-words"])


PROSE = st.lists(
    st.sampled_from([
        "One", "two", "Dr.", "7.", "7", "months.", "“Yes.”", "No!", "(A", "b.)", "•", "vs.", "98%",
        "U.S.", ".", "—", "café", "\n", "\n\n",
    ]), max_size=30,
).map(" ".join)  # fmt: skip


@given(text=PROSE, repairs=st.sampled_from([(), BOTH]))
def test_line_ends_and_white_space_make_no_difference(text: str, repairs: tuple[str, ...]) -> None:
    expected = segment(text, repairs)
    assert segment(text.replace("\n", "\r\n"), repairs) == expected
    assert segment(text.replace(" ", " \t "), repairs) == expected
    assert segment(text.replace("\n", " \n\t"), repairs) == expected
    assert segment(f"\n {text}\n\n", repairs) == expected


@given(text=PROSE | st.text())
def test_nothing_is_lost_and_nothing_added(text: str) -> None:
    kept = "".join("".join(segment(text)).split()).replace("•", "")
    assert kept == "".join(text.split()).replace("•", "")
    assert all(each == fold(each) and each for each in segment(text))


@given(text=PROSE)
def test_a_sentence_is_cut_no_further(text: str) -> None:
    for each in segment(text.replace("•", "")):
        assert segment(each) == [each]


def test_a_fingerprint_heeds_letters_and_not_white_space() -> None:
    assert fingerprint("A  rate\n of 98%. ") == fingerprint("A rate of 98%.")
    assert fingerprint("A rate of 98%.") != fingerprint("A rate of 98%")
    assert fingerprint("a") == "ca978112ca1bbdca"
