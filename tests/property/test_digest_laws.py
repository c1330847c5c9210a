"""What is said of a case is all there: on the page, in JSON, in the difference of two cases."""

from editions import BOOK, Choice
from hypothesis import example, given, settings
from hypothesis import strategies as st
from judged import NOW, choices, examined

from allscape import Landscape, Profile, Verdict
from allscape.engine.evaluate import Evaluation
from allscape.explain.compare import compare
from allscape.explain.difference import difference
from allscape.model.attributes import Value
from allscape.model.case import Case
from allscape.model.landscape import ApproachResult, RuledOutAs
from allscape.proof.limits import seen
from allscape.proof.meanings import meanings
from allscape.render import explore, words
from allscape.render.match import Wishes, page
from allscape.render.page import Heading, Item, Page, Quote, Rows, Text, Title
from allscape.render.transcript import transcript
from allscape.session.events import Start
from strategies import facts, often

CAR_T = [
    name for name in BOOK.contents.approach if name.startswith(("car-t", "tisa", "brexu", "obe"))
]
MET: dict[str, Value] = {
    "cd19_status": "positive", "organ_function_adequate": True, "life_expectancy_weeks": 7,
    "ecog": 0, "active_gvhd": False,
}  # fmt: skip


def text_of(parts: Page) -> str:
    """Return all that a page says, on one line."""
    said: list[str] = []
    for part in parts:
        match part:
            case Title(text) | Heading(text):
                said.append(text)
            case Text():
                said.append(part.text)
            case Item(text, aside):
                said += [text, aside]
            case Quote(text, source):
                said += [text, source]
            case Rows(rows):
                said += [f"{row.label} {row.text} {row.beside}" for row in rows]
    return " ".join(" ".join(said).split())


def whole(evaluation: Evaluation) -> str:
    """Return what the page of a case says with nothing folded."""
    return text_of(page(evaluation, Case(profile=evaluation.profile), Wishes(all=True, full=True)))


def said(landscape: Landscape) -> object:
    """Return what a digest says, but for the facts and what only follows from all the rest."""
    return (
        [
            (each.id, each.verdict, each.against, each.missing and set(each.missing),
             {name for one in each.could_speak_against for name in one.missing})
            for each in landscape.approaches
        ],
        [each.id for each in landscape.statements if each.verdict is Verdict.MATCHED],
        landscape.notes,
        landscape.tensions,
    )  # fmt: skip


@settings(max_examples=often(40))
@given(known=facts(), other=facts(), choice=choices)
@example(known={"lineage": "B"}, other={"lineage": "T"}, choice=NOW)
def test_a_difference_is_empty_exactly_where_both_digests_say_the_same(
    known: dict[str, Value], other: dict[str, Value], choice: Choice
) -> None:
    left, right = (
        examined(known, choice),
        examined({**known, **other}, choice)
        if _fits({**known, **other})
        else examined(other, choice),
    )
    found = difference(left, right)
    if said(left.landscape) == said(right.landscape):
        assert not found
    elif not found:
        # What an approach hangs on may be shared out otherwise between its verdict and what
        # speaks against it; as facts that matter it is the same.
        assert [each.verdict for each in left.landscape.approaches] == [
            each.verdict for each in right.landscape.approaches
        ]


def _fits(known: dict[str, Value]) -> bool:
    try:
        Profile.model_validate(known)
    except ValueError:
        return False
    return True


@settings(max_examples=often(40))
@given(known=facts(), choice=choices)
def test_whatever_json_says_of_the_case_is_on_the_page(
    known: dict[str, Value], choice: Choice
) -> None:
    evaluation = examined(known, choice)
    landscape, shown = evaluation.landscape, whole(evaluation)
    for each in landscape.approaches:
        _shows(shown, each)
    told = [each.says for each in landscape.notes]
    told += [each.differ for each in landscape.tensions]
    told += [f"--reading {each.term}={each.other}" for each in landscape.readings_that_matter]
    told.append(", ".join(landscape.unused))
    for statement in landscape.statements:
        if statement.verdict is Verdict.MATCHED:
            told.append(statement.sentence)
            gist = words.gist(BOOK.contents.statement[statement.id])
            told += [gist] if statement.figures else []
    assert [each for each in told if each not in shown] == []


def _shows(shown: str, each: ApproachResult) -> None:
    for told in (each.id, each.name, words.standing(each), *each.missing):
        assert told in shown
    for standing in each.standings:
        assert f"“{standing.words}”" in shown
    for reason in each.because:
        assert reason.condition in shown
        assert (reason.words or "") in shown
    for citation in each.citations:
        assert citation.sentence in shown
        assert citation.note in shown
    for name in each.against:
        assert words.gist(BOOK.contents.statement[name]) in shown
    for could in each.could_speak_against:
        assert words.gist(BOOK.contents.statement[could.statement]) in shown


@settings(max_examples=often(25))
@given(known=facts(), other=facts())
@example(known={"relapse_status": "relapsed"}, other={"cd19_status": "negative"})
def test_every_view_in_full_names_all_that_speaks_against(
    known: dict[str, Value], other: dict[str, Value]
) -> None:
    left, right = examined(known), examined(other)
    found = compare(left, right, all_=True)
    pages = [text_of(explore.comparison(found, left, right, all_=True))]
    start = Start(rulebook=BOOK.fingerprint, profile=left.profile.known())
    told = transcript(BOOK.contents, [start], BOOK.examine)
    for each in left.landscape.approaches:
        for name in each.against:
            statement = BOOK.contents.statement[name]
            assert all(words.gist(statement) in shown for shown in pages)
            if each.verdict is not Verdict.RULED_OUT:
                assert statement.cite in told


@settings(max_examples=often(60))
@given(known=facts())
@example(known={"relapse_status": "relapsed", "ecog": 3})
def test_eligibility_is_not_met_where_all_would_be_open_or_matched_if_it_were(
    known: dict[str, Value],
) -> None:
    now, met = examined(known).landscape, examined({**known, **MET}).landscape
    for each in now.approaches:
        if each.verdict is not Verdict.RULED_OUT:
            assert each.ruled_out_as is None
            continue
        alone = each.id in CAR_T and met[each.id].verdict is not Verdict.RULED_OUT
        assert (each.ruled_out_as is RuledOutAs.NOT_ELIGIBLE) == alone


@settings(max_examples=often(40))
@given(known=facts(), choice=choices)
def test_the_standing_is_that_of_an_option_that_makes_the_verdict(
    known: dict[str, Value], choice: Choice
) -> None:
    landscape = examined(known, choice).landscape
    verdicts = {each.id: each.verdict for each in landscape.statements}
    for each in landscape.approaches:
        assert {verdicts[one.statement] for one in each.standings} == {each.verdict}
        assert each.standing in {one.level for one in each.standings}


def test_every_statement_is_printed_in_the_case_that_shows_it() -> None:
    for each in seen(meanings(BOOK.edition())):
        assert each.case is not None, each.statement
        statement = BOOK.contents.statement[each.statement]
        evaluation = BOOK.examine(each.case)
        case = Case(profile=evaluation.profile)
        shown = text_of(page(evaluation, case, Wishes(full=True)))
        assert BOOK.contents.sentence(statement.cite) in shown, each.statement


@settings(max_examples=often(30))
@given(known=facts(), dropped=st.integers(0, 30))
def test_without_an_unused_fact_what_is_matched_stays(
    known: dict[str, Value], dropped: int
) -> None:
    landscape = examined(known).landscape
    # A fact that settles others by contradiction bears on what asks for them.
    names = [
        each
        for each in landscape.unused
        if not each.startswith(("mrd_timing", "treatment", "prior", "response"))
    ]
    if not names:
        return
    name = names[dropped % len(names)]
    rest = examined({key: value for key, value in known.items() if key != name}).landscape
    for each in landscape.approaches:
        if each.verdict is Verdict.MATCHED:
            assert rest[each.id].verdict is Verdict.MATCHED
            assert rest[each.id].against == each.against
