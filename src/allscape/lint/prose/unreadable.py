"""A case that cannot be read: told as a finding, so that every format shows it."""

from allscape.lint.base import Lint, Severity


class UnreadableCase(Lint):
    """A case cannot be read.

    Its file is no YAML or JSON, a name or a value in it is unknown, two facts contradict each
    other, or it asks for a reading that the rulebook does not have. Every command refuses it.
    """

    id = "unreadable-case"
    severity = Severity.ERROR
    avoid = "profile: {relapse_status: relapsed, aeg: 61}"
    prefer = "profile: {relapse_status: relapsed, age: 61}"
    related = ("unreadable",)


UNREADABLE_CASE = UnreadableCase()
