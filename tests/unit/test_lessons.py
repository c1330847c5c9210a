"""Lessons are held against the rulebook: what does not hold is refused with its place."""

from functools import cache
from pathlib import Path

import pytest

from allscape import Rulebook
from allscape.engine.edition import edition
from allscape.engine.in_force import AS_USED
from allscape.explain.claims import claims
from allscape.explain.difference import difference
from allscape.faults import CaseError
from allscape.learn import lesson_lints, lessons
from allscape.learn.curriculum import conditions
from allscape.learn.engines import deciding
from allscape.learn.in_words import ours, terms_of, whence
from allscape.learn.progress import Kept, standing
from allscape.model.base import Verdict
from allscape.model.profile import ATTRIBUTES
from allscape.render.course import Course
from allscape.render.lesson import Stop, stops
from allscape.render.page import Page, Rows, Text, Tone
from allscape.render.quiz import letter
from allscape.render.terminal import lines
from allscape.rulebook.load import Loaded, packaged, read

GOOD = """\
title: A lesson
minutes: 20
goals: [See that unknown is not no.]
steps:
  - case:
      name: Nothing is known
      profile: {}
  - question: {approach: tki, answer: open}
  - reveal: {facts: {ph_status: positive}}
  - question: {approach: tki, answer: matched}
  - note:
      text: >-
        [tki: matched].
      sentences: [healthtree-2024/22]
  - question: {tension: mrd-positive-or-negative}
  - pause: What else?
"""

SEEDED = {
    "a wrong answer": ("answer: matched", "answer: ruled_out", 10, "tki is matched here"),
    "a claim that does not hold": ("[tki: matched]", "[tki: open]", 11, "tki is matched, not open"),
    "a claim of nothing": ("[tki: matched]", "[tkj: matched]", 11, "no approach 'tkj'"),
    "a verdict without a claim": ("[tki: matched].", "So tki is matched.", 11, "nothing checks"),
    "advice": ("What else?", "It should be given.", 16, "advises"),
    "a dead step": ("{ph_status: positive}", "{}", 9, "nothing moves: it reveals nothing"),
    "a fact that was known": (
        "profile: {}",
        "profile: {ph_status: positive}",
        9,
        "nothing moves: ph_status was known already (what is open hangs on relapse_status, ",
    ),
    "a fact that nothing hangs on": (
        "{facts: {ph_status: positive}}",
        "{facts: {prior_tki: true}}",
        9,
        "nothing moves: no verdict hangs on prior_tki here (what is open hangs on ",
    ),
    "a verdict in other words": (
        "answer: matched",
        "answer: yes",
        10,
        "'answer' cannot be 'yes': it is matched, ruled_out or open",
    ),
    "an idle case": ("  - pause: What else?", "  - case: {profile: {}}", 16, "nothing is asked"),
    "no such fact": ("ph_status: positive", "ph: positive", 9, "no attribute 'ph'"),
    "no such approach": (
        "{approach: tki, answer: open}",
        "{approach: tko, answer: open}",
        8,
        "tko",
    ),
    "no such sentence": ("healthtree-2024/22", "healthtree-2024/999", 14, "no sentence"),
    "a sentence of a later day": (
        "      name: Nothing is known\n      profile: {}",
        "      as_of: 2021-12-31\n      profile: {}",
        14,
        "healthtree-2024/22 is not in force as of 2021-12-31",
    ),
    "a tension of a later day": (
        "      name: Nothing is known\n      profile: {}",
        "      as_of: 2021-12-31\n      profile: {}",
        15,
        "daver-2025/8 is not in force as of 2021-12-31",
    ),
    "no such tension": ("mrd-positive-or-negative", "mrd-positive", 15, "no tension"),
    "no such step": ("- pause: What else?", "- pose: What else?", 16, "'pose' is not known"),
    "two steps in one": (
        "- pause: What else?",
        "- {pause: What else, note: this}",
        16,
        "a step is one",
    ),
    "no case": ("  - case:\n      name: Nothing is known\n      profile: {}\n", "", 5, "no case"),
    "what was asked before": (
        "- pause: What else?",
        "- question: {approach: tki, answer: matched}",
        16,
        "what tki comes to here was shown before",
    ),
    "what the reveal has shown": (
        "{facts: {ph_status: positive}}",
        "{facts: {ph_status: positive}}\n  - pause: What now?",
        11,
        "what tki comes to here was shown before",
    ),
    "nothing is open": (
        "- pause: What else?",
        "- case: {as_of: 2000-01-01}\n  - pause: {text: What?, open_approaches: true}",
        17,
        "no approach is open here",
    ),
    "no goals": ("goals: [See that unknown is not no.]", "goals: []", 3, "goals"),
    "a truth for a number": ("minutes: 20", "minutes: true", 2, "'minutes' is a whole number"),
    "no time": ("minutes: 20", "minutes: 0", 2, "'minutes' is 1 or more"),
}


@cache
def loaded() -> Loaded:
    return read(packaged())


def text_of(page: Page) -> str:
    return " ".join(" ".join(line.plain for line in lines(page, 200)).split())


def checked(path: Path) -> lessons.PlacedLesson:
    placed = lessons.read(path)
    lesson_lints.check(placed, loaded(), Rulebook(loaded().contents))
    return placed


def test_a_lesson_that_asks_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lesson.yaml"
    silent = "\n".join(each for each in GOOD.splitlines() if "- question:" not in each)
    path.write_text(silent, encoding="utf-8")
    with pytest.raises(CaseError, match=r"lesson\.yaml:4:1: a lesson asks something"):
        checked(path)
    path.write_text(silent.replace("positive}}", "positive}, ask: And?}"), encoding="utf-8")
    checked(path)


@pytest.mark.parametrize("name", lessons.names())
def test_every_lesson_of_the_package_holds_and_fits_a_class(name: str) -> None:
    placed = checked(lessons.find(name))
    assert 20 <= placed.lesson.minutes <= 45
    assert len(placed.lesson.goals) >= 2
    played = list(stops(placed, Rulebook(loaded().contents)))
    assert len(played) == len(placed.lesson.steps)


MET_BY = {
    "Find the five points of eligibility in two sentences.": "The five: CD19",
    "See how one pair of words can be read in two ways, and what hangs on it.": "from now on: lit",
    "Tell what is described for other cases from a point of eligibility that fails.": "two reasons",
    "Hold what a headline says against the sentences beneath it.": 'The headline says "New St',
    "Find the patients that a headline leaves out.": "The headline said childhood; the body gave",
    "Read how firmly each sentence puts it.": "How firmly does each sentence of the body put it?",
    "Read a sentence with its date.": "Both are quoted to this day, each with its date",
    "See which article opened, added or qualified an approach.": "stand in an article of 2024",
    "Notice that a later sentence does not unsay an earlier one.": "does not unsay the earlier",
    "Put two sentences side by side, with their dates and their patients.": "do the dates explain",
    "Say in what they differ, and in what they do not.": "Where do these sentences differ",
    "Leave both standing.": "Both stand.",
    "Tell an answer that is no from a question that nobody has answered.": "not known is not no",
    "Say which fact an approach hangs on before asking for it.": "name the fact that each open",
    "See that what was settled stays settled, whatever is learned later.": "neither changes any",
    "Separate the result, the method and the time of an MRD test.": "the method, which the time?",
    "Find sentences that speak of MRD-positive and of MRD-negative patients.": "MRD-negative pat",
    "Notice what a result leaves open.": "a result by any method is not that one",
}


@pytest.mark.parametrize("name", lessons.names())
def test_each_goal_of_a_lesson_is_met_by_a_step(name: str) -> None:
    pages = [text_of([*e.leaf.question, *e.leaf.answer]) for _, e in played(name)]
    for goal in lessons.read(lessons.find(name)).lesson.goals:
        assert any(MET_BY[goal].lower() in each.lower() for each in pages), goal


def test_the_articles_that_appear_are_counted_right() -> None:
    contents, told = loaded().contents, 0
    for name in lessons.names():
        for _, step, was, state in lessons.read(lessons.find(name)).states():
            if step.reveal is not None and step.reveal.as_of is not None:
                dates = sorted(each.date for each in contents.sources)
                new = sum(was.as_of < each <= state.as_of for each in dates)
                so_far = sum(each <= state.as_of for each in dates)
                forms = {
                    f"A {['', '', '', 'third', 'fourth', 'fifth'][so_far]} article appears.": 1,
                    "Two more articles appear.": 2,
                    "All five articles are there.": new if so_far == len(dates) == 5 else -1,
                }
                said = [each for each in forms if step.reveal.ask.startswith(each)]
                assert [forms[each] for each in said] == [new], step.reveal.ask
                told += 1
    assert told


def test_six_lessons_come_with_the_package() -> None:
    assert len(lessons.names()) == 6


def test_a_lesson_that_holds_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "lesson.yaml"
    path.write_text(GOOD)
    checked(path)


@pytest.mark.parametrize("name", SEEDED)
def test_a_seeded_fault_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    was, now, line, told = SEEDED[name]
    assert was in GOOD
    path = tmp_path / "lesson.yaml"
    path.write_text(GOOD.replace(was, now))
    with pytest.raises(CaseError) as refused:
        checked(path)
    found = [(each.line, str(each)) for each in refused.value.faults]
    assert any(at == line and told in text for at, text in found), found
    told_apart = lesson_lints.check_lessons([path], loaded()).found
    assert sorted(str(each.fault) for each in told_apart) == sorted(text for _, text in found)


@cache
def played(name: str) -> list[tuple[lessons.LessonStep, Stop]]:
    placed = lessons.read(lessons.find(name))
    steps = stops(placed, Rulebook(loaded().contents))
    return list(zip(placed.lesson.steps, steps, strict=True))


@pytest.mark.parametrize("name", lessons.names())
def test_what_moves_is_shown_behind_the_questions_and_each_question_has_choices(name: str) -> None:
    steps = played(name)
    for (step, stop), (following, _) in zip(steps, [*steps[1:], steps[0]], strict=True):
        asks_next = following.question is not None and following.question.approach is not None
        if step.reveal is not None:
            assert bool(stop.moved) is not asks_next
            assert stop.later is asks_next
        if step.question is not None:
            assert stop.question is not None
            assert stop.reply(loaded().contents, stop.question.choices[0])
    reveals = sum(step.reveal is not None for step, _ in steps)
    assert sum(bool(stop.moved) for _, stop in steps) == reveals


@pytest.mark.parametrize("name", ["unknown-is-not-no", "the-landscape-moves"])
def test_of_what_may_move_one_moves_and_it_is_not_what_is_asked_next(name: str) -> None:
    placed, book = lessons.read(lessons.find(name)), Rulebook(loaded().contents)
    before = None
    for (at, step, _, state), (_, stop) in zip(placed.states(), played(name), strict=True):
        now = book.examine(state.profile, as_of=state.as_of, readings=state.readings)
        if step.reveal is not None and stop.question is not None and before is not None:
            moving = {each.name for each in difference(before, now).moves}
            assert moving & {*stop.question.choices} == {stop.question.key}
            asked = placed.lesson.asked_of(at)
            assert not {now.landscape[each].name for each in asked} & {*stop.question.choices}
        before = now


@pytest.mark.parametrize("name", lessons.names())
def test_a_handout_answers_all_that_it_asks(name: str) -> None:
    for step, stop in played(name):
        answer = text_of(stop.leaf.answer)
        if stop.question is not None:
            key = letter(loaded().contents, stop.question, stop.question.key)
            assert " ".join(key.split()) in answer
        if step.reveal is not None:
            assert "What moved" in (answer or text_of(stop.leaf.question))
        if answer:
            assert answer != "What moved is shown behind the next question."
    assert sum("What moved:" in text_of(stop.leaf.answer) for _, stop in played(name)) == sum(
        step.reveal is not None for step, _ in played(name)
    )


@pytest.mark.parametrize("name", lessons.names())
def test_of_readings_and_assumptions_only_what_is_in_force_is_said(name: str) -> None:
    book, contents = Rulebook(loaded().contents), loaded().contents
    states = lessons.read(lessons.find(name)).states()
    for (_, step, _, state), (_, stop) in zip(states, played(name), strict=True):
        shown = [e.text for e in stop.leaf.question if isinstance(e, Text)]
        forms = book.edition(state.as_of, state.readings).terms
        live = {each.removesuffix(AS_USED) for each in forms}
        for term in contents.terms:
            now = {ours(term, state.readings, brief=each) for each in (True, False)}
            every = {
                ours(term, {term.id: each.id}, brief=brief)
                for each in term.readings
                for brief in (True, False)
            }
            said = every.intersection(shown) - {""}
            assert said <= now
            assert not said or (term.id in live and step.reveal is None)
            assert sum(each.startswith(f"Our reading of {term.name}") for each in shown) < 2
        if step.reveal is not None and step.reveal.readings:
            assert any("until now: " in each and "from now on: " in each for each in shown)
        if stop.question is not None and step.reveal is not None:
            assert terms_of(contents, stop.question) == []


def test_whence_conditions_are_is_said_of_those_in_force() -> None:
    contents, name = loaded().contents, "healthtree-2024"
    obe_cel = contents.offers["obe-cel-relapsed-refractory"][0]
    assert obe_cel.id.startswith(name)
    assert "daver-2025/11" in whence(contents, edition(contents).statements[obe_cel.id])
    earlier = edition(contents, contents.source[name].date).statements[obe_cel.id]
    assert not any(each.startswith("daver-2025") for each in whence(contents, earlier))


@pytest.mark.parametrize("name", lessons.names())
def test_what_moved_is_folded(name: str) -> None:
    for _, stop in played(name):
        if stop.moved:
            assert len(lines([*stop.folded], 80)) < 20


def test_an_answer_is_of_the_condition_that_decides() -> None:
    book, known = Rulebook(loaded().contents), conditions(loaded().written)
    of_approaches = [
        (stop.question, stop.found[0])
        for name in lessons.names()
        for _, stop in played(name)
        if stop.question is not None and stop.found
    ]
    named = [deciding(book, *each, known) for each in of_approaches]
    ruled_out = [
        name for name, (each, _) in zip(named, of_approaches, strict=True)
        if each.key == Verdict.RULED_OUT
    ]  # fmt: skip
    assert len(ruled_out) > 4
    assert all(ruled_out)
    assert set(named) - {None} <= known


def test_a_pause_can_list_what_is_open_and_then_what_it_hangs_on() -> None:
    (stop,) = [
        stop
        for step, stop in played("unknown-is-not-no")
        if step.pause is not None and step.pause.open_approaches
    ]
    (names,) = [part for part in stop.leaf.question if isinstance(part, Rows)]
    (facts,) = [part for part in stop.leaf.answer if isinstance(part, Rows)]
    for name, hangs in zip(names.rows, facts.rows, strict=True):
        assert hangs.text.startswith(f"{name.text}: ")


def course(kept: Kept | None = None) -> Course:
    placed = lessons.read(lessons.find("unknown-is-not-no"))
    known = conditions(loaded().written)
    return Course(placed, Rulebook(loaded().contents), kept, known, "what-comes-then")


@pytest.mark.parametrize("name", lessons.names())
def test_what_words_of_a_step_mean_can_be_asked_whatever_the_step(name: str) -> None:
    placed = lessons.read(lessons.find(name))
    here = Course(placed, Rulebook(loaded().contents))
    for _, step, _, state in placed.states():
        here.further()
        said = text_of(here.explained())
        if step.case is not None or (step.question is not None and step.question.approach):
            assert all(ATTRIBUTES[each].meaning[:40] in said for each in state.known)
        if step.note is not None and "ruled_out by ecog" in step.note.text:
            assert ATTRIBUTES["ecog"].meaning[:40] in said
        if step.note is not None and "MRD" in str(step.note):
            assert "minimal residual disease" in said
        while here.waiting:
            here.further()


def test_what_was_expected_is_held_against_what_moved() -> None:
    here = course()
    while here.step is None or not here.step.later:
        here.further()
    expected = here.step.question
    assert expected is not None
    wrong = next(each for each in expected.choices if each != expected.key)
    here.choose(wrong)
    assert expected.key not in text_of(here.reply())
    while not (here.step.moved and here.answered):
        here.further()
    assert f"You expected {wrong}: it does not move, but {expected.key} does." in text_of(
        here.reply()
    )


def test_a_lesson_ends_with_what_it_showed_and_the_first_answers_are_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "learned.jsonl")
    here = course(kept)
    while not here.over:
        here.further()
        if here.step is not None and here.step.question is not None:
            here.choose(here.step.question.choices[0])
            here.back()
            here.choose(here.step.question.key)
    assert [each.right for each in kept.answers] == [
        each.question.choices[0] == each.question.key for each in here.given.values()
    ]
    text = text_of(here.ending())
    assert f"answered {len(kept.answers)}" in text
    assert "allscape lesson what-comes-then" in text
    assert "allscape quiz --about blinatumomab-tki-frontline" in text
    missed = {each.condition for each in kept.answers if each.condition and not each.right}
    assert missed
    assert missed == set(standing(kept.answers, missed).missed)


def test_a_reading_that_ends_with_its_case_is_said_to_end() -> None:
    shown = [
        each for _, stop in played("eligibility-and-its-reading") for each in stop.leaf.question
    ]
    again = [e.text for e in shown if isinstance(e, Text) and "as usual again" in e.text]
    assert len(again) == 1
    assert again[0].startswith("ECOG of at least 2 is read as usual again: no worse than 2")


def test_a_day_that_ends_with_its_case_is_said_to_end(tmp_path: Path) -> None:
    path = tmp_path / "lesson.yaml"
    path.write_text(
        "title: T\nminutes: 20\ngoals: [G]\nsteps:\n"
        "  - case: {profile: {age: 30}, as_of: 2021-12-31}\n  - case: {profile: {age: 30}}\n"
    )
    first, second = stops(lessons.read(path), Rulebook(loaded().contents))
    told = Text("As all articles describe it again.", 1, Tone.OPEN)
    assert [told in each.leaf.question for each in (first, second)] == [False, True]


@pytest.mark.parametrize("name", lessons.names())
def test_a_fact_that_was_another_before_is_said_to_be_changed(name: str) -> None:
    placed = lessons.read(lessons.find(name))
    states = [(was.known, then.known) for _, _, was, then in placed.states()]
    for (was, then), (step, stop) in zip(states, played(name), strict=True):
        changed = step.reveal and any(was.get(each, value) != value for each, value in then.items())
        assert bool(changed) == ("instead of" in stop.leaf.heading)
        assert not changed or (step.reveal and "turns out" not in step.reveal.ask)


@pytest.mark.parametrize("name", lessons.names())
def test_a_note_that_rests_on_an_assumption_says_so(name: str) -> None:
    book, contents = Rulebook(loaded().contents), loaded().contents
    for _, step, _, state in lessons.read(lessons.find(name)).states():
        text = step.note.text if step.note is not None else ""
        for claim in claims(text, contents):
            if claim.facts and not claim.changes:
                seen = book.evaluate(state.profile, as_of=state.as_of, readings=state.readings)
                because = [e for e in seen[claim.approach].because if e.attribute in claim.facts]
                terms = [contents.term.get(each.term or "") for each in because]
                assumed = bool(terms) and all(each and each.assumption for each in terms)
                assert not assumed or "our assumption" in text


def test_an_approach_that_alone_hangs_on_other_facts_is_named() -> None:
    (high_risk,) = [
        stop
        for step, stop in played("headlines-and-bodies")
        if stop.moved and step.question is not None and "high risk" in text_of(stop.leaf.question)
    ]
    for shown in (high_risk.moved, high_risk.folded):
        assert "CAR T-cell therapy as consolidation or maintenance" in text_of([*shown])


def test_what_rules_out_is_said_to_fail() -> None:
    parts = [part for _, stop in played("unknown-is-not-no") for part in stop.moved]
    rows = [row.text for part in parts if isinstance(part, Rows) for row in part.rows]
    assert "Hyper-CVAD followed by blinatumomab: fails ph_status is negative" in rows


def test_the_lesson_that_the_docs_show_holds(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "teaching.md"
    shown = page.read_text().partition("```yaml lesson.yaml\n")[2].partition("```")[0]
    path = tmp_path / "lesson.yaml"
    path.write_text(shown)
    checked(path)
