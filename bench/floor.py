"""The floor of a start: what any program pays that uses these four, and shows one table."""

import typer
from durable import lang  # noqa: F401  # imported, as the program does
from pydantic import create_model
from rich.console import Console
from rich.table import Table

FIELDS = dict.fromkeys("abcdefghijklmnop", (str | None, None))
"""Sixteen, as a table of attributes would have them."""

app = typer.Typer()


@app.command()
def main(word: str = "word") -> None:
    """Show what a model of sixteen fields holds."""
    model = create_model("Model", **FIELDS)(a=word)  # type: ignore[call-overload]
    table = Table("field", "value")
    table.add_row("a", model.a)
    Console().print(table)


if __name__ == "__main__":
    app()
