"""The explorer's pure parts: what is marked is the sentence, values go round, a stage is a fold."""

from hypothesis import given
from hypothesis import strategies as st
from judged import EDITION, examined

from allscape.explain.why import offer_tree
from allscape.explorer.scene import Back, Further, Leave, Present, Scene, after
from allscape.explorer.sentence import Stated, marked, stated
from allscape.explorer.size import Size
from allscape.explorer.values import turned
from allscape.model.base import Truth
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.render.page import one_line
from allscape.session.events import Start, State
from strategies import facts

MARKS = str.maketrans("", "", "".join({*"‹›", *Size().look.marks.values()} - {"?"}))


@given(facts(), st.data())
def test_the_sentence_stands_word_for_word_between_its_marks(
    known: dict[str, object], data: st.DataObject
) -> None:
    evaluation = examined(known)
    statement = data.draw(
        st.sampled_from([o.id for a in EDITION.approaches() for o in EDITION.offers(a.id)])
    )
    offer = offer_tree(evaluation, statement)
    inside = [each for each in stated(offer) if each.cite == offer.cite]
    text, left = marked(offer.sentence, inside, Size())
    shown = text.plain
    for each in inside:
        if each.truth is Truth.UNKNOWN:
            shown = shown.replace(f"{one_line(each.words)}›?", f"{one_line(each.words)}›")
    assert shown.translate(MARKS) == f"“{one_line(offer.sentence)}”"
    signed = [each for each in inside if each not in left]
    assert text.plain.count("›") == len(signed)
    for each in signed:
        sign = Size().look.marks
        assert any(f"‹{one_line(each.words)}›{mark}" in text.plain for mark in sign.values())


@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=5), max_size=4))
def test_any_sentence_is_marked_without_a_fault(sentence: str, words: list[str]) -> None:
    conditions = [Stated(each, each, "a/1", Truth.TRUE) for each in words]
    text, left = marked(sentence, conditions, Size())
    assert text.plain.count("›✓") >= len(set(conditions)) - len(left) - len(words)
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


@given(facts(), st.lists(st.sampled_from([Further(), Back()]), max_size=60))
def test_a_presentation_uncovers_the_facts_in_order_and_nothing_else(
    known: dict[str, object], steps: list[Further | Back]
) -> None:
    start = Start(rulebook="x", profile=Profile.model_validate(known).known())
    scene = after(Scene(State(start=start), "tki"), Present())
    known_facts = list(scene.session.profile.known().items())
    assert (scene.uncovered, scene.moved_by().known()) == ({}, {})
    for step in steps:
        scene = after(scene, step)
        uncovered = list(scene.uncovered.items())
        assert uncovered == known_facts[: len(uncovered)]
        # The map waits for the second press.
        assert len(uncovered) - len(scene.moved_by().known()) == scene.waiting
    ended = after(scene, Leave())
    assert ended == Scene(scene.session, "tki")
