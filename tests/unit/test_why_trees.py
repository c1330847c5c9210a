"""The tree of a verdict: what each condition says, on whose words it stands, what is left out."""

from typing import Any

from test_edition_choices import AGE, FIT, LATER, NEW, OLD, of_two_articles, until

from allscape import Profile, Rulebook
from allscape.explain.why import Node, OfferTree, why
from allscape.model.contents import Contents


def offer(contents: Contents, day: Any = None, **known: Any) -> OfferTree:
    """Return the tree of the one option there is."""
    (found,) = why(Rulebook(contents).examine(Profile(**known), as_of=day), "it").offers
    return found


def drawn(node: Node) -> Any:
    """Return what a tree says, its words and sentences, and its parts."""
    said = [node.says, node.truth.value, node.value, node.words, node.cite]
    return [*said, *map(drawn, node.parts)]


def test_a_tree_says_what_its_conditions_say_and_whose_words_they_are() -> None:
    either = {"any": [LATER, {"not": {**FIT, "words": "beta"}}]}
    tree = offer(of_two_articles([AGE, either, {"term": "t"}]), age=3, ecog=3).tree
    assert drawn(tree) == [
        "all of", "false", None, None, None,
        ["age > 5", "false", 3, "alpha", "old-2020/1"],
        ["any of", "true", None, None, None,
         ["ph_status is positive", "unknown", None, "alpha", "new-2024/1"],
         ["not", "true", None, None, None,
          ["ecog <= 2", "false", 3, "beta", "old-2020/1"]]],
        ["t", "false", None, "alpha", "new-2024/1", ["ecog <= 2", "false", 3, None, None]],
    ]  # fmt: skip
    assert [each.term for each in tree.parts] == [None, None, "t"]


def test_what_asks_nothing_is_said_of_all() -> None:
    assert drawn(offer(of_two_articles([])).tree) == ["said of all", "true", None, None, None]


def test_what_is_not_there_on_a_day_is_left_out_and_named() -> None:
    contents = of_two_articles([AGE, LATER, {"term": "t"}])
    for day, found in ((OLD, ("ph_status is positive", "t")), (NEW, ()), (None, ())):
        tree = offer(contents, day)
        assert (tree.left_out, tree.no_longer) == (found, ())
    tree = offer(until(contents, new=NEW), NEW)
    assert (tree.left_out, tree.no_longer) == ((), ("ph_status is positive", "t"))
