"""Two runs of sentences are aligned: nothing is lost, nothing counted twice, least is changed."""

from hypothesis import given
from hypothesis import strategies as st

from allscape.rulebook.align import align

RUNS = st.lists(st.sampled_from("abcdefg"), max_size=9)


@given(old=RUNS, new=RUNS)
def test_every_sentence_has_one_fate(old: list[str], new: list[str]) -> None:
    found = align(old, new)
    numbers = [*found.same, *found.changed, *found.gone]
    assert sorted(numbers) == list(range(1, len(old) + 1))
    there = [*found.same.values(), *found.changed.values(), *found.added]
    assert sorted(there) == list(range(1, len(new) + 1))
    assert all(old[a - 1] == new[b - 1] for a, b in found.same.items())
    # What is in both as often is the same wherever it went.
    for each in set(old) & set(new):
        kept = sum(old[number - 1] == each for number in found.same)
        assert kept == min(old.count(each), new.count(each))


@given(run=RUNS, at=st.integers(0, 9))
def test_one_line_more_is_one_line_of_difference(run: list[str], at: int) -> None:
    found = align(run, [*run[:at], "new", *run[at:]])
    assert (len(found.same), len(found.added), found.changed, found.gone) == (len(run), 1, {}, [])


def test_a_changed_sentence_is_the_one_most_like_it() -> None:
    was = {1: "Alpha is an option for some."}
    now = ["Something new.", "Alpha is an option for all."]
    assert align(["a"], ["b", "c"]).changed == {1: 1}
    assert align(["a"], ["b", "c"], was, now).changed == {1: 2}
