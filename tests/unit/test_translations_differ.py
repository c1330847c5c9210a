"""Faults in what an engine is handed are found, each with a smallest case."""

from datetime import date
from functools import cache

import pytest
from mistranslated import COLUMNS, RULES, TABLES, Fault
from replayed import Replay, by_columns, by_rules, by_tables

from allscape import Profile, Rulebook
from allscape.engine import forward, plain
from allscape.engine.edition import Edition
from allscape.model.base import Truth
from allscape.model.facts import Facts
from allscape.proof.handed import kinds
from allscape.proof.handed.kinds import NO_CASE, Translation
from allscape.proof.translations import Differs, Prover

BOOK = Rulebook.load()
USUAL = BOOK.edition(date(2021, 12, 31))
TRANSLATIONS = {each.name: each for each in kinds.translations()}
WORDS = TRANSLATIONS["expressions: words"]

FAULTS = [
    pytest.param(translation, fault, replay, id=f"{translation.name}: {name}")
    for translation, faults, replay in (
        (kinds.RULES, RULES, by_rules),
        (kinds.TABLES, TABLES, by_tables),
        (WORDS, COLUMNS, by_columns),
    )
    for name, fault in faults.items()
]


@cache
def prover() -> Prover:
    """Return what compares, with its diagrams made once."""
    return Prover(BOOK.contents)


def decided(made: Edition, differs: Differs) -> str:
    """Return what the plain evaluator says of the case that was found."""
    assert differs.case is not None
    facts = Facts(Profile.model_validate(differs.case))
    if differs.name in made.statements:
        truth = plain.truths(plain.judge(made, facts))[differs.name]
        return {Truth.TRUE: "matched", Truth.FALSE: "ruled_out"}.get(truth, "undetermined")
    if differs.name.endswith(":against"):
        truths = plain.truths(plain.judge(made, facts))
        against = made.against(differs.name.removesuffix(":against"))
        return "matched" if any(truths[each.id] is Truth.TRUE for each in against) else "ruled_out"
    return plain.verdicts(made, facts, [differs.name])[differs.name].value


@pytest.mark.parametrize(("translation", "fault", "replay"), FAULTS)
def test_a_fault_is_found_with_a_smallest_case(
    translation: Translation, fault: Fault, replay: Replay
) -> None:
    handed = fault(translation.hand(USUAL))
    _, found = prover().compare(USUAL, translation, handed)
    assert found
    for each in found[:1]:
        assert each.case is not None
        assert each.meant != each.read
        if each.name == NO_CASE:
            with pytest.raises(ValueError, match="one comes after"):
                Profile.model_validate(each.case)
        elif not each.name.endswith(":note"):
            assert each.meant == decided(USUAL, each)
        if replay is not by_rules or forward.available():
            # The engine itself does with it what was read.
            assert each.read == replay(USUAL, handed, each.name, each.case, each.written)
