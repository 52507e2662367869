"""A place of a text before the fake denoiser of the editing tests."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from edit_engine.evaluation.explain.place import Place, place_of
from edit_engine.request import Intent
from edit_engine.text.spans import Span


sys.path.insert(0, str(Path(__file__).parents[2] / "editing"))

from fakes import WildDenoiser


TEXT = "the quick fox and the lazy dog are in the house with the other one"


@pytest.fixture
def place() -> Callable[..., Place]:
    """The words of TEXT that a piece of it covers."""

    def made(piece: str = "the lazy dog are in the house", intent: Intent = Intent.FIX) -> Place:
        start = TEXT.index(piece)
        return place_of(WildDenoiser(), TEXT, Span(start, start + len(piece)), intent)

    return made
