"""The files of the rulebook are parsed once a process, however many copies of them are read."""

import pickle
from dataclasses import replace
from functools import cache
from pathlib import Path

from allscape import yaml_text
from allscape.documents import Document

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("rules", "second-reading", "examples", "lessons")


def remember() -> None:
    """Keep what the parser makes of each text that stands in the repository.

    Whoever asks gets a copy. Any other text is parsed, and each is where another parser is wanted.
    """
    built, loaders = yaml_text._built, yaml_text._LOADERS
    files = [each for name in FOLDERS for each in (ROOT / name).rglob("*.yaml")]
    texts = {each.read_text("utf-8") for each in files}

    @cache
    def kept(text: str) -> bytes:
        return pickle.dumps(built(text, ""))

    def known(text: str, file: str) -> Document:
        if text not in texts or yaml_text._LOADERS is not loaders:
            return built(text, file)
        document: Document = pickle.loads(kept(text))  # noqa: S301  # our own
        document.file = file
        document.faults = [replace(each, file=file) for each in document.faults]
        return document

    yaml_text._built = known
    for text in texts:
        kept(text)
