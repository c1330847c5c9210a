"""Claims in prose as they are written: what each says, where it stands, why it cannot be read."""

import pytest

from allscape import Rulebook, Verdict
from allscape.explain.claims import FORM, Claim, Objection, claims

OPEN, OUT, MATCHED = Verdict.UNDETERMINED, Verdict.RULED_OUT, Verdict.MATCHED


@pytest.mark.parametrize(
    ("said", "verdict", "facts", "changes"),
    [
        ("matched", MATCHED, "", {}), ("ruled_out", OUT, "", {}), ("ruled out", OUT, "", {}),
        ("undetermined", OPEN, "", {}), ("open", OPEN, "", {}),
        ("ruled_out by ecog", OUT, "ecog", {}), ("ruled out by age", OUT, "age", {}),
        ("open on age, ecog", OPEN, "age ecog", {}),
        ("open on age and ecog", OPEN, "age ecog", {}),
        ("undetermined on age, ecog, and lineage", OPEN, "age ecog lineage", {}),
        ("  open \n on   age,ecog ", OPEN, "age ecog", {}),
        ("matched if ecog=2", MATCHED, "", {"ecog": "2"}),
        ("matched if age = 61 and over-60=exact-age", MATCHED, "",
         {"age": "61", "over-60": "exact-age"}),
        ("ruled_out by ecog if age=12, lineage=T, and ecog=3", OUT, "ecog",
         {"age": "12", "lineage": "T", "ecog": "3"}),
    ],
)  # fmt: skip
def test_what_a_claim_says(
    book: Rulebook, said: str, verdict: Verdict, facts: str, changes: dict[str, str]
) -> None:
    claim = f"[ tki:{said}]"
    (found,) = claims(f"As {claim}, so.", book.contents)
    assert found == Claim(
        3, 3 + len(claim), "tki", verdict, tuple(facts.split()), tuple(changes.items())
    )


@pytest.mark.parametrize(
    ("claim", "why", "hint"),
    [
        ("tkis: matched", "no approach 'tkis'", "did you mean 'tki'?"),
        ("zzz: matched", "no approach 'zzz'", FORM),
        (": matched", "no approach ''", FORM),
        ("tki:", "no verdict can be read here", FORM),
        ("tki: out of it", "no verdict can be read here", FORM),
        ("tki: matchd", "no verdict 'matchd'", "did you mean 'matched'?"),
        ("tki: open by age", "'open by' says nothing", "ruled_out by, open on"),
        ("tki: ruled out on age", "'ruled out on' says nothing", "ruled_out by, open on"),
        ("tki: matched by age", "'matched by' says nothing", "ruled_out by, open on"),
        ("tki: open on agee", "no attribute 'agee'", "did you mean 'age'?"),
        ("tki: open on age, eco", "no attribute 'eco'", "did you mean 'ecog'?"),
        ("tki: open on over-60", "no attribute 'over-60'", ""),
        ("tki: open if age", "'age' is not ATTRIBUTE=VALUE", "such as if ecog=2"),
        ("tki: open if age=1 and ecog=", "'ecog' is not ATTRIBUTE=VALUE", "such as if ecog=2"),
        ("tki: open if agee=1", "no attribute or term 'agee'", "did you mean 'age'?"),
        ("tki: open if over-6=x", "no attribute or term 'over-6'", "did you mean 'over-60'?"),
    ],
)
def test_why_a_claim_cannot_be_read(book: Rulebook, claim: str, why: str, hint: str) -> None:
    (found,) = claims(f"[{claim}]", book.contents)
    assert found.unread == Objection(why, hint)
    assert found.verdict is OPEN
    assert (found.start, found.end) == (0, len(claim) + 2)


def test_of_an_approach_that_no_article_offers_there_is_no_verdict(book: Rulebook) -> None:
    bare = book.contents.approaches[0].model_copy(update={"id": "bare"})
    more = book.contents.replace(approaches=(*book.contents.approaches, bare))
    (found,) = claims("[bare: open]", more)
    assert found.unread == Objection("no approach 'bare'", FORM)


def test_the_form_is_one_that_can_be_read(book: Rulebook) -> None:
    told = FORM.replace("approach-id", "tki")
    found = claims(told, book.contents)
    assert [(each.verdict, each.facts, each.changes, each.unread) for each in found] == [
        (MATCHED, (), (), None), (OUT, ("ecog",), (("age", "12"),), None),
    ]  # fmt: skip
    assert told == "a claim is [tki: matched], or [tki: ruled_out by ecog if age=12]"


def test_what_is_no_claim_is_none(book: Rulebook) -> None:
    assert claims("Of tki: matched, [sic] and [a [b] c], 10:30.", book.contents) == []
    first, second = claims("[tki: open][[mrd-monitoring: matched]]", book.contents)
    assert (first.approach, second.approach) == ("tki", "mrd-monitoring")
    assert (first.start, first.end, second.start, second.end) == (0, 11, 12, 37)
