"""Which models there are: names to folders, and what a folder says of its model. Imports no torch."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from edit_engine.models.errors import DamagedModel, UnknownModel
from edit_engine.request import Intent


BUILT_IN = "built-in"
WEIGHTS, CONFIG, TOKENIZER, ABOUT = "model.safetensors", "config.json", "tokenizer.json", "model.json"

_ASSETS = Path(__file__).resolve().parent.parent / "assets" / "builtin"


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """How sure the model must be, for one intent. All are probabilities or nats, set on a development set."""

    # A word is located when the noise head gives at least this.
    locate: float = 0.5
    # Slots are inserted when the gap head gives "one or more" at least this.
    gap: float = 0.5
    # A region is kept when new text beats old text by this many nats.
    gain: float = 0.5
    # A region is dropped when the finished canvas still doubts it more than this.
    doubt: float = 0.5


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """Logistic map from scores to confidence: sigmoid(bias + locate * logit(p) + gain * nats + doubt * logit(q))."""

    bias: float = 0.0
    locate: float = 1.0
    gain: float = 0.1
    doubt: float = -0.2


@dataclass(frozen=True, kw_only=True)
class ModelAbout:
    """What model.json says."""

    name: str
    version: str
    # Name of the adapter family, e.g. "builtin".
    family: str
    licence: str
    parameters: int
    # SHA-256 of the weights file, hex.
    sha256: str
    intents: tuple[Intent, ...]
    # Per-intent thresholds; an intent that is absent uses the defaults.
    thresholds: dict[Intent, Thresholds] = field(default_factory=dict)
    calibration: Calibration = Calibration()


def find_model(name: str) -> Path:
    """Folder of the model `name`: the built-in one, or a folder given by its path.

    Raises:
        UnknownModel: there is no such model.
    """
    folder = _ASSETS if name == BUILT_IN else Path(name).expanduser()
    if not (folder / ABOUT).is_file():
        raise UnknownModel(
            f"unknown model {name!r}: use {BUILT_IN!r}, or the path of a folder that holds {ABOUT}, {CONFIG}, "
            f"{TOKENIZER} and {WEIGHTS}"
        )
    return folder


def about_model(folder: Path) -> ModelAbout:
    """Read model.json.

    Raises:
        DamagedModel: it is not JSON or lacks a field.
    """
    try:
        plain: Any = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        about: ModelAbout = TypeAdapter(ModelAbout).validate_python(plain)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise DamagedModel(f"{folder / ABOUT} is not JSON: {error}; install the model again") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise DamagedModel(f"{folder / ABOUT}: {where}: {first['msg']}; install the model again") from error
    return about


def weights_hash(folder: Path) -> str:
    """SHA-256 of the weights file, hex."""
    with (folder / WEIGHTS).open("rb") as weights:
        return hashlib.file_digest(weights, "sha256").hexdigest()
