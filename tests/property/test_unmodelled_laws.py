"""What no profile has a fact for is as a fact that nobody ever gives, wherever it stands."""

from typing import Any

from hypothesis import given, settings

from allscape import Landscape, Profile, Verdict
from allscape.engine.edition import edition
from allscape.engine.evaluate import explained
from allscape.model.attributes import Value
from allscape.model.contents import Contents
from allscape.proof.prove import prove
from allscape.rulebook.load import resolve
from allscape.testing.made_up import UNMODELLED
from allscape.trials.mutants import mutants
from allscape.trials.sheet import Sheet
from strategies import HANDFUL, book_data, facts, often

FACT_OF = dict(zip(UNMODELLED, ("cd19_status", "cd22_status"), strict=True))
"""Facts that no small rulebook asks for."""


def given_facts(part: Any) -> Any:
    """Return the data of a rulebook in which all that is not modelled is a fact instead."""
    if isinstance(part, list):
        return [given_facts(each) for each in part]
    if not isinstance(part, dict):
        return part
    left = {key: given_facts(each) for key, each in part.items() if key != "unmodelled"}
    return left | ({FACT_OF[part["unmodelled"]]: "positive"} if "unmodelled" in part else {})


def landscape(data: dict[str, Any], known: dict[str, Value]) -> Landscape:
    """Return what a rulebook makes of a case."""
    made = edition(resolve(Contents.model_validate(data)))
    return explained(made, Profile.model_validate(known)).landscape


@settings(max_examples=often(60))
@given(data=book_data(), known=facts(HANDFUL))
def test_a_verdict_is_what_it_would_be_were_that_fact_unknown(
    data: dict[str, Any], known: dict[str, Value]
) -> None:
    blank, whole = landscape(data, known), landscape(given_facts(data), known)
    assert [e.verdict for e in blank.statements] == [e.verdict for e in whole.statements]
    for here, there in zip(blank.approaches, whole.approaches, strict=True):
        assert here.verdict is there.verdict
        names = {FACT_OF[each.name] for each in here.unmodelled}
        assert bool(here.missing or names) == (here.verdict is Verdict.UNDETERMINED)
        assert not names & set(here.missing)
        # Where none of them alone can decide, all are named.
        assert set(FACT_OF.values()) & set(there.missing) in (names, set())


@settings(max_examples=often(25))
@given(data=book_data(3))
def test_a_proof_lists_it_apart_and_does_not_fail_for_it(data: dict[str, Any]) -> None:
    contents = resolve(Contents.model_validate(data))
    blank = prove(edition(contents))
    whole = prove(edition(resolve(Contents.model_validate(given_facts(data)))))
    assert {each.name for each in blank.unmodelled} <= set(UNMODELLED)
    assert {(e.name, e.verdict) for e in blank.dead} == {(e.name, e.verdict) for e in whole.dead}
    assert blank.unseen == whole.unseen
    assert blank.sound == ((blank.dead, blank.undecided, blank.unseen) == ((), (), ()))


@settings(max_examples=often(40))
@given(data=book_data(3))
def test_a_mutant_drops_it_and_none_turns_it_around(data: dict[str, Any]) -> None:
    sheet = Sheet(Contents.model_validate(data))
    told = [each for each in mutants(sheet) if "(not modelled): " in each.says]
    assert {each.how for each in told} <= {"drop"}
