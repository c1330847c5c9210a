"""The days of a source: it appears, is read and is withdrawn or superseded, in this order."""

from collections.abc import Iterator

from allscape.lint import samples
from allscape.lint.base import Located
from allscape.lint.written.view import View, WrittenError


class SourceEndsBeforeItBegins(WrittenError):
    """A source was withdrawn, superseded or retrieved before it appeared, or supersedes itself.

    From its date on an article is in force, until it is withdrawn or another one supersedes it. In
    another order one of the days is wrong, and `--as-of` would be, too.
    """

    id = "source-ends-before-it-begins"
    avoid = samples.part("sources", "{id: made-up-2020, date: 2020-05-01, withdrawn: 2019-05-01}")
    prefer = samples.part("sources", "{id: made-up-2020, date: 2020-05-01, withdrawn: 2021-05-01}")
    related = ("dangling-id", "source-without-ledger")

    def look(self, view: View) -> Iterator[Located]:
        """Yield the days that come before the date of their source."""
        dates = {each.id: each.date for each in view.contents.sources}
        for at, source in enumerate(view.contents.sources):
            hint = f"it is of {source.date}"
            for name in ("withdrawn", "retrieved"):
                day = getattr(source, name)
                if day is not None and day < source.date:
                    message = f"{source.id} was {name} on {day}, before it appeared"
                    yield Located("sources", at, (name,), message, hint)
            if (by := source.superseded_by) and dates.get(by, source.date) <= source.date:
                message = f"{source.id} is superseded by {by}, which is not later"
                if by in dates:
                    yield Located("sources", at, ("superseded_by",), message, hint)
