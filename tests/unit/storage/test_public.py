"""What the package hands out, and what it must not need."""

from __future__ import annotations

import subprocess
import sys
from enum import Enum
from pathlib import Path
from types import ModuleType

import storage


def test_the_public_names_are_those_in_all() -> None:
    public = {
        name for name, value in vars(storage).items() if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert public == set(storage.__all__)


def test_records_are_frozen_and_documented() -> None:
    for name in storage.__all__:
        public = getattr(storage, name)
        assert public.__doc__, name
        if hasattr(public, "__dataclass_fields__") and not issubclass(public, Enum):
            assert public.__dataclass_params__.frozen, name


def test_storage_needs_neither_a_model_nor_a_window_nor_a_queue_nor_alembic_to_start(tmp_path: Path) -> None:
    unwanted = ("torch", "PySide6", "celery", "alembic")
    program = f"""
import sys, storage
storage.Library.open({str(tmp_path / "library.redraft")!r}).close()
print([name for name in {unwanted} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
