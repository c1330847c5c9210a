"""The smallest changes are found in step with how many there are, not with the sets of facts."""

from collections.abc import Iterator

import pytest
from made import contents, edition_of
from steps import Kept

from allscape import Profile, Rulebook, Verdict
from allscape.engine import plain
from allscape.explain import flips
from allscape.explain.why import why
from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES
from allscape.session.replies import Justified

HEAVY = [
    name
    for name, each in ATTRIBUTES.items()
    if not each.numeric and name not in {"response_to_car_t", "mrd_timing", "treatment_phase"}
][:19]
"""Nineteen attributes whose values do not exclude each other's."""

NOW: dict[str, Value] = {name: ATTRIBUTES[name].values[-1] for name in HEAVY}
WANTED: dict[str, Value] = {name: ATTRIBUTES[name].values[0] for name in HEAVY}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Count how often verdicts are asked for."""
    count = [0]
    verdicts = plain.verdicts

    def counted(*given: object) -> dict[str, Verdict]:
        count[0] += 1
        return verdicts(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(flips.plain, "verdicts", counted)
    return iter([count])


def heavy() -> Rulebook:
    """Return a rulebook with one approach, which hangs on a term of nineteen tests."""
    tests = [{name: value} for name, value in WANTED.items()]
    use = {"term": "heavy", "words": "alpha"}
    return Rulebook(contents({"s": [use]}, {"heavy": {"all": tests}}))


def test_of_nineteen_tests_that_fail(asked: Iterator[list[int]]) -> None:
    (count,) = asked
    found = why(heavy().examine(Profile.model_validate(NOW)), "it")
    (flip,) = found.changes
    assert (flip.changes, flip.then) == (WANTED, Verdict.MATCHED)
    assert count[0] <= 19 * 19


def test_in_a_session_too(asked: Iterator[list[int]]) -> None:
    (count,) = asked
    stepper = Kept(heavy(), **NOW)
    count[0] = 0
    reply = stepper.take("how it")
    assert isinstance(reply, Justified)
    assert count[0] <= 19 * 19


def test_with_every_fact_known(asked: Iterator[list[int]], book: Rulebook) -> None:
    (count,) = asked
    known = {**NOW, "mrd_timing": "other", "treatment_phase": "maintenance", "age": 45, "ecog": 3,
             "life_expectancy_weeks": 3}  # fmt: skip
    known |= {n: a.values[-1] for n, a in ATTRIBUTES.items() if n not in known and a.values}
    for name in ("prior_car_t", "prior_transplant", "prior_blinatumomab"):
        known[name] = True
    evaluation = book.examine(Profile.model_validate(known))
    assert len(known) >= 26
    for approach in evaluation.landscape.ids(Verdict.RULED_OUT):
        count[0] = 0
        why(evaluation, approach)
        assert count[0] <= 200, approach


def test_a_fact_that_excludes_what_is_wanted_changes_with_it() -> None:
    made = edition_of({"s": {"mrd_timing": "after_car_t"}})
    (flip,) = flips.smallest_changes(
        made, "it", Profile(prior_car_t=False, mrd_timing="other", ecog=1)
    )
    assert flip.changes == {"prior_car_t": True, "mrd_timing": "after_car_t"}


def test_what_words_leave_open_alone_does_not_hide_what_lifts_a_ruling() -> None:
    never = {"all": [{"prior_tki": True}, {"prior_tki": False}]}
    for when, known in (
        ({"any": [never, {"ecog": "<= 2"}]}, Profile(prior_tki=True, ecog=3)),
        ({"any": [never, {"ecog": 2}]}, Profile(prior_tki=True, ecog=3, age=3)),
    ):
        (flip,) = flips.smallest_changes(edition_of({"s": when}), "it", known)
        assert (flip.changes, flip.then) == ({"ecog": 2}, Verdict.MATCHED)


def test_a_value_that_contradicts_the_case_has_no_outcome() -> None:
    made = edition_of({"s": [{"mrd_timing": ["after_car_t", "other"]}, {"ecog": 1}]})
    found = flips.outcomes(made, "it", Profile(prior_car_t=False), ("mrd_timing", "ecog"))
    values = {each.value: each.then for each in found if each.attribute == "mrd_timing"}
    assert "after_car_t" not in values
    assert (values["other"], values["end_of_induction"]) == (
        Verdict.UNDETERMINED, Verdict.RULED_OUT,
    )  # fmt: skip
