"""Every peer by name."""

from importlib import import_module

from bench.formulas import Formulas
from bench.peers.base import Peer

PEERS = {
    "zen-engine, one compiled expression": ("zen_engine", "OneForAll"),
    "zen-engine, an expression an approach": ("zen_engine", "OneEach"),
    "durable-rules bare, calls into C": ("durable_rules", "ByCalls"),
    "common-expression-language, one program": ("cel", "Cel"),
    "clipspy": ("clipspy", "Clipspy"),
    "durable-rules bare, its host": ("durable_rules", "ByHost"),
    "rule-engine, one rule": ("rule_engine", "RuleEngine"),
}
"""The module and the class of each."""

USUAL = (
    "zen-engine, an expression an approach",
    "clipspy",
    "durable-rules bare, its host",
)
"""The peers that are used as their documents show; the others in the fastest way that we found."""

PACKAGES = (
    "durable-rules",
    "zen-engine",
    "clipspy",
    "common-expression-language",
    "rule-engine",
    "polars",
)
"""What the peers are called where they are installed from."""


def peers(told: Formulas) -> dict[str, Peer]:
    """Return every peer with the rules in it."""
    return {
        name: getattr(import_module(f"bench.peers.{module}"), kind)(told)
        for name, (module, kind) in PEERS.items()
    }
