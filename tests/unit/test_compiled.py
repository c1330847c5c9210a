"""The bit tables: what cannot be tabled, what is remembered, what cannot be changed."""

from decimal import Decimal
from itertools import combinations
from math import prod

import pytest
from made import edition_of

from allscape import Profile, Rulebook
from allscape.engine import entries
from allscape.engine import tables as looked_up
from allscape.engine import verdict_cache as remembered
from allscape.engine.alternatives import TooMany, alternatives
from allscape.engine.compiled import compiled, tabled
from allscape.engine.edition import edition
from allscape.engine.entries import Numbers
from allscape.engine.tables import MAX_ENTRIES, Table
from allscape.faults import UsageError
from allscape.model.base import Verdict
from allscape.model.profile import ATTRIBUTES

# Of every pair one has to hold: 2 to the power of 10 conjunctions.
PAIRS = [{"any": [{"age": f"> {n}"}, {"life_expectancy_weeks": f"> {n}"}]} for n in range(10)]


class Text(str):
    """A text of a kind of its own."""

    __slots__ = ()


def test_more_alternatives_than_tables_hold_are_left_to_the_plain_evaluator() -> None:
    edition = edition_of({"it": [{"term": "wide"}]}, {"wide": PAIRS})
    with pytest.raises(TooMany):
        alternatives(edition, "it")
    judge = compiled(edition)
    assert judge(Profile()) == {"it": Verdict.UNDETERMINED}
    assert judge(Profile(age=9.5)) == {"it": Verdict.MATCHED}
    assert judge(Profile(age=4, life_expectancy_weeks=9)) == {"it": Verdict.RULED_OUT}
    with pytest.raises(TypeError):
        judge(Profile())["it"] = Verdict.MATCHED  # type: ignore[index]


def test_an_alternative_inside_another_or_in_other_words_is_none_of_its_own() -> None:
    old = {"age": "> 60", "words": "Alpha"}
    same, more = {**old, "words": "beta"}, [old, {"ecog": 1, "words": "gamma"}]
    (found,) = alternatives(edition_of({"a": old, "b": same, "c": more}), "it")
    assert [(each.text, wanted) for each, wanted in found] == [("age > 60", True)]


def test_what_is_returned_cannot_be_changed(book: Rulebook) -> None:
    told = book.verdicts(Profile(age=67))
    with pytest.raises(TypeError):
        told["tki"] = Verdict.MATCHED  # type: ignore[index]
    assert told is book.verdicts(Profile(age=68))


def test_a_reading_that_is_not_there_is_refused(book: Rulebook) -> None:
    with pytest.raises(UsageError, match="no reading 'nobody'"):
        book.verdicts(Profile(), readings={"adult": "nobody"})


def test_a_condition_of_nothing_is_matched_and_its_negation_is_not() -> None:
    judge = compiled(edition_of({"it": [{"not": {"all": []}}]}))
    assert judge(Profile()) == {"it": Verdict.RULED_OUT}
    assert compiled(edition_of({"it": []}))(Profile()) == {"it": Verdict.MATCHED}


def test_little_is_remembered_when_much_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MAX_REMEMBERED", 1)
    judge = compiled(edition_of({"it": [{"age": "> 60", "words": "alpha"}]}))
    for _ in range(2):
        told = [judge(each)["it"] for each in (Profile(), Profile(age=60), Profile(age=60.5))]
        assert told == [Verdict.UNDETERMINED, Verdict.RULED_OUT, Verdict.MATCHED]


def test_a_table_finds_what_was_given_until_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looked_up, "MAX_SEEN", 2)
    table = Table(("lineage", "prior_tki"), {("B", True): 5, ("B", False): 6, ("T", True): 7}, {})
    for given, tki, bits, seen in (
        (Text("B"), True, 5, {}),  # what may change what it equals is not found by it
        ("b", True, 5, {"b": {True: 5}}),
        ("b", False, 6, {"b": {True: 5, False: 6}}),
        ("T", True, 7, {"T": {True: 7}}),
        ("t", True, 7, {"T": {True: 7}, "t": {True: 7}}),
        ("B", True, 5, {"B": {True: 5}}),
    ):
        told = {"lineage": given, "prior_tki": tki}
        assert table.remember(told, {**told, "lineage": given.upper()}) == bits
        assert table.seen == seen


def test_what_is_looked_up_together_has_few_values_and_no_two_tables_could_be_one(
    book: Rulebook,
) -> None:
    tables = tabled(edition(book.contents)).tables
    numbers = {each.reads for each in tables if isinstance(each.bits, Numbers)}
    assert numbers == {("age",), ("life_expectancy_weeks",)}
    reads = [set(each.reads) for each in tables if each.reads not in numbers]
    assert set(ATTRIBUTES) == set().union(*numbers, *reads)

    def size(names: set[str]) -> int:
        return prod(1 + (len(ATTRIBUTES[each].values) or 5) for each in names)  # ECOG: 0 to 4

    assert max(map(size, reads)) <= MAX_ENTRIES
    assert min(size(one | other) for one, other in combinations(reads, 2)) > MAX_ENTRIES


def test_verdicts_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MAX_REMEMBERED", 2)
    cache = remembered.VerdictCache([("it", (1, 2))])
    sizes = []
    for bits in range(4):
        assert cache[bits] is cache[bits]
        sizes.append(len(cache))
    assert sizes == [1, 2, 1, 2]


def test_few_numbers_are_remembered_and_none_that_only_equals_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(entries, "MAX_NUMBERS", 4)
    tables = tabled(edition_of({"it": {"age": "> 60"}})).tables
    (ages,) = (each.bits for each in tables if each.reads == ("age",))
    over, under, unknown = ages[61], ages[60], ages[None]
    assert len({over, under, unknown}) == 3
    assert (ages[Decimal("60.5")], ages["unknown"]) == (over, unknown)
    assert set(ages) == {None, 60, 61}
    assert [ages[each] for each in (62.5, "60", 70)] == [over, under, over]
    assert set(ages) == {None, 60, 61, 62.5}
