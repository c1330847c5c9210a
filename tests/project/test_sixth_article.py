"""A sixth article is added by doing what CONTRIBUTING tells, to the letter and nothing else.

It tells two ways: a worksheet, and one sentence at a time.
"""

import io
import re
import shlex
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from allscape import Profile, Rulebook
from allscape.cli.main import main
from allscape.model.segment import segment
from allscape.rulebook.load import packaged

PAGE = Path(__file__).resolve().parents[2] / "CONTRIBUTING.md"
SOURCE = "made-up-2026"

PLACEHOLDER = "ARTICLES"
"""The only word of the page that is not to be taken literally: the folder of the articles."""

CHECK_FAILED = 5

_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """A block of the page: its language, the file that it names, and what stands in it."""

    language: str
    file: str
    text: str

    def commands(self) -> list[list[str]]:
        """Return the commands of a console block, a line that goes on joined to the next."""
        lines = self.text.replace("\\\n", " ").splitlines()
        return [shlex.split(line.removeprefix("$ ")) for line in lines if line.startswith("$ ")]


def _steps(section: str) -> list[Step]:
    return [Step(*(each or "" for each in found)) for found in _BLOCK.findall(section)]


_SECTION = (
    PAGE.read_text(encoding="utf-8").partition("## Add an article\n")[2].partition("\n## ")[0]
)
_SHEET, _, _REST = _SECTION.partition("\n### One sentence at a time\n")
_BY_SHEET = _steps(_SHEET)
_APPLIED = next(at for at, each in enumerate(_BY_SHEET) if "--apply" in each.text)
WAYS = {
    "a worksheet": _BY_SHEET,
    "one at a time": [
        _BY_SHEET[0],
        *_steps(_REST.partition("\n### ")[0]),
        *_BY_SHEET[_APPLIED + 1 :],
    ],
}
COMMANDS = {
    way: [command for each in steps for command in each.commands()] for way, steps in WAYS.items()
}


@dataclass
class Checkout:
    """A copy of the rulebook, the folder of the articles, and what each command printed."""

    root: Path
    articles: Path
    way: str
    printed: dict[str, str]
    ended: dict[str, int]

    @property
    def rules(self) -> Path:
        return self.root / "rules"


@pytest.fixture(
    scope="module",
    params=["a worksheet", pytest.param("one at a time", marks=pytest.mark.long)],
)
def checkout(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Follow the page from its first block to its last."""
    root, articles = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("articles")
    shutil.copytree(packaged(), root / "rules")
    shutil.copytree(PAGE.parent / "examples", root / "examples")
    made = Checkout(root, articles, request.param, {}, {})
    for step in WAYS[request.param]:
        _follow(made, step)
    return made


def _follow(made: Checkout, step: Step) -> None:
    if step.language == "text":
        (made.articles / Path(step.file).name).write_text(step.text, encoding="utf-8")
    elif step.language == "yaml":
        file = Path(step.file.replace(PLACEHOLDER, str(made.articles)))
        for block in re.split(r"\n(?=  - n: )", step.text):
            _fill_in(made.root / file, block.rstrip("\n") + "\n")
    for command in step.commands():
        _run(made, command)


def _fill_in(file: Path, block: str) -> None:
    """Put a block in the place of the skeleton that begins with the same line."""
    written = file.read_text(encoding="utf-8")
    first = block.partition("\n")[0]
    indent = len(first) - len(first.lstrip())
    skeleton = re.compile(rf"^{re.escape(first)}.*\n(?: {{{indent + 1},}}.*\n)*", re.MULTILINE)
    filled, number = skeleton.subn(lambda _: block, written)
    assert number == 1
    file.write_text(filled, encoding="utf-8")


def _run(made: Checkout, command: list[str]) -> None:
    name = " ".join(command[1:3])
    asked = [each.replace(PLACEHOLDER, str(made.articles)) for each in command]
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(out):
        patch.chdir(made.root)
        patch.setattr(sys, "argv", asked)
        made.ended[name] = _ended()
    made.printed[name] = out.getvalue()


def _ended() -> int:
    with pytest.raises(SystemExit) as ended:
        main()
    return int(str(ended.value.code))


def test_the_page_adds_an_article_of_five_sentences() -> None:
    (article,) = [each for each in _BY_SHEET if each.language == "text"]
    assert len(segment(article.text, (), 2)) == 5
    kinds = {
        way: [command[2] for command in commands if command[1] == "new"]
        for way, commands in COMMANDS.items()
    }
    assert kinds["a worksheet"] == ["article", "article"]
    assert set(kinds["one at a time"]) == {"source", "omission", "approach", "statement"}


def test_every_command_ends_as_the_page_says(checkout: Checkout) -> None:
    failed = {name: code for name, code in checkout.ended.items() if code}
    # The folder holds one article; that the others are missing is never a pass.
    assert failed == {"sources verify": CHECK_FAILED}, checkout.printed
    commands = COMMANDS[checkout.way]
    assert set(checkout.ended) == {" ".join(each[1:3]) for each in commands}
    assert {"check", "prove", "test"} <= {each[1] for each in commands}


def test_every_sentence_is_accounted_for_and_every_quotation_verbatim(checkout: Checkout) -> None:
    told = checkout.printed["sources verify"]
    assert "5 sentences, 5 accounted for; 2 quotations, 2 verbatim" in told
    assert f"{SOURCE}: 5 sentences" in told
    assert "5 sentences, 5 accounted for; 2 quotations, 2 verbatim" in PAGE.read_text()


def test_the_rulebook_is_the_old_one_and_the_article(checkout: Checkout) -> None:
    old, new = Rulebook.load(), Rulebook.load(checkout.rules)
    assert set(new.contents.source) - set(old.contents.source) == {SOURCE}
    for name in ("terms", "tensions", "remarks"):
        assert getattr(new.contents, name) == getattr(old.contents, name)
    for name in ("approach", "statement", "quotation"):
        added = getattr(new.contents, name).items() - getattr(old.contents, name).items()
        assert getattr(old.contents, name).items() <= getattr(new.contents, name).items()
        assert len(added) == {"approach": 1, "statement": 2, "quotation": 2}[name]


def test_the_files_that_were_there_are_only_added_to(checkout: Checkout) -> None:
    for path in packaged().rglob("*.yaml"):
        was, now = path.read_text(), (checkout.rules / path.relative_to(packaged())).read_text()
        assert now.startswith(was) if path.name == "sources.yaml" else now == was


def test_a_case_shows_the_new_statement(checkout: Checkout) -> None:
    told = checkout.printed["match --relapse-status"]
    assert "Exemplumab in relapsed hypothetical ALL" in told
    book = Rulebook.load(checkout.rules)
    verdicts = {
        age: book.evaluate(Profile(relapse_status="relapsed", age=age))["exemplumab-relapsed"]
        for age in (12, 40)
    }
    assert [each.verdict.value for each in verdicts.values()] == ["ruled_out", "matched"]
    cited = [each.statement for each in verdicts[40].citations]
    assert f"{SOURCE}/exemplumab-relapsed" in cited
