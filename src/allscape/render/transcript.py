"""A session as a Markdown transcript with its citations."""

from collections.abc import Callable, Iterator, Sequence

from allscape.engine.evaluate import Evaluation
from allscape.explain import moves
from allscape.explain.moves import Move
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.landscape import NOTICE, Citation
from allscape.model.profile import Profile
from allscape.render import words
from allscape.render.explore import verdict
from allscape.render.page import one_line
from allscape.session.events import Answer, Decline, Note, Start, State, Undo, describe, extended
from allscape.session.store import AnyEvent

_SPECIAL = str.maketrans({each: f"\\{each}" for each in "\\`*_{}[]<>#|"})


def transcript(
    contents: Contents, events: Sequence[AnyEvent], examine: Callable[[Profile], Evaluation]
) -> str:
    """Return what was done in a session, what moved, and the sentences it rests on."""
    return "\n".join(_lines(contents, events, examine)) + "\n"


def _lines(
    contents: Contents, events: Sequence[AnyEvent], examine: Callable[[Profile], Evaluation]
) -> Iterator[str]:
    start = events[0]
    assert isinstance(start, Start)
    state = State(start=start)
    landscape = examine(state.profile).landscape
    yield f"# {_escaped(start.name or 'A hypothetical case')}\n\n{NOTICE}\n"
    yield f"It began with: {_escaped(words.facts(landscape.case.profile) or 'nothing known')}.\n"
    for number, event in enumerate(events[1:], 1):
        state = extended(state, event)
        before, landscape = landscape, examine(state.profile).landscape
        yield f"{number}. {_escaped(told(event))}"
        for move in moves.between(before, landscape):
            yield f"   - {_moved(contents, move)}"
    yield f"\n## Where it ends\n\n{_escaped(words.facts(landscape.case.profile))}\n"
    for result in landscape.approaches:
        if result.verdict is not Verdict.RULED_OUT:
            hangs = f", hangs on {', '.join(result.missing)}" if result.missing else ""
            cites = _cites(contents, result.citations)
            came_to = f"{verdict(result.verdict)}{_escaped(hangs)}"
            yield f"- **{_escaped(result.name)}**: {came_to} {cites}"
    yield "\n## Sentences\n"
    cited = {c.statement: c for result in landscape.approaches for c in result.citations}
    for cite in dict.fromkeys(contents.statement[each].cite for each in cited):
        yield f"- “{_escaped(contents.sentence(cite))}” ({_escaped(words.where(contents, cite))})"


def told(event: AnyEvent) -> str:
    """Return what was done, in words."""
    if isinstance(event, Answer | Decline | Note):
        return describe(event)
    return "taken back" if isinstance(event, Undo) else "done again"


def _moved(contents: Contents, move: Move) -> str:
    text = f"{move.name}: {verdict(move.before)}, then {verdict(move.after)}"
    return f"{_escaped(text)} {_cites(contents, move.citations)}"


def _cites(contents: Contents, citations: Sequence[Citation]) -> str:
    cites = dict.fromkeys(contents.statement[each.statement].cite for each in citations)
    return f"({', '.join(cites)})"


def _escaped(text: str) -> str:
    return one_line(text).translate(_SPECIAL)
