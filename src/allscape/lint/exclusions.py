"""Exclusions: findings that are none here, each with its lint, its id, its words and a reason."""

from collections.abc import Iterable, Iterator, Sequence

from allscape.faults import nearest
from allscape.lint.base import Lint, Located, Part, Severity
from allscape.model.contents import Contents
from allscape.model.ledgers import Exclusion
from allscape.model.statements import NoTension


class IdleExclusion(Lint):
    """An exclusion excludes nothing.

    Its lint or id does not exist, what it excluded has been mended, it does not say which finding
    it means, or it names an error: what keeps a rulebook from being used cannot be excluded. An
    exclusion that stays behind would hide the next fault at that place.
    """

    id = "idle-exclusion"
    to_mend = True
    avoid = """
        exclusions:
          - lint: advice-in-own-words
            at: made-up-2020/alpha
            finding: "'best choice'"
            reason: The sentence has it.
        """
    prefer = """
        quotations:
          - cite: made-up-2020/2
            statements:
              - {id: made-up-2020/alpha, says: The best choice in relapse.}
        exclusions:
          - lint: advice-in-own-words
            at: made-up-2020/alpha
            finding: "'best'"
            reason: An example.
        """


IDLE = IdleExclusion()


def names(contents: Contents, located: Located) -> tuple[str, ...]:
    """Return the ids at which a finding can be excluded, the nearest first."""
    field, at, inside, _, _ = located
    part = getattr(contents, field)[at]
    if field == "quotations":
        of_statement = inside[:1] == ("statements",) and len(inside) > 1
        return (*([part.statements[inside[1]].id] if of_statement else []), part.cite)
    if field == "ledgers":
        of_sentence = inside[:1] == ("sentences",) and len(inside) > 1
        sentence = [f"{part.source}/{inside[1] + 1}"] if of_sentence else []
        return (*sentence, part.source)
    if isinstance(part, NoTension):
        return part.statements
    return (part.at,) if isinstance(part, Exclusion) else (part.id,)


def excluding(
    exclusions: Iterable[Exclusion], lint: Lint, names: Sequence[str], message: str
) -> Exclusion | None:
    """Return the exclusion that a finding falls under, of those that are still free.

    Each excludes one finding: the next of its kind, at the same id, is found.
    """
    of_the_lint = (each for each in exclusions if each.lint == lint.id and each.at in names)
    found = (each for each in of_the_lint if each.finding and each.finding in message)
    return next(found, None) if lint.excludable else None


def idle(
    exclusions: Sequence[Exclusion], lints: Sequence[Lint], used: Sequence[Exclusion]
) -> Iterator[Located]:
    """Yield the exclusions that were not used, and why."""
    by_id = {each.id: each for each in lints}
    for at, each in enumerate(exclusions):
        lint, here = by_id.get(each.lint), Part("exclusions", at, ())
        if lint is None:
            hint = nearest(each.lint, by_id)
            yield here.located(f"no lint '{each.lint}'", hint, ("lint",))
        elif not lint.excludable:
            error = "is an error, which " * (lint.severity is Severity.ERROR)
            message = f"'{lint.id}' {error}cannot be excluded"
            yield here.located(message, inside=("lint",))
        elif not each.finding:
            message = "does not say which finding it excludes"
            yield here.located(message, "finding: words of its message")
        elif each not in used:
            message = f"excludes nothing: no '{lint.id}' at '{each.at}'"
            yield here.located(message, "leave it out", ("at",))
