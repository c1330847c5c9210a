"""A question names a fact that can change an open verdict; all answered, nothing is open."""

from itertools import chain
from random import Random

from editions import BOOK, Choice, edition_of
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st
from judged import EDITION, NOW, cases, choices, examined, kinds, verdicts
from oracle import contradicts

from allscape import Landscape, Profile, Rulebook, Verdict
from allscape.engine.evaluate import Evaluation
from allscape.explain.digest import blanks, deciding_facts
from allscape.explain.next_fact import questions
from allscape.faults import RulebookError
from allscape.model.attributes import Value
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES
from strategies import HANDFUL, NUMBERS, facts, often, rulebooks


def some_value(random: Random, name: str, known: dict[str, Value]) -> Value:
    """Return any value of an attribute that contradicts nothing."""
    attribute = ATTRIBUTES[name]
    tried: list[Value] = list(attribute.values)
    if attribute.numeric:
        tried = [each for each in NUMBERS if attribute.low <= each <= attribute.high]
        tried = [int(each) for each in tried if each == int(each)] if attribute.whole else tried
    return random.choice([each for each in tried if not contradicts({**known, name: each})])


def answered(book: Rulebook, choice: Choice, known: dict[str, Value], seed: int) -> Evaluation:
    """Answer what is asked, first or any of it, until nothing is; return where that ends."""
    random = Random(seed)
    case = dict(known)
    for _ in range(len(ATTRIBUTES) + 1):
        profile = Profile.model_validate(case)
        evaluation = book.examine(profile, as_of=choice[0], readings=dict(choice[1]))
        found = questions(evaluation)
        open_ = evaluation.landscape.ids(Verdict.UNDETERMINED)
        assert bool(found) == any(evaluation.landscape[each].missing for each in open_)
        if not found:
            return evaluation
        name = (found[0] if seed % 2 else random.choice(found)).attribute
        assert name not in case
        case[name] = some_value(random, name, case)
    raise AssertionError("the questions do not end")


@settings(max_examples=often(25))
@given(known=facts(), choice=choices)
@example(known={}, choice=NOW)
def test_a_question_bears_on_open_approaches_and_settles_what_it_says(
    known: dict[str, Value], choice: Choice
) -> None:
    edition = edition_of(choice)
    landscape = examined(known, choice).landscape
    open_ = landscape.ids(Verdict.UNDETERMINED)
    found = questions(examined(known, choice))
    asked = [each.attribute for each in found]
    assert set(asked) == {name for each in open_ for name in landscape[each].missing}
    assert len(asked) == len(set(asked))
    assert not set(asked) & known.keys()
    order = list(ATTRIBUTES)
    keys = [(-len(q.settles), -len(q.bears_on), order.index(q.attribute)) for q in found]
    assert keys == sorted(keys)
    for question in found:
        name = question.attribute
        assert question.bears_on == tuple(a for a in open_ if name in landscape[a].missing)
        then = [verdicts(edition, case) for _, case in cases(known, name, kinds(choice, name))]
        assert question.settles == tuple(
            approach
            for approach in open_
            if any(each[approach] is not Verdict.UNDETERMINED for each in then)
        )
        assert all(each.truth == "unknown" for each in question.reasons)
        assert {each.attribute for each in question.reasons} == {name}
        assert all(each.condition.startswith(f"{name} ") for each in question.reasons)


@settings(max_examples=often(25))
@given(known=facts(), choice=choices)
@example(known={}, choice=NOW)
def test_what_decides_is_what_the_open_approaches_hang_on(
    known: dict[str, Value], choice: Choice
) -> None:
    decides(examined(known, choice).landscape)


@settings(max_examples=often(25))
@given(contents=rulebooks(), known=facts(HANDFUL))
def test_so_it_does_in_any_small_rulebook(contents: Contents, known: dict[str, Value]) -> None:
    decides(Rulebook(contents).evaluate(Profile.model_validate(known)))


def decides(landscape: Landscape) -> None:
    """Hold what decides against the open approaches of a landscape."""
    open_ = [each for each in landscape.approaches if each.verdict is Verdict.UNDETERMINED]
    found, unmodelled = deciding_facts(landscape), blanks(landscape)
    assert found == {
        name: [each.id for each in open_ if name in each.missing]
        for name in {name for each in open_ for name in each.missing}
    }
    widest = [(-len(ids), list(ATTRIBUTES).index(name)) for name, ids in found.items()]
    assert widest == sorted(widest)
    named = {each.id: [blank.name for blank in each.unmodelled] for each in open_}
    assert list(unmodelled) == list(dict.fromkeys(chain(*named.values())))
    for name, ids in unmodelled.items():
        assert ids == [each for each, blank in named.items() if name in blank]


def test_what_a_question_settles_is_all_that_its_fact_settles() -> None:
    # A phase after CAR T means that CAR T was given, which is all that one approach hangs on.
    then = verdicts(EDITION, {"treatment_phase": "post_car_t"})
    assert then["transplant-after-car-t"] is Verdict.MATCHED
    (asked,) = [q for q in questions(examined({})) if q.attribute == "treatment_phase"]
    assert "transplant-after-car-t" in asked.settles
    assert "transplant-after-car-t" not in asked.bears_on


@settings(max_examples=often(14))
@given(known=facts(), choice=choices, seed=st.integers(0, 999))
@example(known={}, choice=NOW, seed=1)
@example(known={}, choice=NOW, seed=2)
def test_nothing_is_open_when_all_that_is_asked_is_answered(
    known: dict[str, Value], choice: Choice, seed: int
) -> None:
    end = answered(BOOK, choice, known, seed)
    left = [each for each in end.landscape.approaches if each.verdict is Verdict.UNDETERMINED]
    assert all(each.unmodelled for each in left)


@settings(max_examples=often(25))
@given(contents=rulebooks(), known=facts(HANDFUL), seed=st.integers(0, 999))
def test_so_it_is_in_any_small_rulebook(
    contents: Contents, known: dict[str, Value], seed: int
) -> None:
    try:
        end = answered(Rulebook(contents), NOW, known, seed)
    except RulebookError:  # too many alternatives for the engine, as the loader says too
        reject()
    left = [end.landscape[each] for each in end.landscape.ids(Verdict.UNDETERMINED)]
    assert all(each.unmodelled and not each.missing for each in left)


@settings(max_examples=often(20))
@given(known=facts(), choice=choices)
@example(known={}, choice=NOW)
def test_every_question_has_words_that_make_it_matter(
    known: dict[str, Value], choice: Choice
) -> None:
    found = questions(examined(known, choice))
    assert [each.attribute for each in found if not each.reasons] == []
