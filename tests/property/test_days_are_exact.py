"""On any day, of any rulebook, what is in force is what the words of its articles bring into force.

The oracle writes every term out; the engines, the diagrams, the columns, the tables and the tree
that explains are held to it alike.
"""

from dataclasses import replace
from datetime import date

from dated import NOTHING, Day, dated
from editions import explained
from framed import frame_of, judged_rows
from hypothesis import given, reject, settings
from oracle import all_tests, completed, holds

from allscape import Profile, Rulebook, Verdict
from allscape.engine import forward
from allscape.engine.compiled import compiled
from allscape.engine.edition import Edition, edition, leaf_tests
from allscape.engine.forward import ForwardEngine
from allscape.engine.missing import missing
from allscape.faults import RulebookError
from allscape.model.attributes import Value
from allscape.model.base import Truth
from allscape.model.contents import Contents
from allscape.model.facts import Facts
from allscape.proof.meanings import meanings
from strategies import HANDFUL, facts, often

Dated = tuple[Contents, date]


def written_out(contents: Contents, day: date) -> Edition:
    """Return the edition of a day in which no term is left, as the oracle has it."""
    stated = Day(contents, day).statements(contents)
    return replace(edition(contents), as_of=day, terms={}, statements=stated)


@given(drawn=dated())
def test_without_a_day_all_that_is_declared_counts(drawn: Dated) -> None:
    contents, _ = drawn
    newest, last = edition(contents), edition(contents, contents.days[-1])
    assert newest.statements == last.statements
    for name in newest.terms.keys() & last.terms.keys():
        assert newest.terms[name] == last.terms[name]


@settings(max_examples=often(200))
@given(drawn=dated(), known=facts(HANDFUL))
def test_what_is_in_force_is_what_the_oracle_says(drawn: Dated, known: dict[str, Value]) -> None:
    made, right = edition(*drawn), written_out(*drawn)
    assert made.statements.keys() == right.statements.keys()
    for name, condition in right.statements.items():
        here = made.statements[name]
        assert list(leaf_tests(made, here)) == list(all_tests(right, [condition]))
        for last in (False, True):
            case = completed(known, last)
            assert holds(made, here, case) == holds(right, condition, case)


@settings(max_examples=often(40))
@given(drawn=dated(), known=facts(HANDFUL))
def test_all_that_judges_agrees(drawn: Dated, known: dict[str, Value]) -> None:
    made, right, profile = edition(*drawn), written_out(*drawn), Profile.model_validate(known)
    case = Facts(profile)
    truths = explained(right, profile)
    assert explained(made, profile) == truths
    if forward.available():
        try:
            assert ForwardEngine(made).truths(case) == truths
        except RulebookError:  # too many alternatives for the engine, as the loader says too
            reject()
    for approach in made.approaches():
        offering = made.offering(approach.id), right.offering(approach.id)
        assert missing(made, offering[0], case) == missing(right, offering[1], case)
    assert compiled(made)(profile) == compiled(right)(profile)
    assert judged_rows(frame_of([profile]), made) == judged_rows(frame_of([profile]), right)


@settings(max_examples=often(15))
@given(drawn=dated(), known=facts(HANDFUL))
def test_the_diagrams_agree(drawn: Dated, known: dict[str, Value]) -> None:
    made, right = edition(*drawn), written_out(*drawn)
    truths = explained(right, Profile.model_validate(known))
    here = meanings(made)
    inside = {name: value for name, value in known.items() if name in here.space.level}
    for name, truth in truths.items():
        meaning = here.statements[name]
        assert here.space.holds(meaning.holds, inside) == (truth is Truth.TRUE)
        assert here.space.holds(meaning.fails, inside) == (truth is Truth.FALSE)


@settings(max_examples=often(40))
@given(drawn=dated())
def test_what_dropped_out_is_told_and_nothing_else(drawn: Dated) -> None:
    contents, day = drawn
    made, here = edition(contents, day), Day(contents, day)
    for name in made.statements:
        when = contents.statement[name].when
        lost = made.dropped.get(name, ())
        for leaf in lost:
            assert here.written_out(leaf) is None
        if not lost:
            assert here.written_out(when) is not None or when == NOTHING


@settings(max_examples=often(40))
@given(drawn=dated(), known=facts(HANDFUL))
def test_nothing_that_is_shown_is_later_than_the_day(drawn: Dated, known: dict[str, Value]) -> None:
    contents, day = drawn
    try:
        landscape = Rulebook(contents).evaluate(Profile.model_validate(known), as_of=day)
    except RulebookError:
        reject()
    for approach in landscape.approaches:
        assert all(each.published <= day for each in approach.citations)
        for reason in approach.because:
            if reason.source is not None and reason.truth != "not_yet":
                assert contents.source[reason.source].date <= day
                assert (reason.truth == "no_longer") == contents.gone(reason.source, day)
        if approach.verdict is not Verdict.UNDETERMINED:
            assert approach.missing == ()
