"""A proof is unsound for each of its faults alone, and not for what is not modelled."""

from collections.abc import Collection
from typing import Any

import pytest
from made import contents

from allscape import Verdict
from allscape.engine.edition import edition
from allscape.proof.prove import Proof, prove

PRESENT = {"unmodelled": "a mutation", "words": "Alpha"}
ABSENT = {"not": PRESENT}
OLD, YOUNG, FIT = ({test: text, "words": "beta"} for test, text in
                   (("age", "> 60"), ("age", "<= 60"), ("ecog", "<= 2")))  # fmt: skip


def proof_of(*conditions: Any, evidence: Collection[str] = ()) -> Proof:
    """Return the proof of statements with these conditions, called a and b."""
    named = dict(zip("ab", conditions, strict=False))
    return prove(edition(contents(named, evidence=evidence)))


def test_one_that_is_dead_even_were_all_modelled_is_enough() -> None:
    found = proof_of({"any": [PRESENT, ABSENT]})
    assert {each.verdict for each in found.dead} == {Verdict.RULED_OUT}
    assert (found.undecided, found.unseen, found.sound) == ((), (), False)


def test_one_that_its_words_leave_open_is_enough() -> None:
    found = proof_of([FIT, {"any": [OLD, YOUNG]}])
    assert {each.answer for each in found.undecided} == {Verdict.MATCHED}
    assert (found.dead, found.unseen, found.sound) == ((), (), False)


def test_one_that_no_page_prints_is_enough() -> None:
    found = proof_of(OLD, YOUNG, evidence="b")
    assert found.unseen == ("book-2020/b",)
    assert (found.dead, found.undecided, found.sound) == ((), (), False)


@pytest.mark.parametrize("asked", [PRESENT, ABSENT])
def test_what_would_be_were_it_modelled_is_no_fault(asked: Any) -> None:
    found = proof_of(asked)
    assert {each.verdict for each in found.nevers} == {Verdict.MATCHED, Verdict.RULED_OUT}
    assert [each.case for each in found.seen] == [None]
    assert (found.dead, found.undecided, found.unseen, found.sound) == ((), (), (), True)
