"""What `prove` says: what is dead, what is open by its words, what covers what, and the gaps."""

from collections.abc import Callable, Iterable, Iterator

from allscape.model.base import grouped
from allscape.model.profile import Profile
from allscape.proof.gaps import Clause, Gaps
from allscape.proof.hanging import Switch
from allscape.proof.idle import Blank, Idle
from allscape.proof.limits import Never
from allscape.proof.prove import Proof
from allscape.proof.relations import Relation
from allscape.proof.requirements import Requirement
from allscape.render import words
from allscape.render.framing import END, as_page
from allscape.render.page import Heading, Item, PagePart, Row, Rows, Text, Title, Tone

WhereSaid = Callable[[str], str]
"""Gives the place of a statement in its file; empty for an approach."""


@as_page
def page(proof: Proof, where: WhereSaid, all_: bool) -> Iterator[PagePart]:
    """Return the page of a proof; `all_` lists what is only counted otherwise."""
    yield Title("What holds for every case that there can be")
    counted = words.counted(proof.statements, "statement")
    yield Text(
        f"{counted}, {words.counted(proof.approaches, 'approach', 'approaches')}; "
        "every combination of facts, unknown ones included; nothing is sampled.",
    )
    yield from _dead(proof, where)
    yield from _undecided(proof, where)
    yield from _seen(proof, where, all_)
    yield from _unmodelled(proof.unmodelled)
    yield from _said_of_all(proof.nevers)
    yield from _covered(proof, where, all_)
    yield from _overlaps(proof, all_)
    yield from _idle(proof.idle)
    yield from _gaps(proof.gaps)
    yield from _readings(proof.switches, all_)
    yield END


def _dead(proof: Proof, where: WhereSaid) -> Iterator[PagePart]:
    dead = proof.dead
    yield Heading("Never matched, never ruled out, never open", Tone.AGAINST if dead else Tone.FOR)
    if not dead:
        modelled = " that is modelled" * bool(proof.unmodelled)
        yield Text(f"None: every condition{modelled} can hold, fail and be open.", 1)
    for never in dead:
        verdict = words.verdict(never.verdict)
        yield Item(f"{never.name} is never {verdict}", where(never.name), Tone.AGAINST)
        yield from conflicts(never.conflicts)


def conflicts(found: Iterable[tuple[Requirement, ...]]) -> Iterator[PagePart]:
    """Yield the claims that cannot all be so, with the words that state them."""
    for claims in found:
        several = len(claims) > 1
        yield Text("No case can show all of these:" if several else "No case can show this:", 1)
        yield Rows([row for claim in claims for row in _claim(claim)], deep=2, tree=True)


def _claim(claim: Requirement) -> Iterator[Row]:
    owner = f", {claim.statement}" if claim.statement else ""
    if len(claim.grounds) < 2 and not claim.hangs:
        yield Row("-", f"{claim.says}{owner}", _stated(claim))
        return
    yield Row("-", f"{claim.says}, which hangs on:" if claim.hangs else f"one of these{owner}:")
    for ground in claim.grounds:
        yield Row("", f"· {ground.condition}", f"“{ground.words}”" * bool(ground.words))


def _stated(claim: Requirement) -> str:
    ground = claim.grounds[0] if claim.grounds else None
    return f"“{ground.words}” {ground.cite}" if ground and ground.words else ""


def _undecided(proof: Proof, where: WhereSaid) -> Iterator[PagePart]:
    undecided = proof.undecided
    yield Heading("Open by its words alone", Tone.AGAINST if undecided else Tone.FOR)
    if not undecided:
        or_not = ", or what is not modelled," * bool(proof.unmodelled)
        yield Text(f"None: where something is open, some fact{or_not} can still decide it.", 1)
    for each in undecided:
        yield Item(each.name, where(each.name), Tone.AGAINST)
        answer = words.verdict(each.answer)
        yield Text(f"open for: {_case(each.case)}; {answer} whatever the unknown facts are", 1)


def _seen(proof: Proof, where: WhereSaid, all_: bool) -> Iterator[PagePart]:
    unseen = proof.unseen
    yield Heading("Printed in no case", Tone.AGAINST if unseen else Tone.FOR)
    if not unseen:
        more = ":" if all_ else " (--all shows a smallest one for each)."
        yield Text(f"None: of every statement some case's page prints it{more}", 1)
    for name in unseen:
        yield Item(name, where(name), Tone.AGAINST)
        yield Text("it is about approaches none of which is matched where it holds", 1)
    if all_:
        yield _list(f"{each.statement}: {_case(each.case)}" for each in proof.seen if each.case)


def _unmodelled(blanks: Iterable[Blank]) -> Iterator[PagePart]:
    blanks = list(blanks)
    if not blanks:
        return
    yield Heading("Not modelled", Tone.OPEN)
    yield Text("No profile has a fact for it: what hangs on it stays open, and is no fault.", 1)
    for each in blanks:
        yield Item(each.name, words.counted(len(each.statements), "statement"), Tone.OPEN)
        rows = [
            Row("asked by", ", ".join(each.statements)),
            Row("holds open", ", ".join(each.approaches)),
            Row("never matched", ", ".join(each.never_matched)),
        ]
        yield Rows([row for row in rows if row.text])


def _said_of_all(nevers: Iterable[Never]) -> Iterator[PagePart]:
    names = dict.fromkeys(each.name for each in nevers if each.said_of_all)
    if names:
        yield Heading("Said of all")
        yield Text("Without a condition, so never ruled out:", 1)
        yield Text(", ".join(names), 1, Tone.QUIET)


def _covered(proof: Proof, where: WhereSaid, all_: bool) -> Iterator[PagePart]:
    yield Heading("The same cases, or fewer")
    if proof.shadowed:
        yield Text("Offers that add no case to their approach:", 1)
        yield Rows([_shadow(each, where) for each in proof.shadowed], deep=2, tree=True)
    yield Text("Approaches that are matched in the same cases:", 1)
    yield _list(", ".join(each) for each in proof.equal_approaches)
    yield Text("Approaches matched only where another is too:", 1)
    inside = grouped((pair.one, pair.other) for pair in proof.implied)
    yield _list(f"{one}, within {', '.join(others)}" for one, others in inside.items())
    groups = words.counted(len(proof.equal), "group")
    said = sum(map(len, proof.equal))
    more = ":" if all_ else " (--all lists them)."
    yield Text(f"{said} statements hold in the same cases, in {groups}{more}", 1)
    if all_:
        yield _list(", ".join(each) for each in proof.equal)


def _list(lines: Iterable[str]) -> PagePart:
    return Rows([Row("-", each) for each in lines] or [Row("-", "none")], deep=2, tree=True)


def _shadow(pair: Relation, where: WhereSaid) -> Row:
    how = "the same cases as" if pair.apart is None else "within"
    return Row("-", f"{pair.one}: {how} {pair.other}", where(pair.one))


def _overlaps(proof: Proof, all_: bool) -> Iterator[PagePart]:
    yield Heading("Together")
    never = len(proof.never_together)
    count = words.counted(len(proof.together), "pair")
    more = "" if all_ else " (--all lists them)"
    yield Text(f"{count} of approaches can be matched by one case; {never} never{more}.", 1)
    if all_:
        yield Text("Matched together, with a case:", 1)
        yield _list(f"{p.one} and {p.other}: {_case(p.case)}" for p in proof.together)
        yield Text("Never matched together:", 1)
        yield _list(f"{p.one} and {p.other}" for p in proof.never_together)


def _idle(idle: Idle) -> Iterator[PagePart]:
    yield Heading("What decides nothing")
    nothing = Row("decides nothing", ", ".join(idle.none) or "no attribute")
    yield Rows([nothing, Row("no approach", ", ".join(idle.statements_only) or "no attribute")])
    alike = [
        Row(name, _kinds(kinds)) for name, kinds in idle.kinds.items() if max(map(len, kinds)) > 1
    ]
    if alike:
        yield Text("Values that no statement tells apart:", 1)
        yield Rows(alike, deep=2)


def _kinds(kinds: Iterable[tuple[str, ...]]) -> str:
    return "; ".join(words.listed(each) for each in kinds if len(each) > 1)


def _gaps(gaps: Gaps) -> Iterator[PagePart]:
    yield Heading("The gap map")
    yield Text("WhereSaid all of the following holds, every approach is ruled out.", 1)
    if gaps.left_out:
        yield Text(f"Left out, as never ruled out: {', '.join(gaps.left_out)}.", 1, Tone.QUIET)
    for region in gaps.regions:
        yield Item(f"{region.attribute} {region.value}".strip(), "", Tone.STRONG)
        if region.case is None:
            yield Text("No gap: some approach is matched or open in every case.", 1)
            continue
        rows = [
            Row("and" if len(each.any_of) == 1 else "and one of", _clause(each))
            for each in region.clauses
        ]
        yield Rows(rows or [Row("-", "every case")], tree=True)


def _clause(clause: Clause) -> str:
    return "; ".join(f"{name} {' or '.join(v)}" for name, v in clause.any_of.items())


def _readings(switches: Iterable[Switch], all_: bool) -> Iterator[PagePart]:
    yield Heading("Verdicts that hang on a reading")
    for switch in switches:
        yield Item(f"{switch.term}={switch.reading}", "", Tone.STRONG)
        moved = dict.fromkeys(each.approach for each in switch.shifts)
        if not moved:
            count = words.counted(len(switch.statements), "statement")
            yield Text(f"moves no approach; {count}", 1)
            continue
        yield Text(f"moves {', '.join(moved)}", 1)
        rows = [
            Row(
                f"{words.verdict(each.now)} to {words.verdict(each.then)}",
                f"{each.approach}: {_case(each.case)}",
            )
            for each in switch.shifts
        ]
        yield Rows(rows if all_ else rows[:1], deep=2)


def _case(case: Profile | None) -> str:
    return words.facts(case.known()) or "nothing known" if case is not None else ""
