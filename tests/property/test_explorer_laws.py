"""The explorer's pure parts: what is marked is the sentence, values go round, a stage is a fold."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from judged import EDITION, examined

from allscape.explain.why import offer_tree
from allscape.explorer.scene import Present, Scene, after
from allscape.explorer.sentence import Stated, about, marked, offers, stated
from allscape.explorer.size import Size
from allscape.explorer.values import turned
from allscape.model.base import Truth
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.model.statements import Approach
from allscape.render.page import one_line
from allscape.render.why import HOLDS
from allscape.session.events import Start, State
from strategies import facts

FRONTLINE = "daver-2025/blinatumomab-after-frontline-mrd-negative"
FIRST = EDITION.contents.approach["blinatumomab-after-frontline-mrd-negative"]
LABEL = re.compile("‹(?:holds|fails|open): ([^›]*)›")
SIZES = [(60, 20), (60, 24), (80, 24), (120, 40)]
OFFERS = st.sampled_from([o.id for a in EDITION.approaches() for o in EDITION.offers(a.id)])


def labelled(each: Stated) -> str:
    return f"‹{HOLDS[each.truth]}: {one_line(each.words)}›"


@given(facts(), OFFERS)
def test_the_sentence_stands_word_for_word_between_its_marks(
    known: dict[str, object], statement: str
) -> None:
    offer = offer_tree(examined(known), statement)
    inside = [each for each in stated(offer) if each.cite == offer.cite]
    text, left = marked(offer.sentence, inside, Size())
    assert LABEL.sub(r"\1", text.plain) == f"“{one_line(offer.sentence)}”"
    signed = [each for each in inside if each not in left]
    assert text.plain.count("›") == len({one_line(each.words) for each in signed})
    for each in signed:
        assert labelled(each) in text.plain


@given(facts(), st.sampled_from(EDITION.approaches()), st.sampled_from(SIZES))
@example({"relapse_status": "relapsed"}, FIRST, (60, 20))
def test_no_mark_is_cut_off(known: dict[str, object], row: Approach, at: tuple[int, int]) -> None:
    evaluation, size = examined(known), Size(*at)
    offer = offers(evaluation, row.id)[0]
    _, left = marked(offer.sentence, (every := stated(offer)), size)
    shown = " ".join(each.plain.strip() for each in about(evaluation, row.id, size, size.below))
    for each in every:
        if each.cite == offer.cite and each not in left:
            assert labelled(each) in shown


def test_the_same_words_have_one_mark_for_what_they_come_to() -> None:
    offer = offer_tree(examined({"relapse_status": "relapsed"}), FRONTLINE)
    same = [each for each in stated(offer) if each.words == "after frontline chemotherapy"]
    assert {each.truth for each in same} == {Truth.FALSE, Truth.UNKNOWN}
    text, left = marked(offer.sentence, stated(offer), Size())
    assert text.plain.count("after frontline chemotherapy") == 1
    assert "‹fails: after frontline chemotherapy›" in text.plain
    assert [each.truth for each in left] == [Truth.UNKNOWN]


@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=5), max_size=4))
def test_any_sentence_is_marked_without_a_fault(sentence: str, words: list[str]) -> None:
    conditions = [Stated(each, each, "a/1", Truth.TRUE) for each in words]
    text, left = marked(sentence, conditions, Size())
    assert text.plain.count("‹holds: ") >= len(set(conditions)) - len(left) - len(words)
    assert len(left) <= len(conditions)


@given(facts(), st.sampled_from([name for name, each in ATTRIBUTES.items() if each.values]))
def test_the_values_of_a_fact_go_round(known: dict[str, object], name: str) -> None:
    start = Profile.model_validate(known)
    seen, profile = [], start
    for _ in range(len(ATTRIBUTES[name].values) + 1):
        value, _passed = turned(profile, name, 1)
        profile = profile.with_({name: value})
        back, _ = turned(profile, name, -1)
        assert back == (seen[-1] if seen else getattr(start, name))
        seen.append(value)
        if value == getattr(start, name):
            break
    assert getattr(profile, name) == getattr(start, name)
    allowed = [None, *ATTRIBUTES[name].values]
    assert {*seen} == {each for each in allowed if _fits(start, name, each)}


def _fits(profile: Profile, name: str, value: object) -> bool:
    try:
        profile.with_({name: value})  # type: ignore[dict-item]
    except ValueError:
        return False
    return True


@given(facts(), st.lists(st.sampled_from([1, -1]), max_size=60))
def test_a_presentation_uncovers_the_facts_in_order_and_nothing_else(
    known: dict[str, object], steps: list[int]
) -> None:
    start = Start(rulebook="x", profile=Profile.model_validate(known).known())
    scene = after(Scene(State(start=start), "tki"), Present())
    known_facts = list(scene.session.profile.known().items())
    assert (scene.uncovered, scene.moved_by(0).known()) == ({}, {})
    for step in steps:
        scene = after(scene, Present((scene.stage or 0) + step))
        uncovered = list(scene.uncovered.items())
        assert uncovered == known_facts[: len(uncovered)]
        # The map waits for the second press.
        assert len(uncovered) - len(scene.moved_by(0).known()) == scene.waiting
    ended = after(scene, Present(None))
    assert ended == Scene(scene.session, "tki")
