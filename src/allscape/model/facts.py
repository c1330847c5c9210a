"""What a profile settles: its values, and the values that the listed contradictions exclude.

A profile with `prior_transplant: false` cannot have its MRD result `after_transplant`. Leaving that
out would ask a question that has no answer; nothing else is ever concluded from one value.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from allscape.model.attributes import Value
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS, Profile

NOT_APPLICABLE = "not_applicable"
"""The value where every other is excluded: the response to a CAR T that was never given."""


class Facts:
    """The values that each attribute can still have.

    `values` holds what is settled, given or not; `excluded` the values that an attribute that is
    still open cannot have.
    """

    def __init__(self, profile: Profile) -> None:
        self.values: dict[str, Value] = profile.known()
        self.given = frozenset(self.values)
        self.excluded: dict[str, frozenset[Value]] = {}
        while self._narrow():
            pass

    def _narrow(self) -> bool:
        before = (len(self.values), sum(map(len, self.excluded.values())))
        for each in CONTRADICTIONS:
            if self.values.get(each.other) == each.other_value:
                self._exclude(each.attribute, each.value)
            if self.values.get(each.attribute) == each.value:
                self._exclude(each.other, each.other_value)
        return before != (len(self.values), sum(map(len, self.excluded.values())))

    def _exclude(self, attribute: str, value: Value) -> None:
        if attribute in self.values:
            return
        self.excluded[attribute] = self.excluded.get(attribute, frozenset()) | {value}
        left = [
            each for each in ATTRIBUTES[attribute].values if each not in self.excluded[attribute]
        ]
        if len(left) <= 1:
            self.values[attribute] = left[0] if left else NOT_APPLICABLE
            del self.excluded[attribute]

    def possible(self, attribute: str) -> AbstractSet[Value]:
        """Return the values that a choice can still have; one where it is settled."""
        if attribute in self.values:
            return {self.values[attribute]}
        return _all(attribute) - self.excluded.get(attribute, frozenset())

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
