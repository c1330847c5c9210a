"""A decision diagram is the set that it stands for, and there is one diagram of each set."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from allscape.engine.diagrams import EVERY, NONE, Diagrams, NodeId
from allscape.model.attributes import Value
from allscape.model.conditions import Test
from allscape.proof.space import Space
from allscape.proof.witness import smallest
from strategies import often

BRANCHES = (3, 2, 4, 2)
POINTS = list(product(*map(range, BRANCHES)))

Point = tuple[int, ...]
Points = frozenset[Point]

ALL = frozenset(POINTS)
points = st.frozensets(st.sampled_from(POINTS))
# Sets of one level's answers are told in few nodes, and skip levels.
boxes = st.tuples(*(st.sets(st.integers(0, n - 1), min_size=1) for n in BRANCHES)).map(
    lambda sides: frozenset(product(*sides))
)
subsets = points | boxes | st.tuples(boxes, boxes).map(lambda pair: pair[0] | pair[1])


def built(sets: Diagrams, members: Points) -> NodeId:
    """Return the diagram of a set, point by point."""
    return sets.some(
        sets.every(sets.at(level, [branch]) for level, branch in enumerate(point))
        for point in sorted(members)
    )


def inside(sets: Diagrams, node: NodeId) -> Points:
    """Return the points that a diagram leads to "in"."""
    return frozenset(each for each in POINTS if _leads(sets, node, each) == EVERY)


def _leads(sets: Diagrams, node: NodeId, point: Point) -> NodeId:
    while sets.below(node):
        node = sets.below(node)[point[sets.level(node)]]
    return node


@settings(max_examples=often(150))
@given(one=subsets, other=subsets)
def test_what_is_done_with_diagrams_is_done_with_sets(one: Points, other: Points) -> None:
    sets = Diagrams(BRANCHES)
    a, b = built(sets, one), built(sets, other)
    assert inside(sets, a) == one
    assert inside(sets, sets.both(a, b)) == one & other
    assert inside(sets, sets.either(a, b)) == one | other
    assert inside(sets, sets.less(a, b)) == one - other
    assert inside(sets, sets.opposite(a)) == ALL - one
    assert sets.inside(a, b) == (one <= other)


@settings(max_examples=often(100))
@given(many=st.lists(subsets, max_size=4))
def test_every_and_some_take_any_number_of_sets(many: list[Points]) -> None:
    sets = Diagrams(BRANCHES)
    nodes = [built(sets, each) for each in many]
    assert inside(sets, sets.every(nodes)) == ALL.intersection(*many)
    assert inside(sets, sets.some(nodes)) == frozenset().union(*many)
    assert (sets.every([]), sets.some([])) == (EVERY, NONE)


@settings(max_examples=often(150))
@given(one=subsets, other=subsets, order=st.permutations(POINTS))
def test_a_set_has_one_diagram_however_it_is_made(
    one: Points, other: Points, order: list[Point]
) -> None:
    sets = Diagrams(BRANCHES)
    union = NONE
    for point in order:
        if point in one or point in other:
            union = sets.either(union, built(sets, frozenset([point])))
    assert union == sets.either(built(sets, one), built(sets, other)) == built(sets, one | other)
    assert (built(sets, one) == built(sets, other)) == (one == other)
    assert (union == EVERY) == (one | other == ALL)
    assert sets.opposite(sets.opposite(union)) == union


@settings(max_examples=often(150))
@given(one=subsets, level=st.integers(0, 3), pick=st.integers(0, 11))
def test_a_level_that_is_given_is_free_again(one: Points, level: int, pick: int) -> None:
    sets = Diagrams(BRANCHES)
    branch = pick % BRANCHES[level]
    left = sets.given(built(sets, one), level, branch)
    moved = {each: (*each[:level], branch, *each[level + 1 :]) for each in POINTS}
    assert inside(sets, left) == frozenset(each for each in POINTS if moved[each] in one)
    assert level not in sets.levels([left])


@settings(max_examples=often(100))
@given(many=st.lists(subsets, max_size=3))
def test_levels_are_those_on_which_a_set_depends(many: list[Points]) -> None:
    sets = Diagrams(BRANCHES)
    depends = {
        level
        for members in many
        for point in members
        for level, size in enumerate(BRANCHES)
        for branch in range(size)
        if (*point[:level], branch, *point[level + 1 :]) not in members
    }
    assert sets.levels(built(sets, each) for each in many) == depends


SPACE = Space(
    Test.model_validate(each)
    for each in ({"ph_status": "positive"}, {"age": "> 60"}, {"ecog": "<= 2"}, {"lineage": "T"})
)
VALUES: dict[str, list[Value]] = {
    name: [each.sample for each in cells] for name, cells in SPACE.cells.items()
}
PROFILES = [
    frozenset((n, v) for n, v in zip(VALUES, drawn, strict=True) if v is not None)
    for drawn in product(*([None, *each] for each in VALUES.values()))
]


@settings(max_examples=often(150))
@given(wanted=st.frozensets(st.sampled_from(PROFILES), max_size=12))
def test_the_smallest_member_has_the_fewest_facts(
    wanted: frozenset[frozenset[tuple[str, Value]]],
) -> None:
    node = SPACE.sets.some(
        SPACE.sets.every(SPACE.is_(name, dict(each).get(name)) for name in SPACE.names)
        for each in wanted
    )
    found = smallest(SPACE, node)
    if found is None:
        assert not wanted
        return
    known = frozenset(found.known().items())
    assert known in wanted
    assert len(known) == min(map(len, wanted))
    assert SPACE.holds(node, found.known())
