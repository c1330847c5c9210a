"""A checkout to which two made-up articles are added passes its own tests, none of them changed.

Added are two articles of every awkward kind, one of them with facts that no profile has, by what
CONTRIBUTING tells: a worksheet each, decided, and the cases that `--suggest` writes.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from decisions import APPROACHES, FORTY, LACKING, QUIZUMAB, TWENTY
from test_worksheets import ARTICLES, NAMED, ROOT, Desk

RENAMED = (("edumab", "ebolimab"), ("uizumab", "uixalimab"), ("© 2026", "©"),
           ("forty-2026", "grown-2026"), ("twenty-2026", "wider-2026"))  # fmt: skip
"""The tests add the articles as they are; these are others."""
SAYS_IT = """
exclusions:
  - lint: name-not-in-the-sentence
    at: quixalimab-frontline
    finding: "'Quixalimab'"
    reason: The sentence says "it" of what those before it name.
"""
RULEBOOK = re.compile(r"Rulebook\.load|packaged|\bbook\b|\b(?:run|succeeds)\(")
"""What stands in a test that looks at the rulebook."""


def renamed(text: str) -> str:
    for old, new in RENAMED:
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the checkout with two articles more, and their cases."""
    copied = tmp_path_factory.mktemp("grown") / "checkout"
    shutil.copytree(ROOT, copied, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    add(copied, "forty", {**FORTY, 34: "background"}, APPROACHES)
    add(copied, "twenty", {**TWENTY, **LACKING}, QUIZUMAB)
    with (copied / "rules" / "quixalimab.yaml").open("a", encoding="utf-8") as file:
        file.write(SAYS_IT)
    for at, command in enumerate(("mutate", "test")):
        cases = ran(copied, "-m", "allscape", command, "examples", "--suggest")
        (copied / "examples" / "edges" / f"grown-{at}.yaml").write_text(cases, encoding="utf-8")
    ran(copied, "docs/generate.py")
    return copied


def add(checkout: Path, name: str, decisions: Mapping[int, str], approaches: str) -> None:
    """Add an article to a checkout: two commands and a decision a sentence."""
    article = checkout.parent / f"{name}.txt"
    article.write_text(renamed((ARTICLES / article.name).read_text("utf-8")), encoding="utf-8")
    said = [part for key, value in NAMED.items() for part in (f"--{key}", str(value))]
    new = ("-m", "allscape", "new", "article")
    ran(checkout, *new, str(article), "--id", renamed(f"{name}-2026"), *said)
    sheet = article.with_name(f"{name}.worksheet.yaml")
    desk = Desk(checkout / "rules", sheet)
    desk.decide({n: renamed(each) for n, each in decisions.items()}, renamed(approaches))
    ran(checkout, *new, "--apply", str(sheet))


def ran(checkout: Path, *args: str) -> str:
    """Return what a Python program prints in a checkout; it has to end well."""
    env = {**os.environ, "PYTHONPATH": f"{checkout / 'src'}", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *args], cwd=checkout, env=env, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode in (0, 5 if "--suggest" in args else 0), done.stdout + done.stderr
    return done.stdout


@pytest.mark.long
def test_nothing_but_what_is_new_was_touched(grown: Path) -> None:
    for folder in ("rules", "examples", "tests", "lessons", "second-reading"):
        for path in (ROOT / folder).rglob("*.yaml"):
            was, now = path.read_text("utf-8"), (grown / path.relative_to(ROOT)).read_text("utf-8")
            assert now.startswith(was) if path.name == "sources.yaml" else now == was


@pytest.mark.long
@pytest.mark.parametrize("folder", ["data", "unit", "property", "cli", "project"])
def test_every_test_of_the_rulebook_holds(grown: Path, folder: str) -> None:
    files = sorted(
        str(path.relative_to(grown))
        for path in (grown / "tests" / folder).glob("test_*.py")
        if RULEBOOK.search(path.read_text("utf-8"))
    )
    ran(grown, "-m", "pytest", "-q", "-n", "1", *files)
