"""Models as the window hears of them."""

from __future__ import annotations

from pathlib import Path

from edit_engine.request import Intent
from editor_app.models import InstalledModel


def model(name: str, *intents: Intent) -> InstalledModel:
    return InstalledModel(
        name=name,
        version="1",
        intents=intents,
        parameters=1,
        licence="",
        sha256="",
        memory_sha256="",
        folder=Path(name),
    )
