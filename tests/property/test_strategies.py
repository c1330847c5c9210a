"""What the strategies draw is what they promise: nothing contradicts itself, no rule is broken."""

from typing import Any

from hypothesis import given, settings
from oracle import completed, contradicts

from allscape import Profile
from allscape.lint.written.errors import ERRORS
from allscape.lint.written.view import View
from allscape.model.attributes import Value
from allscape.model.contents import Contents
from allscape.rulebook.load import looked
from strategies import book_data, facts, names, often


@settings(max_examples=often(150))
@given(data=book_data())
def test_a_drawn_rulebook_passes_every_check(data: dict[str, Any]) -> None:
    assert list(looked(View(Contents.model_validate(data)), ERRORS)) == []


@settings(max_examples=often(200))
@given(known=facts())
def test_a_drawn_profile_is_taken_as_it_is(known: dict[str, Value]) -> None:
    assert Profile.model_validate(known).known() == known


@settings(max_examples=often(100))
@given(known=facts())
def test_a_completed_profile_contradicts_nothing(known: dict[str, Value]) -> None:
    for last in (False, True):
        full = completed(known, last)
        assert not contradicts(full)
        assert Profile.model_validate(full).known().items() >= known.items()


@given(name=names)
def test_a_drawn_name_is_printable(name: str) -> None:
    assert name.isprintable() or any(each.isspace() for each in name)
