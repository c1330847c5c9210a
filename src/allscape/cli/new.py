"""Adding to a rulebook: `approach`, `statement`, `omission`, `tension`, articles; and `cases`."""

from pathlib import Path
from typing import Annotated

import typer

from allscape.cli import articles, complete
from allscape.cli.adding import Cited, NewRulesFolder, folder_of, known, read, refuse_empty, write
from allscape.cli.case_tables import cases
from allscape.cli.commands import APPS
from allscape.cli.options import with_options
from allscape.faults import UsageError, nearest
from allscape.model.statements import Kind
from allscape.scaffold.ledger import REASONS
from allscape.scaffold.statement import KINDS

_HELP = """\
Add to a rulebook: an article whole or sentence by sentence, an approach, a tension; or make cases.

The files of the rulebook are edited as text: what stands in them stays as it is. Each command does
all that it is asked for or nothing, tells which files it wrote, and then what is left to do.
"""


File = Annotated[
    Path | None,
    typer.Option("--file", metavar="FILE", help="The rule file, where it is not the family's."),
]


def approach(
    id_: Annotated[str, typer.Argument(metavar="ID", help="A name, such as tisa-cel-first-line.")],
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="As the articles name it.")],
    family: Annotated[
        str,
        typer.Option(
            "--family",
            metavar="FAMILY",
            help="Its family; a new one gets a file of its own.",
            autocompletion=known("approaches", "family"),
        ),
    ],
    agent: Annotated[
        list[str] | None,
        typer.Option("--agent", metavar="TEXT", help="An agent; may be given several times."),
    ] = None,
    file: File = None,
    rules: NewRulesFolder = None,
) -> None:
    """Add an approach that no other article has described."""
    from allscape.model.statements import Approach
    from allscape.scaffold.statement import new_approach
    from allscape.scaffold.tree import within

    refuse_empty({"--name": name, "--family": family})
    folder = folder_of(rules)
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
            autocompletion=known("approaches", "id"),
        ),
    ] = None,
    id_: Annotated[
        str, typer.Option("--id", metavar="NAME", help="Its name; made up of APPROACH without it.")
    ] = "",
    file: File = None,
    rules: NewRulesFolder = None,
) -> None:
    """Quote a sentence and write the skeleton of a statement, with a hole for each decision.

    Nothing is said that nobody has read: the direction, our own words, the standing and the
    conditions are left empty, and until they are filled in the rulebook does not load. A sentence
    that is quoted already gets one more statement.
    """
    from allscape.rulebook.verify import read_article
    from allscape.scaffold.statement import StatementSkeleton, new_statement
    from allscape.scaffold.tree import within

    if kind not in KINDS:
        raise UsageError.of(f"--kind: no kind '{kind}'", nearest(kind, KINDS))
    folder = folder_of(rules)
    wanted = StatementSkeleton(
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
    rules: NewRulesFolder = None,
) -> None:
    """Account for sentences that are left out: a reason, and a line in our own words."""
    from allscape.scaffold.ledger import omit

    refuse_empty({"--because": because})
    before = read(folder_of(rules))
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
    rules: NewRulesFolder = None,
) -> None:
    """Say in what statements differ that hold together (--id, --differ), or why not (--no).

    `allscape check` names the pairs of which nothing is said, each with a smallest case.
    """
    from allscape.scaffold.tension import new_tension, no_tension

    if bool(because) == bool(id_ or differ):
        raise UsageError.of("either --id and --differ, or --no")
    refuse_empty({"--no": because} if because else {"--id": id_, "--differ": differ})
    before = read(folder_of(rules))
    if because:
        write(before, no_tension(before, statements, because))
    else:
        write(before, new_tension(before, statements, id_, differ))


group = typer.Typer(rich_markup_mode=None)
for each in (*articles.COMMANDS, approach, statement, omission, tension, cases):
    group.command(each.__name__)(with_options(each))
APPS[__name__].add_typer(group, name="new", help=_HELP)
