"""What is proved of the packaged rulebook, and what its example cases show of it."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from allscape.cases import PlacedCase, read_all
from allscape.engine.edition import edition
from allscape.proof.limits import Never, nevers, undecided
from allscape.proof.meanings import Meanings, meanings
from allscape.proof.prove import Proof, prove
from allscape.rulebook.load import Loaded, packaged, read
from allscape.trials import report

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def rules() -> Loaded:
    return read(packaged())


@cache
def proof() -> Proof:
    return prove(edition(rules().contents))


@cache
def cases() -> list[PlacedCase]:
    return read_all([EXAMPLES])


def _unsound(here: Meanings) -> list[Never]:
    return [each for each in nevers(here) if not (each.said_of_all or each.unmodelled)]


def test_nothing_is_dead_and_nothing_open_by_its_words() -> None:
    assert proof().dead == ()
    assert proof().undecided == ()
    assert proof().sound


def test_every_attribute_decides_something() -> None:
    assert proof().idle.none == ()


def test_what_is_said_of_all_is_alone_never_ruled_out() -> None:
    free = {name for name, each in rules().contents.statement.items() if each.when.model_dump() ==
            {"all": ()}}  # fmt: skip
    never = {each.name for each in proof().nevers if not each.unmodelled}
    assert never & rules().contents.statement.keys() == free


@pytest.mark.parametrize("term", [t for t in rules().contents.terms if len(t.readings) > 1],
                         ids=lambda term: term.id)  # fmt: skip
def test_no_other_reading_leaves_anything_dead_or_open_by_its_words(term: object) -> None:
    contents = rules().contents
    (it,) = [each for each in contents.terms if each is term]
    for reading in it.readings[1:]:
        here = meanings(edition(contents, None, {it.id: reading.id}))
        assert _unsound(here) == []
        assert list(undecided(here)) == []


@pytest.mark.parametrize("day", sorted({each.date for each in rules().contents.sources}), ids=str)
def test_on_the_day_of_each_article_nothing_is_open_by_its_words(day: date) -> None:
    here = meanings(edition(rules().contents, day))
    assert _unsound(here) == []
    assert list(undecided(here)) == []


def test_the_examples_show_every_condition_that_can_decide_to_decide() -> None:
    found, more = report.test(rules(), cases())
    assert found.failures == ()
    assert found.missing == ()
    assert found.untouched == ()
    assert more == []
    assert {way for each in found.never for way in each.ways} <= {"failing"}
    assert all(each.decisive for each in found.reached) == (not found.never)


def test_no_change_of_a_rule_goes_unnoticed_by_the_examples() -> None:
    _, found, more = report.mutated(rules(), cases())
    assert found.survivors == ()
    assert more == []
    # What is equal is what the proof says can decide nothing on its own.
    told, _ = report.test(rules(), cases())
    impossible = {f"{each.condition}: dropped" for each in told.never}
    assert {says for _, says in found.equal} <= impossible
