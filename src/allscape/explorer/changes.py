"""What would change a row's verdict, each change with a key that makes it; a smallest case."""

from collections.abc import Mapping

from allscape.explain.flips import Flip, outcomes, smallest_changes
from allscape.explain.values import tests_of
from allscape.explorer.desk import Desk
from allscape.model.attributes import Value
from allscape.model.base import Verdict
from allscape.model.profile import ATTRIBUTES, Profile
from allscape.proof.find import Found, Wanted, find
from allscape.proof.meanings import meanings
from allscape.render import find as render_find
from allscape.render import words
from allscape.render.page import Page, Row, Rows, Text, Title
from allscape.render.why import changed as changed_facts


def changes(desk: Desk) -> list[Flip]:
    """Return the smallest changes that move the row: what lifts it, settles it, or loses it."""
    edition, now = desk.evaluation.edition, desk.result.verdict
    asked = edition, desk.row, desk.state.profile
    if now is Verdict.RULED_OUT:
        return smallest_changes(*asked)
    open_ = now is Verdict.UNDETERMINED
    tested = tests_of(edition, edition.offering(desk.row))
    every = outcomes(*asked, desk.result.missing if open_ else tested)
    moving = (each for each in every if open_ or each.then is not now)
    return [Flip(changes={e.attribute: e.value}, then=e.then) for e in moving]


def page(desk: Desk, found: Mapping[str, Flip]) -> Page:
    """Return the changes by their keys."""
    now = words.verdict(desk.result.verdict)
    made: Page = [Title(f"{desk.result.name}: {now}")]
    if not found:
        return [*made, Text("No change of a fact moves it: it is said of every case.")]
    made.append(Text("Press the key before a change to make it; undo takes it back."))
    rows = [
        Row(f"{key}:", changed_facts(each.changes), f"then {words.verdict(each.then)}")
        for key, each in found.items()
    ]
    return [*made, Rows(rows)]


def smallest_case(desk: Desk) -> Found:
    """Return a smallest case in which the row is matched, or the proof that there is none."""
    return find(meanings(desk.evaluation.edition), _matched(desk))


def _matched(desk: Desk) -> list[Wanted]:
    return [Wanted(name=desk.row, verdict=Verdict.MATCHED)]


def case_page(desk: Desk, found: Found) -> Page:
    """Return the page of a smallest case."""
    wanted = _matched(desk)
    if found.profile is None:
        return render_find.none(desk.evaluation.edition, found, wanted)
    view = desk.state.view
    evaluation = desk.examine(found.profile, as_of=view.as_of, readings=view.readings)
    take = Text("Press 1 to go on with this case; undo brings the other back.")
    title, *rest = render_find.found(evaluation, wanted)
    return [title, take, *rest]


def becoming(desk: Desk, profile: Profile) -> dict[str, Value | None]:
    """Return the changes that make the session's case another one."""
    now, then = vars(desk.state.profile), vars(profile)
    return {name: then[name] for name in ATTRIBUTES if now[name] != then[name]}
