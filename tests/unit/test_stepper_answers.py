"""Answers typed in a session: whole values, their beginnings, facts by name, and wrong ones."""

import pytest
from steps import CORE, Kept, refused, words

from allscape import Rulebook
from allscape.model.attributes import Value, show
from allscape.model.profile import ATTRIBUTES
from allscape.session.events import Answer, Decline
from allscape.session.replies import CaseMoved, Message

CHOICES = [(name, value) for name, each in ATTRIBUTES.items() for value in each.values]


def answered(book: Rulebook, name: str, line: str) -> Value | None:
    """Return what a line answers to the question of an attribute; None where it does not."""
    rest = {each: known for each, known in CORE.items() if each != name}
    stepper = Kept(book, **rest)
    stepper.take(f"change {name}")
    stepper.take(line)
    (event,) = stepper.events
    assert isinstance(event, Answer)
    (found,) = event.facts.items()
    assert found[0] == name
    assert stepper.known == {**rest, name: found[1]}
    return found[1]


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("name", "value"), CHOICES)
def test_a_value_answers_before_a_command_does(book: Rulebook, name: str, value: Value) -> None:
    typed = show(value)
    found = answered(book, name, f" {typed} ")
    assert (found, type(found)) == (value, type(value))
    if len(typed) > 1:
        assert answered(book, name, typed.upper().replace("_", "-")) == value


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("name", "value"), CHOICES)
def test_the_first_letters_of_a_value_answer_where_they_are_its_own(
    book: Rulebook, name: str, value: Value
) -> None:
    typed = show(value)
    others = [show(each) for each in ATTRIBUTES[name].values if each != value]
    begun = [typed[:length] for length in range(2, len(typed))]
    shared = [each for each in begun if any(other.startswith(each) for other in others)]
    for own in [each for each in begun if each not in shared][:1]:
        assert answered(book, name, own) == value
    for each in shared[-1:]:
        stepper = Kept(book, **CORE)
        stepper.take(f"change {name}")
        assert "neither a command nor a value" in refused(stepper, each)


@pytest.mark.parametrize(
    ("name", "line", "value"),
    [
        ("prior_tki", "yes", True),
        ("prior_tki", "YES", True),
        ("prior_tki", "no", False),
        ("care_setting", "low or middle", "low_or_middle_income_country"),
        ("relapse_status", "newly", "newly_diagnosed"),
        ("age", "61", 61),
        ("age", "0", 0),
        ("age", "60.5", 60.5),
        ("age", "61.0", 61),
        ("life_expectancy_weeks", "6", 6),
    ],
)
def test_what_an_answer_means(book: Rulebook, name: str, line: str, value: Value) -> None:
    assert answered(book, name, line) == value


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("relapse_status", "re", "neither a command nor a value of relapse_status"),
        ("relapse_status", "x", "(newly_diagnosed, in_remission, relapsed, refractory)"),
        ("prior_tki", "t", "(true, false)"),
        ("age", "old", "(0 to 120 years)"),
        ("age", "-1", "0 to 120 years"),
        ("age", "121", "0 to 120 years"),
        ("age", "1e400", "0 to 120 years"),
        ("ecog", "1.5", "whole number"),
        ("ecog", "5", "0 to 4"),
        ("age", "\u0663", "0 to 120 years"),
        ("age", "\u00b2", "0 to 120 years"),
        ("age", "", "help"),
        ("age", "frobnicate", "neither a command"),
        ("age", "undu", "neither a command"),
        ("age", "aeg=61", "did you mean 'age'?"),
        ("age", "age=61 ecog", "'ecog' is not attribute=value"),
        ("age", "=61", "no attribute ''"),
        ("age", "lineage=C", "lineage is B, T or unknown"),
        ("age", "prior_car_t=false response_to_car_t=good", "contradicts prior_car_t: false"),
    ],
)
def test_a_wrong_answer_is_told_and_asked_again(
    book: Rulebook, name: str, line: str, told: str
) -> None:
    stepper = Kept(book, **CORE)
    stepper.take(f"change {name}")
    said = refused(stepper, line)
    assert stepper.asked == name
    assert told.replace(" or unknown", "") in said.replace(" or unknown", "")


def test_facts_can_be_given_by_name_at_any_time(book: Rulebook) -> None:
    stepper = Kept(book)
    reply = stepper.take("prior-tki=true, age=7 mrd_result=unknown")
    assert isinstance(reply, CaseMoved)
    assert reply.what == "prior_tki true, age 7, mrd_result unknown"
    assert stepper.known == {"age": 7, "prior_tki": True}
    stepper.take("age=unknown")
    assert stepper.known == {"prior_tki": True}


def test_an_attribute_given_twice_is_raised_as_whatif_refuses_it(book: Rulebook) -> None:
    refused(Kept(book), "age=3 age=4")
    refused(Kept(book), "whatif age=3 age=4")


@pytest.mark.parametrize("word", words("change"))
def test_change_asks_again_and_sets(book: Rulebook, word: str) -> None:
    stepper = Kept(book, **CORE)
    assert stepper.take(f"{word} age") == Message("age is 34 now")
    assert stepper.asked == "age"
    stepper.take("61")
    assert stepper.known["age"] == 61
    assert stepper.asked != "age"
    stepper.take(f"{word} prior-tki")
    assert stepper.asked == "prior_tki"
    stepper.take(f"{word} age=7 lineage=T")
    assert (stepper.known["age"], stepper.known["lineage"]) == (7, "T")
    assert stepper.asked not in {None, "prior_tki"}
    assert "did you mean 'age'?" in refused(stepper, f"{word} aeg")
    assert "ATTRIBUTE" in refused(stepper, word)


def test_what_was_declined_can_be_asked_and_given_after_all(book: Rulebook) -> None:
    stepper = Kept(book, **CORE)
    asked = str(stepper.asked)
    stepper.take("unknown")
    assert stepper.state.declined == {asked}
    stepper.take(f"change {asked}")
    assert stepper.asked == asked
    stepper.take("true")
    assert stepper.known[asked] is True
    assert stepper.state.declined == frozenset()


def test_unknown_takes_a_fact_away_that_is_asked_again(book: Rulebook) -> None:
    stepper = Kept(book, **CORE)
    stepper.take("change age")
    reply = stepper.take("unknown")
    assert isinstance(reply, CaseMoved)
    assert "age" not in stepper.known
    stepper.take("undo")
    assert stepper.known == CORE


def test_a_decline_is_recorded_before_it_counts(book: Rulebook) -> None:
    stepper = Kept(book)

    def full(_: object) -> None:
        raise OSError

    stepper._record = full
    for line in ("unknown", "age=7", "note so"):
        before = stepper.state
        with pytest.raises(OSError, match=r"^$"):
            stepper.take(line)
        assert (stepper.state, stepper.evaluation.profile) == (before, before.profile)


def test_the_question_is_the_most_telling_that_was_not_declined(book: Rulebook) -> None:
    stepper = Kept(book)
    seen = []
    for _ in range(5):
        seen.append(stepper.asked)
        stepper.take("u")
    assert len(set(seen)) == 5
    assert stepper.events == [Decline(attribute=str(each)) for each in seen]
