"""What a profile settles: its values, and the values that the listed contradictions exclude.

A profile with `prior_transplant: false` cannot have its MRD result `after_transplant`. Leaving that
out would ask a question that has no answer; nothing else is ever concluded from one value.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES, BOTH_WAYS, CONTRADICTIONS, Profile

NOT_APPLICABLE = "not_applicable"
"""The value where every other is excluded: the response to a CAR T that was never given."""


class Facts:
    """The values that each attribute can still have.

    `values` holds what is settled, given or not; `excluded` the values that an attribute that is
    still open cannot have.
    """

    def __init__(self, profile: Profile) -> None:
        self._hold(profile.known())

    def with_(self, attribute: str, value: Value) -> "Facts":
        """Return the facts with one more, a value that the attribute can still have."""
        more = object.__new__(Facts)
        more._hold({**{name: self.values[name] for name in self.given}, attribute: value})
        return more

    def _hold(self, known: dict[str, Value]) -> None:
        self.values = known
        self.given = frozenset(self.values)
        self.excluded: dict[str, frozenset[Value]] = {}
        # A value that is settled by exclusion may exclude others in turn.
        settled = -1
        while settled != len(self.values):
            settled = len(self.values)
            self._exclude()
            self._settle()

    def _exclude(self) -> None:
        for name, value, other, other_value, _ in BOTH_WAYS:
            if name not in self.values and self.values.get(other) == other_value:
                self.excluded[name] = self.excluded.get(name, frozenset()) | {value}

    def _settle(self) -> None:
        for name, excluded in list(self.excluded.items()):
            left = [each for each in ATTRIBUTES[name].values if each not in excluded]
            if len(left) <= 1:
                self.values[name] = left[0] if left else NOT_APPLICABLE
                del self.excluded[name]

    def possible(self, attribute: str) -> AbstractSet[Value]:
        """Return the values that a choice can still have; one where it is settled.

        `NOT_APPLICABLE` is one of them where a fact that is still open could exclude all others.
        """
        if attribute in self.values:
            return {self.values[attribute]}
        left = self.open_values(attribute)
        return left | {NOT_APPLICABLE} if self._may_not_apply(attribute) else left

    def open_values(self, attribute: str) -> AbstractSet[Value]:
        """Return the values that can still be given to an attribute that is open."""
        return _all(attribute) - self.excluded.get(attribute, frozenset())

    def _may_not_apply(self, attribute: str) -> bool:
        excludable = {
            each.value
            for each in CONTRADICTIONS
            if each.attribute == attribute and each.other not in self.values
        }
        return _all(attribute) <= excludable

    def number(self, attribute: str) -> float | None:
        """Return a numeric attribute's value, None where it is unknown."""
        value = self.values.get(attribute)
        return None if value is None else float(value)

    def unknown(self) -> Mapping[str, None]:
        """Return the attributes that are still open, in their order."""
        return {name: None for name in ATTRIBUTES if name not in self.values}


@cache
def _all(attribute: str) -> frozenset[Value]:
    return frozenset(ATTRIBUTES[attribute].values)
