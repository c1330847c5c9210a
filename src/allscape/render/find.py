"""What `find` says: a smallest case with the verdicts asked for, or why there is none."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from allscape.engine.edition import Edition
from allscape.engine.evaluate import Evaluation
from allscape.model.attributes import Value, show
from allscape.model.profile import Profile
from allscape.proof.find import Found, Wanted
from allscape.render import words
from allscape.render.blocks import Blocks
from allscape.render.framing import END, as_page, quoted
from allscape.render.page import Heading, Item, PagePart, Row, Rows, Text, Title, Tone
from allscape.render.proof import conflicts


@as_page
def found(
    evaluation: Evaluation, wanted: Sequence[Wanted], options: Sequence[str] = ()
) -> Iterator[PagePart]:
    """Return the page of a case that was found; `options` are those that it was looked at with."""
    yield Title("A smallest hypothetical case")
    facts = evaluation.profile.known()
    rows = [Row(name, show(value)) for name, value in facts.items()]
    yield Rows(rows or [Row("-", "nothing has to be known")])
    yield Text(command(evaluation.profile, options), tone=Tone.QUIET, whole=True)
    blocks = Blocks(evaluation)
    contents = evaluation.edition.contents
    for each in wanted:
        yield Heading(words.verdict(each.verdict))
        if each.name in evaluation.landscape:
            yield from blocks.approach(evaluation.landscape[each.name])
            continue
        statement = contents.statement[each.name]
        yield Item(statement.says, each.name, Tone.PLAIN)
        yield quoted(contents, statement.cite)
    yield END


def command(profile: Profile, options: Sequence[str] = ()) -> str:
    """Return the command that shows a case's landscape."""
    facts = ((f"--{name.replace('_', '-')}", show(v)) for name, v in profile.known().items())
    return shlex.join(["allscape", "match", *chain.from_iterable(facts), *options])


@as_page
def none(
    edition: Edition,
    result: Found,
    wanted: Sequence[Wanted],
    given: Mapping[str, Value | None] | None = None,
) -> Iterator[PagePart]:
    """Return the page of a proof that there is no such case."""
    yield Title("There is no such case")
    rows = [Row(words.verdict(each.verdict), each.name) for each in wanted]
    yield Rows([*rows, *(Row(name, show(value)) for name, value in (given or {}).items())])
    several = len(result.conflicts) > 1
    if several:
        yield Text("Each way in which it could come about is closed:")
    for at, claims in enumerate(result.conflicts, 1):
        if several:
            yield Item(f"{at}.")
        yield from conflicts([claims])
    grounds = (each for claim in chain(*result.conflicts) for each in claim.grounds)
    cites = dict.fromkeys(each.cite for each in grounds if each.cite)
    if cites:
        yield Heading("The sentences")
    for cite in cites:
        yield quoted(edition.contents, cite)
    yield END
