"""A session as a Markdown transcript with its citations."""

from collections.abc import Callable, Iterator, Sequence

from allscape.engine.evaluate import Evaluation
from allscape.explain import moves
from allscape.model.base import Verdict
from allscape.model.contents import Contents
from allscape.model.landscape import NOTICE, Citation
from allscape.model.profile import Profile
from allscape.render import words
from allscape.render.page import one_line
from allscape.render.words import verdict
from allscape.session.events import Answer, Decline, Note, Start, State, Undo, describe, extended
from allscape.session.store import AnyEvent

_SPECIAL = str.maketrans({each: f"\\{each}" for each in "\\`*_{}[]<>#|"})


def transcript(
    contents: Contents, events: Sequence[AnyEvent], examine: Callable[[Profile], Evaluation]
) -> str:
    """Return what was done in a session, what moved, and the sentences it rests on."""
    named: dict[str, None] = {}
    lines = list(_body(contents, events, examine, named))
    lines.append("\n## Sentences\n")
    for cite in named:
        where = _escaped(words.where(contents, cite))
        lines.append(f"- “{_escaped(contents.sentence(cite))}” ({where})")
    return "\n".join(lines) + "\n"


def _body(
    contents: Contents,
    events: Sequence[AnyEvent],
    examine: Callable[[Profile], Evaluation],
    named: dict[str, None],
) -> Iterator[str]:
    """Yield what was done and where it ends; the sentences that are named go into `named`."""
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
            text = f"{move.name}: {verdict(move.before)}, then {verdict(move.after)}"
            yield f"   - {_escaped(text)} {_cites(contents, move.citations, named)}"
    yield f"\n## Where it ends\n\n{_escaped(words.facts(landscape.case.profile))}\n"
    for result in landscape.approaches:
        if result.verdict is not Verdict.RULED_OUT:
            hangs = f", hangs on {', '.join(result.missing)}" if result.missing else ""
            cites = _cites(contents, result.citations, named)
            came_to = f"{verdict(result.verdict)}{_escaped(hangs)}"
            yield f"- **{_escaped(result.name)}**: {came_to} {cites}"


def told(event: AnyEvent) -> str:
    """Return what was done, in words."""
    if isinstance(event, Answer | Decline | Note):
        return describe(event)
    return "taken back" if isinstance(event, Undo) else "done again"


def _cites(contents: Contents, citations: Sequence[Citation], named: dict[str, None]) -> str:
    cites = dict.fromkeys(contents.statement[each.statement].cite for each in citations)
    named.update(cites)
    return f"({', '.join(cites)})"


def _escaped(text: str) -> str:
    return one_line(text).translate(_SPECIAL)
