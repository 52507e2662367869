"""What may be loaded where."""

from __future__ import annotations

import subprocess
import sys

import worker


CHECK = """
import sys
import worker.client, worker.process
heavy = {"torch", "transformers", "PySide6", "sqlalchemy"} & set(sys.modules)
print(sorted(heavy))
"""


def test_a_client_loads_no_model_library() -> None:
    done = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_exists() -> None:
    assert all(hasattr(worker, name) for name in worker.__all__)
