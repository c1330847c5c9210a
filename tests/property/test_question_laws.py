"""A question names a fact that can change an open verdict; all answered, nothing is open."""

from random import Random

from completions import representatives
from editions import BOOK, CHOICES, Choice, edition_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from oracle import all_tests, contradicts

from allscape import Profile, Rulebook, Verdict
from allscape.engine.evaluate import Evaluation
from allscape.explain.next_fact import questions
from allscape.model.attributes import Value
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES
from strategies import HANDFUL, NUMBERS, facts, rulebooks

choices = st.sampled_from([CHOICES[0], *CHOICES])


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
    random = Random(seed)  # noqa: S311
    case = dict(known)
    for _ in range(len(ATTRIBUTES) + 1):
        evaluation = book.examine(
            Profile.model_validate(case), as_of=choice[0], readings=dict(choice[1])
        )
        found = questions(evaluation)
        open_ = evaluation.landscape.ids(Verdict.UNDETERMINED)
        assert bool(found) == bool(open_)
        if not found:
            return evaluation
        name = (found[0] if seed % 2 else random.choice(found)).attribute
        assert name not in case
        case[name] = some_value(random, name, case)
    raise AssertionError("the questions do not end")


@settings(max_examples=25)
@given(known=facts(), choice=choices)
@example(known={}, choice=CHOICES[0])
def test_a_question_bears_on_open_approaches_and_settles_what_it_says(
    known: dict[str, Value], choice: Choice
) -> None:
    edition = edition_of(choice)
    profile = Profile.model_validate(known)
    evaluation = BOOK.examine(profile, as_of=choice[0], readings=dict(choice[1]))
    landscape = evaluation.landscape
    open_ = landscape.ids(Verdict.UNDETERMINED)
    found = questions(evaluation)
    asked = [each.attribute for each in found]
    assert set(asked) == {name for each in open_ for name in landscape[each].missing}
    assert len(asked) == len(set(asked))
    assert not set(asked) & known.keys()
    keys = [(-len(each.settles), -len(each.bears_on), list(ATTRIBUTES).index(each.attribute))
            for each in found]  # fmt: skip
    assert keys == sorted(keys)
    for question in found:
        name = question.attribute
        assert question.bears_on == tuple(a for a in open_ if name in landscape[a].missing)
        conditions = [
            edition.statements[offer.id]
            for approach in question.bears_on
            for offer in edition.offers(approach)
        ]
        settled: set[str] = set()
        for value in representatives(name, all_tests(edition, conditions)):
            if value is None or contradicts({**known, name: value}):
                continue
            then = BOOK.evaluate(
                profile.with_({name: value}), as_of=choice[0], readings=dict(choice[1])
            )
            settled |= {a for a in open_ if then[a].verdict is not Verdict.UNDETERMINED}
        assert set(question.settles) == settled & set(question.bears_on)
        assert settled <= set(question.bears_on)
        assert all(each.truth == "unknown" for each in question.reasons)


@settings(max_examples=14)
@given(known=facts(), choice=choices, seed=st.integers(0, 999))
@example(known={}, choice=CHOICES[0], seed=1)
@example(known={}, choice=CHOICES[0], seed=2)
def test_nothing_is_open_when_all_that_is_asked_is_answered(
    known: dict[str, Value], choice: Choice, seed: int
) -> None:
    end = answered(BOOK, choice, known, seed)
    assert end.landscape.ids(Verdict.UNDETERMINED) == ()


@settings(max_examples=25)
@given(contents=rulebooks(), known=facts(HANDFUL), seed=st.integers(0, 999))
def test_so_it_is_in_any_small_rulebook(
    contents: Contents, known: dict[str, Value], seed: int
) -> None:
    end = answered(Rulebook(contents), CHOICES[0], known, seed)
    assert end.landscape.ids(Verdict.UNDETERMINED) == ()


@settings(max_examples=20)
@given(known=facts(), choice=choices)
@example(known={}, choice=CHOICES[0])
def test_every_question_has_words_that_make_it_matter(
    known: dict[str, Value], choice: Choice
) -> None:
    evaluation = BOOK.examine(
        Profile.model_validate(known), as_of=choice[0], readings=dict(choice[1])
    )
    assert [each.attribute for each in questions(evaluation) if not each.reasons] == []
