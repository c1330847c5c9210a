"""What a public name is for is shown by an example in its docstring, and the example is true."""

import doctest
import inspect
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given

import allscape
from allscape import Profile, Rulebook, testing


def public() -> Iterator[tuple[str, object]]:
    """Yield the public names with their objects, and the methods of `Rulebook` and `Landscape`."""
    for module in (allscape, testing):
        yield from ((name, getattr(module, name)) for name in module.__all__)
    for each in (allscape.Rulebook, allscape.Landscape):
        methods = inspect.getmembers(
            each, lambda it: inspect.isfunction(it) or inspect.ismethod(it)
        )
        mine = [(name, it) for name, it in methods if name in vars(each) and name[0] != "_"]
        yield from ((f"{each.__name__}.{name}", it) for name, it in mine)


@pytest.mark.parametrize(("name", "shown"), list(public()), ids=lambda each: each)
def test_a_public_name_shows_a_true_example(name: str, shown: object, book: Rulebook) -> None:
    known = {
        each: getattr(module, each) for module in (allscape, testing) for each in module.__all__
    }
    landscape = book.evaluate(Profile(age=67))
    known |= {"book": book, "landscape": landscape, "given": given, "date": date}
    (found,) = doctest.DocTestFinder(recurse=False).find(shown, name, globs=known)
    assert found.examples, f"{name} has no example"
    said: list[str] = []
    doctest.DocTestRunner().run(found, out=said.append)
    assert said == []
