"""What `why` says: the tree of conditions, the sentence, and what would change the verdict."""

from collections.abc import Iterator

from allscape.explain.flips import Flip, Outcome
from allscape.explain.why import OF_ALL, Node, OfferTree, Why
from allscape.model.attributes import Value, show
from allscape.model.base import Truth, Verdict
from allscape.model.contents import Contents
from allscape.model.profile import ATTRIBUTES
from allscape.render import words
from allscape.render.framing import as_page, foot, noted
from allscape.render.page import Heading, Item, Page, PagePart, Row, Rows, Text, Title, Tone

TONES = {Truth.TRUE: Tone.FOR, Truth.FALSE: Tone.AGAINST, Truth.UNKNOWN: Tone.OPEN}
HOLDS = {Truth.TRUE: "holds", Truth.FALSE: "fails", Truth.UNKNOWN: "open"}
"""What a condition comes to, in words."""


@as_page
def page(contents: Contents, why: Why, case: str) -> Iterator[PagePart]:
    """Return the page of one justification."""
    kind = f", {words.RULED_OUT_AS[why.ruled_out_as]}" if why.ruled_out_as else ""
    but = ", with something against it" if why.against and not why.ruled_out_as else ""
    yield Title(f"{why.name}: {words.verdict(why.verdict)}{kind}{but}")
    yield Text(f"{case}; {why.approach}", 0, Tone.QUIET)
    if why.standing is not None:
        whose = ", the newest sentence's" if len(why.offers) > 1 else ""
        yield Text(f"Standing: {words.firmly(why.standing, why.standing_limit)}{whose}.", 0)
    if len(why.offers) > 1:
        yield Text("Any one of these sentences is enough:", 0)
    shown: set[str] = set()
    for offer in why.offers:
        yield from _offer(contents, offer, shown)
    yield from _against(contents, why, shown)
    if why.verdict is Verdict.RULED_OUT:
        yield from _changes(why.changes)
    if why.outcomes:
        yield from _outcomes(why.outcomes)
    if why.also_decided_by:
        message = "Not asked, yet able to decide, as facts can exclude each other's values"
        yield Text(f"{message}: {words.listed(why.also_decided_by)}.", 1)
    yield from foot()


def of_statement(contents: Contents, offer: OfferTree, case: str) -> Page:
    """Return the tree of one statement, whether it offers an approach or not."""
    tree = _offer(contents, offer, set())
    return [Title(f"What decides {offer.statement}"), Text(case, 0, Tone.QUIET), *tree, *foot()]


def _against(contents: Contents, why: Why, shown: set[str]) -> Iterator[PagePart]:
    speaking = [(name, "Against it") for name in why.against]
    speaking += [
        (each.statement, f"Against it, if {words.listed(words.deciding(each))} were so")
        for each in why.could_speak_against
        if why.verdict is not Verdict.RULED_OUT
    ]
    for name, heading in speaking:
        statement = contents.statement[name]
        yield Heading(heading, Tone.AGAINST)
        yield Item(words.gist(statement), "", Tone.PLAIN)
        yield from _quote(contents, statement.cite, shown)


def _offer(contents: Contents, offer: OfferTree, shown: set[str]) -> Iterator[PagePart]:
    yield Item(offer.statement, HOLDS[offer.truth], TONES[offer.truth])
    yield from _quote(contents, offer.cite, shown)
    if assumed := words.assumed(contents.statement[offer.statement]):
        yield Text(assumed, 1)
    yield Rows(list(_tree(offer.tree, offer.cite)), tree=True)
    for why, left_out in (("not_yet", offer.left_out), ("no_longer", offer.no_longer)):
        yield from (Text(f"{words.LEFT_OUT[why]}: {says}", 1, Tone.OPEN) for says in left_out)
    for cite in dict.fromkeys(_cites(offer.tree)):
        yield from _quote(contents, cite, shown)


def _quote(contents: Contents, cite: str, shown: set[str]) -> Iterator[PagePart]:
    if cite not in shown:
        shown.add(cite)
        yield from noted(contents, cite)


def _tree(node: Node, here: str, deep: int = 0) -> Iterator[Row]:
    """Yield the lines of a tree; the group that holds everything is not named."""
    node = _opened(node)
    whole = deep == 0 and node.says == "all of"
    if not whole:
        text = f"{'· ' * deep}{_says(node)}"
        yield Row(HOLDS[node.truth], text, _beside(node, here), _tone(node))
    for part in node.parts:
        yield from _tree(part, here, deep if whole else deep + 1)


def _opened(node: Node) -> Node:
    """Return a term with its meaning: of one test on one line, of a group with its members."""
    if node.term is None or not node.parts:
        return node
    meaning = _opened(node.parts[0])
    if meaning.says == OF_ALL:
        says = f"{node.says} (as it is read, {OF_ALL})"
        return node.model_copy(update={"says": says, "parts": ()})
    if meaning.attribute is not None:
        says = f"{node.says}: {meaning.says}"
        data = {"attribute": meaning.attribute, "value": meaning.value, "parts": ()}
        return node.model_copy(update={"says": says, **data})
    if meaning.term is not None:
        own = {"words": node.words, "cite": node.cite} if node.words else {}
        assumption = node.assumption or meaning.assumption
        return meaning.model_copy(update={**own, "assumption": assumption})
    if meaning.says == "all of":
        return node.model_copy(update={"parts": meaning.parts})
    return node


def _says(node: Node) -> str:
    if node.says == OF_ALL:
        return f"no condition: {OF_ALL}"
    return node.says if node.attribute is None else f"{node.says} (case: {show(node.value)})"


def _tone(node: Node) -> Tone:
    return Tone.PLAIN if node.truth is Truth.TRUE else TONES[node.truth]


def _beside(node: Node, here: str) -> str:
    quoted = f"“{node.words}”" if node.words else ""
    lines = [quoted, node.cite if node.cite not in {None, here} else ""]
    if node.assumption:
        lines.append(words.ASSUMED)
    return " ".join(filter(None, lines))


def _cites(node: Node) -> Iterator[str]:
    if node.term and node.parts and node.parts[0].says == OF_ALL:
        return
    if node.cite:
        yield node.cite
    for part in node.parts:
        yield from _cites(part)


def _changes(changes: tuple[Flip, ...]) -> Iterator[PagePart]:
    yield Heading("What would have to differ")
    if not changes:
        yield Text("No change of the known facts lifts it.", 1)
        return
    numbers = any(ATTRIBUTES[name].numeric for each in changes for name in each.changes)
    nearest = " Of numbers that do the same the nearest whole one is given." if numbers else ""
    yield Text(f"Each line is enough, and no part of it is.{nearest}", 1)
    every = [(changed(each.changes), f"then {words.verdict(each.then)}") for each in changes]
    yield Rows([Row(f"{at}.", *each) for at, each in enumerate(every, 1)])


def changed(changes: dict[str, Value]) -> str:
    """Return changes of facts on one line: age 61 and ecog 1."""
    return " and ".join(f"{name} {show(value)}" for name, value in changes.items())


def _outcomes(outcomes: tuple[Outcome, ...]) -> Iterator[PagePart]:
    yield Heading("What each missing fact would do", Tone.OPEN)
    yield Rows(
        [Row(each.attribute, show(each.value), words.verdict(each.then)) for each in outcomes]
    )
