"""The strength of the evidence, and the articles' words, are never the dimmest thing on a page."""

import re
import sys

import pytest
from program import CASE, ESCAPE, in_terminal, named, packed, succeeds

from allscape import Landscape
from allscape.model.statements import Level

_DIM = re.compile(rf"{ESCAPE}\[2m(.*?){ESCAPE}\[0m")


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
@pytest.mark.parametrize("command", [["match"], ["match", "--all"], ["map"]], ids=named)
def test_how_firm_it_is_is_never_dim(command: list[str]) -> None:
    landscape = Landscape.from_json(succeeds("match", CASE, "--json").out)
    pieces = _DIM.findall(in_terminal(*command, CASE, "--no-pager"))
    dim = packed(" ".join(pieces))
    assert dim
    for result in landscape.approaches:
        for standing in result.standings:
            assert f"“{packed(standing.words)}”" not in dim
        for reason in result.because:
            assert not reason.words or f"“{packed(reason.words)}" not in dim
    levels = {each.value.replace("_", " ") for each in Level}
    assert levels.isdisjoint(each.strip() for each in pieces)
