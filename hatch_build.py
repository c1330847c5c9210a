"""Puts the rulebook into the wheel in the form that loads fast."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles `rules` while the wheel is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make `rules.kept`, from the sources that are being packaged."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from allscape import kept

        made = Path(self.directory) / kept.BUILT_IN.name
        made.parent.mkdir(parents=True, exist_ok=True)
        kept.build(root / "rules", made)
        build_data["force_include"][str(made)] = f"allscape/{kept.BUILT_IN.name}"
