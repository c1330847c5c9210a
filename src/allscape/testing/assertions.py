"""Assertions about verdicts that explain themselves when they fail."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial

from allscape.book import Rulebook
from allscape.engine.evaluate import Evaluation
from allscape.faults import UsageError
from allscape.model.base import Verdict
from allscape.model.profile import Profile
from allscape.model.statements import Readings
from allscape.render import words
from allscape.testing.grounds import described, meanings_of, verdict_of
from allscape.testing.messages import lost, silence, unexpected, verdict_in


class UnexpectedVerdict(AssertionError):
    """An assertion that tells why only when it is printed: shrinking raises it many times."""

    def __init__(self, tell: Callable[..., str], *about: object) -> None:
        super().__init__()
        self._told = cache(partial(tell, *about))

    def __str__(self) -> str:
        return self._told()


def assert_verdict(
    book: Rulebook,
    profile: Profile,
    approach: str,
    verdict: Verdict,
    *,
    as_of: date | None = None,
    readings: Readings | None = None,
) -> None:
    """Assert that an approach, or a statement, comes to a verdict for a case.

    The error shows the case as a command, the verdict that was found, the tree of conditions with
    their words, and the sentences. `as_of` and `readings` are those of `Rulebook.evaluate`. Raises
    `UsageError` for an approach, a verdict or a reading that there is not.

    >>> assert_verdict(book, Profile(ph_status="positive"), "tki", Verdict.MATCHED)
    """
    __tracebackhide__ = True
    expected = verdict_of(verdict)
    evaluation = _examined(book, profile, [approach], as_of, readings)
    if verdict_in(evaluation, approach) is not expected:
        raise UnexpectedVerdict(unexpected, evaluation, approach, words.verdict(expected))


def assert_matched(
    book: Rulebook,
    profile: Profile,
    approach: str,
    *,
    as_of: date | None = None,
    readings: Readings | None = None,
) -> None:
    """Assert that an approach is matched. Arguments and errors as `assert_verdict`.

    >>> assert_matched(book, Profile(ph_status="positive"), "csco-2021/tki")
    """
    __tracebackhide__ = True
    assert_verdict(book, profile, approach, Verdict.MATCHED, as_of=as_of, readings=readings)


def assert_ruled_out(
    book: Rulebook,
    profile: Profile,
    approach: str,
    *,
    as_of: date | None = None,
    readings: Readings | None = None,
) -> None:
    """Assert that an approach is ruled out. Arguments and errors as `assert_verdict`.

    >>> assert_ruled_out(book, Profile(ph_status="negative"), "tki")
    """
    __tracebackhide__ = True
    assert_verdict(book, profile, approach, Verdict.RULED_OUT, as_of=as_of, readings=readings)


def assert_open(
    book: Rulebook,
    profile: Profile,
    approach: str,
    *,
    as_of: date | None = None,
    readings: Readings | None = None,
) -> None:
    """Assert that an approach is open. Arguments and errors as `assert_verdict`.

    >>> assert_open(book, Profile(age=67), "tki")
    """
    __tracebackhide__ = True
    assert_verdict(book, profile, approach, Verdict.UNDETERMINED, as_of=as_of, readings=readings)


def assert_none_matched(
    book: Rulebook,
    profile: Profile,
    approaches: Iterable[str],
    *,
    as_of: date | None = None,
    readings: Readings | None = None,
) -> None:
    """Assert that none of some approaches is matched. Other arguments, errors as `assert_verdict`.

    The error explains the first that is.

    >>> assert_none_matched(book, Profile(ph_status="negative"), ["tki", "ponatinib"])
    """
    __tracebackhide__ = True
    if isinstance(approaches, str):
        raise UsageError.of("approaches is a list of ids, not a text", f"write ['{approaches}']")
    names = list(approaches)
    evaluation = _examined(book, profile, names, as_of, readings)
    for name in names:
        if verdict_in(evaluation, name) is Verdict.MATCHED:
            raise UnexpectedVerdict(unexpected, evaluation, name, "ruled out or open")


def assert_not_silently_lost(older: Evaluation, newer: Evaluation) -> None:
    """Assert that what an older landscape of a case matches, a newer one matches or explains.

    Both come from `Rulebook.examine`, with the same profile. A match may be lost to a later
    article. Then the older landscape has to say that a condition is left out, its words being
    later; and the newer has to show, for every sentence that made the match, a condition that does
    not hold and stands in a later sentence. Raises `UsageError` where the cases differ.

    That looks at one case and at articles: of an edit of the rules `assert_only_changes` tells
    exactly what it changes, whatever the case.

    >>> case = Profile(relapse_status="relapsed")
    >>> older = book.examine(case, as_of=date(2021, 12, 31))
    >>> assert_not_silently_lost(older, book.examine(case))
    """
    __tracebackhide__ = True
    if older.profile != newer.profile:
        message = "two landscapes of one case are compared, these are of two cases"
        raise UsageError.of(message, "give examine the same profile")
    for approach in older.landscape.ids(Verdict.MATCHED):
        unsaid = silence(older, newer, approach)
        if unsaid:
            raise UnexpectedVerdict(lost, older, newer, approach, unsaid)


def _examined(
    book: Rulebook,
    profile: Profile,
    approaches: Iterable[str],
    as_of: date | None,
    readings: Readings | None,
) -> Evaluation:
    meanings = meanings_of(book, as_of, readings)
    for name in approaches:
        described(meanings, name)
    return book.examine(profile, as_of=as_of, readings=readings)
