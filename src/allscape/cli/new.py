"""Adding to a rulebook (`source`, `approach`, `statement`, `omission`, `tension`), and `cases`."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allscape.cli import complete
from allscape.cli.adding import read, write
from allscape.cli.case_tables import cases
from allscape.cli.options import Screen, command, parse_day
from allscape.cli.output import show
from allscape.faults import AllscapeError, UsageError, nearest
from allscape.model.statements import Kind

if TYPE_CHECKING:
    pass

KINDS = tuple(each.value for each in Kind)
REASONS = ("background", "credit", "headline", "legal", "navigation", "opinion", "repeated")
HERE = Path("rules")
_MOST = 20

_HELP = """\
Add to a rulebook: an article, an approach, a statement, an omission, a tension; or make cases.

The files of the rulebook are edited as text: what stands in them stays as it is. Each command does
all that it is asked for or nothing, tells which files it wrote, and then what is left to do.
"""


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(rich_markup_mode=None)
    for each in (source, approach, statement, omission, tension, cases):
        group.command(each.__name__)(command(each))
    app.add_typer(group, name="new", help=_HELP)


def _known(name: str, key: str, incomplete: str) -> Iterable[str]:
    from allscape.scaffold import tree

    with suppress(AllscapeError, OSError):
        return complete.starting_with(tree.read(HERE).values(name, key))(incomplete)
    return []


def _sources(incomplete: str) -> Iterable[str]:
    return _known("sources", "id", incomplete)


def _approaches(incomplete: str) -> Iterable[str]:
    return _known("approaches", "id", incomplete)


def _families(incomplete: str) -> Iterable[str]:
    return sorted(set(_known("approaches", "family", incomplete)))


def _repairs(incomplete: str) -> Iterable[str]:
    from allscape.model.segment import REPAIRS

    return complete.starting_with(REPAIRS)(incomplete)


Rules = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        help="The rulebook to add to; ./rules without it, never the one inside the program.",
    ),
]
File = Annotated[
    Path | None,
    typer.Option("--file", metavar="FILE", help="The rule file, where it is not the family's."),
]
Cited = Annotated[
    str, typer.Argument(metavar="SOURCE", help="The article.", autocompletion=_sources)
]


def source(
    screen: Screen,
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="Its text, in UTF-8.")],
    id_: Annotated[str, typer.Option("--id", metavar="ID", help="A name, such as ash-2024.")],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="Its title.")],
    publisher: Annotated[str, typer.Option("--publisher", metavar="TEXT", help="Who published.")],
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="When it was published.")],
    author: Annotated[
        str, typer.Option("--author", metavar="TEXT", help="Who wrote it, where that is said.")
    ] = "not named",
    language: Annotated[
        str, typer.Option("--language", metavar="TEXT", help="A note on its language.")
    ] = "",
    repair: Annotated[
        list[str] | None,
        typer.Option(
            "--repair",
            metavar="NAME",
            help="A repair of its text: joined-decimals, joined-full-stops.",
            autocompletion=_repairs,
        ),
    ] = None,
    rules: Rules = None,
) -> None:
    """Add an article: its source, and a ledger in which every sentence is unread.

    Prints the numbered sentences, to be read; they are written nowhere. A sentence that repeats an
    earlier one is accounted for as its duplicate.
    """
    from allscape.model.statements import Source
    from allscape.render import scaffold as render
    from allscape.rulebook.verify import read_article
    from allscape.scaffold.source import new_source, repeats

    _refuse_empty({"--title": title, "--publisher": publisher, "--author": author})
    folder = _folder(rules)
    added = Source.model_construct(
        id=id_,
        title=title,
        publisher=publisher,
        author=author,
        date=parse_day(date, "--date"),
        language=language,
        repairs=tuple(repair or ()),
    )
    before = read(folder)
    after, sentences = new_source(before, added, read_article(article))
    write(before, after)
    show(render.article(title, sentences, repeats(sentences)), screen)


def approach(
    id_: Annotated[str, typer.Argument(metavar="ID", help="A name, such as tisa-cel-first-line.")],
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="As the articles name it.")],
    family: Annotated[
        str,
        typer.Option(
            "--family",
            metavar="FAMILY",
            help="Its family; a new one gets a file of its own.",
            autocompletion=_families,
        ),
    ],
    agent: Annotated[
        list[str] | None,
        typer.Option("--agent", metavar="TEXT", help="An agent; may be given several times."),
    ] = None,
    file: File = None,
    rules: Rules = None,
) -> None:
    """Add an approach that no other article has described."""
    from allscape.model.statements import Approach
    from allscape.scaffold.approach import new_approach
    from allscape.scaffold.tree import within

    _refuse_empty({"--name": name, "--family": family})
    folder = _folder(rules)
    added = Approach.model_construct(id=id_, name=name, family=family, agents=tuple(agent or ()))
    before = read(folder)
    write(before, new_approach(before, added, within(folder, file) if file else None))


def statement(
    source: Cited,
    number: Annotated[int, typer.Argument(metavar="N", help="The number of the sentence.")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=f"What it is about a case: {', '.join(KINDS)}.",
            autocompletion=complete.starting_with(KINDS),
        ),
    ],
    article: Annotated[
        Path | None,
        typer.Argument(
            metavar="ARTICLE", help="The article's text, where the sentence is not quoted yet."
        ),
    ] = None,
    about: Annotated[
        list[str] | None,
        typer.Option(
            "--about",
            metavar="APPROACH",
            help="What it is about; may be given several times.",
            autocompletion=_approaches,
        ),
    ] = None,
    id_: Annotated[
        str, typer.Option("--id", metavar="NAME", help="Its name; made up of APPROACH without it.")
    ] = "",
    file: File = None,
    rules: Rules = None,
) -> None:
    """Quote a sentence and write the skeleton of a statement, with a hole for each decision.

    Nothing is said that nobody has read: the direction, our own words, the standing and the
    conditions are left empty, and until they are filled in the rulebook does not load. A sentence
    that is quoted already gets one more statement.
    """
    from allscape.rulebook.verify import read_article
    from allscape.scaffold.statement import Wanted, new_statement
    from allscape.scaffold.tree import within

    if kind not in KINDS:
        raise UsageError.of(f"--kind: no kind '{kind}'", nearest(kind, KINDS))
    folder = _folder(rules)
    wanted = Wanted(
        source=source,
        number=number,
        kind=Kind(kind),
        about=list(dict.fromkeys(about or ())),
        name=id_,
        file=within(folder, file) if file else None,
    )
    before = read(folder)
    text = read_article(article) if article else None
    write(before, new_statement(before, wanted, text))


def omission(
    source: Cited,
    numbers: Annotated[
        list[int], typer.Argument(metavar="N...", help="The numbers of the sentences.")
    ],
    because: Annotated[
        str,
        typer.Option(
            "--because",
            metavar="REASON",
            help=f"Why: {', '.join(REASONS)}, or another reason.",
            autocompletion=complete.starting_with(REASONS),
        ),
    ],
    gist: Annotated[
        str, typer.Option("--gist", metavar="TEXT", help="What it is about, in our own words.")
    ] = "",
    rules: Rules = None,
) -> None:
    """Account for sentences that are left out: a reason, and a line in our own words."""
    from allscape.scaffold.ledger import omit

    _refuse_empty({"--because": because})
    before = read(_folder(rules))
    write(before, omit(before, source, numbers, because, gist))


def tension(
    statements: Annotated[
        list[str], typer.Argument(metavar="STATEMENT...", help="Two statements or more.")
    ],
    id_: Annotated[str, typer.Option("--id", metavar="ID", help="A name for the tension.")] = "",
    differ: Annotated[
        str, typer.Option("--differ", metavar="TEXT", help="In what they differ.")
    ] = "",
    because: Annotated[
        str, typer.Option("--no", metavar="TEXT", help="Why they are not at odds, instead.")
    ] = "",
    rules: Rules = None,
) -> None:
    """Say in what statements differ that hold together (--id, --differ), or why not (--no).

    `allscape check` names the pairs of which nothing is said, each with a smallest case.
    """
    from allscape.scaffold.tension import new_tension, no_tension

    if bool(because) == bool(id_ or differ):
        told = "either --id and --differ, or --no"
        raise UsageError.of(told)
    _refuse_empty({"--no": because} if because else {"--id": id_, "--differ": differ})
    before = read(_folder(rules))
    if because:
        write(before, no_tension(before, statements, because))
    else:
        write(before, new_tension(before, statements, id_, differ))


def _refuse_empty(given: dict[str, str]) -> None:
    for option, text in given.items():
        if not any(each.isalnum() for each in text):
            raise UsageError.of(f"{option}: words are expected here")


def _folder(rules: Path | None) -> Path:
    if rules is None and not HERE.is_dir():
        told = "there is no folder 'rules' here"
        raise UsageError.of(told, "name the rulebook to add to: --rules DIR")
    return rules or HERE
