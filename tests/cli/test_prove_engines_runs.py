"""`allscape prove --engines`, run as a user runs it."""

import json
from inspect import unwrap
from pathlib import Path

import pytest
import tiny
import typer
from program import USAGE, refuses, run, succeeds
from proving import assert_page, assert_plain, told

from allscape.cli.options import Lens, Output
from allscape.cli.proving import prove
from allscape.engine import forward
from allscape.faults import EXIT_CHECK_FAILED


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small rulebook."""
    return tiny.write(tmp_path_factory.mktemp("proved") / "rules")


@pytest.mark.parametrize("width", [60, 80])
def test_a_page_keeps_its_width(width: int, rules: Path) -> None:
    done = succeeds("prove", "--engines", rules, env={"COLUMNS": str(width)})
    assert_page(done, width)
    assert "1 statement, 1 approach; 3 choices of a day and of readings" in done.words
    assert "all equal" in done.words
    assert "NOT ALL" not in done.out


def test_plain_says_the_same(rules: Path) -> None:
    usual = succeeds("prove", "--engines", rules, env={"COLUMNS": "80"})
    assert_plain(succeeds("prove", "--engines", rules, "--plain"), usual)


def test_json_has_what_was_compared_and_how_long_it_took(rules: Path) -> None:
    found = told("prove", "--engines", rules)["engines"]
    assert list(found) == ["statements", "approaches", "editions", "different", "translations"]
    for each in found["translations"]:
        assert list(each) == ["translation", "diagrams", "left_out", "seconds", "differs"]
        assert each["diagrams"] > 0
        assert each["differs"] == []


def test_a_reading_that_is_not_there_is_refused() -> None:
    refuses(run("prove", "--engines", "--reading", "adult=never"), USAGE, "has no reading 'never'")


def test_what_differs_is_a_failed_check_with_a_smallest_case(
    rules: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    handed, wrong = forward.as_handed, {"relapsed": "refractory"}
    monkeypatch.setattr(
        forward, "as_handed", lambda rule: handed((f, s, wrong.get(str(v), v)) for f, s, v in rule)
    )
    for output in (Output(), Output(json=True)):
        with pytest.raises(typer.Exit) as ended:
            unwrap(prove)(lens=Lens(rules, None, {}), output=output, engines=True)
        assert ended.value.exit_code == EXIT_CHECK_FAILED
    page, _, data = capsys.readouterr().out.partition("{")
    words = " ".join(page.split())
    assert "NOT EQUAL: RULES OF DURABLE-RULES" in words
    assert "for: relapse_status relapsed by the conditions matched, read back" in words
    found = json.loads("{" + data)["engines"]["translations"]
    (differs,) = found[0]["differs"]
    assert differs["case"] == {"relapse_status": "relapsed"}
    assert (differs["meant"], differs["as_of"], differs["readings"]) == ("matched", None, {})
    assert [each["differs"] for each in found[1:]] == [[]] * (len(found) - 1)
