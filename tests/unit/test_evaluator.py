"""A landscape is made by both engines; where they differ neither verdict is shown."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from made import contents

from allscape import Profile, Rulebook, Verdict
from allscape.engine import evaluate, forward
from allscape.engine.edition import edition
from allscape.engine.reasons import terms_telling
from allscape.explain.eligibility import alone_fails
from allscape.explain.singles import each_change
from allscape.faults import EngineDisagreement
from allscape.model.base import Truth
from allscape.model.facts import Facts
from allscape.model.statements import Kind


class Liar:
    """An engine that says that everything holds."""

    def __init__(self, edition: object, planned: object = None) -> None:
        self.edition = edition

    def truths(self, facts: Facts) -> dict[str, Truth]:
        return {"book-2020/s": Truth.TRUE}


def test_a_disagreement_is_told_and_nothing_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forward, "ForwardEngine", Liar)
    monkeypatch.setattr(forward, "available", lambda: True)
    book = Rulebook(contents({"s": {"age": "> 5"}}))
    assert book.evaluate(Profile(age=6))["it"].verdict is Verdict.MATCHED
    assert book.judge(Profile(age=6)).statements["book-2020/s"].truth is Truth.TRUE
    said = "the two engines differ on book-2020/s: neither verdict is shown; please report the case"
    asks: list[Any] = [book.evaluate, book.judge]
    for ask, case in product(asks, (Profile(), Profile(age=5))):
        with pytest.raises(EngineDisagreement, match=f"^{said}$") as told:
            ask(case)
        assert told.value.exit_code == 1


def test_a_statement_that_one_engine_does_not_know_is_a_disagreement() -> None:
    with pytest.raises(EngineDisagreement, match="differ on b"):
        evaluate._agree({"a": Truth.TRUE}, {"a": Truth.TRUE, "b": Truth.UNKNOWN})
    with pytest.raises(EngineDisagreement):
        evaluate._agree({"a": Truth.TRUE, "b": Truth.UNKNOWN}, {"a": Truth.TRUE})
    with pytest.raises(EngineDisagreement, match="differ on a, b: neither"):
        evaluate._agree({}, {"a": Truth.TRUE, "b": Truth.UNKNOWN})


def test_the_plain_evaluator_decides_alone_where_it_has_to_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = Profile(relapse_status="relapsed", ph_status="positive", age=30)
    before = Rulebook.load().evaluate(case)
    monkeypatch.setattr(forward, "available", lambda: False)
    alone = Rulebook.load().evaluate(case)
    assert alone.engine == "plain"
    assert alone.model_copy(update={"engine": before.engine}) == before


@pytest.mark.skipif(not forward.available(), reason="durable-rules is not here")
def test_durable_rules_decides_where_it_is_there(book: Rulebook) -> None:
    assert book.evaluate(Profile()).engine == "durable-rules"


def test_an_approach_is_ruled_out_only_where_all_its_options_are() -> None:
    book = Rulebook(contents({"a": {"age": "> 5"}, "b": {"ecog": "<= 2"}}))
    verdicts = {
        (age, ecog): book.evaluate(Profile(age=age, ecog=ecog))["it"].verdict.value
        for age in (None, 4, 6) for ecog in (None, 1, 3)
    }  # fmt: skip
    assert verdicts == {
        (None, None): "undetermined", (None, 1): "matched", (None, 3): "undetermined",
        (4, None): "undetermined", (4, 1): "matched", (4, 3): "ruled_out",
        (6, None): "matched", (6, 1): "matched", (6, 3): "matched",
    }  # fmt: skip


def test_only_the_options_that_decide_are_reasons() -> None:
    book = Rulebook(contents({"a": {"age": "> 5"}, "b": {"ecog": "<= 2"}}))
    for age, ecog, deciding in (
        (6, 3, ["age > 5"]), (4, None, ["ecog <= 2"]), (4, 3, ["age > 5", "ecog <= 2"]),
    ):  # fmt: skip
        because = book.evaluate(Profile(age=age, ecog=ecog))["it"].because
        assert [each.condition for each in because] == deciding


def test_what_is_not_modelled_is_named_with_its_words_and_their_article() -> None:
    book = Rulebook(contents({"s": {"unmodelled": "a mutation", "words": "Alpha"}}))
    (found,) = book.evaluate(Profile())["it"].unmodelled
    assert (found.name, found.words, found.source) == ("a mutation", "Alpha", "book-2020")


def test_what_is_not_modelled_is_named_where_it_can_decide_and_no_fact_then_is_missing() -> None:
    one, other = ({"unmodelled": name, "words": "Alpha"} for name in ("one", "other"))
    either = {"any": [{"age": "> 5"}, {"age": "<= 5"}]}
    book = Rulebook(contents({"a": [{"age": "> 5"}, one], "b": [other, {"not": other}, either]}))
    named = {age: book.evaluate(Profile(age=age))["it"] for age in (None, 4, 6)}
    assert {age: [each.name for each in told.unmodelled] for age, told in named.items()} == {
        None: ["one"], 6: ["one"], 4: ["one", "other"],
    }  # fmt: skip
    assert [told.missing for told in named.values()] == [(), (), ()]


def test_an_article_has_ended_from_the_day_on_that_withdraws_it() -> None:
    data = contents({"s": {"age": "> 5"}})
    day = date(2022, 2, 2)
    (source,) = data.sources
    ended = data.replace(sources=(source.model_copy(update={"withdrawn": day}),))
    for as_of, names in ((date(2022, 2, 1), []), (day, ["book-2020"])):
        told = Rulebook(ended).evaluate(Profile(), as_of=as_of).ended
        assert [each.source for each in told] == names


def test_missing_names_what_the_open_options_still_need() -> None:
    book = Rulebook(contents({"a": [{"age": "> 5"}, {"ph_status": "positive"}], "b": {"ecog": 1}}))
    assert book.evaluate(Profile())["it"].missing == ("ph_status", "age", "ecog")
    assert book.evaluate(Profile(age=4))["it"].missing == ("ecog",)
    assert book.evaluate(Profile(ecog=2, age=7))["it"].missing == ("ph_status",)
    assert book.evaluate(Profile(ecog=2, age=4))["it"].missing == ()


def test_missing_leaves_out_what_makes_no_difference() -> None:
    fit, unfit = {"ecog": "<= 2"}, {"ecog": "> 2"}
    book = Rulebook(contents({"a": [{"age": "> 5"}, fit], "b": [{"age": "> 5"}, unfit]}))
    assert book.evaluate(Profile())["it"].missing == ("age",)
    # The words still leave it open, so it is the attribute that they name.
    assert book.evaluate(Profile(age=6))["it"].missing == ("ecog",)


def test_missing_sees_what_lies_between_two_bounds() -> None:
    between = [{"age": "> 5"}, {"age": "< 6"}]
    book = Rulebook(contents({"a": between, "b": {"ecog": "<= 2"}}))
    assert book.evaluate(Profile())["it"].missing == ("age", "ecog")


def test_a_statement_against_stands_beside_the_verdict(book: Rulebook) -> None:
    told = book.evaluate(Profile(prior_car_t=True, response_to_car_t="good"))
    after = told["transplant-after-car-t"]
    assert after.verdict is Verdict.MATCHED
    assert after.against == ("healthtree-2024/transplant-after-good-response",)
    assert book.evaluate(Profile(prior_car_t=True))["transplant-after-car-t"].against == ()


def test_a_case_that_cannot_be_otherwise_is_not_asked_about(book: Rulebook) -> None:
    told = book.evaluate(Profile(mrd_timing="after_car_t"))
    assert told["transplant-after-car-t"].verdict is Verdict.MATCHED
    assert told.case.profile == {"mrd_timing": "after_car_t"}


def test_what_is_said_of_all_is_ruled_out_of_none_when_negated() -> None:
    (told,) = Rulebook(contents({"s": {"not": {"all": []}}})).evaluate(Profile()).approaches
    assert told.verdict is Verdict.RULED_OUT
    assert [each.condition for each in told.because] == ["no condition: said of none"]


def test_a_term_tells_below_a_negation_of_what_it_comes_to_there() -> None:
    book = Rulebook(contents({"s": {"not": {"term": "old"}}}, {"old": {"age": "> 60"}}))
    made = edition(book.contents)
    for age, verdict in ((70, Verdict.RULED_OUT), (50, Verdict.MATCHED)):
        judged = book.judge(Profile(age=age)).statements["book-2020/s"]
        assert [each.id for each in terms_telling(made, judged, verdict)] == ["old"]


def test_eligibility_alone_fails_where_all_else_could_hold() -> None:
    fit, unnamed = {"not": {"ecog": "> 2"}}, {"unmodelled": "a mutation", "words": "Alpha"}
    made = contents(
        {"offer": [fit, unnamed], "other": [fit, {"ph_status": "positive"}], "asked": fit},
        evidence=["asked"],
    )
    (quotation,) = made.quotations
    said = [
        each.model_copy(update={"kind": Kind.ELIGIBILITY}) if each.id.endswith("asked") else each
        for each in quotation.statements
    ]
    asking = quotation.model_copy(update={"statements": tuple(said)})
    book = Rulebook(made.model_copy(update={"quotations": (asking,)}))
    assert alone_fails(book.examine(Profile(ecog=3)), "it")
    without = asking.model_copy(update={"statements": tuple(said[1:])})
    book = Rulebook(made.model_copy(update={"quotations": (without,)}))
    assert alone_fails(book.examine(Profile(ecog=3, ph_status="positive")), "it")
    assert not alone_fails(book.examine(Profile(ecog=3, ph_status="negative")), "it")


@pytest.mark.parametrize(
    ("age", "told"),
    [
        ("6 to 17 completed months", "6 to 17 completed months"),
        ("6 completed years", "6 completed years"),
        ("< 6.3", "0 to under 6.3"),
    ],
)
def test_ages_that_change_a_verdict_are_named_as_they_are_counted(age: str, told: str) -> None:
    book = Rulebook(contents({"s": {"age": age}}))
    found = each_change(book.examine(Profile(age=40)))
    assert told in {each.stretch for each in found}
