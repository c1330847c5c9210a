"""A value stays possible exactly where it contradicts nothing that is known."""

from hypothesis import given
from oracle import contradicts

from allscape import Profile
from allscape.model.attributes import Value
from allscape.model.facts import NOT_APPLICABLE, Facts
from allscape.model.profile import ATTRIBUTES
from strategies import facts


@given(known=facts())
def test_on_any_profile(known: dict[str, Value]) -> None:
    told = Facts(Profile.model_validate(known))
    for name, attribute in ATTRIBUTES.items():
        if attribute.numeric:
            assert told.number(name) == known.get(name)
            continue
        choices = [known[name]] if name in known else attribute.values
        allowed = {each for each in choices if not contradicts({**known, name: each})}
        assert set(told.possible(name)) - {NOT_APPLICABLE} == allowed
        if not allowed:
            assert told.values[name] == NOT_APPLICABLE
