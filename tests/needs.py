"""What some tests need beyond the program itself; without it they are skipped, and say why."""

import importlib.util
import shutil

import pytest

SPARK = [
    pytest.mark.spark,
    pytest.mark.skipif(not importlib.util.find_spec("pyspark"), reason="pyspark is not here"),
    pytest.mark.skipif(not shutil.which("java"), reason="Java is not here"),
]
