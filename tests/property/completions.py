"""Which unknown attributes decide, found by trying every completion that makes a difference."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, product

from oracle import all_tests, any_holds, contradicts, passes

from allscape.engine.edition import Edition
from allscape.model.attributes import Value
from allscape.model.conditions import Condition, Test
from allscape.model.profile import ATTRIBUTES, CONTRADICTIONS
from strategies import top

Case = dict[str, Value]


def representatives(name: str, tests: Iterable[Test]) -> list[Value | None]:
    """Return one value of each kind that tests and contradictions tell apart, and None for none.

    None stands for an attribute that can have no value, and is tried only where that is so.
    """
    attribute = ATTRIBUTES[name]
    tests = [each for each in tests if each.attribute == name]
    if not attribute.numeric:
        tried: Iterable[Value] = attribute.values
    else:
        bounds = {float(each) for test in tests for each in re.findall(r"[\d.]+", test.wanted)}
        ends = {end for test in tests if test.range for end in (test.range.low, test.range.high)}
        bounds |= ends - {None}
        near = {bound + step for bound in bounds for step in (-0.5, 0, 0.5, 1, 1.5)}
        near |= {(low + high) / 2 for low, high in pairwise(sorted(bounds))}
        near |= {attribute.low, top(attribute)}
        tried = sorted(each for each in near if attribute.low <= each <= attribute.high)
        tried = [each for each in tried if not attribute.whole or each == int(each)]
    kinds: dict[tuple[object, ...], Value] = {}
    for value in tried:
        excluded = [
            (each.attribute, each.value) == (name, value)
            or (each.other, each.other_value) == (name, value)
            for each in CONTRADICTIONS
        ]
        kinds.setdefault((*(passes(test, value) for test in tests), *excluded), value)
    never = any(each.attribute == name for each in CONTRADICTIONS)
    return [*kinds.values(), *([None] if never else [])]


def completions(known: Mapping[str, Value], names: list[str], tests: list[Test]) -> Iterator[Case]:
    """Yield the cases that give every one of `names` a value and contradict nothing."""
    options = [representatives(name, tests) for name in names]
    for chosen in product(*options):
        case = {**known, **{n: v for n, v in zip(names, chosen, strict=True) if v is not None}}
        if contradicts(case):
            continue
        absent = [name for name, value in zip(names, chosen, strict=True) if value is None]
        if all(contradicts({**case, n: v}) for n in absent for v in ATTRIBUTES[n].values):
            yield case


def deciding(
    edition: Edition, conditions: list[Condition], known: Mapping[str, Value]
) -> tuple[set[str], set[bool | None]]:
    """Return the unknown attributes that change whether any of `conditions` holds, and the answers.

    An attribute decides where two completions that differ in it alone have different answers.
    """
    tests = list(all_tests(edition, conditions))
    names = sorted({each.attribute for each in tests} - set(known))
    answers = {
        tuple(case.get(name) for name in names): any_holds(edition, conditions, case)
        for case in completions(known, names, tests)
    }
    found = set()
    for at, name in enumerate(names):
        seen: dict[tuple[object, ...], bool | None] = {}
        for case_, answer in answers.items():
            rest = (*case_[:at], *case_[at + 1 :])
            if seen.setdefault(rest, answer) != answer:
                found.add(name)
                break
    return found, set(answers.values())
