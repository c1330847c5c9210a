"""What is handed over in a form that nobody has read yet is refused, never guessed at."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from made import contents, edition_of

from allscape import Profile, Verdict
from allscape.engine.edition import Edition
from allscape.engine.in_force import InForce
from allscape.engine.plain import judge_condition
from allscape.model.base import Truth
from allscape.model.conditions import SameAs
from allscape.model.facts import Facts
from allscape.proof.handed import kinds
from allscape.proof.handed.columns import Columns
from allscape.proof.handed.operations import Call, Library, Named
from allscape.proof.handed.rules import HandedRules
from allscape.proof.meanings import meanings
from allscape.proof.translations import Differs, Prover, Translated, Translations, prove
from allscape.render.page import Item, Rows, Text
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
        (TABLE, _source("ph_status, mrd_result,", "ph_status,"), "takes other values than"),
        (
            TABLE,
            _source("[active_gvhd][prior_car_t]", "[active_gvhd]"),
            "no table reads both response_to_car_t and prior_car_t",
        ),
        (WORDS, _column(Call("rank", (AGE,))), "an expression of another form: rank"),
        (WORDS, _column(Call("col", ("_allscape_9",))), "no column is called"),
        (WORDS, _column(Call("and", (AGE, AGE))), "and of"),
        (WORDS, _column(Call("cast", (AGE, Named("Int8")))), "a cast to Int8"),
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


def test_what_is_recorded_is_nothing_that_python_itself_asks_after() -> None:
    for each in (Library().col, Library().col("age")):
        assert not hasattr(each, "__array__")
        assert hasattr(each, "is_null")


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


def test_what_differs_is_shown_as_far_as_it_can_be_read_and_the_rest_is_counted() -> None:
    unread = {"as_of": None, "readings": {}, "case": None, "written": {}, "meant": ""}
    read = {"as_of": date(2020, 1, 1), "readings": {"adult": "from-16"}, "case": {"ecog": 2}}
    differs = [Differs(translation="tables", name="", read="a form of its own", **unread)]
    differs += [
        Differs(
            translation="tables", name=f"it-{number}", written={"ecog": "two"},
            meant=Verdict.MATCHED, read=Verdict.UNDETERMINED, **read,
        )
        for number in range(12)
    ]  # fmt: skip
    came = Translated(translation="tables", diagrams=9, left_out=3, seconds=1, differs=(*differs,))
    shown = page(
        Translations(statements=1, approaches=1, editions=4, different=1, translations=(came,))
    )
    items = [part for part in shown if isinstance(part, Item)]
    assert items[0][:2] == ("what cannot be read", "")
    assert items[1][:2] == ("it-0", "2020-01-01, adult=from-16")
    assert len(items) == 12
    texts = [part.text for part in shown if isinstance(part, Text)]
    assert "a form of its own" in texts
    assert texts.count("written: ecog 'two'") == 11
    assert texts.count("by the conditions matched, read back open") == 11
    assert "and 1 other (--json lists them)" in texts
    rows = [row.text for part in shown if isinstance(part, Rows) for row in part.rows]
    came_to = "9 diagrams, not all equal, 1.0 s; 3 times nothing is handed over"
    assert rows == [f"{came_to}, and the plain evaluator answers"]
