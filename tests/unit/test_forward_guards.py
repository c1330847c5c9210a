"""The forward-chaining engine is kept inside its safe use, or a rulebook is refused."""

import gc
import threading
from itertools import combinations, count
from typing import Any

import pytest
from made import edition_of

from allscape import Profile
from allscape.engine import forward, plain, plan
from allscape.engine.atoms import (
    MAX_ALTERNATIVES,
    Atom,
    Conjunction,
    Pending,
    alternatives,
    field_of,
)
from allscape.engine.edition import Edition
from allscape.engine.evaluate import Evaluator
from allscape.engine.forward import ForwardEngine
from allscape.faults import EngineDisagreement, RulebookError
from allscape.model.facts import Facts
from allscape.model.profile import ATTRIBUTES

pytestmark = pytest.mark.skipif(not forward.available(), reason="durable-rules is not here")


def assert_agree(made: Edition, *profiles: Profile) -> None:
    """Assert that both engines say the same of every profile."""
    engine = ForwardEngine(made)
    for profile in profiles:
        facts = Facts(profile)
        assert engine.truths(facts) == plain.truths(plain.judge(made, facts))


AGES = [Profile(age=age) for age in (0, 0.5, 30, 59.5, 60, 99, 119.99, 120)]


def test_equal_hashes_are_refused() -> None:
    assert plan._hash("costarring") == plan._hash("liquid")
    with pytest.raises(ValueError, match=r"cannot tell the fields liquid and costarring apart$"):
        plan._refuse_equal_hashes(["ph", "liquid", "costarring"])
    plan._refuse_equal_hashes(["liquid", "liquid", "age"])


def test_a_plan_with_equal_hashes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_hash", lambda _: 7)
    with pytest.raises(ValueError, match="cannot tell the fields"):
        plan.plan(edition_of({"s": {"age": "> 5"}}))


def test_a_stage_derives_the_terms_that_rest_on_those_of_the_stages_before() -> None:
    terms = {"a": {"age": "> 5"}, "b": {"ecog": 1}, "c": [{"term": "a"}, {"term": "b"}],
             "d": {"not": {"term": "c"}}, "e": {"any": [{"term": "a"}, {"term": "d"}]}}  # fmt: skip
    _, stages = plan.plan(edition_of({"s": {"term": "e"}}, terms))
    derived = [set(derives) for derives, *_ in stages]
    assert derived == [{"a", "b"}, {"c"}, {"d"}, {"e"}, {"book-2020/s"}]
    assert len(plan.plan(edition_of({"s": {"age": "> 5"}}))[1]) == 1


def test_no_two_fields_that_the_engine_is_ever_told_have_one_hash() -> None:
    names = {"zz", "sid", "id", *(f"t{at}" for at in range(2000))}
    names |= {field_of(name) for name in ATTRIBUTES}
    names |= {
        f"x{at}_{n}" for at, each in enumerate(ATTRIBUTES.values()) for n in range(len(each.values))
    }
    plan._refuse_equal_hashes(names)


@pytest.mark.parametrize("sign", [">=", "<="])
@pytest.mark.parametrize("size", [59, 61, 64, 65, 66, 121])
def test_bounds_that_are_all_true_at_once(sign: str, size: int) -> None:
    # Every one of more than 64 tests would wait on the engine's stack, and no rule would fire.
    assert_agree(edition_of({f"s{n}": {"age": f"{sign} {n}"} for n in range(size)}), *AGES)


def test_bounds_of_three_numbers_that_are_all_true_at_once() -> None:
    made = edition_of(
        {
            f"s{age}-{weeks}": [
                {"age": f">= {age}"}, {"life_expectancy_weeks": f">= {weeks}"}, {"ecog": "<= 3"},
            ]
            for age in range(12) for weeks in range(12)
        }
    )  # fmt: skip
    cases = [
        Profile(age=age, ecog=ecog, life_expectancy_weeks=weeks)
        for age in (0, 5.5, 100) for ecog in (0, 4) for weeks in (0, 5.5, 9000)
    ]  # fmt: skip
    assert_agree(made, *cases, Profile(), Profile(age=50))


def test_bounds_of_terms_that_are_all_true_at_once() -> None:
    terms = {f"term{n}": {"age": f">= {n}"} for n in range(100)}
    statements = {f"s{n}": {"term": f"term{n}"} for n in range(100)}
    both = {f"b{n}": [{"term": f"term{n}"}, {"not": {"term": f"term{n + 1}"}}] for n in range(99)}
    assert_agree(edition_of({**statements, **both}, terms), *AGES)


def test_hundreds_of_statements_of_different_attributes() -> None:
    values = [(name, each) for name, a in ATTRIBUTES.items() for each in a.values]
    pairs = [pair for pair in combinations(values, 2) if pair[0][0] != pair[1][0]]
    made = edition_of(
        {f"s{at}": [{a: b}, {c: d}] for at, ((a, b), (c, d)) in enumerate(pairs[::3])}
    )
    known = {name: each.values[-1] for name, each in ATTRIBUTES.items() if each.values}
    known |= {"prior_car_t": True, "prior_transplant": True}
    assert len(made.statements) > 300
    assert_agree(made, Profile(), Profile.model_validate(known), Profile(lineage="B", ecog=2))


def test_many_statements_with_one_condition() -> None:
    made = edition_of({f"s{n}": {"ph_status": "positive"} for n in range(300)})
    assert_agree(made, Profile(), Profile(ph_status="positive"), Profile(ph_status="negative"))


def test_terms_of_terms() -> None:
    terms: dict[str, Any] = {"deep0": {"age": ">= 18"}}
    terms |= {f"deep{n}": {"not": {"term": f"deep{n - 1}"}} for n in range(1, 30)}
    made = edition_of({f"s{n}": {"term": f"deep{n}"} for n in range(30)}, terms)
    assert_agree(made, Profile(), Profile(age=17.99), Profile(age=18))


def test_conditions_of_too_many_alternatives_are_refused() -> None:
    names = [name for name, each in ATTRIBUTES.items() if each.flag]
    either = [{"any": [{a: True}, {b: True}]} for a, b in combinations(names, 2)]
    with pytest.raises(RulebookError) as caught:
        ForwardEngine(edition_of({"many": either}))
    assert [each.message for each in caught.value.faults] == [
        "the conditions of 'book-2020/many' are too many for the engine: put some into a term"
    ]


@pytest.mark.parametrize("negated", [False, True])
def test_they_are_refused_without_the_engine_too(
    negated: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forward, "available", lambda: False)
    pairs = [{"any": [{"age": f"> {n}"}, {"life_expectancy_weeks": f"> {n}"}]} for n in range(8)]
    many = {"not": {"all": pairs}} if negated else {"all": pairs}
    with pytest.raises(RulebookError, match="are too many for the engine"):
        Evaluator(edition_of({"many": many}))


def test_alternatives_up_to_the_bound_are_run() -> None:
    timings, phases = ATTRIBUTES["mrd_timing"].values[:-1], ATTRIBUTES["treatment_phase"].values[1:]
    made = edition_of(
        {"hundred": [{"mrd_timing": list(timings)}, {"treatment_phase": list(phases)},
                     {"relapse_status": ["relapsed", "refractory"]},
                     {"care_setting": ["remote", "not_limited"]}]}
    )  # fmt: skip
    found = alternatives(made.statements["book-2020/hundred"], True, {}, "hundred")
    assert len(found) == MAX_ALTERNATIVES
    held = {"mrd_timing": "after_car_t", "treatment_phase": "salvage", "care_setting": "remote"}
    cases = [{**held, "relapse_status": each} for each in ("refractory", "in_remission", None)]
    assert_agree(made, Profile(), *map(Profile.model_validate, cases))


def bounds(field: str, size: int) -> list[Conjunction]:
    """Return as many rules of one bound each."""
    return [frozenset({Atom(field, "gte", float(n))}) for n in range(size)]


def pending_at_most(rules: list[Conjunction]) -> int:
    """Return how many tests can wait once all rules are there."""
    pending = Pending()
    return max((pending.add(sorted(each)) for each in rules), default=0)


def test_the_worst_case_counts_bounds_and_one_value_of_a_choice() -> None:
    assert pending_at_most([]) == 0
    assert pending_at_most(bounds("a1", 7)) == 7
    choices = [frozenset({Atom("a2", "eq", each)}) for each in "xyz"]
    assert pending_at_most(choices) == 1
    assert pending_at_most([*choices, *bounds("a1", 7)]) == 8
    # Under the last of seven bounds wait the nine that it shares a beginning with.
    first = Atom("a0", "gte", 0.0)
    nested = [frozenset({first, *rule}) for rule in bounds("a1", 9)]
    assert pending_at_most([*nested, *bounds("a3", 6)]) == 6 + 9


def test_the_split_keeps_every_rule_under_the_bound() -> None:
    rules = [*bounds("a1", 100), *bounds("a2", 100)]
    runs = list(plan._split(rules))
    assert [each for run in runs for each in run] == rules
    assert all(0 < pending_at_most(run) <= plan.MAX_PENDING for run in runs)
    alike = [frozenset({Atom("a2", "eq", str(n))}) for n in range(500)]
    assert max(map(len, plan._split(alike))) == plan.MAX_RULES


def test_no_thread_is_left_running() -> None:
    before = threading.active_count()
    engine = ForwardEngine(edition_of({"s": {"age": "> 5"}}))
    engine.truths(Facts(Profile(age=6)))
    assert threading.active_count() == before


def test_an_exception_in_an_action_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(self: object, number: int) -> Any:
        def run(c: Any) -> None:
            raise KeyError("an action failed")

        return run

    monkeypatch.setattr(forward._Rulesets, "_action", failing)
    engine = ForwardEngine(edition_of({"s": {"age": "> 5"}}))
    with pytest.raises(RuntimeError, match=r"^durable-rules: exception caught .*an action"):
        engine.truths(Facts(Profile(age=6)))


def test_what_both_holds_and_fails_is_a_disagreement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "alternatives", lambda c, wanted, *rest: alternatives(c, True, *rest))
    engine = ForwardEngine(edition_of({"s": {"age": "> 5"}}))
    with pytest.raises(EngineDisagreement, match=r"both that 'book-2020/s' holds and .* fails$"):
        engine.truths(Facts(Profile(age=6)))


def test_nothing_to_decide_is_decided() -> None:
    assert ForwardEngine(edition_of({})).truths(Facts(Profile(age=6))) == {}


def test_a_hundred_engines_do_not_hear_each_other() -> None:
    engines = [ForwardEngine(edition_of({"s": {"age": f">= {n}"}})) for n in range(100)]
    for number, engine in zip(count(), engines, strict=False):
        told = engine.truths(Facts(Profile(age=50)))["book-2020/s"]
        assert told.value == ("true" if number <= 50 else "false")
    del engines
    gc.collect()


def test_an_evaluation_that_was_interrupted_spoils_none_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = ForwardEngine(edition_of({"s": {"age": "> 5"}}))
    answers = [engine.truths(Facts(Profile(age=age))) for age in (3, 6)]
    # Between the fact and the end of its session.
    fire = forward._Rulesets._fire

    def interrupted(self: forward._Rulesets, ruleset: str, told: dict[str, str]) -> list[int]:
        monkeypatch.setattr(self._host, "delete_state", _interrupt)
        return fire(self, ruleset, told)

    with monkeypatch.context() as patch:
        patch.setattr(forward._Rulesets, "_fire", interrupted)
        with pytest.raises(KeyboardInterrupt):
            engine.truths(Facts(Profile(age=6)))
    assert [engine.truths(Facts(Profile(age=age))) for age in (3, 6)] == answers


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_interrupt_that_the_engine_swallows_is_one_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(forward._Rulesets, "_action", lambda self, number: _interrupt_within)
        engine = ForwardEngine(edition_of({"s": {"age": "> 5"}}))
        with pytest.raises(KeyboardInterrupt):
            engine.truths(Facts(Profile(age=6)))
    assert engine.truths(Facts(Profile(age=6)))["book-2020/s"].value == "true"


def _interrupt_within(c: object) -> None:
    raise KeyboardInterrupt
