"""The floor of a start: what any program pays that uses these four, and shows one table."""

import pydantic
import typer
from durable import lang  # noqa: F401  # imported, as the program does
from rich.console import Console
from rich.table import Table


class Model(pydantic.BaseModel):
    """A model of sixteen fields."""

    a: str
    b: str
    c: str
    d: str
    e: int
    f: int
    g: int
    h: int
    i: float
    j: float
    k: bool
    l: bool  # noqa: E741  # the letter's turn
    m: str | None = None
    n: str | None = None
    o: int | None = None
    p: int | None = None


app = typer.Typer()


@app.command()
def main(word: str = "word") -> None:
    """Show the fields of a model."""
    model = Model(a=word, b=word, c=word, d=word, e=1, f=1, g=1, h=1, i=1, j=1, k=True, l=False)
    table = Table("field", "value")
    for name, value in model:
        table.add_row(name, str(value))
    Console().print(table)


if __name__ == "__main__":
    app()
