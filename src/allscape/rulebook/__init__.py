"""Reading a rulebook and an article: YAML to model, faults with their place, sentences."""

from pathlib import Path


def packaged() -> Path:
    """Return the folder of the rulebook that the program comes with."""
    inside = Path(__file__).resolve().parents[1] / "rules"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[3] / "rules"
