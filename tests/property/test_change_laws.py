"""What a missing fact would do, what one change moves, the tree of a verdict: all of it true."""

from collections.abc import Iterator
from functools import cache
from random import Random

from editions import BOOK, Choice, edition_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from judged import (
    APPROACHES,
    EDITION,
    NOW,
    Verdicts,
    cases,
    choices,
    examined,
    kinds,
    verdict,
    verdicts,
)

from allscape import Profile, Verdict
from allscape.explain.difference import difference
from allscape.explain.flips import outcomes
from allscape.explain.singles import Single, each_change
from allscape.explain.why import Node, why
from allscape.model.attributes import Value
from allscape.model.base import Truth, both, either, opposite
from allscape.model.profile import ATTRIBUTES
from strategies import facts, often


@settings(max_examples=often(12))
@given(known=facts(), choice=choices)
@example(known={}, choice=NOW)
def test_an_outcome_is_what_the_fact_would_make_of_it(
    known: dict[str, Value], choice: Choice
) -> None:
    edition = edition_of(choice)
    for approach in examined(known, choice).landscape.approaches:
        profile = Profile.model_validate(known)
        found = outcomes(edition, approach.id, profile, approach.missing)
        for each in found:
            case = {**known, each.attribute: each.value}
            assert verdict(edition, approach.id, case) is each.then
        for name in approach.missing:
            mine = {each.value: each.then for each in found if each.attribute == name}
            tried = cases(known, name, kinds(choice, name, approach.id))
            assert set(mine.values()) == {verdict(edition, approach.id, c) for _, c in tried}
            if not ATTRIBUTES[name].numeric:
                allowed = cases(known, name, list(ATTRIBUTES[name].values))
                assert list(mine) == [value for value, _ in allowed]


def moved(now: Verdicts, case: dict[str, Value]) -> dict[str, tuple[Verdict, Verdict]]:
    """Return the verdicts that differ between a case, whose verdicts these are, and another."""
    then = verdicts(EDITION, case)
    return {name: (now[name], then[name]) for name in now if now[name] is not then[name]}


@cache
def changes(known: tuple[tuple[str, Value], ...]) -> list[Single]:
    """Return what each change of one fact of a case moves."""
    return list(each_change(examined(dict(known))))


@settings(max_examples=often(12))
@given(known=facts())
@example(known={})
def test_every_single_change_is_what_the_changed_case_comes_to(known: dict[str, Value]) -> None:
    evaluation, now = examined(known), verdicts(EDITION, known)
    for single in changes(tuple(known.items())):
        assert single.before == known.get(single.attribute)
        assert single.before != single.after
        case = {**known, single.attribute: single.after}
        assert single.moves == moved(now, case)
        assert single.differences == difference(evaluation, examined(case))
        assert single.differences


@settings(max_examples=often(20))
@given(known=facts(), seed=st.integers(0, 999))
@example(known={}, seed=0)
def test_no_single_change_that_moves_a_verdict_is_left_out(
    known: dict[str, Value], seed: int
) -> None:
    singles, now = changes(tuple(known.items())), verdicts(EDITION, known)
    for name in Random(seed).sample(list(ATTRIBUTES), 8):
        mine = [each.moves for each in singles if each.attribute == name]
        for value, case in cases(known, name, kinds(NOW, name) or list(ATTRIBUTES[name].values)):
            moves = moved(now, case)
            assert not moves or moves in mine, (name, value)


def test_a_change_that_speaks_of_another_fact_is_among_the_single_changes() -> None:
    # A response to CAR T means that there was one; no sentence asks for the response itself.
    case: dict[str, Value] = {"response_to_car_t": "good"}
    now = verdicts(EDITION, {})
    assert moved(now, case) == {"transplant-after-car-t": (Verdict.UNDETERMINED, Verdict.MATCHED)}
    singles = changes(())
    assert any(each.attribute == "response_to_car_t" and each.after == "good" for each in singles)


def truth_of(node: Node) -> Truth:
    """Return the truth that the parts of a node come to."""
    truths = [each.truth for each in node.parts]
    if node.term is not None:
        return truths[0]
    if node.says == "not":
        return opposite(truths[0])
    return either(truths) if node.says == "any of" else both(truths)


def nodes(node: Node) -> Iterator[Node]:
    """Yield a node and all below it."""
    yield node
    for part in node.parts:
        yield from nodes(part)


@settings(max_examples=often(20))
@given(known=facts(), approach=st.sampled_from(APPROACHES))
def test_the_tree_of_a_justification_holds_together(known: dict[str, Value], approach: str) -> None:
    evaluation = examined(known)
    found = why(evaluation, approach)
    assert found.verdict is evaluation.landscape[approach].verdict
    assert found.offers
    assert bool(found.outcomes) == (found.verdict is Verdict.UNDETERMINED)
    assert not found.changes or found.verdict is Verdict.RULED_OUT
    for offer in found.offers:
        assert offer.sentence == BOOK.contents.sentence(offer.cite)
        assert offer.tree.truth is offer.truth
        for node in nodes(offer.tree):
            if node.attribute is None:
                assert node.truth is truth_of(node)
            elif node.attribute in known:
                assert node.value == known[node.attribute]
            if node.words and node.cite:
                assert node.words in BOOK.contents.sentence(node.cite)
