"""No verdict without a sentence, no condition without words, nothing later than the day."""

from datetime import date

import pytest
from editions import BOOK, CHOICES, Choice, edition_of, label
from hypothesis import given, reject, settings

from allscape import Landscape, Profile, Rulebook, Verdict
from allscape.engine.edition import Edition, edition
from allscape.faults import RulebookError
from allscape.model.conditions import Condition, TermUse, Test, Tied, leaves, parts
from allscape.model.contents import Contents
from allscape.model.landscape import ApproachResult, Citation, Reason
from allscape.model.segment import fold
from strategies import HANDFUL, often, profiles, rulebooks

TELLING = {
    Verdict.MATCHED: {"true", "not_yet"},
    Verdict.UNDETERMINED: {"true", "unknown", "not_yet"},
    Verdict.RULED_OUT: {"false", "not_yet"},
}


def texts_of(contents: Contents, source: str) -> list[str]:
    """Return the quotations of a source as the rulebook keeps them, halves put together."""
    kept = contents.quotations
    return [
        " ".join([each.text, *(half.text for half in kept if half.continues == each.cite)])
        for each in kept
        if each.source == source
    ]


def assert_cited(contents: Contents, citation: Citation) -> None:
    """Assert that a citation is a quotation of the article that it names, with its date."""
    assert citation.sentence in texts_of(contents, citation.source)
    assert citation.published == contents.source[citation.source].date
    statement = contents.statement[citation.statement]
    assert (statement.source, statement.kind) == (citation.source, citation.kind)


def assert_worded(contents: Contents, reason: Reason) -> None:
    """Assert that the words of a reason stand in its source, or that it is a term's assumption."""
    if reason.words is not None:
        assert reason.source is not None
        texts = texts_of(contents, reason.source)
        assert any(reason.words in fold(text) for text in texts)
        assert reason.cite is not None
        assert reason.cite.startswith(f"{reason.source}/")
        assert reason.words in fold(contents.sentence(reason.cite))
    else:
        assert reason.source is reason.cite is None
        said_of_all = reason.condition == "no condition: said of all"
        assert said_of_all or (reason.term and contents.term[reason.term].assumption)


def assert_shown(approach: ApproachResult) -> None:
    """Assert that the sentence in which the words of a reason stand is among those that are cited.

    A condition that is not in force yet has its words in a sentence that cannot be cited.
    """
    shown = [(each.source, fold(each.sentence)) for each in approach.citations]
    for reason in approach.because:
        if reason.words is not None and reason.truth != "not_yet":
            assert any(reason.source == source and reason.words in text for source, text in shown)


def assert_told(contents: Contents, approach: ApproachResult) -> None:
    """Assert that an approach says by which sentences and which conditions it came to be."""
    assert approach.citations
    assert approach.because
    assert_shown(approach)
    for citation in approach.citations:
        assert_cited(contents, citation)
    for reason in approach.because:
        assert_worded(contents, reason)
        assert reason.truth in TELLING[approach.verdict]
    if approach.verdict is Verdict.RULED_OUT:
        assert "false" in {each.truth for each in approach.because}
    if approach.verdict is Verdict.UNDETERMINED:
        assert "unknown" in {each.truth for each in approach.because}


def assert_no_later(contents: Contents, landscape: Landscape, day: date) -> None:
    """Assert that nothing rests on an article of a later day, and what dropped out says so."""
    published = {each.id: each.date for each in contents.sources}
    for statement in landscape.statements:
        assert statement.published <= day
    for approach in landscape.approaches:
        assert all(each.published <= day for each in approach.citations)
        for reason in approach.because:
            if reason.source is not None and reason.truth != "not_yet":
                assert published[reason.source] <= day


def stands_on(made: Edition, condition: Condition) -> set[str]:
    """Return the sentences that may be cited for a condition: its own, or the outermost term's."""
    if isinstance(condition, Tied) and condition.source:
        return {condition.source}
    if isinstance(condition, Test):
        return set()
    if isinstance(condition, TermUse):
        term, published = made.contents.term[condition.term], made.contents.published
        there = [c for c in term.cites if made.as_of is None or published(c) <= made.as_of]
        worded = any(words in made.contents.sentence(c) for words in term.words for c in there)
        inner = set() if worded else stands_on(made, made.terms[condition.form])
        return {*there, *inner}
    return {cite for part in parts(condition) for cite in stands_on(made, part)}


def assert_on_own_words(made: Edition, approach: ApproachResult) -> None:
    """Assert that sentences and words are those of the options' own conditions."""
    contents = made.contents
    offers = made.offers(approach.id)
    stated = {cite for each in offers for cite in stands_on(made, made.statements[each.id])}
    allowed = {contents.statement_at(cite).cite for cite in stated} | {s.cite for s in offers}
    assert {contents.statement[each.statement].cite for each in approach.citations} <= allowed
    own = [leaf for each in offers for leaf in leaves(made.statements[each.id])]
    if all(isinstance(each, Tied) and each.words for each in own):
        told = {(leaf.words, leaf.source) for leaf in own if isinstance(leaf, Tied)}
        words = {(said, cite.partition("/")[0]) for said, cite in told if said and cite}
        for reason in approach.because:
            if reason.truth != "not_yet" and reason.words is not None:
                assert (reason.words, reason.source) in words


@pytest.mark.sampled(3)
@pytest.mark.parametrize("choice", CHOICES, ids=label)
@settings(max_examples=4)
@given(profile=profiles())
def test_in_the_rulebook(choice: Choice, profile: Profile) -> None:
    day, readings = choice
    landscape = BOOK.evaluate(profile, as_of=day, readings=dict(readings))
    for approach in landscape.approaches:
        assert_told(BOOK.contents, approach)
        assert_on_own_words(edition_of(choice), approach)
    for statement in landscape.statements:
        assert statement.sentence in texts_of(BOOK.contents, statement.source)
        assert statement.published == BOOK.contents.source[statement.source].date
    if day is not None:
        assert_no_later(BOOK.contents, landscape, day)


@settings(max_examples=often(40))
@given(contents=rulebooks(), profile=profiles(HANDFUL))
def test_in_any_small_rulebook(contents: Contents, profile: Profile) -> None:
    try:
        landscape = Rulebook(contents).evaluate(profile)
    except RulebookError:
        reject()
    made = edition(contents)
    for approach in landscape.approaches:
        assert approach.citations
        assert_on_own_words(made, approach)
        for citation in approach.citations:
            assert_cited(contents, citation)
        assert_shown(approach)
        for reason in approach.because:
            if reason.words is not None:
                assert_worded(contents, reason)
            assert reason.truth in TELLING[approach.verdict]


@settings(max_examples=often(40))
@given(contents=rulebooks(), profile=profiles(HANDFUL))
def test_nothing_later_than_the_day_in_any_small_rulebook(
    contents: Contents, profile: Profile
) -> None:
    day = min(each.date for each in contents.sources)
    try:
        landscape = Rulebook(contents).evaluate(profile, as_of=day)
    except RulebookError:
        reject()
    assert_no_later(contents, landscape, day)


def test_a_sentence_about_adults_is_no_footing_for_children() -> None:
    case = Profile(care_setting="limited_resource", age=8, lineage="B")
    told = BOOK.evaluate(case)["reduced-intensity-limited-resources"]
    assert told.verdict is Verdict.MATCHED
    assert {each.source for each in told.citations} == {"ash-2024"}
    assert "pediatric patients" in {each.words for each in told.because}
    assert "adult" not in {each.words for each in told.because}


def test_what_dropped_out_is_told() -> None:
    told = BOOK.evaluate(Profile(relapse_status="relapsed"), as_of=date(2021, 12, 31))
    tisa_cel = told["tisa-cel-relapsed-refractory"]
    assert tisa_cel.verdict is Verdict.MATCHED
    assert "not_yet" in {each.truth for each in tisa_cel.because}


def test_an_approach_that_nobody_describes_yet_is_not_there() -> None:
    told = BOOK.evaluate(Profile(), as_of=date(2021, 3, 12))
    assert "tki" not in told
    assert "blinatumomab-bridge-to-transplant" in told
    assert not BOOK.evaluate(Profile(), as_of=date(2021, 3, 11)).approaches
