"""What a digest adds to the verdicts of a case, each thing alone."""

from typing import Any

import pytest

from allscape import Landscape, Profile, Rulebook, Verdict
from allscape.model.contents import Contents
from allscape.model.landscape import HEADLINE, RuledOutAs
from allscape.rulebook.load import resolve


def said(name: str, when: Any, **more: Any) -> dict[str, Any]:
    """Return an option of the approach of its name, or what else is wished."""
    standing = {"level": "reported", "words": "beta"}
    option = {"kind": "option", "direction": "for", "about": name, "standing": standing}
    return {"id": f"book-2020/{name}", "says": "so", "when": when, **option, **more}


LIMITED = {"level": "reported", "words": "beta", "limit": "gamma"}
STATEMENTS = [
    said("one", {"age": "> 5"}, standing=LIMITED),
    said("other", {"ecog": "<= 2"}),
    said("watch", {"prior_tki": True}, kind="monitoring", about="one",
         standing={"level": "discussed", "words": "beta"}),
    said("but", {"ph_status": "positive"}, kind="caution", direction="against", about="one",
         standing=None),
    said("aside", {"cd22_status": "positive"}, kind="evidence", direction="neutral", about="one",
         standing=None),
    said("general", {"lineage": "B"}, kind="prognosis", direction="neutral", about=[],
         standing=None),
]  # fmt: skip
READINGS = [
    {"id": name, "says": "so", "when": {"age": wanted}}
    for name, wanted in (("over", "> 60"), ("from", ">= 60"))
]
TENSIONS = {"but-one": ("one", "but"), "one-other": ("other", "one"), "but-other": ("but", "other"),
            "general-other": ("general", "other")}  # fmt: skip
SOURCE = {"id": "book-2020", "title": "t", "publisher": "p", "author": "a", "date": "2020-01-01"}
DATA = {
    "sources": [SOURCE],
    "quotations": [
        {"cite": "book-2020/1", "text": "Alpha, beta, gamma.", "statements": STATEMENTS},
        {"cite": "book-2020/2", "text": "Alpha, beta.", "headline": True,
         "statements": [said("third", {"term": "old"})]},
    ],
    "approaches": [{"id": n, "name": n, "family": "f"} for n in ("one", "other", "third")],
    "terms": [{"id": "old", "name": "old", "assumption": "So.", "readings": READINGS}],
    "tensions": [
        {"id": name, "statements": [f"book-2020/{each}" for each in both], "differ": "so"}
        for name, both in TENSIONS.items()
    ],
    "remarks": [{"id": "adult", "says": "so", "when": {"age": ">= 18"}}],
}  # fmt: skip
BOOK = Rulebook(resolve(Contents.model_validate(DATA)))


def digest(**known: Any) -> Landscape:
    """Return what is said of a case."""
    return BOOK.examine(Profile(**known)).landscape


def test_statements_are_in_tension_where_both_hold_about_what_is_not_ruled_out() -> None:
    def found(**known: Any) -> list[str]:
        return [each.id for each in digest(**known).tensions]

    holding = {"age": 6, "ecog": 1, "ph_status": "positive", "lineage": "B", "prior_tki": False}
    assert found(**holding) == ["but-one", "but-other", "general-other", "one-other"]
    assert found(**holding | {"age": 4}) == ["general-other"]
    assert found(**holding | {"ecog": 3}) == ["but-one"]
    assert found(age=6, ecog=1) == ["one-other"]
    assert found() == []
    (both,) = digest(age=6, ecog=1).tensions
    assert (both.statements, both.differ) == (("book-2020/one", "book-2020/other"), "so")


def test_a_known_fact_is_unused_where_nothing_matched_or_open_asks_for_it() -> None:
    assert digest(age=6, ecog=3, cd19_status="positive").unused == ("cd19_status", "ecog")
    assert digest(age=4, ecog=1, lineage="B").unused == ()
    assert digest(age=4, ecog=1, lineage="T", prior_tki=False).unused == (
        "age", "lineage", "prior_tki",
    )  # fmt: skip
    # What is said of an approach that is ruled out asks for nothing; what does not speak against
    # one that is matched has asked.
    assert digest(age=4, ecog=1, ph_status="positive", prior_tki=False).unused == (
        "ph_status", "age", "prior_tki",
    )  # fmt: skip
    assert digest(age=6, ecog=1, ph_status="negative").unused == ()
    # Nor has what is told of it, where it does not hold.
    told = [digest(age=6, cd22_status=each).unused for each in ("positive", "negative")]
    assert told == [(), ("cd22_status",)]


def test_what_is_open_could_speak_against() -> None:
    (could,) = digest(age=6)["one"].could_speak_against
    assert (could.statement, could.missing) == ("book-2020/but", ("ph_status",))
    for status in ("positive", "negative"):
        assert digest(age=6, ph_status=status)["one"].could_speak_against == ()
    assert digest(age=6)["other"].could_speak_against == ()


def test_a_standing_has_its_limit_or_that_of_a_headline() -> None:
    landscape = digest()
    limits = [landscape[name].standing_limit for name in ("one", "other", "third")]
    assert limits == ["gamma", None, HEADLINE]
    standings = [each.statement for each in landscape["one"].standings]
    assert standings == ["book-2020/one", "book-2020/watch"]


ADULT, FIT = {"age": ">= 18"}, {"ecog": "<= 2"}
CNS = {"unmodelled": "CNS disease", "words": "beta"}
UNFIT = {"age": 10, "ecog": 3, "ph_status": "negative"}


@pytest.mark.parametrize(
    ("asked", "offered", "alone"),
    [
        (ADULT, [ADULT], True), (FIT, [ADULT], False), (FIT, [ADULT, FIT], False),
        ([ADULT, FIT], [ADULT, FIT], True), ([], [ADULT], False),
        ({"age": ">= 21"}, [ADULT], False), ({"age": "< 18"}, [ADULT], False),
        (ADULT, [{"any": [ADULT, FIT]}], True), (ADULT, [ADULT, CNS], True), (CNS, [ADULT], False),
        ({"not": {"age": "< 18"}}, [{"not": {"age": "< 18"}}], True),
        ({"age": "< 18"}, [{"not": {"age": "< 18"}}], False),
        ({"not": {"age": "< 18"}}, [ADULT], False), ({"not": {"not": ADULT}}, [ADULT], True),
        ({"ph_status": "positive"}, [{"not": {"ph_status": "negative"}}], True),
        ({"not": {"ph_status": "negative"}}, [{"ph_status": "positive"}], True),
        ({"ph_status": "negative"}, [{"not": {"ph_status": "negative"}}], False),
        ({"not": {"ph_status": "positive"}}, [{"ph_status": "positive"}], False),
        ({"not": {"any": [{"age": "< 18"}, {"ecog": "> 2"}]}},
         [{"not": {"age": "< 18"}}, {"not": {"ecog": "> 2"}}], True),
        (ADULT, [ADULT, {"not": CNS}], True), (ADULT, [{"not": {"not": FIT}}], False),
        ({"term": "old"}, [{"age": "> 60"}], True), ({"age": "> 60"}, [{"term": "old"}], True),
        ({"age": ">= 60"}, [{"term": "old"}], False),
        ({"not": {"term": "old"}}, [{"term": "old"}], False),
    ],
)  # fmt: skip
def test_not_eligible_is_who_lacks_what_is_asked_of_those_considered_and_nothing_else(
    asked: Any, offered: Any, alone: bool
) -> None:
    standing = {"level": "reported", "words": "beta"}
    made = {**DATA, "tensions": [], "quotations": [
        {"cite": "book-2020/1", "text": "Alpha, beta, gamma.", "statements": [
            said("one", offered, standing=standing),
            said("asked", asked, kind="eligibility", direction="neutral", about="one",
                 standing=None),
        ]},
    ]}  # fmt: skip
    book = Rulebook(
        resolve(Contents.model_validate({**made, "approaches": DATA["approaches"][:1]}))
    )
    result = book.evaluate(Profile.model_validate(UNFIT))["one"]
    assert result.verdict is Verdict.RULED_OUT
    assert (result.ruled_out_as is RuledOutAs.NOT_ELIGIBLE) == alone


def test_remarks_and_other_readings_are_there() -> None:
    assert [[each.id for each in digest(age=age).notes] for age in (17, 18)] == [[], ["adult"]]
    (other,) = digest(age=60).readings_that_matter
    assert (other.term, other.reading, other.other) == ("old", "over", "from")
    assert other.moves == {"third": Verdict.MATCHED}
