"""What is alike among an edition's conditions is worked out once."""

from dataclasses import replace

from pydantic import TypeAdapter

from allscape import Rulebook
from allscape.columns.truths import Combined, Truths
from allscape.model.conditions import Condition

EDITION = Rulebook.load().edition()
RELAPSED = {"relapse_status": "relapsed", "words": "relapsed"}
B = {"lineage": "B"}
READ = TypeAdapter[Condition](Condition)


def read(told: object) -> Condition:
    return READ.validate_python(told)


def test_words_and_order_make_no_difference() -> None:
    truths = Truths(EDITION)
    one = truths.of(read({"all": [RELAPSED, B]}))
    assert truths.of(read({"all": [B, {"relapse_status": "relapsed"}, B]})) == one
    assert sum(map(len, truths.levels)) == 3


def test_a_term_is_what_it_means() -> None:
    truths = Truths(replace(EDITION, terms={"again": read(RELAPSED)}))
    assert truths.of(read({"term": "again"})) == truths.of(read(RELAPSED))


def test_what_is_always_true_decides_nothing() -> None:
    truths, always = Truths(EDITION), {"all": []}
    b = truths.of(read(B))
    assert truths.of(read({"all": [always, B]})) == b
    assert truths.of(read({"any": [always, B]})) == truths.of(read(always))
    assert truths.of(read({"any": [B]})) == b


def test_all_and_any_and_not_are_told_apart() -> None:
    truths = Truths(EDITION)
    forms = [{"all": [RELAPSED, B]}, {"any": [RELAPSED, B]}, {"not": RELAPSED}, {"not": B}]
    assert len({truths.of(read(each)) for each in forms}) == 4


def test_each_rests_on_lower_levels() -> None:
    truths = Truths(EDITION)
    for each in EDITION.approaches():
        truths.approach(each.id)
    below: set[int] = set()
    for level in truths.levels:
        assert all(below.issuperset(t.of) for t in level.values() if isinstance(t, Combined))
        below |= set(level)
    assert below == set(range(len(below)))
