"""Write the lowest versions that pyproject.toml allows, as constraints for pip."""

import re
import sys
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())
wanted = [
    *project["build-system"]["requires"],
    *project["tool"]["hatch"]["metadata"]["hooks"]["custom"]["dependencies"],
    *(each for extra in project["project"]["optional-dependencies"].values() for each in extra),
]
bounds = {re.sub(" *;.*", "", each).replace(">=", "==") for each in wanted if ">=" in each}
sys.stdout.write("".join(f"{each}\n" for each in sorted(bounds)))
