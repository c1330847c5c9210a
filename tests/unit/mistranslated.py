"""Faults put into what an engine is handed, one kind each: what a compiler could get wrong.

Each takes what is handed over of an edition of the rulebook and returns it with one fault in it.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from allscape.engine.compiled import Tabled
from allscape.engine.entries import Choices, Numbers
from allscape.proof.handed.columns import Columns
from allscape.proof.handed.operations import Call
from allscape.proof.handed.rules import HandedRules, Ruleset

Fault = Callable[[Any], Any]

_WRONG = "_allscape_wrong"


def _tests(rule: Mapping[str, Any]) -> list[dict[str, Any]]:
    tests: list[dict[str, Any]] = rule["all"][0]["m"]["$and"]
    return tests


def _rule(tests: list[dict[str, Any]]) -> dict[str, Any]:
    return {"all": [{"m": {"$and": tests}}]}


def _in_rules(change: Callable[[Ruleset], Ruleset | None], stage: int = -1) -> Fault:
    """Return the fault that changes the first ruleset of a stage that can be changed so."""

    def fault(rules: HandedRules) -> HandedRules:
        stages = list(rules.stages)
        rulesets = list(stages[stage].rulesets)
        for at, each in enumerate(rulesets):
            if (changed := change(each)) is not None:
                rulesets[at] = changed
                stages[stage] = stages[stage]._replace(rulesets=tuple(rulesets))
                return rules._replace(stages=tuple(stages))
        raise AssertionError("nothing to change")

    return fault


def _in_tests(
    change: Callable[[list[dict[str, Any]]], list[dict[str, Any]] | None], stage: int = 0
) -> Fault:
    """Return the fault that changes the tests of the first rule of a stage that can be."""

    def of(ruleset: Ruleset) -> Ruleset | None:
        for at, rule in enumerate(ruleset.rules):
            if (changed := change(_tests(rule))) is not None:
                rules = (*ruleset.rules[:at], _rule(changed), *ruleset.rules[at + 1 :])
                return ruleset._replace(rules=rules)
        return None

    return _in_rules(of, stage)


def _swapped(test: dict[str, Any], old: Any, new: Any) -> dict[str, Any] | None:
    ((name, value),) = test.items()
    return {name: new} if value == old else None


def _one_changed(change: Callable[[dict[str, Any]], dict[str, Any] | None]) -> Fault:
    def of(tests: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
        for at, test in enumerate(tests):
            if (changed := change(test)) is not None:
                return [*tests[:at], changed, *tests[at + 1 :]]
        return None

    return _in_tests(of)


def _bound_moved(test: dict[str, Any]) -> dict[str, Any] | None:
    ((sign, inner),) = test.items()
    return {sign: {f: n + 0.5 for f, n in inner.items()}} if sign.startswith("$g") else None


def _edge_turned(test: dict[str, Any]) -> dict[str, Any] | None:
    ((sign, inner),) = test.items()
    return {"$gt": inner} if sign == "$gte" else None


def _dropped(ruleset: Ruleset) -> Ruleset:
    return ruleset._replace(rules=ruleset.rules[1:], follows=ruleset.follows[1:])


def _negation_lost(ruleset: Ruleset) -> Ruleset:
    other = {"true": "false", "false": "true"}
    first = tuple((name, other[truth]) for name, truth in ruleset.follows[0])
    return ruleset._replace(follows=(first, *ruleset.follows[1:]))


def _exchanged(ruleset: Ruleset) -> Ruleset:
    one, other, *rest = ruleset.follows
    return ruleset._replace(follows=(other, one, *rest))


def _field_not_told(ruleset: Ruleset) -> Ruleset:
    return ruleset._replace(fields=ruleset.fields[1:])


def _or_for_and(ruleset: Ruleset) -> Ruleset | None:
    for at, rule in enumerate(ruleset.rules):
        marker, *tests = _tests(rule)
        if len(tests) > 1:
            split = tuple(_rule([marker, each]) for each in tests)
            follows = (*ruleset.follows[:at], *[ruleset.follows[at]] * len(split))
            return ruleset._replace(
                rules=(*ruleset.rules[:at], *split, *ruleset.rules[at + 1 :]),
                follows=(*follows, *ruleset.follows[at + 1 :]),
            )
    return None


def _and_for_or(ruleset: Ruleset) -> Ruleset | None:
    for at, follows in enumerate(ruleset.follows):
        if follows in ruleset.follows[at + 1 :]:
            other = ruleset.follows.index(follows, at + 1)
            tests = [*_tests(ruleset.rules[at]), *_tests(ruleset.rules[other])]
            rules = [*ruleset.rules[:at], _rule(tests), *ruleset.rules[at + 1 :]]
            kept = [n for n in range(len(rules)) if n != other]
            return ruleset._replace(
                rules=tuple(rules[n] for n in kept),
                follows=tuple(ruleset.follows[n] for n in kept),
            )
    return None


def _exclusion_forgotten(ruleset: Ruleset) -> Ruleset | None:
    for at, rule in enumerate(ruleset.rules):
        _, *tests = _tests(rule)
        if len(tests) == 1 and next(iter(tests[0])).startswith("x"):
            return ruleset._replace(
                rules=ruleset.rules[:at] + ruleset.rules[at + 1 :],
                follows=ruleset.follows[:at] + ruleset.follows[at + 1 :],
            )
    return None


def _terms_exchanged(rules: HandedRules) -> HandedRules:
    one, other, *_ = rules.term_fields
    fields = rules.term_fields
    return rules._replace(term_fields={**fields, one: fields[other], other: fields[one]})


RULES: dict[str, Fault] = {
    "a rule dropped": _in_rules(_dropped),
    "a negation lost": _in_rules(_negation_lost),
    "what follows from two rules exchanged": _in_rules(_exchanged),
    "a field that a ruleset is not told of": _in_rules(_field_not_told),
    "or for and": _in_rules(_or_for_and),
    "and for or": _in_rules(_and_for_or),
    "a value swapped": _one_changed(lambda test: _swapped(test, "relapsed", "refractory")),
    "a bound moved": _one_changed(_bound_moved),
    "an edge turned": _one_changed(_edge_turned),
    "a test dropped": _in_tests(lambda tests: tests[:-1] if len(tests) > 2 else None, -1),
    "an exclusion forgotten": _in_rules(_exclusion_forgotten),
    "two terms exchanged": _terms_exchanged,
}


def _in_source(old: str, new: str) -> Fault:
    def fault(tabled: Tabled) -> Tabled:
        assert tabled.source.count(old) > 0, old
        return tabled._replace(source=tabled.source.replace(old, new, 1))

    return fault


def _in_entries(name: str, change: Callable[[dict[Any, int]], None]) -> Fault:
    """Return the fault that changes entries of the first table that reads an attribute."""

    def fault(tabled: Tabled) -> Tabled:
        change(next(each for each in tabled.tables if name in each.reads).bits)
        return tabled

    return fault


def _key(bits: dict[Any, int], changed: dict[str, Any]) -> tuple[Any, ...]:
    assert isinstance(bits, Choices)
    return tuple(changed.get(name) for name in bits._reads)


def _exchange(one: dict[str, Any], other: dict[str, Any]) -> Callable[[dict[Any, int]], None]:
    def change(bits: dict[Any, int]) -> None:
        first, second = _key(bits, one), _key(bits, other)
        bits[first], bits[second] = bits[second], bits[first]

    return change


def _put(key: dict[str, Any], change: Callable[[int], int]) -> Callable[[dict[Any, int]], None]:
    def put(bits: dict[Any, int]) -> None:
        bits[_key(bits, key)] = change(bits[_key(bits, key)])

    return put


def _cells(change: Callable[[list[int]], list[int]]) -> Callable[[dict[Any, int]], None]:
    def put(bits: Any) -> None:
        assert isinstance(bits, Numbers)
        bits._cells = change(bits._cells)
        for number in [each for each in bits if each is not None]:
            del bits[number]

    return put


def _bound_of_a_table(bits: Any) -> None:
    assert isinstance(bits, Numbers)
    bits.bounds = (bits.bounds[0] + 0.5, *bits.bounds[1:])


def _fields_exchanged(tabled: Tabled) -> Tabled:
    (one, bits), (other, others), *rest = tabled.fields
    return tabled._replace(fields=[(one, others), (other, bits), *rest])


def _sure_for_can(tabled: Tabled) -> Tabled:
    (one, (sure, can)), *rest = tabled.fields
    return tabled._replace(fields=[(one, (can, sure)), *rest])


def _bit_lost(tabled: Tabled) -> Tabled:
    (one, (sure, can)), *rest = tabled.fields
    return tabled._replace(fields=[(one, (sure & (sure - 1), can)), *rest])


def _decides_nothing(bits: Any) -> None:
    bits._literals = []


TABLES: dict[str, Fault] = {
    "two entries exchanged": _in_entries(
        "relapse_status",
        _exchange({"relapse_status": "relapsed"}, {"relapse_status": "newly_diagnosed"}),
    ),
    "unknown for no": _in_entries(
        "relapse_status", _exchange({}, {"relapse_status": "newly_diagnosed"})
    ),
    "an entry that leaves nothing": _in_entries("ph_status", _put({}, lambda _: 0)),
    "an entry that leaves a bit less": _in_entries(
        "ph_status", _put({"ph_status": "positive"}, lambda bits: bits & (bits - 1))
    ),
    "a bound moved": _in_entries("age", _bound_of_a_table),
    "an edge turned": _in_entries("age", _cells(lambda found: [found[1], found[0], *found[2:]])),
    "an entry for another number": _in_entries("age", _cells(lambda found: found[::-1])),
    "two approaches exchanged": _fields_exchanged,
    "what can hold for what surely does": _sure_for_can,
    "an alternative lost": _bit_lost,
    "a table that decides nothing": _in_entries("lineage", _decides_nothing),
    "two attributes exchanged": _in_source("ph_status, mrd_result", "mrd_result, ph_status"),
}


def _in_calls(change: Callable[[Call], Any], only: Callable[[str], bool] = lambda _: True) -> Fault:
    """Return the fault that changes the first call of a column that can be changed so."""

    def fault(columns: Columns) -> Columns:
        steps = [dict(each) for each in columns.steps]
        for step in steps:
            for name, call in step.items():
                changed = _first(call, change) if only(name) else None
                if changed is not None:
                    step[name] = changed
                    return columns._replace(steps=tuple(steps))
        raise AssertionError("nothing to change")

    return fault


def _first(call: Any, change: Callable[[Call], Any]) -> Any:
    if not isinstance(call, Call):
        return None
    if (changed := change(call)) is not None:
        return changed
    for at, each in enumerate(call.given):
        if (inner := _first(each, change)) is not None:
            return call._replace(given=(*call.given[:at], inner, *call.given[at + 1 :]))
    return None


def _renamed(old: str, new: str) -> Callable[[Call], Any]:
    return lambda call: call._replace(name=new) if call.name == old else None


def _with_number(call: Call) -> Any:
    if call.name in {"ge", "gt", "le", "lt"}:
        return call._replace(given=(call.given[0], call.given[1] + 0.5))
    return None


def _compared_with(old: str, new: str) -> Callable[[Call], Any]:
    return lambda call: (
        call._replace(given=(call.given[0], new)) if call.given[1:] == (old,) else None
    )


def _columns_exchanged(columns: Columns) -> Columns:
    *steps, made, last = columns.steps
    one, other, *_ = made
    return columns._replace(steps=(*steps, {**made, one: made[other], other: made[one]}, last))


def _numbered(name: str) -> bool:
    return name.removeprefix("_allscape_").isdigit()


def _members(call: Call) -> Iterator[Any]:
    for each in call.given:
        if isinstance(each, Call) and each.name == call.name:
            yield from _members(each)
        else:
            yield each


COLUMNS: dict[str, Fault] = {
    "a value swapped": _in_calls(_compared_with("relapsed", "refractory"), _numbered),
    "a negation lost": _in_calls(
        lambda call: call.given[0] if call.name == "not" else None, _numbered
    ),
    "a bound moved": _in_calls(_with_number, _numbered),
    "an edge turned": _in_calls(_renamed("ge", "gt"), _numbered),
    "or for and": _in_calls(
        lambda call: call._replace(name="or") if call.name == "and" and _of_truths(call) else None,
        _numbered,
    ),
    "and for or": _in_calls(
        lambda call: call._replace(name="and") if call.name == "or" and _of_truths(call) else None,
        _numbered,
    ),
    "a member dropped": _in_calls(
        lambda call: call.given[0] if call.name == "and" and _of_truths(call) else None, _numbered
    ),
    "an exclusion forgotten": _in_calls(
        lambda call: call.given[0] if call.name == "coalesce" else None, _numbered
    ),
    "two verdicts exchanged": _in_calls(
        lambda call: call._replace(given=("ruled_out", *call.given[1:]))
        if call.name == "lit" and call.given[0] == "matched" else None
    ),
    "two approaches exchanged": _columns_exchanged,
    "what is open speaks against": _in_calls(
        lambda call: call._replace(given=(call.given[0], True))
        if call.name == "fill_null" else None,
        lambda name: name.endswith(":against"),
    ),
    "a way to write forgotten": _in_calls(
        lambda call: call.given[0]
        if call.name == "or" and call.given[1].given[-1] == "TRUE" else None,
        _numbered,
    ),
    "a contradiction let through": _in_calls(
        lambda call: call.given[0] if call.name == "or" else None, lambda name: name == _WRONG
    ),
}  # fmt: skip


def _of_truths(call: Call) -> bool:
    """Tell whether a call puts truths together that have columns of their own."""
    return all(
        isinstance(each, Call) and each.name == "col" and _numbered(each.given[0])
        for each in _members(call)
    )
