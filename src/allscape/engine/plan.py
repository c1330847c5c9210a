"""An edition as the rulesets that the forward-chaining engine will run: plain data, kept as it is.

A stage derives the terms of one depth, the last one the statements. Its rules are split into chunks
that the engine can hold whatever the case; each rule is a conjunction of comparisons, and from its
number it is known what follows.
"""

from collections.abc import Iterable, Iterator, Mapping

from allscape.engine.atoms import Conjunction, Pending, alternatives
from allscape.engine.edition import Edition
from allscape.model.base import Truth
from allscape.model.conditions import Condition, terms_used

MAX_PENDING = 60
MAX_RULES = 120
MAX_FIELDS = 120
MARKER = "zz"

NumberTest = tuple[str, str, str | float]
"""A field, a sign (eq, gte, gt, lte, lt) and a constant."""
Conclusion = tuple[str, str]
"""A term or statement, and the truth that follows for it."""
Chunk = tuple[
    tuple[str, ...], tuple[tuple[NumberTest, ...], ...], tuple[tuple[Conclusion, ...], ...]
]
"""The fields that the rules test, the rules, and what follows from each."""
RulesetStage = tuple[tuple[str, ...], tuple[Conclusion, ...], tuple[Chunk, ...]]
"""What the stage derives, what follows from nothing at all, and its rules."""
Plan = tuple[tuple[str, ...], tuple[RulesetStage, ...]]
"""The terms, whose place gives each its field, and the stages."""


def plan(edition: Edition) -> Plan:
    """Return the rulesets of an edition.

    Raises `RulebookError` for conditions that the engine cannot safely run.
    """
    fields = {name: term_field(at) for at, name in enumerate(edition.terms)}
    conditions = [*_by_depth(edition), edition.statements]
    return tuple(fields), tuple(_stage(each, fields) for each in conditions)


def term_field(at: int) -> str:
    """Return the field that carries the truth of the term at a place."""
    return f"t{at}"


def _stage(conditions: Mapping[str, Condition], term_fields: dict[str, str]) -> RulesetStage:
    answers: dict[Conjunction, list[Conclusion]] = {}
    for name, condition in conditions.items():
        for wanted, truth in ((True, Truth.TRUE), (False, Truth.FALSE)):
            for each in alternatives(condition, wanted, term_fields, name):
                answers.setdefault(each, []).append((name, truth.value))
    always = answers.pop(frozenset(), [])
    _refuse_equal_hashes({MARKER, *_fields(list(answers))})
    chunks = tuple(_chunk(rules, answers) for rules in _split(sorted(answers, key=sorted)))
    return tuple(conditions), tuple(always), chunks


def _chunk(rules: list[Conjunction], answers: Mapping[Conjunction, list[Conclusion]]) -> Chunk:
    compared = (
        tuple((atom.field, atom.sign, atom.value) for atom in sorted(rule)) for rule in rules
    )
    follows = (tuple(answers[rule]) for rule in rules)
    return tuple(sorted(_fields(rules))), tuple(compared), tuple(follows)


def _by_depth(edition: Edition) -> Iterator[dict[str, Condition]]:
    """Yield the terms by depth, those that rest on no other term first."""
    depth: dict[str, int] = {}
    for name, condition in edition.terms.items():
        depth[name] = 1 + max((depth[used] for used in terms_used(condition)), default=-1)
    for level in range(max(depth.values(), default=-1) + 1):
        yield {name: edition.terms[name] for name in depth if depth[name] == level}


def _split(rules: list[Conjunction]) -> Iterator[list[Conjunction]]:
    """Yield the rules in runs that the engine can hold, whatever the case."""
    run: list[Conjunction] = []
    fields: set[str] = set()
    pending = Pending()
    for rule in rules:
        fields |= _fields([rule])
        waiting = pending.add(sorted(rule))
        if len(fields) > MAX_FIELDS or waiting > MAX_PENDING or len(run) == MAX_RULES:
            yield run
            run, fields, pending = [], _fields([rule]), Pending()
            pending.add(sorted(rule))
        run.append(rule)
    if run:
        yield run


def _fields(rules: list[Conjunction]) -> set[str]:
    return {atom.field for rule in rules for atom in rule}


def _refuse_equal_hashes(names: Iterable[str]) -> None:
    seen: dict[int, str] = {}
    for name in names:
        other = seen.setdefault(_hash(name), name)
        if other != name:
            raise ValueError(f"durable-rules cannot tell the fields {other} and {name} apart")


def _hash(name: str) -> int:
    """Return the 32-bit FNV-1a hash, by which the engine tells names apart."""
    value = 0x811C9DC5
    for byte in name.encode():
        value = (value ^ byte) * 0x01000193 % 2**32
    return value
