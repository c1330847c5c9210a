"""What a failed assertion prints, word for word."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from allscape import Landscape, Profile, Rulebook, Verdict
from allscape.engine.evaluate import Evaluation
from allscape.testing import (
    assert_matched,
    assert_none_matched,
    assert_not_silently_lost,
    assert_open,
    assert_ruled_out,
    assert_verdict,
)

OLDER = date(2021, 12, 31)
NOTICE = "FOR EDUCATION; HYPOTHETICAL CASES ONLY; NOT MEDICAL ADVICE"
MEANING = """\
Matched: an article describes it for such a case; that is no recommendation. Ruled out:
its sentences speak of other cases, or ask for what this case does not meet."""
OVER_60 = "mini-hyper-cvd-inotuzumab"
AGED_65 = Profile(ph_status="negative", relapse_status="newly_diagnosed", age=65)

OPEN = f"""\
ponatinib: matched was expected, open was found
allscape match --relapse-status relapsed

Ponatinib: open
relapse_status relapsed; ponatinib
Standing: approved.

healthtree-2024/ponatinib                                                           open
  “A significant milestone was reached in March 2024 with ponatinib's approval (Iclusig,
  Takeda) based on MRD results.”
    — Marta Llobet Canela, 7 December 2024, healthtree-2024/23
    note: "based on MRD results" is read as what the approval rests on, not as a
    condition on a case. For whom it was approved the sentence does not say; that they
    are the Ph-positive patients of the sentence before is our reading.
  open  ph_status is positive (case: unknown)  “Philadelphia-positive ALL
                                               patients” healthtree-2024/22
  “For Philadelphia-positive ALL patients, tyrosine kinase inhibitors (TKIs) have
  dramatically improved prognosis.”
    — Marta Llobet Canela, 7 December 2024, healthtree-2024/22

WHAT EACH MISSING FACT WOULD DO
  ph_status  positive  matched
             negative  ruled out
{MEANING}

{NOTICE}"""


TREE = """
  open   newly diagnosed, frontline or first-line:     “newly diagnosed” our assumption
         relapse_status is newly_diagnosed (case:
         unknown)
  fails  over 60: age > 60 completed years (case:      “(>60 years)”
         60.99999999999999)
  open   ph_status is negative (case: unknown)         “Ph-ALL”
  holds  CD22, the target of inotuzumab (as it is      “targeting CD22”
         read, said of all)                            survivornet-2021/20

WHAT WOULD HAVE TO DIFFER
  Each line is enough, and no part of it is.
  1.  age 61  then open
"""


def said(failing: Callable[[], None]) -> str:
    """Return what an assertion that fails says."""
    with pytest.raises(AssertionError) as failed:
        failing()
    return str(failed.value)


def test_the_verdict_the_tree_and_the_sentence(book: Rulebook) -> None:
    case = Profile(relapse_status="relapsed")
    assert said(lambda: assert_matched(book, case, "ponatinib")) == OPEN


def test_a_number_just_below_its_bound_is_shown_whole(book: Rulebook) -> None:
    told = said(lambda: assert_open(book, Profile(age=60.99999999999999), OVER_60, as_of=OLDER))
    assert told.startswith(
        f"{OVER_60}: open was expected, ruled out was found\n"
        "allscape match --age 60.99999999999999 --as-of 2021-12-31 --all\n"
    )
    # Releases of rich give columns another width, and words another line.
    assert not Counter(TREE.split()) - Counter(told.split())


def test_the_command_names_the_readings_that_were_chosen(book: Rulebook) -> None:
    chosen = {"over-60": "exact-age", "adult": "from-18"}
    told = said(lambda: assert_ruled_out(book, Profile(age=60.5), OVER_60, readings=chosen))
    assert "\nallscape match --age 60.5 --reading over-60=exact-age\n" in told


def test_the_command_tells_of_another_rulebook(rules: Path) -> None:
    (rules / "tensions.yaml").unlink()
    told = said(lambda: assert_open(Rulebook.load(rules), Profile(), "mrd-monitoring"))
    assert told.startswith("mrd-monitoring: open was expected, matched was found\n")
    assert (
        "\nallscape match --rules DIR\n\nMRD testing and monitoring: matched\nnothing known;"
        in told
    )


def test_of_several_the_first_that_is_matched_is_explained(book: Rulebook) -> None:
    case = Profile(ph_status="positive")
    told = said(lambda: assert_none_matched(book, case, ["blinatumomab-mrd-positive", "tki"]))
    assert told.startswith("tki: ruled out or open was expected, matched was found\n")
    assert_none_matched(book, case, ["blinatumomab-mrd-positive"])


@pytest.mark.parametrize("verdict", Verdict)
def test_an_assertion_that_holds_is_silent(book: Rulebook, verdict: Verdict) -> None:
    landscape = book.evaluate(AGED_65)
    approach = landscape.ids(verdict)[0]
    assert_verdict(book, AGED_65, approach, verdict)
    for other in set(Verdict) - {verdict}:
        with pytest.raises(AssertionError):
            assert_verdict(book, AGED_65, approach, other)


def test_a_match_that_a_later_article_takes_is_not_lost_silently(book: Rulebook) -> None:
    case = Profile(relapse_status="relapsed", cd19_status="negative")
    older, newer = book.examine(case, as_of=OLDER), book.examine(case)
    assert "car-t-relapsed-refractory" in older.landscape.ids(Verdict.MATCHED)
    assert "car-t-relapsed-refractory" in newer.landscape.ids(Verdict.RULED_OUT)
    assert_not_silently_lost(older, newer)


def test_a_match_that_a_withdrawal_takes_is_not_lost_silently(book: Rulebook) -> None:
    sources = (
        each.model_copy(update={"withdrawn": date(2026, 1, 1)}) if each.id == "csco-2021" else each
        for each in book.contents.sources
    )
    withdrawn = Rulebook(book.contents.replace(sources=tuple(sources)))
    older, newer = (withdrawn.examine(AGED_65, as_of=day) for day in (date(2025, 12, 31), None))
    assert OVER_60 in older.landscape.ids(Verdict.MATCHED)
    assert OVER_60 not in newer.landscape
    assert_not_silently_lost(older, newer)


def test_a_match_that_no_later_article_takes_is(book: Rulebook, rules: Path) -> None:
    terms = (rules / "terms.yaml").read_text()
    (rules / "terms.yaml").write_text(terms.replace('"> 60 compl', '"> 70 compl'))
    older, newer = book.examine(AGED_65), Rulebook.load(rules).examine(AGED_65)
    told = said(lambda: assert_not_silently_lost(older, newer))
    unsaid = f"no later sentence states what takes csco-2021/{OVER_60} away"
    shown = "allscape match --ph-status negative --relapse-status newly_diagnosed --age 65"
    assert told.splitlines()[:6] == [
        f"{OVER_60}: matched in the older landscape, ruled out in the newer: {unsaid}",
        shown,
        f"{shown} --rules DIR --all",
        "",
        "THE OLDER LANDSCAPE",
        "",
    ]
    assert (
        "\n\nTHE NEWER LANDSCAPE\n\nMini-hyper-CVD with inotuzumab ozogamicin: ruled out, "
        "described for other cases\n" in told
    )
    assert "fails over 60: age > 70 completed years (case:" in " ".join(told.split())


def test_a_match_that_is_not_described_any_more_is(book: Rulebook) -> None:
    newer = book.examine(AGED_65, as_of=date(2021, 3, 12))
    told = said(lambda: assert_not_silently_lost(book.examine(AGED_65), newer))
    assert told.startswith(
        f"{OVER_60}: matched in the older landscape, not described in the newer: "
        "it is not described any more\n"
    )


def unannounced(evaluation: Evaluation) -> Evaluation:
    """Return an evaluation whose landscape does not say what it leaves out."""
    told = evaluation.landscape.model_dump()
    for each in told["approaches"]:
        each["because"] = [r for r in each["because"] if r["truth"] != "not_yet"]
    return evaluation._replace(landscape=Landscape.model_validate(told))


def test_a_loss_that_the_older_landscape_does_not_announce_is_silent(book: Rulebook) -> None:
    case = Profile(relapse_status="relapsed")
    older, newer = book.examine(case, as_of=OLDER), book.examine(case)
    told = said(lambda: assert_not_silently_lost(unannounced(older), newer))
    assert told.startswith(
        "car-t-relapsed-refractory: matched in the older landscape, open in the newer: "
        "the older landscape does not say that a condition is left out\n"
    )
