"""The pages of the lints: one each, and their index."""

from collections.abc import Iterable
from inspect import cleandoc

from allscape.lint.base import Lint, Severity
from allscape.lint.catalogue import EVERY, LINTS, OF_CASES, ONLY_OF_LESSONS

_MADE = "<!-- Made by docs/generate.py; do not edit. -->\n"

_INDEX = """\
# The lints

`allscape check [DIR]` looks at a rulebook with every one of these, `allscape check CASES` at the
names, stories and teaching notes of cases with [those of cases](#of-cases), `allscape check
LESSONS` at lessons with [those of lessons](#of-lessons), too. An **error** keeps a rulebook, a case
or a lesson from being used: every command refuses it, with exit code 4 for a rulebook and 3 for a
case or a lesson. A **warning** fails the check, with exit code 5; a **note** is told and fails
nothing. `allscape check --explain ID` shows a page in the terminal.

{tables}## Of cases

{of_cases}

## Of lessons

{of_lessons}

The texts of a lesson are looked at as those of cases, too.

What these cannot tell, `allscape check --prose CASES` lists for a person:
[the prose of cases](../keeping-the-rules.md#the-prose-of-cases).

## Where a lint is wrong

A warning or a note that is none here is excluded in any rule file, with a reason. An exclusion
excludes one finding, whose message has its words: the next fault at the same id is found.
Exclusions are counted in the output, `--excluded` shows them, and one that excludes nothing is a
[warning](idle-exclusion.md) itself. Errors cannot be excluded, and nothing in a case or a
lesson can: its prose is mended.

```yaml
exclusions:
  - lint: advice-in-own-words
    at: made-up-2020/alpha        # a statement, term, approach, source, sentence, tension, remark
    finding: "'best'"             # words of its message
    reason: The sentence ranks, and the statement says that it does.
```

## The examples

The examples are changes of one small rulebook, [sample/rules.yaml](sample/rules.yaml), with its
[ledger](sample/ledger.yaml). Its article, and all that it says, is made up. An example names the
part that it changes by its id and shows only what is different; the tests hold that each "avoid" is
found by its lint, and that each "prefer" is clean. Those of cases are cases of that rulebook.
"""


def lint_pages() -> dict[str, str]:
    """Return the pages by their path inside `docs`."""
    pages = {f"lints/{lint.id}.md": _page(lint) for lint in EVERY}
    return {"lints/README.md": _index(), **pages}


def _index() -> str:
    tables = []
    for severity in Severity:
        rows = [each for each in LINTS if each.severity is severity]
        tables += [f"## {severity.capitalize()}s", "", _table(rows), ""]
    listed = "\n".join(tables)
    others = {"of_cases": _table(OF_CASES), "of_lessons": _table(ONLY_OF_LESSONS)}
    return f"{_MADE}\n{_INDEX.format(tables=listed, **others)}"


def _table(lints: Iterable[Lint]) -> str:
    rows = [f"| [{each.id}]({each.id}.md) | {each.summary} |" for each in lints]
    return "\n".join(["| lint | |", "|---|---|", *rows])


def _page(lint: Lint) -> str:
    excluded = "It can be excluded with a reason." if lint.excludable else "It cannot be excluded."
    related = ", ".join(f"[{name}]({name}.md)" for name in lint.related)
    parts = [
        _MADE,
        f"# {lint.id}\n",
        f"{lint.summary}\n",
        f"Severity: {lint.severity}. {excluded}\n",
        f"## Avoid\n\n{_code(lint.avoid)}\n",
        f"## Prefer\n\n{_code(lint.prefer)}\n",
        f"## Why\n\n{lint.why}\n",
        f"## Related\n\n{related + ', ' if related else ''}[all lints](README.md)\n",
    ]
    return "\n".join(parts)


def _code(text: str) -> str:
    return f"```yaml\n{cleandoc(text)}\n```"
