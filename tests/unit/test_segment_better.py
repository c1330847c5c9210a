"""The second segmenter cuts real pages where their sentences end; the first stays as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allscape.model.segment import fold, segment

CUTS: dict[str, list[str]] = {
    "1. Wash.\n2) Dry, e.g. Twice.\n(a) Rest.\niv. Sleep.": [
        "Wash.", "Dry, e.g. Twice.", "Rest.", "Sleep.",
    ],
    "Steps: 1. Wash. 2. Dry.": ["Steps: 1. Wash.", "2. Dry."],
    "– One\n- Two.\n* Three\n▪ Four\n◦Five\n✓ Six": ["One", "Two.", "Three", "Four", "Five", "Six"],
    "On Oct. 1, 2024, it was so. It was Sept. 2021.": [
        "On Oct. 1, 2024, it was so.", "It was Sept. 2021.",
    ],
    "It came in Dec. Patients left.": ["It came in Dec.", "Patients left."],
    "See Fig. 2, Figs. S1 and S2, and No. 5. Next.": [
        "See Fig. 2, Figs. S1 and S2, and No. 5.", "Next.",
    ],
    "Smith et al. reported it. Jones et al. (2020) did. Loh et al. The rest": [
        "Smith et al. reported it.", "Jones et al. (2020) did.", "Loh et al.", "The rest",
    ],
    "In the U.S. Food is safe. In the U.S. The food is safe.": [
        "In the U.S. Food is safe.", "In the U.S.", "The food is safe.",
    ],
    "It helped.[1] It did not.[2,3] So what?[4–6] Next": [
        "It helped.[1]", "It did not.[2,3]", "So what?[4–6]", "Next",
    ],
    "It is so.1-4 Others say not.12 In 5%.3 Rest.¹,² End.*": [
        "It is so.1-4", "Others say not.12", "In 5%.3", "Rest.¹,²", "End.*",
    ],
    "A p of 0.05 and 2.3 Months later.": ["A p of 0.05 and 2.3 Months later."],
    "Some had it. ≥ 5% had none. <1% had all. $5 each.": [
        "Some had it.", "≥ 5% had none.", "<1% had all.", "$5 each.",
    ],
    "It was made. obe-cel was not. mRNA was. t(9;22) was seen. patients were well.": [
        "It was made.", "obe-cel was not.", "mRNA was.", "t(9;22) was seen.", "patients were well.",
    ],
    "It was approx. twice, i.e. two, vs. Three, incl. all, in min. time.": [
        "It was approx. twice, i.e. two, vs. Three, incl. all, in min. time.",
    ],
    "“It works!” she said. “Yes.” He left.": ["“It works!” she said.", "“Yes.”", "He left."],
    "| Arm | CR |\n|-----|:--:|\n| Alpha. Beta | 5% |\nArm\tCR. Yes\n-----\n***": [
        "| Arm | CR |", "| Alpha. Beta | 5% |", "Arm CR. Yes",
    ],
    "Dr. No and J. Smith left. So did vitamin C. It stayed.": [
        "Dr. No and J. Smith left.", "So did vitamin C.", "It stayed.",
    ],
    "•": [],
    " \n ": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "sentences"), CUTS.items())
def test_a_text_is_cut_where_a_sentence_ends(text: str, sentences: list[str]) -> None:
    assert segment(text, (), 2) == sentences


ALPHABET = "aB1 .!?\n\t•-[]()“”|<≥%,"


@given(st.text(ALPHABET, max_size=60) | st.text(max_size=40))
def test_nothing_is_added_and_only_markers_go(text: str) -> None:
    sentences = segment(text, (), 2)
    assert all(each and each == fold(each) for each in sentences)
    kept, left = "".join("".join(sentences).split()), iter("".join(text.split()))
    assert all(each in left for each in kept)  # in their order
    assert [e for e in kept if e.isupper()] == [e for e in text if e.isupper()]


def test_the_first_is_the_first_for_ever() -> None:
    text = "On Oct. 1. e.g. It.[1] 2. Next. <3. lower\n1. One\n• Two|x"
    assert segment(text) == segment(text, (), 1) == [
        "On Oct.", "1. e.g.", "It.[1] 2.", "Next. <3. lower", "1.", "One", "Two|x",
    ]  # fmt: skip
    with pytest.raises(KeyError):
        segment(text, (), 3)
