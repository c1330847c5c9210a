"""What moves, what differs, what grew and what hangs on a reading: as evaluating again says."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from dated import DAYS, Day, dated
from editions import BOOK, CHOICES, DATES, Choice
from hypothesis import example, given, settings
from hypothesis import strategies as st
from judged import NOW, Verdicts, choices, examined, verdicts

from allscape import Landscape, Profile, Rulebook, Verdict
from allscape.engine.edition import Edition, edition
from allscape.engine.evaluate import Evaluation
from allscape.explain.compare import (
    Comparison,
    FactPair,
    FailingPair,
    ReadingPair,
    VerdictPair,
    compare,
)
from allscape.explain.difference import CaseDifference, Move, Way, difference, grounds
from allscape.explain.readings import that_matter
from allscape.explain.timeline import timeline
from allscape.model.attributes import Value
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES
from strategies import facts, often


def told_by(landscape: Landscape) -> Verdicts:
    """Return the verdicts of a landscape."""
    return {each.id: each.verdict for each in landscape.approaches}


@cache
def edition_under(day: date | None, readings: tuple[tuple[str, str], ...]) -> Edition:
    """Return the conditions in force on a day, under readings."""
    return edition(BOOK.contents, day, dict(readings))


def verdict_moves(found: CaseDifference) -> tuple[Move, ...]:
    """Return the moves of verdicts, without what begins or ceases to speak against."""
    return tuple(each for each in found.moves if each.against is None)


def moved(before: Verdicts, moves: Iterable[Move]) -> Verdicts:
    """Return the verdicts that moves make of others."""
    after = dict(before)
    for move in moves:
        assert after.pop(move.approach, None) is move.before
        assert move.before is not move.after
        if move.after is not None:
            after[move.approach] = move.after
    return after


@settings(max_examples=often(40))
@given(known=facts(), other=facts(), choice=choices)
def test_what_a_change_moves_is_what_the_changed_case_comes_to(
    known: dict[str, Value], other: dict[str, Value], choice: Choice
) -> None:
    before, after = examined(known, choice), examined(other, choice)
    changes = {name: other.get(name) for name in {**known, **other}}
    assert before.profile.with_(changes) == after.profile
    moves = verdict_moves(difference(before, after))
    assert moved(told_by(before.landscape), moves) == told_by(after.landscape)
    order = [each.id for each in after.landscape.approaches]
    assert [each.approach for each in moves] == sorted(
        (each.approach for each in moves), key=order.index
    )
    for move in moves:
        told = after.landscape[move.approach]
        assert (move.name, move.citations) == (told.name, told.citations)
        assert told.citations
    back = verdict_moves(difference(after, before))
    assert [(m.approach, m.before, m.after) for m in back] == [
        (m.approach, m.after, m.before) for m in moves
    ]
    assert not difference(before, before)


@settings(max_examples=often(30))
@given(known=facts(), other=facts())
def test_the_way_of_a_move_says_where_it_leads(
    known: dict[str, Value], other: dict[str, Value]
) -> None:
    leads = {
        Way.GAINED: Verdict.MATCHED,
        Way.OPENED: Verdict.UNDETERMINED,
        Way.RULED_OUT: Verdict.RULED_OUT,
    }
    found = difference(examined(known), examined(other))
    begun = {each.id for each in found.tensions}
    assert not begun & {each.id for each in found.tensions_gone}, "one tension begins and ends"
    for move in found.moves:
        if move.against is not None:
            assert move.way in {Way.AGAINST, Way.NO_LONGER_AGAINST}
        elif move.way is Way.LOST:
            assert move.before is Verdict.MATCHED
        else:
            assert leads[move.way] is move.after


def mirrored(found: CaseDifference) -> CaseDifference:
    """Return the difference the other way round: every before is an after."""
    swapped = [
        each.model_copy(update={"before": each.after, "after": each.before})
        for each in (*found.moves, *found.statements, *found.hanging)
    ]
    count, more = len(found.moves), len(found.moves) + len(found.statements)
    return CaseDifference(
        moves=tuple(swapped[:count]),
        statements=tuple(swapped[count:more]),
        hanging=tuple(swapped[more:]),
        notes=found.notes_gone,
        notes_gone=found.notes,
        tensions=found.tensions_gone,
        tensions_gone=found.tensions,
    )


def said_by(found: CaseDifference) -> dict[str, object]:
    """Return what a difference says, but for the way of a move and its sentences, which follow."""
    told = found.model_dump()
    for move in told["moves"]:
        del move["way"], move["citations"]
        move["because"] = sorted(map(str, move["because"]))
    for statement in told["statements"]:
        statement["because"] = sorted(map(str, statement["because"]))
    return told


def _mirrored(found: Comparison) -> Comparison:
    return Comparison(
        left=found.right,
        right=found.left,
        facts=tuple(
            FactPair(attribute=each.attribute, left=each.right, right=each.left)
            for each in found.facts
        ),
        readings=tuple(
            ReadingPair(term=each.term, left=each.right, right=each.left)
            for each in found.readings
        ),
        approaches=tuple(
            VerdictPair(
                approach=each.approach, name=each.name, left=each.right, right=each.left,
                missing_left=each.missing_right, missing_right=each.missing_left,
                against_left=each.against_right, against_right=each.against_left,
            )
            for each in found.approaches
        ),
        failing=tuple(
            FailingPair(approach=each.approach, name=each.name, left=each.right, right=each.left)
            for each in found.failing
        ),
        differences=mirrored(found.differences),
    )  # fmt: skip


@settings(max_examples=often(40))
@given(known=facts(), other=facts(), choice=choices, all_=st.booleans())
def test_comparing_the_other_way_round_is_the_mirror_image(
    known: dict[str, Value], other: dict[str, Value], choice: Choice, *, all_: bool
) -> None:
    left, right = examined(known, choice), examined(other, choice)
    found = compare(left, right, all_=all_)
    back = compare(right, left, all_=all_)
    assert back == _mirrored(found).model_copy(update={"differences": back.differences})
    assert said_by(back.differences) == said_by(mirrored(found.differences))
    names = [name for name in ATTRIBUTES if name in {**left.profile.known(), **other}]
    differing = [each for each in names if known.get(each) != other.get(each)]
    assert [each.attribute for each in found.facts] == (names if all_ else differing)
    for fact in found.facts:
        assert (fact.left, fact.right) == (known.get(fact.attribute), other.get(fact.attribute))
    told = {each.approach: (each.left, each.right) for each in found.approaches}
    theirs = told_by(right.landscape)
    both = {name: (mine, theirs[name]) for name, mine in told_by(left.landscape).items()}
    against = {
        name
        for name in both
        if left.landscape[name].against != right.landscape[name].against or all_
    }
    assert told == {
        name: pair for name, pair in both.items() if name in against or pair[0] is not pair[1]
    }
    failing = {e.approach: ({*map(str, e.left)}, {*map(str, e.right)}) for e in found.failing}
    out = [name for name, pair in both.items() if {*pair} == {Verdict.RULED_OUT}]
    fails = {name: (_failing(left, name), _failing(right, name)) for name in out}
    assert failing == {n: (a - b, b - a) for n, (a, b) in fails.items() if a != b}


@settings(max_examples=often(40))
@given(known=facts(), other=facts(), here=choices, there=choices, all_=st.booleans())
@example(known={}, other={}, here=(DATES[0], ()), there=NOW, all_=False)
@example(known={}, other={}, here=(date(2000, 1, 1), ()), there=(DATES[0], ()), all_=True)
@example(known={}, other={}, here=CHOICES[1], there=CHOICES[-1], all_=False)
@example(known={"ecog": 3}, other={"ecog": 3}, here=(DATES[2], ()), there=NOW, all_=False)
def test_cases_of_other_days_and_readings_are_compared_in_what_both_say(
    known: dict[str, Value], other: dict[str, Value], here: Choice, there: Choice, *, all_: bool
) -> None:
    left, right = examined(known, here), examined(other, there)
    found, back = compare(left, right, all_=all_), compare(right, left, all_=all_)
    assert back == _mirrored(found).model_copy(update={"differences": back.differences})
    mine, theirs = told_by(left.landscape), told_by(right.landscape)
    for pair in found.approaches:
        name, sides = pair.approach, (left.landscape, right.landscape)
        assert (pair.left, pair.right) == (mine.get(name), theirs.get(name))
        against = [side[name].against if name in told_by(side) else () for side in sides]
        assert [pair.against_left, pair.against_right] == against
        assert all_ or pair.left is not pair.right or against[0] != against[1]
    named = {each.approach for each in found.approaches}
    every = {*mine, *theirs}
    assert named >= (every if all_ else {e for e in every if mine.get(e) is not theirs.get(e)})
    readings = {e.term: (e.left, e.right) for e in found.readings}
    assert readings == {
        term: (reading, right.landscape.readings[term])
        for term, reading in left.landscape.readings.items()
        if all_ or reading != right.landscape.readings[term]
    }
    fails = {
        name: (_failing(left, name), _failing(right, name))
        for name, verdict in mine.items()
        if verdict is theirs.get(name) is Verdict.RULED_OUT
    }
    assert {e.approach: ({*map(str, e.left)}, {*map(str, e.right)}) for e in found.failing} == {
        name: (a - b, b - a) for name, (a, b) in fails.items() if a != b
    }


def _failing(evaluation: Evaluation, approach: str) -> set[str]:
    found = (each for each in evaluation.landscape[approach].because if each.truth == "false")
    return set(map(str, grounds(found)))


@settings(max_examples=often(10))
@given(known=facts())
def test_a_case_differs_from_itself_in_nothing(known: dict[str, Value]) -> None:
    found = compare(examined(known), examined(known))
    assert (found.facts, found.approaches) == ((), ())


days = st.sampled_from(DATES).flatmap(
    lambda day: st.sampled_from([day, day - timedelta(days=1), date(2000, 1, 1), date(2099, 1, 1)])
)


@settings(max_examples=often(15))
@given(known=facts(), chosen=st.just(DATES) | st.lists(days, min_size=1, max_size=4))
@example(known={}, chosen=DATES)
def test_a_timeline_leads_to_the_landscape_of_today(
    known: dict[str, Value], chosen: list[date]
) -> None:
    stages = timeline(lambda day: examined(known, (day, ())), chosen)
    assert [each.day for each in stages] == sorted(set(chosen))
    before: Verdicts = {}
    for stage in stages:
        now = told_by(examined(known, (stage.day, ())).landscape)
        assert moved(before, verdict_moves(stage.difference)) == now
        assert stage.moves == stage.difference.moves
        assert stage.counts == {v: list(now.values()).count(v) for v in Verdict}
        sources = BOOK.contents.source.values()
        assert set(stage.sources) == {each.id for each in sources if each.date <= stage.day}
        before = now
    known_by = [(), *(each.sources for each in stages)]
    for stage, earlier in zip(stages, known_by, strict=False):
        assert stage.new == tuple(each for each in stage.sources if each not in earlier)
    if max(chosen) >= DATES[-1]:
        assert before == told_by(examined(known).landscape)


@given(drawn=dated())
def test_a_timeline_tells_once_what_is_withdrawn_or_superseded(
    drawn: tuple[Contents, date],
) -> None:
    contents, first = drawn
    book = Rulebook(contents)
    stages = timeline(lambda day: book.examine(Profile(), as_of=day), [first, *DAYS])
    told: list[str] = []
    for stage in stages:
        told += stage.gone
        then = Day(contents, stage.day)
        assert sorted(told) == sorted(e for e in stage.sources if not then.there(f"{e}/1"))


# Most facts tell no reading from another; these ages do.
BETWEEN = st.sampled_from([None, 1.5, 10.5, 16, 17, 20, 39, 60.5])


@settings(max_examples=often(40))
@given(
    known=facts(),
    age=BETWEEN,
    choice=st.sampled_from([NOW, CHOICES[-1], *((day, ()) for day in DATES)]),
)
@example(known={}, age=17, choice=NOW)
@example(known={"relapse_status": "relapsed"}, age=60.5, choice=NOW)
@example(known={"lineage": "B"}, age=10.5, choice=CHOICES[-1])
def test_the_readings_that_matter_are_those_that_change_a_verdict(
    known: dict[str, Value], age: Value | None, choice: Choice
) -> None:
    known = known if age is None else {**known, "age": age}
    evaluation = examined(known, choice)
    now = told_by(evaluation.landscape)
    expected = {}
    for name, current in evaluation.edition.readings.items():
        for other in BOOK.contents.term[name].readings:
            chosen = {**evaluation.edition.readings, name: other.id}
            then = verdicts(edition_under(choice[0], tuple(chosen.items())), known)
            changes = {each: (now[each], then[each]) for each in now if now[each] != then[each]}
            if changes:
                assert other.id != current
                expected[name, current, other.id] = changes
    assert expected == {
        (each.term.id, each.now.id, each.other.id): {
            change.approach: (change.now, change.then) for change in each.changes
        }
        for each in that_matter(evaluation)
    }
