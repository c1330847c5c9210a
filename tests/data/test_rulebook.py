"""The rulebook itself: whole, tied to words, free of advice. A failure names the rule at fault."""

import os
import re
import shutil
from pathlib import Path

import pytest

from allscape import Rulebook
from allscape.engine.diagrams import NONE
from allscape.engine.edition import edition
from allscape.engine.evaluate import Evaluator
from allscape.engine.missing import CompleteCases
from allscape.explain.digest import remarks_that_hold
from allscape.model.attributes import Value
from allscape.model.conditions import TermUse, leaves
from allscape.model.facts import Facts
from allscape.model.profile import Profile
from allscape.model.statements import Direction, Kind, Statement, Tension, Term
from allscape.render.words import where
from allscape.rulebook.load import packaged
from allscape.rulebook.verify import verify

BOOK = Rulebook.load()
CONTENTS = BOOK.contents
EDITION = edition(CONTENTS)
STATEMENTS = list(CONTENTS.statement.values())

APPROACHES = [
    "blinatumomab-relapsed-refractory",
    "blinatumomab-bridge-to-transplant",
    "blinatumomab-mrd-positive",
    "blinatumomab-tki-frontline",
    "dasatinib-blinatumomab-consolidation",
    "blinatumomab-chemotherapy-childhood",
    "blinatumomab-consolidation",
    "blinatumomab-after-frontline-mrd-negative",
    "blinatumomab-maintenance",
    "hyper-cvad-then-blinatumomab",
    "mini-hyper-cvd-inotuzumab",
    "inotuzumab-relapsed",
    "brick-combination",
    "immunotherapy-combinations-relapsed",
    "car-t-relapsed-refractory",
    "tisa-cel-relapsed-refractory",
    "brexu-cel-relapsed-refractory",
    "obe-cel-relapsed-refractory",
    "car-t-consolidation-or-maintenance",
    "tisa-cel-first-line",
    "tki",
    "ponatinib",
    "tki-immunotherapy-without-transplant",
    "transplant-after-car-t",
    "mrd-monitoring",
    "reduced-intensity-limited-resources",
]

DATES = {
    "survivornet-2021": "2021-03-12",
    "csco-2021": "2021-10-22",
    "healthtree-2024": "2024-12-07",
    "ash-2024": "2024-12-08",
    "daver-2025": "2025-08-12",
}

ADVICE = re.compile(
    r"\b(should|must|recommend\w*|advis\w*|best|better|prefer(?!red product)\w*|consider)\b",
    re.IGNORECASE,
)


def _name(thing: Statement | Term | Tension) -> str:
    return thing.id


def test_the_approaches_of_the_contract_are_there() -> None:
    assert set(APPROACHES) <= CONTENTS.approach.keys()


def test_the_sources_of_the_contract_are_there() -> None:
    found = {name: str(each.date) for name, each in CONTENTS.source.items()}
    assert found.items() >= DATES.items()


@pytest.mark.parametrize("approach", CONTENTS.approach)
def test_every_approach_is_offered(approach: str) -> None:
    assert CONTENTS.offers[approach], f"no statement offers {approach}"


@pytest.mark.parametrize("statement", STATEMENTS, ids=_name)
def test_own_words_do_not_advise(statement: Statement) -> None:
    own = f"{statement.says} {statement.otherwise} {statement.assumption or ''}"
    assert not ADVICE.search(own), f"{statement.id}: {own}"


@pytest.mark.parametrize("statement", STATEMENTS, ids=_name)
def test_numbers_in_own_words_stand_in_the_sentence(statement: Statement) -> None:
    sentence = CONTENTS.sentence(statement.cite)
    own = re.sub(r"CD\d+|AALL1731|E1910", "", statement.says)
    for number in re.findall(r"\d+(?:\.\d+)?", own):
        assert number in sentence, f"{statement.id}: {number}"


@pytest.mark.parametrize("statement", STATEMENTS, ids=_name)
def test_figures_leave_no_number_of_a_result_out(statement: Statement) -> None:
    if not statement.figures:
        return
    told = " ".join(
        f"{each.value} {each.versus} {each.p} {each.at}"
        for other in CONTENTS.quotation[statement.cite].statements
        for each in other.figures
    )
    for number in re.findall(
        r"\d+(?:\.\d+)?%(?! ?(?:CI\b|confidence))", CONTENTS.sentence(statement.cite)
    ):
        assert number in told, f"{statement.id} leaves out {number}"


@pytest.mark.parametrize("term", CONTENTS.terms, ids=_name)
def test_every_term_is_used(term: Term) -> None:
    conditions = [each.when for each in STATEMENTS]
    conditions += [reading.when for each in CONTENTS.terms for reading in each.readings]
    assert any(f"term='{term.id}'" in repr(each) for each in conditions)


@pytest.mark.parametrize("tension", CONTENTS.tensions, ids=_name)
def test_every_tension_can_show(tension: Tension) -> None:
    names = tension.statements
    for one in names:
        assert any(_both_can_hold(one, other) for other in names if other != one), one


def _both_can_hold(one: str, other: str) -> bool:
    conditions = [EDITION.statements[one], EDITION.statements[other]]
    cases = CompleteCases(EDITION, conditions, Facts(Profile()))
    return cases.sets.every(map(cases.holding, conditions)) != NONE


def test_a_known_lack_of_a_target_speaks_against_by_our_inference_alone() -> None:
    against = [
        each for each in STATEMENTS if each.direction is Direction.AGAINST and each.source in DATES
    ]
    assumed = {each.id for each in against if each.assumption}
    assert assumed == {"survivornet-2021/blinatumomab-target", "survivornet-2021/inotuzumab-target"}


def test_a_target_stands_on_words_that_name_it() -> None:
    uses = [
        leaf
        for statement in STATEMENTS
        for leaf in leaves(statement.when)
        if isinstance(leaf, TermUse) and leaf.term.endswith("-as-target")
    ]
    assert uses
    for each in uses:
        assert each.words in (None, *BOOK.contents.term[each.term].words)


MEANS = re.compile(r'"[^"]+" (?:is|are|means?|tells)\b|\b(?:they|words) are\b')
BY = re.compile(r"\bread\b|\bour reading\b|\bspells out\b")


def test_a_note_on_what_something_means_says_by_which_words_or_that_it_is_our_reading() -> None:
    contents = BOOK.contents
    notes = [each.note for each in (*contents.quotations, *contents.statement.values())]
    assert [each for each in notes if MEANS.search(each) and not BY.search(each)] == []


def test_a_limited_standing_says_its_limit() -> None:
    mine = (each for each in STATEMENTS if each.source in DATES)
    limits = {each.id: each.standing.limit for each in mine if each.standing}
    limited = {name: limit for name, limit in limits.items() if limit}
    assert limited == {
        "daver-2025/blinatumomab-after-frontline-mrd-negative": "in certain settings",
        "healthtree-2024/tki-immunotherapy": "in some patients",
    }


@pytest.mark.parametrize("cite", ["ash-2024/31", "ash-2024/32"])
def test_words_of_an_attendee_are_cited_as_his(cite: str) -> None:
    assert where(CONTENTS, cite).startswith("Oscar González-Llano, as reported in “‘The Times")


def test_a_translated_report_says_who_spoke_and_that_it_is_translated() -> None:
    told = (
        "Gong Tiejun, as reported in echemi.com, machine-translated, 22 October 2021, csco-2021/31"
    )
    assert where(CONTENTS, "csco-2021/31") == told


ODD = {
    "mrd-by-flow-positive-yet-negative": [{"mrd_by_flow": "positive", "mrd_result": "negative"}],
    "newly-diagnosed-yet-in-salvage": [
        {"relapse_status": "newly_diagnosed", "treatment_phase": "salvage"},
        {"relapse_status": "newly_diagnosed", "salvage_line": "first"},
        {"relapse_status": "newly_diagnosed", "salvage_line": "second_or_later"},
    ],
    "newly-diagnosed-yet-after-transplant-or-car-t": [
        {"relapse_status": "newly_diagnosed", "treatment_phase": "post_transplant"},
        {"relapse_status": "newly_diagnosed", "treatment_phase": "post_car_t"},
        {"relapse_status": "newly_diagnosed", "mrd_timing": "after_transplant"},
        {"relapse_status": "newly_diagnosed", "mrd_timing": "after_car_t"},
        {"relapse_status": "newly_diagnosed", "response_to_car_t": "good"},
        {"relapse_status": "newly_diagnosed", "prior_transplant": True},
    ],
    "t-cell-all": [{"lineage": "T"}],
}


@pytest.mark.parametrize(
    ("remark", "facts"), [(name, facts) for name, cases in ODD.items() for facts in cases]
)
def test_an_odd_case_is_remarked_on_and_never_refused(remark: str, facts: dict[str, Value]) -> None:
    assert remark in _remarked(facts)
    for name in facts:
        assert remark not in _remarked({each: facts[each] for each in facts if each != name})


def _remarked(facts: dict[str, Value]) -> list[str]:
    evaluation = Evaluator(EDITION).evaluate(Profile.model_validate(facts))
    return [each.id for each in remarks_that_hold(evaluation)]


def test_every_odd_case_has_its_remark() -> None:
    assert {each.id for each in CONTENTS.remarks} >= set(ODD)


def test_options_are_the_kind_that_offers() -> None:
    offering = {each.kind for each in STATEMENTS if each.offers}
    assert offering <= {Kind.OPTION, Kind.MONITORING}


# The articles are not part of the project; whoever has them names their folder.
ARTICLES = os.environ.get("ALLSCAPE_ARTICLES", "")
with_articles = pytest.mark.skipif(not ARTICLES, reason="ALLSCAPE_ARTICLES names no folder")


@with_articles
def test_every_sentence_of_the_articles_is_accounted_for() -> None:
    for found in verify(CONTENTS, Path(ARTICLES)):
        assert found.faults == []
        assert found.sentences == found.accounted > 0
        assert found.quoted == found.verbatim > 0


@with_articles
def test_a_changed_letter_in_an_article_is_found(tmp_path: Path) -> None:
    for path in Path(ARTICLES).iterdir():
        text = path.read_text(encoding="utf-8").replace("87.9%", "87.8%")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    faults = [str(fault) for found in verify(CONTENTS, tmp_path) for fault in found.faults]
    assert [each for each in faults if "sentence 17 " in each and "ash-2024" in each]
    assert [each for each in faults if "ash-2024/17" in each]


def test_the_rulebook_can_be_read_from_anywhere(tmp_path: Path) -> None:
    shutil.copytree(packaged(), tmp_path / "rules")
    assert Rulebook.load(tmp_path / "rules").contents == CONTENTS
