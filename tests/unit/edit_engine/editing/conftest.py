"""Fixtures of the editing tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


sys.path.insert(0, str(Path(__file__).parent))

from fakes import WildDenoiser


@pytest.fixture(scope="session")
def wild() -> WildDenoiser:
    """A denoiser that changes about a third of all words into nonsense."""
    return WildDenoiser()
