"""A case says what it is about and what holds for the rest; a later article changes none."""

import re
from pathlib import Path
from typing import Any

import pytest

from allscape.cases import PlacedCase, read_all
from allscape.documents import Document
from allscape.faults import CaseError
from allscape.model.base import Verdict
from allscape.model.case import Case
from allscape.model.contents import Contents
from allscape.rulebook.load import resolve
from allscape.trials.moved import amend
from allscape.trials.run import Trial, run

WORDS = "who have relapsed"


def contents(*articles: str) -> Contents:
    """Return a rulebook in which each article offers an approach of its own in relapse."""
    return resolve(Contents.model_validate({
        "sources": [
            {"id": f"{each}-202{at}", "title": each, "publisher": "p", "author": "a",
             "date": f"202{at}-01-01"}
            for at, each in enumerate(articles)
        ],
        "approaches": [{"id": each, "name": each, "family": "f"} for each in articles],
        "quotations": [
            {"cite": f"{each}-202{at}/1", "text": f"{each} is for those {WORDS}.", "statements": [
                {"id": f"{each}-202{at}/{each}", "kind": "option", "about": each,
                 "direction": "for", "says": "so", "standing": {"level": "reported", "words": "is"},
                 "when": [{"relapse_status": "relapsed", "words": WORDS}]}
            ]}
            for at, each in enumerate(articles)
        ],
    }))  # fmt: skip


@pytest.mark.parametrize("expect", [
    {"rest": "ruled_out"}, {"articles": ["a-2020"]}, {"up_to": "2021-12-31"},
])  # fmt: skip
def test_a_rest_of_nothing_is_refused(expect: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="rest"):
        Case.model_validate({"expect": expect})


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ("{matched: [tki], ruled_out: [tki]}", ":1:26: 'tki' is expected both under matched and"),
        ("{ruled_out: [tki], undetermined: {tki: []}}", ":1:28: 'tki' is expected both under rul"),
        ("{statements: {for: [a/b], against: [a/b]}}", ":1:35: 'a/b' is expected both under for a"),
    ],
)
def test_what_comes_to_two_things_is_refused_with_its_place(
    expect: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(f"expect: {expect}\n", encoding="utf-8")
    with pytest.raises(CaseError, match=re.escape(told)):
        read_all([path])


def tried(made: Contents, status: str, **expect: Any) -> Trial:
    """Return a case in some state of the disease, tried."""
    case = Case.model_validate({"profile": {"relapse_status": status}, "expect": expect})
    return run(made, [PlacedCase(case, Document("case.yaml"))])[0]


OLD, NEW = contents("alpha", "beta"), contents("alpha", "beta", "gamma")


@pytest.mark.parametrize("made", [OLD, NEW])
@pytest.mark.parametrize(
    "expect",
    [
        {"matched": ["alpha"]},
        {"matched": ["alpha"], "rest": "matched"},
        {"matched": ["alpha"], "rest": "matched", "articles": ["alpha-2020", "beta-2021"]},
        {"matched": ["alpha"], "rest": "matched", "up_to": "2021-12-31"},
    ],
)
def test_a_later_article_changes_no_case(made: Contents, expect: dict[str, Any]) -> None:
    assert tried(made, "relapsed", **expect).failures == ()


@pytest.mark.parametrize("made", [OLD, NEW])
def test_the_rest_is_held(made: Contents) -> None:
    told = tried(made, "relapsed", matched=["alpha"], rest="ruled_out", up_to="2021-12-31")
    assert [each.message for each in told.failures] == ["beta is matched, not ruled out"]


def test_what_is_named_says_by_itself_what_the_articles_are() -> None:
    assert tried(NEW, "relapsed", matched=["alpha"], rest="ruled_out").failures == ()


def test_a_rest_that_is_open_may_hang_on_anything() -> None:
    made = run(
        NEW,
        [
            PlacedCase(
                Case.model_validate({"expect": {"rest": "undetermined", "up_to": "2023-01-01"}}),
                Document("case.yaml"),
            )
        ],
    )[0]
    assert made.failures == ()
    assert dict(made.expect.undetermined) == dict.fromkeys(
        ("alpha", "beta", "gamma"), ("relapse_status",)
    )


def test_an_article_that_is_not_there_is_told() -> None:
    with pytest.raises(CaseError, match="no article 'alpha-2021'"):
        tried(NEW, "relapsed", rest="matched", articles=["alpha-2021"])


def test_the_lines_to_judge_are_those_that_a_case_does_not_say() -> None:
    trial = tried(NEW, "relapsed", ruled_out=["alpha"], rest="matched", articles=["beta-2021"])
    (found,) = amend(NEW, [trial])
    assert [(e.approach, e.before, e.verdict) for e in found.lines] == [
        ("alpha", Verdict.RULED_OUT, Verdict.MATCHED),
        ("gamma", None, Verdict.MATCHED),
    ]
    assert [e.cites for e in found.lines] == [("alpha-2020/1",), ("gamma-2022/1",)]
    whole = tried(NEW, "relapsed", rest="matched", up_to="2022-12-31")
    assert amend(NEW, [whole]) == []
