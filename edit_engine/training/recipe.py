"""The recipe: one JSON file says everything about a run but where the data are."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from edit_engine.models.config import ModelConfig
from edit_engine.training.examples import ExampleSettings
from edit_engine.training.loop import LoopSettings
from edit_engine.training.mixture import MixtureSettings


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Everything that decides what a run learns."""

    model: ModelConfig = field(default_factory=ModelConfig)
    loop: LoopSettings = field(default_factory=LoopSettings)
    mixture: MixtureSettings = field(default_factory=MixtureSettings)
    noising: ExampleSettings = field(default_factory=ExampleSettings)


def read_recipe(path: Path, overrides: dict[str, Any] | None = None) -> Recipe:
    """Read a recipe file; `overrides` replace loop settings.

    Raises:
        ValueError: the file holds a wrong or unknown setting; the text names it.
    """
    plain = json.loads(path.read_text(encoding="utf-8"))
    plain.setdefault("loop", {}).update(overrides or {})
    try:
        return TypeAdapter(Recipe).validate_python(plain)
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
