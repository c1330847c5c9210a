"""The public strategies draw what they say they draw, all of it, and throw nothing away."""

from collections import defaultdict
from itertools import product
from math import inf, nextafter

import pytest
from editions import BOOK, CHOICES, Choice, edition_of, label
from hypothesis import given, settings
from hypothesis import strategies as st

from allscape import Profile, Rulebook, Verdict
from allscape.engine import plain
from allscape.engine.diagrams import NONE
from allscape.engine.edition import Edition, edition
from allscape.explain.flips import smallest_changes
from allscape.faults import UsageError
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES
from allscape.proof.meanings import meanings
from allscape.testing import (
    NearMiss,
    complete_profiles,
    just_missing,
    matching,
    near_boundaries,
    open_for,
    profiles,
    profiles_where,
    rulebooks,
    ruled_out,
)
from strategies import often

# Nothing is forgiven here: no slow draw, no draw that is thrown away.
strict = settings(suppress_health_check=())

STRATEGIES = {
    Verdict.MATCHED: matching,
    Verdict.RULED_OUT: ruled_out,
    Verdict.UNDETERMINED: open_for,
}
SAID_OF_ALL = "mrd-monitoring"
NOW = edition_of(CHOICES[0])
MEANT = meanings(NOW)
MATCHED = [e.id for e in NOW.approaches() if MEANT.profiles(e.id, Verdict.MATCHED) != NONE]
"""What some case matches: what asks for more than a profile has, none does."""
LIMITED = [each for each in MATCHED if each != SAID_OF_ALL]
NUMBERED = {
    "blinatumomab-chemotherapy-childhood": {2, 11},
    "hyper-cvad-then-blinatumomab": {18},
    "mini-hyper-cvd-inotuzumab": {61},
    "reduced-intensity-limited-resources": {18},
    "tisa-cel-first-line": {40},
}
"""Approaches with a limit of age, and the birthdays at which it turns."""


def drawn(strategy: st.SearchStrategy[Profile], most: int) -> list[Profile]:
    cases = []

    @settings(strict, max_examples=most)
    @given(case=strategy)
    def look(case: Profile) -> None:
        cases.append(case)

    look()
    return cases


def verdict_of(made: Edition, profile: Profile, approach: str) -> Verdict:
    """Return what the plain evaluator says."""
    return plain.verdicts(made, Facts(profile), [approach])[approach]


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("approach", "verdict"), [*product(LIMITED, Verdict)])
def test_a_verdict_that_is_asked_for_is_had(approach: str, verdict: Verdict) -> None:
    @settings(strict, max_examples=often(8))
    @given(case=STRATEGIES[verdict](BOOK, approach))
    def holds(case: Profile) -> None:
        assert verdict_of(NOW, case, approach) is verdict
        assert BOOK.evaluate(case)[approach].verdict is verdict

    holds()


@pytest.mark.parametrize("choice", CHOICES, ids=label)
def test_a_day_and_readings_are_kept_to(choice: Choice) -> None:
    made, (day, readings) = edition_of(choice), choice
    described = [each.id for each in made.approaches() if each.id in MATCHED]
    strategies = [
        matching(BOOK, each, as_of=day, readings=dict(readings)).map(lambda case, a=each: (a, case))  # type: ignore[misc]
        for each in described
    ]
    if not strategies:
        with pytest.raises(UsageError, match=f"'tki' is not in force as of {day}"):
            matching(BOOK, "tki", as_of=day).validate()
        return

    @settings(strict, max_examples=often(25))
    @given(drawn=st.one_of(strategies))
    def holds(drawn: tuple[str, Profile]) -> None:
        assert verdict_of(made, drawn[1], drawn[0]) is Verdict.MATCHED

    holds()


@settings(strict, max_examples=often(100))
@given(
    case=profiles_where(
        BOOK,
        {
            "tki": Verdict.MATCHED,
            "ponatinib": Verdict.MATCHED,
            "csco-2021/tower": Verdict.RULED_OUT,
        },
        unknown=["mrd_result"],
        age=60.5,
    )
)
def test_several_verdicts_and_facts_are_had_together(case: Profile) -> None:
    landscape = BOOK.evaluate(case)
    assert {"tki", "ponatinib"} <= set(landscape.ids(Verdict.MATCHED))
    (tower,) = [each for each in landscape.statements if each.id == "csco-2021/tower"]
    assert tower.verdict is Verdict.RULED_OUT
    assert (case.age, case.mrd_result) == (60.5, None)


@settings(strict, max_examples=often(40))
@given(data=st.data(), book=rulebooks())
def test_on_any_small_rulebook(data: st.DataObject, book: Rulebook) -> None:
    made = edition(book.contents)
    for approach, verdict in product([each.id for each in made.approaches()], Verdict):
        try:
            case = data.draw(profiles_where(book, {approach: verdict}))
        except UsageError as error:
            assert "There is no such case" in str(error)  # noqa: PT017  # either is right
            continue
        assert verdict_of(made, case, approach) is verdict


@settings(strict, max_examples=often(30))
@given(book=rulebooks(), case=complete_profiles())
def test_a_drawn_rulebook_runs(book: Rulebook, case: Profile) -> None:
    found = book.evaluate(case)
    assert all(found[each].unmodelled for each in found.ids(Verdict.UNDETERMINED))


@settings(strict, max_examples=often(120))
@given(case=profiles(unknown=["mrd_result"], cd19_status="negative", age=67, ecog=None))
def test_fixed_facts_are_fixed_and_unknown_ones_unknown(case: Profile) -> None:
    assert (case.cd19_status, case.age) == ("negative", 67)
    assert (case.mrd_result, case.ecog) == (None, None)


@settings(strict, max_examples=often(100))
@given(case=profiles(of=["age", "ecog"], ph_status="positive"))
def test_only_what_is_asked_for_is_drawn(case: Profile) -> None:
    assert {"ph_status"} <= case.known().keys() <= {"ph_status", "age", "ecog"}


def cannot_be(case: Profile, name: str) -> bool:
    """Tell whether no value of an attribute goes with a case."""
    for value in ATTRIBUTES[name].values or (ATTRIBUTES[name].low,):
        try:
            case.with_({name: value})
        except ValueError:
            continue
        return False
    return True


@settings(strict, max_examples=often(120))
@given(case=complete_profiles(unknown=["care_setting"]))
def test_a_complete_case_leaves_only_out_what_cannot_be(case: Profile) -> None:
    left = set(ATTRIBUTES) - case.known().keys()
    assert "care_setting" in left
    assert [name for name in left - {"care_setting"} if not cannot_be(case, name)] == []


@pytest.mark.long
@pytest.mark.parametrize("strategy", [profiles(), profiles_where(BOOK, {})], ids=["any", "of book"])
def test_every_value_is_drawn_and_every_attribute_left_out(
    strategy: st.SearchStrategy[Profile],
) -> None:
    cases = drawn(strategy, 400)
    for name, attribute in ATTRIBUTES.items():
        wanted = range(5) if name == "ecog" else attribute.values
        assert {None, *wanted} <= {getattr(case, name) for case in cases}
    assert len({case.age for case in cases}) > 20


@pytest.mark.parametrize("approach", LIMITED)
def test_a_near_miss_is_one_fact_away(approach: str) -> None:
    seen = set[Verdict]()

    @settings(strict, max_examples=often(15))
    @given(miss=just_missing(BOOK, approach))
    def holds(miss: NearMiss) -> None:
        assert verdict_of(NOW, miss.profile, approach) is Verdict.RULED_OUT
        assert verdict_of(NOW, miss.lifted, approach) is miss.then
        known, lifted = miss.profile.known(), miss.lifted.known()
        assert known.keys() == lifted.keys()
        assert {name for name in known if known[name] != lifted[name]} == {miss.attribute}
        flips = smallest_changes(NOW, approach, miss.profile)
        assert {miss.attribute} in [set(each.changes) for each in flips]
        seen.add(miss.then)

    holds()
    assert seen <= {Verdict.MATCHED, Verdict.UNDETERMINED}
    assert Verdict.MATCHED in seen


@pytest.mark.long
@pytest.mark.parametrize(("approach", "birthdays"), [*NUMBERED.items()])
def test_both_sides_of_every_limit_of_age_are_drawn(approach: str, birthdays: set[int]) -> None:
    seen = defaultdict(set)
    others = [n for n in ATTRIBUTES if ATTRIBUTES[n].numeric and n != "age"]

    # Draws are uneven: to have all of twice the numbers takes more than twice of them.
    @settings(strict, max_examples=400 * len(birthdays) ** 2)
    @given(case=near_boundaries(BOOK, approach, **dict.fromkeys(others)))
    def look(case: Profile) -> None:
        assert case.age is not None
        (birthday,) = [each for each in birthdays if abs(each - case.age) <= 1]
        sides = {
            verdict_of(NOW, case.with_({"age": a}), approach) for a in (birthday - 1, birthday)
        }
        assert len(sides) == 2
        seen[birthday].add(case.age)

    look()
    for birthday in birthdays:
        near = {nextafter(birthday, -inf), birthday, nextafter(birthday, inf)}
        assert seen[birthday] >= near | {birthday - 1, birthday - 0.5, birthday + 1}


@pytest.mark.long
def test_every_bound_of_an_attribute_is_drawn() -> None:
    others = ATTRIBUTES.keys() - {"age"}
    ages = {case.age for case in drawn(near_boundaries(BOOK, "age", unknown=others), 2500)}
    for bound in set.union(*NUMBERED.values()):
        assert {nextafter(bound, -inf), bound, nextafter(bound, inf)} <= ages


def test_both_sides_of_the_bound_of_a_whole_number_are_drawn() -> None:
    assert {case.ecog for case in drawn(near_boundaries(BOOK, "ecog"), 60)} == {2, 3}
