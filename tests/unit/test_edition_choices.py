"""A day and readings choose what is in force; what drops out for its date is kept and told."""

import re
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime
from typing import Any

import pytest

from allscape import Profile, Rulebook, Verdict
from allscape.engine.edition import Edition, edition, leaf_tests, not_there
from allscape.explain.digest import remarks_that_hold
from allscape.faults import UsageError
from allscape.model.conditions import All, AnyOf, Not, TermUse, Test
from allscape.model.contents import Contents
from allscape.model.sources import Source
from allscape.model.statements import Approach, Level, Quotation, Remark
from allscape.rulebook.load import resolve

OLD, NEW = date(2020, 1, 1), date(2024, 1, 1)


def source(name: str, day: date) -> dict[str, Any]:
    """Return a made-up article."""
    return {"id": name, "title": name, "publisher": "p", "author": "a", "date": day}


def of_two_articles(
    when: Any, term: Any = None, cites: list[str] | None = None, other: Any = None
) -> Contents:
    """Return a statement of the old article, and a term that cites the new one."""
    said = {"id": "old-2020/s", "kind": "option", "direction": "for", "about": "it", "says": "so",
            "when": when, "standing": {"level": "reported", "words": "beta"}}  # fmt: skip
    later = {"id": "new-2024/s", "kind": "evidence", "about": "it", "says": "so", "when": []}
    readings = [{"id": "r", "says": "so", "when": term or {"ecog": "<= 2"}}]
    readings += [{"id": "other", "says": "so", "when": other}] if other else []
    terms = [{"id": "t", "name": "t", "words": "alpha", "cites": cites or ["new-2024/1"],
              "readings": readings}]  # fmt: skip
    data = {
        "sources": [source("old-2020", OLD), source("new-2024", NEW)],
        "approaches": [{"id": "it", "name": "It", "family": "f"}], "terms": terms,
        "quotations": [
            {"cite": "old-2020/1", "text": "Old alpha and beta.", "statements": [said]},
            {"cite": "new-2024/1", "text": "New alpha and beta.", "statements": [later]},
        ],
    }  # fmt: skip
    return resolve(Contents.model_validate(data))


def until(contents: Contents, **ends: date) -> Contents:
    """Return contents whose articles are withdrawn on some days."""
    return contents.replace(
        sources=tuple(
            each.model_copy(update={"withdrawn": ends.get(each.id.partition("-")[0])})
            for each in contents.sources
        )
    )


AGE = {"age": "> 5", "words": "alpha"}
FIT = {"ecog": "<= 2"}
LATER = {"ph_status": "positive", "words": "alpha", "from": "new-2024/1"}


def at(when: Any, day: date | None, **more: Any) -> Edition:
    """Return the edition of a day."""
    return edition(of_two_articles(when, **more), day)


def lost(made: Edition, owner: str = "old-2020/s") -> list[str]:
    """Return what dropped out of a statement or term."""
    return [
        each.text if isinstance(each, Test) else each.term for each in made.dropped.get(owner, ())
    ]


def test_a_later_statement_is_not_there() -> None:
    assert list(at([AGE], OLD).statements) == ["old-2020/s"]
    assert list(at([AGE], NEW).statements) == ["old-2020/s", "new-2024/s"]
    assert list(at([AGE], None).statements) == ["old-2020/s", "new-2024/s"]
    assert not at([AGE], date(2019, 12, 31)).statements


def test_an_approach_rests_on_its_options_and_a_statement_on_itself() -> None:
    made = at([AGE], NEW)
    for name, mine in (("it", "old-2020/s"), *((each, each) for each in made.statements)):
        assert made.conditions_of(name) == {mine: made.statements[mine]}


def test_a_condition_of_later_words_drops_out() -> None:
    made = at([AGE, LATER], OLD)
    kept = made.statements["old-2020/s"]
    assert isinstance(kept, All)
    assert [each.attribute for each in kept.all if isinstance(each, Test)] == ["age"]
    assert lost(made) == ["ph_status is positive"]
    assert lost(at([AGE, LATER], NEW)) == []


def test_a_term_of_later_sentences_drops_out() -> None:
    made = at([AGE, {"term": "t"}], OLD)
    assert lost(made) == ["t"]
    assert "t" not in made.terms
    assert "t" in at([AGE, {"term": "t"}], NEW).terms
    assert "t" in at([AGE, {"term": "t"}], OLD, cites=["new-2024/1", "old-2020/1"]).terms


@pytest.mark.parametrize("day", [OLD, NEW, None])
@pytest.mark.parametrize(("term", "other"), [(FIT, [FIT, LATER]), ([FIT, LATER], FIT), (FIT, AGE)])
@pytest.mark.parametrize("cites", [["old-2020/1"], ["new-2024/1"]])
def test_a_term_read_otherwise_is_what_an_edition_of_that_reading_has(
    day: date | None, term: Any, other: Any, cites: list[str]
) -> None:
    when = [{"term": "t"}, {"term": "t", "words": "beta"}]
    made = at(when, day, term=term, cites=cites, other=other)
    found, right = made.read_otherwise("t", "other"), edition(made.contents, day, {"t": "other"})
    assert (found.readings, found.statements) == (right.readings, right.statements)
    assert {name: found.terms[name] for name in right.terms} == right.terms
    assert made.read_otherwise("t", "other") is found


def test_the_statements_are_the_same_ones_where_a_term_alone_is_read_otherwise() -> None:
    when = [{"term": "t"}, {"term": "t", "words": "beta"}]
    for day in (OLD, None):
        made = at(when, day, term=FIT, other=AGE, cites=["old-2020/1"])
        assert made.read_otherwise("t", "other").statements is made.statements


def test_a_term_used_with_words_of_one_s_own_is_in_force_whole() -> None:
    use = {"term": "t", "words": "beta"}
    made = at([AGE, use], OLD, term=[FIT, LATER])
    assert made.dropped == {}
    tests = leaf_tests(made, made.statements["old-2020/s"])
    assert [each.attribute for each in tests] == ["age", "ecog", "ph_status"]
    told = Rulebook(made.contents).evaluate(Profile(age=6), as_of=OLD)["it"]
    assert {(each.words, each.source) for each in told.because} == {
        ("alpha", "old-2020"), ("beta", "old-2020"),
    }  # fmt: skip
    assert [each.source for each in told.citations] == ["old-2020"]
    later = {"term": "t", "words": "beta", "from": "new-2024/1"}
    assert lost(at([AGE, later], OLD, cites=["old-2020/1"])) == ["t"]


def test_one_term_can_be_in_force_in_two_forms() -> None:
    cites = ["old-2020/1", "new-2024/1"]
    when = {"any": [{"term": "t"}, {"all": [AGE, {"term": "t", "words": "beta"}]}]}
    made = at(when, OLD, term=[FIT, LATER], cites=cites)
    assert list(made.terms) == ["t", "t as used"]
    assert lost(made, "t") == ["ph_status is positive"]
    tests = leaf_tests(made, made.statements["old-2020/s"])
    assert [each.attribute for each in tests] == ["ecog", "age", "ecog", "ph_status"]
    assert list(at([{"term": "t"}], OLD, term=[FIT, LATER], cites=cites).terms) == ["t"]


def test_an_older_article_that_uses_a_newer_term_does_not_match_too_widely(book: Rulebook) -> None:
    contents = book.contents
    source = Source.model_validate(
        {"id": "made-up-2022", "title": "t", "publisher": "p", "author": "a", "date": "2022-01-01"}
    )
    said = {"id": "made-up-2022/s", "kind": "option", "direction": "for", "about": "examplumab",
            "says": "so", "standing": {"level": "reported", "words": "is described"},
            "when": [{"term": "consolidation", "words": "as consolidation"}]}  # fmt: skip
    quotation = Quotation.model_validate({
        "cite": "made-up-2022/1", "statements": [said],
        "text": "Examplumab is described as consolidation in hypothetical cases.",
    })  # fmt: skip
    approach = Approach.model_validate({"id": "examplumab", "name": "Examplumab", "family": "f"})
    longer = Rulebook(
        resolve(
            contents.replace(
                sources=(*contents.sources, source),
                quotations=(*contents.quotations, quotation),
                approaches=(*contents.approaches, approach),
            )
        )
    )
    case = Profile(relapse_status="relapsed", treatment_phase="salvage")
    told = longer.evaluate(case, as_of=date(2022, 6, 1))["examplumab"]
    assert told.verdict is Verdict.RULED_OUT
    assert {(each.words, each.source) for each in told.because} == {
        ("as consolidation", "made-up-2022")
    }
    assert [each.source for each in told.citations] == ["made-up-2022"]
    for day in (date(2022, 6, 1), None):
        assert longer.verdicts(case, as_of=day)["examplumab"] is Verdict.RULED_OUT


def test_a_condition_of_a_term_drops_out_of_the_term() -> None:
    cites = ["old-2020/1", "new-2024/1"]
    made = at([{"term": "t"}], OLD, term=[AGE, LATER], cites=cites)
    assert lost(made, "t") == ["ph_status is positive"]
    assert lost(made) == []


def test_a_group_that_loses_all_is_gone_and_one_that_loses_some_is_smaller() -> None:
    made = at([AGE, {"any": [LATER, {"not": LATER}]}], OLD)
    kept = made.statements["old-2020/s"]
    assert isinstance(kept, All)
    assert len(kept.all) == 1
    assert lost(made) == ["ph_status is positive"] * 2
    smaller = at({"any": [AGE, {"all": [LATER, AGE]}, {"not": LATER}]}, OLD)
    left = smaller.statements["old-2020/s"]
    assert isinstance(left, AnyOf)
    assert [type(each) for each in left.any] == [Test, All]


def test_a_statement_that_loses_all_is_said_of_all() -> None:
    made = at({"not": LATER}, OLD)
    assert made.statements["old-2020/s"] == All(all=())
    assert isinstance(at({"not": LATER}, NEW).statements["old-2020/s"], Not)


def test_what_was_dropped_is_told_with_its_later_article() -> None:
    book = Rulebook(of_two_articles([AGE, LATER]))
    told = book.evaluate(Profile(age=6), as_of=OLD)["it"]
    assert told.verdict is Verdict.MATCHED
    assert [(each.condition, each.truth, each.source) for each in told.because] == [
        ("age > 5", "true", "old-2020"), ("ph_status is positive", "not_yet", "new-2024"),
    ]  # fmt: skip
    assert book.evaluate(Profile(age=6), as_of=NEW)["it"].verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize(
    ("use", "cites", "words"),
    [
        ({"term": "t"}, ["new-2024/1"], "alpha"),
        ({"term": "t", "words": "beta", "from": "new-2024/1"}, ["old-2020/1"], "beta"),
    ],
)
@pytest.mark.parametrize(("day", "truth"), [(OLD, "not_yet"), (None, "no_longer")])
def test_a_term_that_dropped_out_is_told_with_its_words(
    use: dict[str, str], cites: list[str], words: str, day: date | None, truth: str
) -> None:
    made = of_two_articles([AGE, use], cites=cites)
    made = until(made, new=date(2025, 2, 2))
    _, lost = Rulebook(made).evaluate(Profile(age=6), as_of=day)["it"].because
    assert (lost.condition, lost.truth, lost.words, lost.source, lost.term, lost.attribute) == (
        "t", truth, words, "new-2024", "t", None,
    )  # fmt: skip


def test_a_term_without_words_is_told_without() -> None:
    made = of_two_articles([AGE, {"term": "t"}])
    (term,) = made.terms
    made = until(made.replace(terms=(term.model_copy(update={"words": ()}),)), new=NEW)
    _, lost = Rulebook(made).evaluate(Profile(age=6))["it"].because
    assert (lost.truth, lost.words, lost.source) == ("no_longer", None, None)


def test_a_term_that_says_nothing_is_not_cited() -> None:
    for term, cited in ((FIT, ["old-2020", "new-2024"]), ({"all": []}, ["old-2020"])):
        book = Rulebook(of_two_articles([AGE, {"term": "t"}], term))
        told = book.evaluate(Profile(age=6, ecog=1))["it"]
        assert [each.source for each in told.citations] == cited


def test_words_of_a_term_are_taken_from_an_article_of_the_day() -> None:
    made = of_two_articles([{"term": "t"}], cites=["new-2024/1", "old-2020/1"])
    (reason,) = Rulebook(made).evaluate(Profile(), as_of=OLD)["it"].because
    assert (reason.words, reason.source) == ("alpha", "old-2020")


def test_the_first_reading_is_the_default(book: Rulebook) -> None:
    made = book.edition()
    assert made.readings["adult"] == "from-18"
    assert set(made.readings) == {t.id for t in book.contents.terms if len(t.readings) > 1}
    assert book.edition(readings={"adult": "from-16"}).readings["adult"] == "from-16"
    assert book.edition(readings={"adult": "from-18"}).terms == made.terms


def test_a_reading_changes_the_verdict(book: Rulebook) -> None:
    case = Profile(age=17, relapse_status="relapsed", ph_status="negative")
    told = {
        reading: book.evaluate(case, readings={"adult": reading}).statements
        for reading in ("from-16", "from-18")
    }
    verdicts = [
        {each.id: each.verdict for each in each_reading}["csco-2021/tower"]
        for each_reading in told.values()
    ]
    assert verdicts == [Verdict.MATCHED, Verdict.RULED_OUT]


def test_an_unknown_reading_is_told_with_what_was_meant(book: Rulebook) -> None:
    wrong = {"adlt": "x", "aged-2-1": "x", "consolidatio": "x", "adult": "from-17"}
    with pytest.raises(UsageError) as caught:
        book.evaluate(Profile(), readings=wrong)
    assert {str(each) for each in caught.value.faults} == {
        "no term 'adlt' (did you mean 'adult'?)",
        "no term 'aged-2-1' (did you mean 'aged-2-10'?)",
        f"no term 'consolidatio' (one of: {', '.join(sorted(book.edition().readings))})",
        "'adult' has no reading 'from-17' (one of: from-18, from-16, from-21)",
    }
    assert {(each.line, each.column) for each in caught.value.faults} == {(0, 0)}
    assert caught.value.exit_code == 2


def test_terms_come_after_those_that_they_use(book: Rulebook) -> None:
    done: set[str] = set()

    def uses(condition: Any) -> set[str]:
        if isinstance(condition, TermUse):
            return {condition.term}
        inner = getattr(condition, "all", None) or getattr(condition, "any", None) or ()
        inner = (condition.negated,) if isinstance(condition, Not) else inner
        return {name for each in inner for name in uses(each)}

    for name, condition in book.edition().terms.items():
        assert uses(condition) <= done
        done.add(name)


def newest_level(edition: Edition, approach: str) -> str:
    standing = edition.newest(edition.offers(approach)).standing
    assert standing is not None
    return standing.level


def test_the_standing_is_the_newest_article_s(book: Rulebook) -> None:
    name = "car-t-relapsed-refractory"
    assert newest_level(book.edition(), name) == "approved"
    assert newest_level(book.edition(date(2021, 3, 12)), name) == "reported"


def test_of_one_article_s_offers_the_newest_is_the_one_put_most_firmly() -> None:
    made = at([AGE], None)
    said = made.contents.statement["old-2020/s"]
    assert said.standing is not None
    firm = said.standing.model_copy(update={"level": Level.STANDARD})
    other = said.model_copy(update={"standing": firm})
    assert [made.newest(offers) for offers in ([said, other], [other, said])] == [other, other]


def offered_twice(**ends: date) -> Contents:
    """Return one approach that both articles offer, until each ends, and one that none does."""
    contents = of_two_articles([AGE])
    one, other = contents.quotations
    (said,), (later,) = one.statements, other.statements
    same = {"kind": said.kind, "direction": said.direction, "standing": said.standing}
    other = other.model_copy(update={"statements": (later.model_copy(update=same),)})
    nobody = Approach.model_validate({"id": "nobodys", "name": "Nobody's", "family": "f"})
    approaches = (*contents.approaches, nobody)
    return until(contents.replace(quotations=(one, other), approaches=approaches), **ends)


@pytest.mark.parametrize(
    ("name", "day", "ends", "why", "hint"),
    [
        ("it", "2019-12-31", {}, ("'it' is not in force as of 2019-12-31: old-2020 appears on "
         "2020-01-01, new-2024 appears on 2024-01-01"), "--as-of 2020-01-01 shows it"),
        ("it", None, {"old": "2022-02-02", "new": "2025-02-02"}, ("'it' is not in force: old-2020 "
         "ended on 2022-02-02, new-2024 ended on 2025-02-02"), "--as-of 2025-02-01 shows it"),
        ("it", "2023-12-31", {"old": "2022-02-02"}, ("'it' is not in force as of 2023-12-31: "
         "old-2020 ended on 2022-02-02, new-2024 appears on 2024-01-01"),
         "--as-of 2024-01-01 shows it"),
        ("new-2024/s", "2020-01-01", {}, ("'new-2024/s' is not in force as of 2020-01-01: new-2024 "
         "appears on 2024-01-01"), "--as-of 2024-01-01 shows it"),
        ("it", None, {"old": "2020-01-01", "new": "2024-01-01"}, ("'it' is not in force: old-2020 "
         "ended on 2020-01-01, new-2024 ended on 2024-01-01"), ""),
        ("nobodys", None, {}, "no sentence offers 'nobodys'", ""),
        ("imatinip", None, {}, "no approach 'imatinip'", "did you mean 'imatinib'?"),
        ("imatinip", "2020-01-01", {}, "no approach 'imatinip' as of 2020-01-01",
         "did you mean 'imatinib'?"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_with_the_nearest_day_that_shows_it(
    name: str, day: str | None, ends: dict[str, str], why: str, hint: str
) -> None:
    contents = offered_twice(**{each: date.fromisoformat(end) for each, end in ends.items()})
    made = edition(contents, date.fromisoformat(day) if day else None)
    assert not_there(made, "approach", name, ["imatinib"]) == (why, hint)


def test_an_edition_is_the_same_whatever_was_asked_of_it() -> None:
    made = at([AGE, {"term": "t"}], OLD, other=AGE)
    made.read_otherwise("t", "other")
    assert made == at([AGE, {"term": "t"}], OLD, other=AGE)
    assert not {"_kept", "_otherwise"} & set(re.findall(r"\w+", repr(made)))
    with pytest.raises(FrozenInstanceError):
        made.as_of = NEW  # type: ignore[misc]


def test_a_remark_holds_on_any_day() -> None:
    contents = of_two_articles([AGE, {"term": "t"}])
    remark = Remark.model_validate({"id": "r", "says": "so", "when": {"term": "t"}})
    book = Rulebook(contents.replace(remarks=(remark,)))
    assert [book.edition(day).remarks() for day in (OLD, NEW)] == [[], [remark]]
    assert remarks_that_hold(book.examine(Profile(ecog=1), as_of=OLD)) == [remark]


@pytest.mark.parametrize(
    ("profile", "chosen", "told"),
    [
        ({"age": 6}, {}, "a Profile is expected, not dict (Profile.model_validate(...) makes one"),
        (Profile(), {"as_of": "2021-12-31"}, "as_of is a datetime.date, not str (such as date("),
        (Profile(), {"as_of": datetime(2021, 12, 31, tzinfo=UTC)}, "a datetime.date, not datetime"),
        (Profile(), {"as_of": []}, "as_of is a datetime.date, not list"),
        (Profile(), {"readings": ["over-60"]}, "readings are a mapping of terms to the names"),
        (Profile(), {"readings": {"over-60": ["exact-age"]}}, "such as {'over-60': 'exact-age'}"),
    ],
    ids=str,
)
def test_what_is_no_profile_day_or_reading_is_refused_in_words(
    book: Rulebook, profile: Any, chosen: dict[str, Any], told: str
) -> None:
    for ask in (book.evaluate, book.examine, book.judge, book.verdicts):
        if ask == book.verdicts and profile:
            continue  # it takes a mapping
        with pytest.raises(UsageError, match=re.escape(told)):
            ask(profile, **chosen)
