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
- rulesets that are never freed: once an engine has gone they are, by whoever asks the next one, for
  the garbage collector may come while another runs;
- two threads at once, which crash it or mix their answers up: one evaluation at a time in the whole
  process, under a lock. Threads lose nothing by it, for Python runs one of them at a time anyway;
- an evaluation that the keyboard interrupts: its rulesets, left half way, are not used again;
- a call for the time that Python 3.12 warns of: it is given another clock. To silence the warning
  for one thread would silence it for all of them.

The engine says which rule fired, not why: explanations come from the condition tree.
"""

import time
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from allscape.engine.atoms import NO, YES, fields
from allscape.engine.edition import Edition
from allscape.engine.plan import (
    MARKER,
    Conclusion,
    NumberTest,
    Plan,
    RulesetStage,
    plan,
    term_field,
)
from allscape.faults import EngineDisagreement
from allscape.model.base import Truth
from allscape.model.facts import Facts
from allscape.model.landscape import EngineName
from allscape.model.locks import lock

NAME: EngineName = "durable-rules"
_SESSION = "s"

_Ruleset = tuple[str, tuple[str, ...], tuple[tuple[Conclusion, ...], ...]]
_Running = tuple[tuple[str, ...], tuple[Conclusion, ...], list[_Ruleset]]
"""A stage whose chunks are registered, each under the name of its ruleset."""

_one_at_a_time = lock()
_gone = deque[int]()
"""The handles of rulesets whose engine has gone, still to be freed."""


def available() -> bool:
    """Return whether durable-rules can be imported here."""
    try:
        import durable.engine  # noqa: F401
    except ImportError:
        return False
    return True


class ForwardEngine:
    """An edition compiled to staged rulesets. `truths` runs them on the facts of one case.

    `planned` is the plan of the edition where it is there already. Raises `RulebookError` for
    conditions that the engine cannot safely run. Any thread may use it.
    """

    def __init__(self, edition: Edition, planned: Plan | None = None) -> None:
        self._plan = planned or plan(edition)
        with _one_at_a_time:
            self._rulesets: _Rulesets | None = _Rulesets(self._plan)

    def truths(self, facts: Facts) -> dict[str, Truth]:
        """Return the truth of every statement for a case, by id."""
        text = fields(facts)
        with _one_at_a_time:
            rulesets, self._rulesets = self._rulesets or _Rulesets(self._plan), None
            truths = rulesets.truths(text)
            self._rulesets = rulesets  # only where nothing broke off
        return truths


class _Rulesets:
    """The rulesets of a plan, registered; for one thread at a time."""

    def __init__(self, planned: Plan) -> None:
        _free_gone()
        self._host = _quiet_host()
        self._fired: list[int] = []
        terms, stages = planned
        self._term_field = {name: term_field(at) for at, name in enumerate(terms)}
        self._registered = 0
        *self._stages, self._final = [self._stage(each) for each in stages]
        handles = [each._handle for each in self._host._ruleset_list]  # noqa: SLF001
        weakref.finalize(self, _gone.extend, handles).atexit = False

    def truths(self, data: dict[str, str | float]) -> dict[str, Truth]:
        """Return the truth of every statement for the fields of a case."""
        for stage in self._stages:
            for term, truth in self._run_stage(stage, data).items():
                if truth is not Truth.UNKNOWN:
                    data[self._term_field[term]] = YES if truth is Truth.TRUE else NO
        return self._run_stage(self._final, data)

    def _stage(self, stage: RulesetStage) -> _Running:
        derives, always, chunks = stage
        return derives, always, [(self._register(rules), names, f) for names, rules, f in chunks]

    def _register(self, rules: tuple[tuple[NumberTest, ...], ...]) -> str:
        name = f"r{self._registered}"
        self._registered += 1
        # The sentinel fires for every fact, and nothing follows from it.
        ruleset = {"sentinel": {"all": [{"m": _EVERY_FACT}], "run": lambda _: None}}
        for number, rule in enumerate(rules):
            ruleset[f"r{number}"] = {**as_handed(rule), "run": self._action(number)}
        self._host.register_rulesets({name: ruleset})
        return name

    def _action(self, number: int) -> Callable[[Any], None]:
        # Not `self`: an engine that its own actions hold waits for the garbage collector.
        fired = self._fired
        return lambda _: fired.append(number)

    def _run_stage(self, stage: _Running, data: Mapping[str, str | float]) -> dict[str, Truth]:
        derives, always, rulesets = stage
        answers = list(always)
        for ruleset, names, follows in rulesets:
            mine = {name: data[name] for name in names if name in data}
            answers += [each for number in self._fire(ruleset, mine) for each in follows[number]]
        found = dict.fromkeys(derives, Truth.UNKNOWN)
        for name, said in answers:
            truth = Truth(said)
            if found[name] not in (Truth.UNKNOWN, truth):
                message = f"durable-rules says both that '{name}' holds and that it fails"
                raise EngineDisagreement.of(message)
            found[name] = truth
        return found

    def _fire(self, ruleset: str, data: Mapping[str, str | float]) -> list[int]:
        self._fired.clear()
        fact = {**EVERY_FACT_HAS, **data}
        state = self._host.assert_fact(ruleset, fact)
        self._host.delete_state(ruleset, _SESSION)
        if isinstance(state, dict) and "exception" in state:
            if state["exception"].startswith(_SWALLOWED_INTERRUPT):
                raise KeyboardInterrupt
            raise RuntimeError(f"durable-rules: {state['exception']}")
        return list(self._fired)


_EVERY_FACT = {MARKER: YES}
EVERY_FACT_HAS = {**_EVERY_FACT, "sid": _SESSION}
"""The fields of every fact, whatever the case."""
_SWALLOWED_INTERRUPT = "exception caught , "
"""What an exception without words leaves; an action raises none of its own."""


def as_handed(rule: Iterable[NumberTest]) -> dict[str, Any]:
    """Return a rule as durable-rules is handed it, but for what is run where it fires."""
    return {"all": [{"m": {"$and": [_EVERY_FACT, *map(_expression, rule)]}}]}


def _expression(comparison: NumberTest) -> dict[str, Any]:
    field, sign, value = comparison
    return {field: value} if sign == "eq" else {f"${sign}": {field: value}}


def _quiet_host() -> Any:
    """Return a host without timer threads."""
    from durable import engine

    engine._unix_now = time.time  # noqa: SLF001  # as Python 3.12 does not warn of

    class QuietHost(engine.Host):  # type: ignore[misc]  # durable-rules has no types
        def _run(self) -> None:
            pass

    return QuietHost()


def _free_gone() -> None:
    import durable_rules_engine

    while _gone:
        durable_rules_engine.delete_ruleset(_gone.popleft())
