"""What the documentation shows is what the program does."""

import importlib.util
import re
import shlex
import sys
import textwrap
from pathlib import Path
from types import ModuleType

import pytest

from allscape import cases
from allscape.cli.main import main
from allscape.lint.run import check_cases
from allscape.rulebook.load import packaged, read
from allscape.trials.run import run

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def _generator() -> ModuleType:
    sys.path.append(str(ROOT / "docs"))
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_parts_are_fresh() -> None:
    assert _generator().stale() == [], "run: python docs/generate.py"


def _blocks(page: Path, language: str) -> list[str]:
    fenced = re.compile(rf"^ *```{language}\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
    return [textwrap.dedent(body) for body in fenced.findall(page.read_text())]


LONG = "allscape prove --engines"


def _commands() -> list[str]:
    lines = "\n".join(block for page in PAGES for block in _blocks(page, "console")).splitlines()
    shown = [line.partition("#")[0].partition("|")[0].strip() for line in lines]
    mine = [line for line in shown if line.startswith("allscape ")]
    # The explorer needs a terminal; its tests have their own.
    return [line for line in mine if not line.startswith("allscape explore ")]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(each, marks=[pytest.mark.long] if each == LONG else [])
        for each in dict.fromkeys(_commands())
    ],
)
def test_every_command_shown_works(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "argv", shlex.split(command))
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert (ended.value.code, said.err) == (0, "")
    assert said.out


def test_the_python_of_the_readme_says_what_its_comments_say() -> None:
    (block,) = _blocks(ROOT / "README.md", "python")
    names: dict[str, object] = {}
    for line in block.splitlines():
        code, _, comment = line.partition("#")
        if comment:
            told = repr(eval(code, names))  # noqa: S307  # our own README
            assert comment.strip() in told.replace("'", '"').replace("<", "").replace(":", "")
        else:
            exec(line, names)  # noqa: S102  # our own README


def _rule_snippets() -> list[str]:
    return [
        block
        for page in PAGES
        for block in _blocks(page, "yaml")
        if "fingerprint" not in block and not _is_case(block)
    ]


def _case_snippets() -> list[str]:
    blocks = [block for page in PAGES for block in _blocks(page, "yaml")]
    return [block for block in blocks if _is_case(block)]


def _is_case(block: str) -> bool:
    return re.search(r"^(?:profile|cases):", block, re.MULTILINE) is not None


@pytest.mark.parametrize("snippet", _case_snippets())
def test_cases_shown_hold(snippet: str, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(snippet)
    loaded = read(packaged())
    trials = run(loaded.contents, cases.read_all([tmp_path]))
    assert [each.failures for each in trials if each.failures] == []
    assert check_cases([tmp_path], loaded).found == []


@pytest.mark.parametrize("snippet", _rule_snippets())
def test_rules_shown_stand_in_the_rulebook(snippet: str) -> None:
    rules = " ".join(path.read_text() for path in sorted((ROOT / "rules").glob("*.yaml")))
    written = " ".join(rules.split())
    parts = re.split(r"(?=- cite:|- id:)", " ".join(snippet.split()))
    assert [part for part in parts if part.strip() not in written] == []


def _links() -> list[tuple[Path, str]]:
    return [
        (page, link)
        for page in PAGES
        for link in re.findall(r"\]\(([^)#]+)", page.read_text())
        if not link.startswith("http")
    ]


@pytest.mark.parametrize(("page", "link"), _links())
def test_links_lead_somewhere(page: Path, link: str) -> None:
    assert (page.parent / link).exists()
