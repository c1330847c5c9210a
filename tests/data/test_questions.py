"""Every question that this rulebook makes: its key is what the engines say, and no other choice."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from random import Random

import pytest

from allscape import Profile, Rulebook, cases
from allscape.engine import plain
from allscape.engine.edition import every_article
from allscape.engine.evaluate import deciding
from allscape.engine.reasons import every_test
from allscape.explain.why import why
from allscape.learn.curriculum import Curriculum
from allscape.learn.deal import OF_VERDICTS, Deal, shuffled
from allscape.learn.engines import finished
from allscape.learn.given import Answered
from allscape.learn.in_words import of_statement, premises
from allscape.learn.of_articles import SAY, names_in, tension_question
from allscape.learn.pairs import pairs as near
from allscape.learn.pool import Pool, gives_away, pool, pool_of
from allscape.learn.progress import ShownAndMissed, standing, topic
from allscape.learn.question import PAIR, VERDICTS, Question, QuestionKind
from allscape.learn.quiz import Asked, with_sentences
from allscape.learn.story import fact, story
from allscape.learn.which_words import restates
from allscape.model.base import VERDICT_OF, Verdict
from allscape.model.conditions import leaves
from allscape.model.profile import ATTRIBUTES
from allscape.model.statements import Direction, Level
from allscape.render import match, pairs, words
from allscape.render import why as trees
from allscape.render.answer import answered, hint, tree
from allscape.render.marks import marked
from allscape.render.page import PagePart, Quote, Rows, Text
from allscape.render.quiz import asked, explained, lettered, opening
from allscape.rulebook.load import Loaded, packaged, read
from allscape.trials.report import test as report

Kind = QuestionKind


@cache
def loaded() -> Loaded:
    return read(packaged())


@cache
def book() -> Rulebook:
    return Rulebook(loaded().contents)


@cache
def questions() -> Pool:
    return pool(loaded().written)


@cache
def _judged(
    case: tuple[tuple[str, object], ...], readings: tuple[tuple[str, str], ...]
) -> plain.Judgement:
    return book().judge(Profile.model_validate(dict(case)), readings=dict(readings))


def judged(case: dict[str, object], question: Question) -> plain.Judgement:
    return _judged(tuple(sorted(case.items())), tuple(sorted(question.readings.items())))


def verdict(case: dict[str, object], question: Question) -> Verdict:
    truths = plain.truths(judged(case, question))
    if question.approach is None:
        return VERDICT_OF[truths[question.statement or ""]]
    found, _ = deciding(book().edition(None, question.readings), question.approach, truths)
    return found


def of(*kinds: Kind) -> list[Question]:
    return [each for each in questions().questions if each.kind in kinds]


def test_there_are_questions_of_every_kind_and_for_every_condition() -> None:
    counted = Counter(each.kind for each in questions().questions)
    assert set(counted) == set(Kind), counted
    assert questions().without == ()
    assert len(questions().questions) > 3_000


def test_what_is_cached_is_what_is_made() -> None:
    for _ in range(2):
        assert pool_of(packaged(), loaded().contents) == questions()


def test_conditions_are_named_as_test_json_names_them() -> None:
    reached, _ = report(loaded(), [])
    assert set(questions().conditions) == {f"{e.owner}: {e.condition}" for e in reached.reached}


def test_conditions_without_a_near_miss_are_those_that_are_proved_to_decide_one_way_only() -> None:
    curriculum = Curriculum(loaded().written)
    for name in questions().no_near_miss:
        ways = {each.matched for each in curriculum.deciding(curriculum.sites[name])}
        assert len(ways) == 1, name
    assert questions().no_near_miss


def test_the_key_of_a_verdict_is_what_the_engines_say() -> None:
    for each in of(Kind.VERDICT, Kind.READING):
        assert each.choices == VERDICTS
        assert verdict(each.cases[0], each) == each.key, each.id


def test_a_partner_differs_in_one_fact_and_in_the_verdict() -> None:
    for each in questions().questions:
        pair = each.cases if each.kind is Kind.PAIR else (*each.cases, each.partner)
        if len(pair) != 2 or None in pair:
            continue
        one, other = pair
        differing = {n for n in {*one, *other} if one.get(n) != other.get(n)}
        assert differing == {each.attribute}, each.id
        assert verdict(one, each) != verdict(other, each), each.id


def test_of_a_pair_the_key_alone_is_matched() -> None:
    for each in of(Kind.PAIR):
        found = dict(zip(PAIR, (verdict(case, each) for case in each.cases), strict=True))
        other = next(name for name in PAIR if name != each.key)
        assert (found[each.key], found[other]) == (Verdict.MATCHED, Verdict.RULED_OUT), each.id


def _values(name: str) -> list[object]:
    if not ATTRIBUTES[name].numeric:
        return list(ATTRIBUTES[name].values)
    curriculum = _curriculum()
    return [each.sample for each in curriculum.meant.space.cells[name]]


@cache
def _curriculum() -> Curriculum:
    return Curriculum(loaded().written)


def _lifts(question: Question, name: str) -> bool:
    """Whether any value of a fact lifts the ruling: every value is tried, by the exact sets."""
    case = question.cases[0]
    for value in _values(name):
        try:
            profile = Profile.model_validate({**case, name: value})
        except ValueError:
            continue
        target = question.target or ""
        if (
            _curriculum().verdict(target, question.readings, profile.known())
            is not Verdict.RULED_OUT
        ):
            return True
    return False


def test_one_fact_alone_decides_where_a_fact_is_asked_for() -> None:
    for each in of(Kind.FACT):
        case = each.cases[0]
        assert verdict(case, each) is Verdict.RULED_OUT
        by_words = {fact(name, value): name for name, value in case.items()}
        assert [choice for choice in each.choices if _lifts(each, by_words[choice])] == [each.key]


def test_one_change_alone_lifts_the_ruling_where_a_change_is_asked_for() -> None:
    for each in of(Kind.CHANGE):
        assert verdict(each.cases[0], each) is Verdict.RULED_OUT
        assert each.partner is not None
        assert verdict(each.partner, each) is Verdict.MATCHED
        worded = {
            fact(name, value): (name, value)
            for name in ATTRIBUTES
            for value in [*_values_told(name), each.partner.get(name)]
            if value is not None
        }
        for choice in each.choices:
            name, value = worded[choice]
            profile = Profile.model_validate({**each.cases[0], name: value})
            found = _curriculum().verdict(each.target or "", each.readings, profile.known())
            assert (found is not Verdict.RULED_OUT) == (choice == each.key), (each.id, choice)


@cache
def _values_told(name: str) -> list[object]:
    values = ATTRIBUTES[name].values
    return list(values) if values else [*range(121), *(each + 0.5 for each in range(121))]


def test_only_the_words_that_fail_are_right() -> None:
    for each in of(Kind.WORDS):
        tree = judged(each.cases[0], each).statements[each.statement or ""]
        edition = book().edition(None, each.readings)
        failing = {t.words for t in every_test(edition, tree) if t.truth == "false"}
        assert failing & set(each.choices) == {each.key}, each.id
        sentence = loaded().contents.sentence(each.sentences[0])
        assert all(choice in sentence for choice in each.choices)
        assert not [c for c in each.choices if c != each.key and restates(each.cases[0], c)]


def test_words_to_choose_from_are_apart_and_no_part_of_the_sentence_fails_two() -> None:
    contents = loaded().contents
    for each in of(Kind.WORDS):
        sentence = contents.sentence(each.sentences[0])
        ends = [(sentence.find(choice), len(choice)) for choice in each.choices]
        assert all(at + long <= then for (at, long), (then, _) in pairwise(ends)), each.choices
        trees = judged(each.cases[0], each).statements
        edition = book().edition(None, each.readings)
        for one in contents.quotation[each.sentences[0]].statements:
            failing = {t.words for t in every_test(edition, trees[one.id]) if t.truth == "false"}
            assert failing & set(each.choices) <= {each.key}, (each.id, failing)


def test_three_can_be_chosen_from_where_the_sentence_says_more_than_what_it_asks() -> None:
    contents = loaded().contents
    for each in of(Kind.WORDS):
        statement = contents.statement[each.statement or ""]
        if len(each.choices) == 2 and statement.standing is not None:
            inside = statement.standing.words in contents.sentence(statement.cite)
            shares = any(choice in statement.standing.words for choice in each.choices)
            assert shares or not inside, each.choices
    asked_of = {each.face: len(each.choices) for each in of(Kind.WORDS)}
    assert sum(count == 2 for count in asked_of.values()) < len(asked_of) / 5


def test_a_standing_is_asked_with_its_sentences_which_have_words_for_no_other_choice() -> None:
    contents = loaded().contents
    named = {level.value.replace("_", " "): level for level in Level}
    for each in of(Kind.STANDING):
        assert each.sentences == each.cites
        shown = " ".join(map(contents.sentence, each.sentences))
        assert [c for c in each.choices if c != each.key and SAY[named[c]].search(shown)] == []


def test_what_limits_a_standing_is_said_in_the_answer() -> None:
    limited = 0
    for each in of(Kind.STANDING):
        offers = loaded().contents.offers[each.approach or ""]
        standings = [o.standing for o in offers if o.cite in each.cites and o.standing]
        page = answered(loaded().contents, *finished(book(), each)[:1], None, ())
        limits = [one.limit for one in standings if one.limit]
        limited += len(limits)
        said = " ".join(map(str, page))
        assert all(f"“{limit}”" in said for limit in limits), each.ask
    assert limited


def test_where_sentences_differ_every_other_choice_names_what_is_not_there() -> None:
    contents = loaded().contents
    made = [tension_question(contents, each) for each in contents.tensions]
    for each in filter(None, [*made, *of(Kind.TENSION)]):
        there = " ".join([each.key, *map(contents.sentence, each.sentences)]).lower()
        others = [choice for choice in each.choices if choice != each.key]
        for choice in others:
            assert [name for name in names_in(choice) if name not in there], choice
    by_id = {each.id: made for each, made in zip(contents.tensions, made, strict=True)}
    safe = by_id["blinatumomab-safe-or-toxic"]
    assert safe is not None
    assert safe.sentences == ("csco-2021/66", "ash-2024/23", "csco-2021/64", "ash-2024/16")
    assert "said here" in str(asked(contents, safe, ""))
    headed = by_id["ph-positive-standard-or-emerging"]
    assert headed is not None
    assert "body says less" not in str(asked(contents, headed, ""))
    assert "body says less" in str(answered(contents, headed, headed.key, ()))
    for cite in safe.cites:
        reasons = [e for e in answered(contents, safe, safe.key, ()) if isinstance(e, Rows)]
        assert cite in [row.label for rows in reasons for row in rows.rows]
    hyper_cvad, headline = (
        by_id[name] for name in ("chemo-free-or-with-hyper-cvad", "high-risk-standard-or-emerging")
    )
    assert hyper_cvad is not None
    assert headline is not None
    assert not [e for e in hyper_cvad.choices if "here blinatumomab goes with chemotherapy" in e]
    assert not [e for e in headline.choices if "that this may be emerging as one" in e]


def test_what_is_read_or_assumed_of_the_facts_is_said_with_the_question_and_as_ours() -> None:
    contents, several = loaded().contents, 0
    for each in of(Kind.VERDICT, Kind.PAIR, Kind.FACT, Kind.CHANGE, Kind.WORDS, Kind.READING):
        said = [each.ask, *premises(contents, each)]
        for term, reading in each.readings.items():
            named = contents.term[term]
            says = re.split("[;(]", named.reading(reading).says)[0].strip()
            mine = [text for text in said if f"{named.name}" in text and says in text]
            assert [e for e in mine if re.match("(.*Our reading|We assume).*usual", e)], (
                each.id,
                said,
            )
        condition = each.condition or ""
        owner = contents.term.get(condition.partition("=")[0])
        if owner is not None and owner.assumption and each.kind is not Kind.READING:
            assert any(re.match(f"We assume.* that {owner.name} means ", e) for e in said), each.id
            several += 1
    assert several


def test_an_answer_says_whence_a_sentence_takes_of_whom_it_speaks() -> None:
    for each in of(Kind.VERDICT):
        mine = loaded().contents.statement.get(each.statement or "")
        if mine is not None and len(each.sentences) > 1:
            said = premises(loaded().contents, each)
            assert any(text.startswith(("Our reading: of whom", "Our assumption")) for text in said)


def test_what_takes_its_conditions_from_another_sentence_is_only_taken_to_speak() -> None:
    contents, several = loaded().contents, 0
    for each in of(Kind.VERDICT, Kind.PAIR, Kind.FACT, Kind.CHANGE):
        mine = contents.statement.get(each.statement or "")
        if mine is None or mine.direction is Direction.AGAINST:
            continue
        ours = bool(of_statement(every_article(contents), mine))
        assert (" taken to speak" in each.ask) is ours, each.ask
        if each.kind is Kind.VERDICT:
            shown = [text for _, text in lettered(contents, each)]
            assert any("taken to speak" in text for text in shown) is ours
        several += ours
    assert several


def test_a_target_that_is_no_criterion_says_of_nobody_that_he_is_meant() -> None:
    bridge = loaded().contents.statement["survivornet-2021/blinatumomab-bridge"]
    assert of_statement(book().edition(), bridge) == []


@pytest.mark.parametrize(
    "approach", ["tisa-cel-relapsed-refractory", "reduced-intensity-limited-resources"]
)
def test_near_misses_say_what_is_ours(approach: str) -> None:
    found = near(loaded(), book(), approach)
    ours = {text for each in found for text in each.ours}
    page = " ".join(map(str, pairs.page(loaded().contents, approach, found)))
    assert ours
    assert all(text in page for text in ours)


def test_words_are_marked_once_and_none_within_another() -> None:
    assert marked("who respond well to CAR T, after CAR T", ["respond well to CAR T", "CAR T"]) == (
        "who »respond well to CAR T«, after »CAR T«"
    )
    assert marked("who respond to CAR T", ["respond to CAR T", "CAR T"]) == "who »respond to CAR T«"


def test_each_verdict_can_be_what_another_reading_makes_of_it() -> None:
    assert {each.key for each in of(Kind.READING)} == set(VERDICTS)


def test_standings_sources_and_tensions_are_the_rulebooks_own() -> None:
    contents = loaded().contents
    for each in of(Kind.STANDING):
        source = each.cites[0].partition("/")[0]
        offers = [o for o in contents.offers[each.approach or ""] if o.source == source]
        assert {o.standing.level.replace("_", " ") for o in offers if o.standing} == {each.key}
    for each in of(Kind.SOURCE):
        source = contents.source[each.sentences[0].partition("/")[0]]
        assert source.date.isoformat() in each.key
        assert each.choices.count(each.key) == 1
        named = each.key.rpartition(", ")[0]
        assert named in words.where(contents, each.sentences[0]), "as beside the sentence"
    for each in of(Kind.TENSION):
        shared = {
            t.differ: {contents.statement[s].cite for s in t.statements} & set(each.sentences)
            for t in contents.tensions
            if t.differ in each.choices
        }
        assert len(shared) > 2
        assert all(shared.values()), "every choice speaks of one of the sentences"
        assert [name for name, cites in shared.items() if len(cites) == 2] == [each.key], each.id


QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”)*)”|\"([^\"]*)\"")


def _not_quoted(page: Iterable[PagePart]) -> set[str]:
    """Return what a page has in quotation marks that stands in no sentence of an article."""
    rows = (row for part in page if isinstance(part, Rows) for row in part.rows)
    fields = (each for part in (*page, *rows) if not isinstance(part, Rows) for each in part)
    texts = [each for each in fields if isinstance(each, str)]
    texts += [f"“{part.text}”" for part in page if isinstance(part, Quote)]
    found = {one or other for text in texts for one, other in QUOTED.findall(text)}
    folded = {each: " ".join(re.sub("[»«]", "", each).split()) for each in found}
    return {each for each, text in folded.items() if not any(text in s for s in _sentences())}


@cache
def _sentences() -> frozenset[str]:
    contents = loaded().contents
    return frozenset(" ".join(contents.sentence(cite).split()) for cite in contents.quotation)


def test_what_a_quiz_has_in_quotation_marks_is_word_for_word() -> None:
    contents = loaded().contents
    assert not _not_quoted(opening(4, 1))
    assert not _not_quoted([Text(each) for each in questions().in_words.values()])
    asked_of = {(e.kind, e.target): e for e in questions().questions}
    for each in asked_of.values():
        done, found = finished(book(), each)
        pages = [asked(contents, done, ""), answered(contents, done, None, found)]
        pages += [hint(contents, done, found), explained(contents, done)]
        pages += [tree(book(), done)] if done.kind is Kind.VERDICT and done.statement else []
        assert not _not_quoted([part for page in pages for part in page]), each.ask


@pytest.mark.parametrize("name", ["nothing-known", "high-risk-mrd-positive-45", "relapsed-ecog-2"])
def test_so_it_is_of_a_match_its_reasons_and_its_near_misses(name: str) -> None:
    case = cases.read(Path(__file__).parents[2] / f"examples/{name}.yaml")
    seen = book().examine(case.profile, readings=case.readings)
    assert not _not_quoted(match.page(seen, case, match.Wishes(all=True)))
    for each in seen.landscape.approaches:
        assert not _not_quoted(trees.page(loaded().contents, why(seen, each.id), "")), each.id
    approach = seen.landscape.approaches[len(name)].id
    assert not _not_quoted(
        pairs.page(loaded().contents, approach, near(loaded(), book(), approach))
    )


def test_what_is_asked_has_one_key() -> None:
    """The same words asked of the same sentence and the same case: "this sentence" is one of it."""
    keys = defaultdict[object, set[str]](set)
    for each in of(Kind.VERDICT, Kind.PAIR, Kind.WORDS):
        case = (str(each.cases), *each.readings.items())
        keys[(each.ask, each.sentences[:1], case)].add(each.key)
    assert not [asked for asked, found in keys.items() if len(found) > 1]


def test_of_a_sentence_that_says_several_things_it_is_said_which_is_meant() -> None:
    contents = loaded().contents
    for each in of(Kind.VERDICT, Kind.PAIR, Kind.FACT, Kind.CHANGE, Kind.WORDS):
        if each.statement is not None and each.sentences:
            statement = contents.statement[each.statement]
            several = len(contents.quotation[statement.cite].statements) > 1
            assert (f"in our words: {statement.says}" in each.ask) == several, each.id
            # What our words take from another sentence is not told as said in this one.
            taken = {getattr(leaf, "source", None) for leaf in leaves(statement.when)}
            alone = "One part of this sentence says" in each.ask
            assert not alone or taken <= {None, statement.cite}, each.id


def test_every_question_has_a_key_among_its_choices_and_sentences_to_rest_on() -> None:
    for each in questions().questions:
        assert each.choices.count(each.key) == 1
        assert len(set(each.choices)) == len(each.choices) > 1
        assert each.cites, each.id


def test_no_text_gives_its_key_away() -> None:
    assert not [e.id for e in questions().questions if gives_away(e, loaded().contents)]
    for each in of(Kind.STANDING, Kind.TENSION):
        shown = " ".join([each.ask, *map(story, each.cases)]).lower()
        assert each.key.lower() not in shown


def test_what_gives_a_key_away_is_found() -> None:
    question = of(Kind.STANDING)[0]
    told = question.model_copy(update={"ask": f"Is it {question.key}?"})
    assert gives_away(told, loaded().contents)


@pytest.mark.parametrize("kind", [Kind.PAIR, Kind.FACT, Kind.CHANGE, Kind.TENSION])
def test_no_place_among_the_choices_is_the_better_guess(kind: Kind) -> None:
    random = Random(0)
    dealt = [shuffled(each, random) for each in of(kind)]
    first = sum(each.choices[0] == each.key for each in dealt)
    fair = sum(1 / len(each.choices) for each in dealt)
    assert abs(first - fair) < max(0.12 * len(dealt), 8)


@pytest.mark.parametrize("seed", range(5))
def test_a_quiz_of_forty_has_five_kinds_and_verdicts(seed: int) -> None:
    dealt = list(islice(Deal(questions().questions, Random(seed)), 40))
    assert len(dealt) == 40
    kinds = {each.kind for each in dealt}
    assert len(kinds) >= 5
    assert Kind.VERDICT in kinds


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("count", [10, 22, 40])
def test_a_quiz_repeats_little_and_has_every_verdict(seed: int, count: int) -> None:
    dealt = list(islice(Deal(questions().questions, Random(seed)), count))
    keys = Counter(each.key for each in dealt if each.kind in OF_VERDICTS)
    assert set(keys) == set(VERDICTS)
    assert max(keys.values()) <= keys.total() / 2
    assert sum({} in each.cases for each in dealt) <= 1
    named = Counter(cite for each in dealt for cite in each.sentences)
    assert named.total() - len(named) <= count // 40
    shown = Counter(cite for each in dealt for cite in {*each.sentences, *each.cites})
    assert max(shown.values()) <= count / 4
    seen = set[str]()
    for each in dealt:
        assert each.kind is not Kind.STANDING or seen.isdisjoint(each.cites)
        seen.update(each.cites, each.sentences)
    near = Counter(frozenset(map(str, (*each.cases, each.partner))) for each in dealt if each.cases)
    assert max(near.values()) == 1


def test_the_same_seed_deals_the_same_quiz_and_nothing_twice() -> None:
    one, same, other = (
        [each.id for each in islice(Deal(questions().questions, chance), 60)]
        for chance in map(Random, (7, 7, 8))
    )
    assert one == same != other
    assert len(set(one)) == len(one)


def test_a_deal_holds_every_question_that_looks_like_no_other() -> None:
    mine = questions().about("ponatinib", None)
    dealt = list(Deal(mine, Random(1)))
    assert len(dealt) == len({_face(each) for each in mine})


def _face(question: Question) -> str:
    cases = [sorted(each.items()) for each in question.cases]
    return str((question.ask, question.sentences, sorted(question.readings.items()), cases))


def _told_apart() -> list[str]:
    """Return the conditions that have a question which looks like none of another condition."""
    of_face = defaultdict[str, set[str]](set)
    for each in questions().questions:
        if each.condition is not None:
            of_face[_face(each)].add(each.condition)
    alone = {name for names in of_face.values() if len(names) == 1 for name in names}
    return [each for each in questions().conditions if each in alone]


def _learner(unknown: set[str], seed: int) -> ShownAndMissed:
    """Return what a quiz shows of somebody who does not know some conditions."""
    conditions = questions().conditions
    deal, answers = Deal(questions().questions, Random(seed)), []
    for question in islice(deal, 2 * len(conditions)):
        right = question.condition not in unknown
        answers.append(Asked(question, Answered(question.key if right else "")).kept())
        if not right:
            deal.missed(question)
    return standing(answers, conditions)


@pytest.mark.parametrize("seed", range(2))
def test_who_knows_all_but_three_conditions_is_found_out(seed: int) -> None:
    conditions = _told_apart()
    unknown = set(Random(seed).sample(conditions, 3))
    found = _learner(unknown, seed)
    assert set(found.missed) == set(found.kept_missing) == unknown
    assert set(conditions) - unknown <= set(found.shown)


@pytest.mark.long
@pytest.mark.parametrize("at", range(75))
def test_whichever_three_they_are(at: int) -> None:
    conditions = Random(99).sample(_told_apart(), len(_told_apart()))
    unknown = set(conditions[3 * at : 3 * at + 3])
    found = _learner(unknown, at)
    assert set(found.missed) == unknown
    assert not set(found.shown) & unknown
    # Twice or more, where there is more than one question of it.
    assert unknown - set(found.kept_missing) <= set(questions().no_near_miss)


def test_what_was_missed_comes_back_in_another_dress() -> None:
    deal, missed = Deal(questions().questions, Random(3)), None
    for number, question in enumerate(islice(deal, 12)):
        if missed is None and question.condition is not None:
            missed = number, question
            deal.missed(question)
        elif missed and question.condition == missed[1].condition:
            assert number - missed[0] == 4
            assert (question.ask, question.cases) != (missed[1].ask, missed[1].cases)
            return
    pytest.fail("it did not come back")


@pytest.mark.parametrize("kind", Kind)
def test_what_was_missed_comes_back_whatever_its_kind(kind: Kind) -> None:
    deal, missed = Deal(questions().questions, Random(3), wanted=40), list[Question]()
    dealt = []
    for question in deal:
        dealt.append(topic(question))
        if question.kind is kind and len(missed) < 2:
            missed.append(question)
            deal.missed(question)
    assert [dealt.count(topic(each)) > 1 for each in missed] == [True, True]


def test_what_is_asked_for_outlives_its_wording() -> None:
    alone = [each for each in questions().questions if each.condition is None]
    for each in alone:
        reworded = each.model_copy(update={"id": "another", "ask": "Otherwise?"})
        assert topic(reworded) == topic(each)
        assert Asked(reworded, Answered(each.key)).kept().topic == topic(each)
    assert set(questions().undecided) == set(map(topic, alone))
    assert len(questions().undecided) > 0.9 * len(alone)


def test_where_all_there_is_is_asked_nothing_comes_twice() -> None:
    mine, deal = questions().about("ponatinib", None), list[Question]()
    dealing = Deal(mine, Random(1), wanted=len(mine))
    for question in dealing:
        deal.append(question)
        dealing.missed(question)
    assert len({_face(each) for each in deal}) == len(deal) == len({_face(e) for e in mine})


@pytest.mark.parametrize("late", [7, 9])
def test_what_is_missed_late_comes_back_before_the_end(late: int) -> None:
    deal = Deal(questions().questions, Random(4), wanted=10)
    dealt = []
    for question in deal:
        dealt.append(topic(question))
        if len(dealt) == late:
            deal.missed(question)
    assert len(dealt) == 10
    assert dealt[late - 1] in dealt[late:]


@pytest.mark.parametrize("kind", [Kind.VERDICT, Kind.PAIR, Kind.FACT, Kind.CHANGE, Kind.READING])
def test_what_is_asked_of_an_approach_shows_its_sentences_but_those_that_tell(kind: Kind) -> None:
    contents, mine = loaded().contents, [each for each in of(kind) if each.approach]
    told = [each for each in mine if each.key == "adequate organ function"][:1]
    assert len(told) == (kind is Kind.CHANGE)
    for each in [*Random(7).sample(mine, 8), *told]:
        done, found = finished(book(), each)
        seen = with_sentences(done, contents)
        assert not gives_away(seen, contents)
        text = str([*asked(contents, seen, ""), *hint(contents, seen, found)])
        assert all(contents.sentence(cite.cite) in text for cite in done.citations), each.id
        assert bool(seen.sentences) is (each not in told)


@pytest.mark.parametrize("spent", [False, True])
def test_what_was_missed_last_goes_before_a_guess_and_what_cannot_come(*, spent: bool) -> None:
    deal, dealt = Deal(questions().questions, Random(4), wanted=12), list[Question]()
    for question in deal:
        dealt.append(question)
        if len(dealt) == 11:
            gone = dealt[9].model_copy(update={"condition": "it came back already"})
            deal._twice.add(topic(gone))
            deal.missed(gone if spent else dealt[9], 0 if spent else 2)
            deal.missed(question, 1)
    assert topic(dealt[11]) == topic(dealt[10])


def test_what_was_shown_does_not_come_again_unchanged() -> None:
    mine = questions().about("ponatinib", None)
    shown = list(islice(Deal(mine, Random(1)), 10))
    then = list(Deal(mine, Random(1), known={each.id for each in shown}))
    assert not {_face(each) for each in shown} & {_face(each) for each in then[:-10]}
    assert {_face(each) for each in shown} == {_face(each) for each in then[-10:]}


def test_a_story_is_made_of_the_facts_alone() -> None:
    for name, attribute in ATTRIBUTES.items():
        words = [fact(name, value) for value in attribute.values or (0, 1, 6.5)]
        assert len(set(words)) == len(words)
        for value, told in zip(attribute.values or (0, 1, 6.5), words, strict=True):
            assert story({name: value}) == f"A hypothetical case: {told}; all else is unknown."
            assert f"{name} " not in told, "every fact has words of its own"
            assert not re.search("car t|post |: ", told), told


@pytest.mark.parametrize(
    ("about", "source"),
    [
        ("ponatinib", None),
        ("ecog", None),
        ("car-t", None),
        ("ecog-at-least-2", None),
        (None, "csco-2021"),
    ],
)
def test_a_quiz_can_be_about_something(about: str | None, source: str | None) -> None:
    found = questions().about(about, source)
    assert 0 < len(found) < len(questions().questions)
