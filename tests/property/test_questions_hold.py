"""Of any rulebook: the engines bear out every key, and no question gives its key away."""

from typing import Any

from hypothesis import given, settings

from allscape import Rulebook
from allscape.learn.engines import asked, finished
from allscape.learn.pool import gives_away, pool
from allscape.learn.question import QuestionKind
from allscape.model.contents import Contents
from allscape.rulebook.load import resolve
from strategies import book_data, often


@settings(max_examples=often(20))
@given(book_data(3))
def test_the_engines_bear_out_every_key(data: dict[str, Any]) -> None:
    written = Contents.model_validate(data)
    book = Rulebook(resolve(written))
    for each in pool(written).questions:
        assert each.key in each.choices
        assert not gives_away(each, book.contents)
        done, _ = finished(book, each)
        assert done.key == each.key
        if each.partner is not None:
            (case,) = each.cases
            differing = {n for n in {*case, *each.partner} if case.get(n) != each.partner.get(n)}
            assert differing == {each.attribute}
            one, other = (asked(book, each, told).verdict for told in (case, each.partner))
            assert one != other


@settings(max_examples=often(20))
@given(book_data(3))
def test_every_condition_has_a_question_or_decides_nothing(data: dict[str, Any]) -> None:
    from allscape.learn.curriculum import Curriculum

    written = Contents.model_validate(data)
    found, curriculum = pool(written), Curriculum(written)
    for name in found.without:
        site = curriculum.sites[name]
        told = [*curriculum.near_misses(site), *curriculum.deciding(site)]
        assert not told or _given_away(name, written), name


def _given_away(condition: str, written: Contents) -> bool:
    """Whether all questions of a condition hold their key in the text, and so are not made."""
    from allscape.learn.curriculum import Curriculum
    from allscape.learn.near_misses import Asker

    contents, curriculum = resolve(written), Curriculum(written)
    asker, site = Asker(curriculum, contents), curriculum.sites[condition]
    made = [e for miss in curriculum.near_misses(site) for e in asker.near_miss(condition, miss)]
    made += [asker.deciding(condition, each) for each in curriculum.deciding(site)]
    assert {each.kind for each in made} <= set(QuestionKind)
    return all(gives_away(each, contents) for each in made)
