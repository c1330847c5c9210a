"""Numbers as the page prints them."""


def ratio(number: float) -> str:
    """Return a ratio: "1.29", "12.9", "129"."""
    return f"{number:.2f}" if number < 10 else f"{number:.1f}" if number < 100 else f"{number:,.0f}"


def rate(number: float) -> str:
    """Return how many a second, to three digits."""
    digits = 10 ** max(len(f"{number:.0f}") - 3, 0)
    return f"{round(number / digits) * digits:,}"


def milliseconds(seconds: float) -> str:
    """Return seconds as milliseconds."""
    return f"{1000 * seconds:.1f}"


def megabytes(number: float) -> str:
    """Return bytes as megabytes."""
    return f"{number / 1e6:,.0f}"
