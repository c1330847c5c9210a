"""What would have to differ, what a missing fact would do, what one change moves: all of it true.

A verdict is judged here from the truths of an approach's statements, as an evaluation does it.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from random import Random

from completions import representatives
from editions import BOOK, CHOICES, Choice, edition_of, explained
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from oracle import all_tests, contradicts

from allscape import Profile, Verdict
from allscape.engine.edition import Edition
from allscape.engine.evaluate import deciding
from allscape.explain.flips import outcomes, smallest_changes
from allscape.explain.moves import each_change
from allscape.explain.values import partners
from allscape.explain.why import Node, why
from allscape.model.attributes import Value
from allscape.model.base import Truth, both, either, opposite
from allscape.model.conditions import Test
from allscape.model.profile import ATTRIBUTES
from strategies import consistent, facts, values

EDITION = edition_of(CHOICES[0])
APPROACHES = [each.id for each in EDITION.approaches()]
choices = st.sampled_from([CHOICES[0], *CHOICES])


def verdict(edition: Edition, approach: str, known: Mapping[str, Value]) -> Verdict:
    """Return the verdict of an approach for a case."""
    return deciding(edition, approach, explained(edition, Profile.model_validate(known)))[0]


def tests(edition: Edition, approach: str) -> list[Test]:
    """Return every test that an approach rests on."""
    offers = edition.offers(approach)
    return list(all_tests(edition, [edition.statements[each.id] for each in offers]))


def names_of(approach: str) -> list[str]:
    """Return the attributes that an approach rests on, and those that exclude values of them."""
    tested = {each.attribute for each in tests(EDITION, approach)}
    return sorted(tested | partners(tested))


def parts(changes: Mapping[str, Value]) -> Iterator[dict[str, Value]]:
    """Yield every part of some changes, the empty one included, the whole left out."""
    for size in range(len(changes)):
        for names in combinations(changes, size):
            yield {name: changes[name] for name in names}


@settings(max_examples=40)
@given(known=facts(), choice=choices, seed=st.integers(0, 999))
def test_each_set_lifts_the_ruling_and_no_part_of_it_does(
    known: dict[str, Value], choice: Choice, seed: int
) -> None:
    edition = edition_of(choice)
    landscape = BOOK.evaluate(
        Profile.model_validate(known), as_of=choice[0], readings=dict(choice[1])
    )
    ruled_out = landscape.ids(Verdict.RULED_OUT)
    for approach in Random(seed).sample(ruled_out, min(2, len(ruled_out))):  # noqa: S311
        flips = smallest_changes(edition, approach, Profile.model_validate(known))
        for flip in flips:
            assert flip.changes.keys() <= known.keys()
            assert all(known[name] != value for name, value in flip.changes.items())
            assert verdict(edition, approach, {**known, **flip.changes}) is flip.then
            assert flip.then is not Verdict.RULED_OUT
            for part in parts(flip.changes):
                case = {**known, **part}
                if not contradicts(case):
                    assert verdict(edition, approach, case) is Verdict.RULED_OUT
        for one, other in combinations(flips, 2):
            assert one.changes != other.changes
            assert not one.changes.keys() < other.changes.keys()
            assert not other.changes.keys() < one.changes.keys()


def lifting(approach: str, known: dict[str, Value]) -> set[frozenset[str]]:
    """Return the smallest sets of known facts that lift a ruling, every change tried."""
    every = tests(EDITION, approach)
    options = {name: [v for v in representatives(name, every) if v is not None] for name in known}
    found: set[frozenset[str]] = set()
    for size in range(1, len(known) + 1):
        for names in combinations(known, size):
            if any(each <= set(names) for each in found):
                continue
            for chosen in product(*(options[name] for name in names)):
                case = {**known, **dict(zip(names, chosen, strict=True))}
                if not contradicts(case) and verdict(EDITION, approach, case) is not (
                    Verdict.RULED_OUT
                ):
                    found.add(frozenset(names))
                    break
    return found


few = st.sampled_from(APPROACHES).flatmap(
    lambda approach: st.tuples(
        st.just(approach),
        st.lists(st.sampled_from(names_of(approach)), min_size=1, max_size=3, unique=True)
        .flatmap(lambda names: st.fixed_dictionaries({name: values(name) for name in names}))
        .map(consistent),
    )
)


@settings(max_examples=60)
@given(drawn=few)
@example(
    drawn=(
        "transplant-after-car-t",
        {"prior_car_t": False, "treatment_phase": "consolidation", "mrd_timing": "other"},
    )
)
def test_no_set_that_lifts_a_ruling_is_left_out(drawn: tuple[str, dict[str, Value]]) -> None:
    approach, known = drawn
    assume(verdict(EDITION, approach, known) is Verdict.RULED_OUT)
    flips = smallest_changes(EDITION, approach, Profile.model_validate(known))
    assert {frozenset(each.changes) for each in flips} == lifting(approach, known)


@settings(max_examples=25)
@given(known=facts(), choice=choices, data=st.data())
@example(known={}, choice=CHOICES[0], data=None)
def test_an_outcome_is_what_the_fact_would_make_of_it(
    known: dict[str, Value], choice: Choice, data: st.DataObject | None
) -> None:
    edition = edition_of(choice)
    profile = Profile.model_validate(known)
    landscape = BOOK.evaluate(profile, as_of=choice[0], readings=dict(choice[1]))
    for approach in landscape.approaches:
        found = outcomes(edition, approach.id, profile, approach.missing)
        for each in found:
            case = {**known, each.attribute: each.value}
            assert verdict(edition, approach.id, case) is each.then
        for name in approach.missing:
            mine = {each.value: each.then for each in found if each.attribute == name}
            tried = representatives(name, tests(edition, approach.id))
            cases = [{**known, name: v} for v in tried if v is not None]
            expected = {verdict(edition, approach.id, c) for c in cases if not contradicts(c)}
            assert set(mine.values()) == expected
            if not ATTRIBUTES[name].numeric:
                allowed = [
                    v for v in ATTRIBUTES[name].values if not contradicts({**known, name: v})
                ]
                assert list(mine) == allowed
            if data is not None:
                value = data.draw(values(name))
                if not contradicts({**known, name: value}):
                    assert verdict(edition, approach.id, {**known, name: value}) in expected


@settings(max_examples=10)
@given(known=facts(), seed=st.integers(0, 999))
@example(known={}, seed=0)
def test_every_single_change_is_what_the_changed_case_comes_to(
    known: dict[str, Value], seed: int
) -> None:
    random = Random(seed)  # noqa: S311
    evaluation = BOOK.examine(Profile.model_validate(known))
    singles = each_change(evaluation)

    def moves(case: dict[str, Value]) -> dict[str, tuple[Verdict, Verdict]]:
        then = BOOK.evaluate(Profile.model_validate(case))
        both_ = {each.id: (each.verdict, then[each.id].verdict) for each in now.approaches}
        return {name: pair for name, pair in both_.items() if pair[0] is not pair[1]}

    now = evaluation.landscape
    for single in random.sample(singles, min(15, len(singles))):
        assert single.before == known.get(single.attribute)
        assert single.moves == moves({**known, single.attribute: single.after})
        assert single.moves
    every = [test for name in APPROACHES for test in tests(EDITION, name)]
    for name in random.sample(list(ATTRIBUTES), 8):
        value = random.choice([v for v in representatives(name, every) if v is not None] or [0])
        case = {**known, name: value}
        if known.get(name) != value and not contradicts(case) and (told := moves(case)):
            mine = [each.moves for each in singles if each.attribute == name]
            assert told in mine


def truth_of(node: Node) -> Truth:
    """Return the truth that the parts of a node come to."""
    truths = [each.truth for each in node.parts]
    if node.says == "not":
        return opposite(truths[0])
    if node.term is not None:
        return truths[0]
    return either(truths) if node.says == "any of" else both(truths)


def nodes(node: Node) -> Iterator[Node]:
    """Yield a node and all below it."""
    yield node
    for part in node.parts:
        yield from nodes(part)


@settings(max_examples=15)
@given(known=facts(), approach=st.sampled_from(APPROACHES))
def test_the_tree_of_a_justification_holds_together(
    known: dict[str, Value], approach: str
) -> None:
    evaluation = BOOK.examine(Profile.model_validate(known))
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
            elif node.value is not None:
                given_ = known.get(node.attribute, node.value)
                assert node.value == given_
            if node.words and node.cite and "/" in node.cite:
                assert node.words in BOOK.contents.sentence(node.cite)
