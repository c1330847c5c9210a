"""The durable-rules adapter: the forward-chaining engine decides, inside its safe use.

Outside that use the engine gives wrong answers without a word, hangs or crashes. How each trap is
avoided here:

- timer threads, and crashes under them: a `Host` whose `_run` does nothing;
- conditions that want several facts, nulls, lists, missing-value tests, arrays, regular
  expressions: one flat fact for one evaluation, every rule one conjunction that begins with a
  constant marker, every field typed and present only where it is known;
- a field called `id` or `sid`, keys told apart by a 32-bit hash only: fields have generated names,
  and the compile step refuses two with one hash;
- facts that no rule matches, freeing of unset memory: a sentinel rule that always fires;
- the same fact twice, 1,024 live sessions, growing memory: one constant session, its state deleted
  after each evaluation;
- chaining by derived facts: stages instead. A stage derives the terms of one depth, and their truth
  goes as fields into the fact of the next;
- two rules with one antecedent, and rules that derive the same thing: an antecedent is one rule,
  and the rule's number tells what follows from it;
- an exception swallowed in an action: an action appends its rule's number to a list and does
  nothing else, and an `exception` in the returned state is raised;
- more than 64 tests pending at once, which silently stops all rules: bounded when the ruleset is
  compiled, for the worst case, and the ruleset split;
- hundreds of tests in a rule or at the first level: refused, or never reached by the split;
- a fact of more than 255 fields: a ruleset is told only the fields that its rules test;
- rulesets that are never freed: they are when the engine goes.

The engine says which rule fired, not why: explanations come from the condition tree. One evaluation
at a time; not for several threads.
"""

import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from allscape.engine.edition import Edition, terms_used
from allscape.engine.literals import (
    NO,
    YES,
    Alternative,
    Atom,
    alternatives,
    fields,
    pending_at_most,
)
from allscape.faults import EngineDisagreement, Fault
from allscape.model.base import Truth
from allscape.model.conditions import Condition
from allscape.model.facts import Facts
from allscape.model.landscape import EngineName

NAME: EngineName = "durable-rules"
MAX_PENDING = 60
MAX_RULES = 120
MAX_FIELDS = 120
_MARKER, _SESSION = "zz", "s"

Answer = tuple[str, Truth]
_Chunk = tuple[str, set[str], list[list[Answer]]]


def available() -> bool:
    """Return whether durable-rules can be imported here."""
    try:
        import durable.engine  # noqa: F401
    except ImportError:
        return False
    return True


class ForwardEngine:
    """An edition compiled to staged rulesets. `truths` runs them on the facts of one case.

    Raises `RulebookError` for conditions that the engine cannot safely run.
    """

    def __init__(self, edition: Edition) -> None:
        from durable.engine import Host

        class QuietHost(Host):  # type: ignore[misc]  # durable-rules has no types
            def _run(self) -> None:
                pass

        self._host = QuietHost()
        self._fired: list[int] = []
        self._rulesets = 0
        self._term_field = {name: f"t{at}" for at, name in enumerate(edition.terms)}
        self._stages = [self._stage(stage) for stage in _stages(edition)]
        self._final = self._stage(edition.statements)
        handles = [each._handle for each in self._host._ruleset_list]  # noqa: SLF001
        weakref.finalize(self, _free, handles)

    def truths(self, facts: Facts) -> dict[str, Truth]:
        """Return the truth of every statement for a case, by id."""
        told = fields(facts)
        for stage in self._stages:
            for term, truth in self._run_stage(stage, told).items():
                if truth is not Truth.UNKNOWN:
                    told[self._term_field[term]] = YES if truth is Truth.TRUE else NO
        return self._run_stage(self._final, told)

    def _stage(self, conditions: Mapping[str, Condition]) -> "_Stage":
        answers: dict[Alternative, list[Answer]] = {}
        for name, condition in conditions.items():
            for wanted, truth in ((True, Truth.TRUE), (False, Truth.FALSE)):
                for each in alternatives(condition, wanted, self._term_field, name):
                    answers.setdefault(each, []).append((name, truth))
        always = answers.pop(frozenset(), [])
        _refuse_equal_hashes({_MARKER, *(atom.field for rule in answers for atom in rule)})
        chunks = [
            (self._register(chunk), _fields(chunk), [answers[each] for each in chunk])
            for chunk in _split(sorted(answers, key=sorted))
        ]
        return _Stage(tuple(conditions), always, chunks)

    def _register(self, rules: list[Alternative]) -> str:
        name = f"r{self._rulesets}"
        self._rulesets += 1
        # The sentinel fires for every fact, and nothing follows from it.
        ruleset = {"sentinel": {"all": [{"m": _EVERY_FACT}], "run": lambda _: None}}
        for number, rule in enumerate(rules):
            tests = [_EVERY_FACT, *map(_expression, sorted(rule))]
            ruleset[f"r{number}"] = {"all": [{"m": {"$and": tests}}], "run": self._action(number)}
        self._host.register_rulesets({name: ruleset})
        return name

    def _action(self, number: int) -> Callable[[Any], None]:
        return lambda _: self._fired.append(number)

    def _run_stage(self, stage: "_Stage", told: Mapping[str, str | float]) -> dict[str, Truth]:
        answers = list(stage.always)
        for ruleset, names, answers_of in stage.chunks:
            mine = {name: value for name, value in told.items() if name in names}
            answers += [each for number in self._fire(ruleset, mine) for each in answers_of[number]]
        found = dict.fromkeys(stage.names, Truth.UNKNOWN)
        for name, truth in answers:
            if found[name] not in (Truth.UNKNOWN, truth):
                told_ = f"durable-rules says both that '{name}' holds and that it fails"
                raise EngineDisagreement([Fault("", 0, 0, told_)])
            found[name] = truth
        return found

    def _fire(self, ruleset: str, told: Mapping[str, str | float]) -> list[int]:
        self._fired.clear()
        fact = {_MARKER: YES, "sid": _SESSION, **told}
        state = self._host.assert_fact(ruleset, fact)
        self._host.delete_state(ruleset, _SESSION)
        if isinstance(state, dict) and "exception" in state:
            raise RuntimeError(f"durable-rules: {state['exception']}")
        return list(self._fired)


class _Stage:
    """The rulesets of one stage, what follows from each rule, and what follows from nothing."""

    def __init__(self, names: tuple[str, ...], always: list[Answer], chunks: list[_Chunk]) -> None:
        self.names, self.always, self.chunks = names, always, chunks


_EVERY_FACT = {_MARKER: YES}


def _expression(atom: Atom) -> dict[str, Any]:
    test = {atom.field: atom.value}
    return test if atom.sign == "eq" else {f"${atom.sign}": test}


def _stages(edition: Edition) -> Iterator[dict[str, Condition]]:
    """Yield the terms by depth, those that rest on no other term first."""
    depth: dict[str, int] = {}
    for name, condition in edition.terms.items():
        depth[name] = 1 + max((depth[used] for used in terms_used(condition)), default=-1)
    for level in range(max(depth.values(), default=-1) + 1):
        yield {name: edition.terms[name] for name in depth if depth[name] == level}


def _split(rules: list[Alternative]) -> Iterator[list[Alternative]]:
    """Yield the rules in runs that the engine can hold, whatever the case."""
    run: list[Alternative] = []
    for rule in rules:
        longer = [*run, rule]
        if (
            len(_fields(longer)) > MAX_FIELDS
            or pending_at_most(longer) > MAX_PENDING
            or (len(run) == MAX_RULES)
        ):
            yield run
            run = []
        run.append(rule)
    if run:
        yield run


def _free(handles: list[int]) -> None:
    import durable_rules_engine

    for handle in handles:
        durable_rules_engine.delete_ruleset(handle)


def _fields(rules: list[Alternative]) -> set[str]:
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
