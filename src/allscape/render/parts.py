"""Pages that are made part by part."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import ParamSpec

from allscape.render.page import Page, PagePart

P = ParamSpec("P")


def as_page(parts: Callable[P, Iterator[PagePart]]) -> Callable[P, Page]:
    """Let a function that yields the parts of a page return the page."""

    @wraps(parts)
    def page(*args: P.args, **kwargs: P.kwargs) -> Page:
        return list(parts(*args, **kwargs))

    return page
