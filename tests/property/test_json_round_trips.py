"""A landscape written as JSON is read back as the same landscape."""

import json

from editions import BOOK, CHOICES, Choice
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allscape import Landscape, Profile
from allscape.model.attributes import Value
from strategies import facts, names, often

KEYS = [
    "schema", "notice", "engine", "case", "as_of", "readings", "approaches", "statements",
]  # fmt: skip


@settings(max_examples=often(50))
@given(known=facts(), name=st.none() | names, choice=st.sampled_from(CHOICES[:8]))
@example(known={"age": 1e-7, "life_expectancy_weeks": 5e-324}, name="", choice=CHOICES[0])
@example(
    known={"age": 1}, name='a "name"\n\t\\ of \x1b[31m several \u2028 lines', choice=CHOICES[0]
)
def test_what_is_written_is_read_back(
    known: dict[str, Value], name: str | None, choice: Choice
) -> None:
    landscape = BOOK.evaluate(
        Profile.model_validate(known), name=name, as_of=choice[0], readings=dict(choice[1])
    )
    for indent in (2, None):
        text = landscape.to_json(indent)
        assert Landscape.from_json(text) == landscape
        assert Landscape.from_json(text).to_json(indent) == text


@settings(max_examples=often(50))
@given(known=facts(), name=st.none() | names)
def test_it_holds_the_known_facts_with_their_types_and_nothing_unknown(
    known: dict[str, Value], name: str | None
) -> None:
    landscape = BOOK.evaluate(Profile.model_validate(known), name=name)
    told = json.loads(landscape.to_json())
    assert list(told)[: len(KEYS)] == KEYS
    assert told["case"] == {"name": name, "profile": known}
    # One is not true, and 1.0 is written as 1.
    types = {key: type(value) for key, value in told["case"]["profile"].items()}
    assert all(types[key] is bool for key, value in known.items() if isinstance(value, bool))
    assert list(told["case"]["profile"]) == [each for each in Profile.model_fields if each in known]


def test_a_reading_of_a_landscape_is_the_landscape_after_it_was_used() -> None:
    landscape = BOOK.evaluate(Profile(age=4))
    assert landscape["tki"].id == "tki"
    assert Landscape.from_json(landscape.to_json()) == landscape
    assert "tki" in landscape
