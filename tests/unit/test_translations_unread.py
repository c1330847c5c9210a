"""What is handed over in a form that nobody has read yet is refused, never guessed at."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from made import contents, edition_of

from allscape import Profile
from allscape.engine.edition import Edition
from allscape.engine.in_force import InForce
from allscape.engine.plain import judge_condition
from allscape.model.base import Truth
from allscape.model.conditions import SameAs
from allscape.model.facts import Facts
from allscape.proof.handed import kinds
from allscape.proof.handed.columns import Columns
from allscape.proof.handed.operations import Call
from allscape.proof.handed.rules import HandedRules
from allscape.proof.meanings import meanings
from allscape.proof.translations import Prover, prove
from allscape.render.translations import page

MADE: Edition = edition_of({"it": [{"age": "> 60", "words": "alpha"}]})
RULE, TABLE, WORDS, *_ = kinds.translations()


def _rule(tests: list[Any], **beside: Any) -> Callable[[HandedRules], HandedRules]:
    def change(rules: HandedRules) -> HandedRules:
        (ruleset,) = rules.stages[-1].rulesets
        changed = {"all": [{"m": {"$and": tests}}], **beside}
        ruleset = ruleset._replace(rules=(changed, *ruleset.rules[1:]))
        stage = rules.stages[-1]._replace(rulesets=(ruleset,))
        return rules._replace(stages=(*rules.stages[:-1], stage))

    return change


def _source(old: str, new: str) -> Callable[[Any], Any]:
    return lambda tabled: tabled._replace(source=tabled.source.replace(old, new))


def _column(call: Call) -> Callable[[Columns], Columns]:
    def change(columns: Columns) -> Columns:
        first, *rest = columns.steps
        return columns._replace(steps=({**first, "_allscape_0": call}, *rest))

    return change


AGE = Call("col", ("age",))


@pytest.mark.parametrize(
    ("translation", "change", "why"),
    [
        (RULE, _rule([{"$or": [{"a3": 1.0}]}]), "a test of another form"),
        (RULE, _rule([{"a3": 1.0, "a4": "y"}]), "a test of another form"),
        (RULE, _rule([{"$gt": {"a3": "60"}}]), "is compared with"),
        (RULE, _rule([{"a3": 30.0}]), "equals another"),
        (RULE, _rule([], count=2), "a rule of another form"),
        (TABLE, _source("&", "|"), "otherwise than by &"),
        (TABLE, _source("[age]", "[age + 1]"), "a look-up of another form"),
        (TABLE, _source("t0[age] & ", ""), "no table reads age"),
        (TABLE, _source("verdicts[", "others["), "a look-up that is none"),
        (WORDS, _column(Call("rank", (AGE,))), "an expression of another form: rank"),
        (WORDS, _column(Call("col", ("_allscape_9",))), "no column is called"),
        (WORDS, _column(Call("and", (AGE, AGE))), "and of"),
    ],
)
def test_another_form_is_refused(
    translation: kinds.Translation, change: Callable[[Any], Any], why: str
) -> None:
    handed = translation.hand(MADE)
    changed = change(handed)
    assert changed != handed
    compared, (differs,) = Prover(MADE.contents).compare(MADE, translation, changed)
    assert (compared, differs.case) == (0, None)
    assert why in differs.read


def test_a_condition_of_an_unknown_form_has_no_meaning() -> None:
    unknown = SameAs.model_validate({"same-as": "book-2020/it"})
    in_force = InForce(contents({}), None, {})
    for read in (
        meanings(MADE).of,
        lambda each: judge_condition(each, Facts(Profile()), {}),
        lambda each: in_force._left(each, []),
    ):
        for no_form in (unknown, Truth.TRUE):
            with pytest.raises(TypeError, match=f"^not resolved: {re.escape(repr(no_form))}$"):
                read(no_form)  # type: ignore[operator]


def test_where_no_tables_are_made_the_rest_is_compared() -> None:
    pairs = [{"any": [{"age": f"> {n}"}, {"life_expectancy_weeks": f"> {n}"}]} for n in range(10)]
    terms = {"one": pairs[:5], "other": pairs[5:]}
    many = edition_of({"it": [{"term": "one"}, {"term": "other"}]}, terms)
    found = {each.translation: each for each in prove(many.contents, [many]).translations}
    assert {name for name, each in found.items() if each.left_out} == {TABLE.name}
    assert {name for name, each in found.items() if not each.diagrams} == {TABLE.name}
    assert not any(each.differs for each in found.values())


def test_without_what_makes_expressions_the_rest_is_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("columns", "shapes"):
        monkeypatch.setattr(kinds, name, None)
    found = prove(MADE.contents, [MADE])
    assert [each.translation for each in found.translations] == [RULE.name, TABLE.name]
    assert found.equal
    assert "what makes them is not installed" in str(page(found))
