"""Which models there are: names to folders, and what a folder says of its model. Imports no torch."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from edit_engine.models.errors import DamagedModel, UnknownModel
from edit_engine.request import BALANCED, BOLDNESS_STOPS, CAUTIOUS, KINDS, Intent


BUILT_IN = "built-in"
WEIGHTS, CONFIG, TOKENIZER, ABOUT = "model.safetensors", "config.json", "tokenizer.json", "model.json"
# The phrase memory, of models that have one.
MEMORY = "memory.safetensors"

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
    # A hunk is offered when it is at least this likely to be right.
    confidence: float = 0.0


# Thresholds that let through more as they get smaller, and as they get greater.
_FALLING, _RISING = ("locate", "gap", "gain", "confidence"), ("doubt",)


@dataclass(frozen=True, kw_only=True)
class ThresholdCurve:
    """The thresholds of one intent at the named stops of boldness; between two stops they are interpolated.

    Raises:
        ValueError: a bolder stop is stricter than a more cautious one.
    """

    cautious: Thresholds
    balanced: Thresholds
    bold: Thresholds

    def __post_init__(self) -> None:
        for stricter, looser in pairwise(BOLDNESS_STOPS):
            low, high = getattr(self, stricter), getattr(self, looser)
            for name in (*_FALLING, *_RISING):
                step = getattr(high, name) - getattr(low, name)
                if step * (1 if name in _RISING else -1) < 0:
                    raise ValueError(f"{name} must not be stricter at {looser!r} than at {stricter!r}")

    @classmethod
    def flat(cls, thresholds: Thresholds) -> ThresholdCurve:
        """The same thresholds at any boldness."""
        return cls(cautious=thresholds, balanced=thresholds, bold=thresholds)

    def at(self, boldness: float) -> Thresholds:
        """The thresholds at a boldness, 0..1. None of them gets stricter as it grows."""
        first, last = (self.cautious, self.balanced) if boldness <= BALANCED else (self.balanced, self.bold)
        start = CAUTIOUS if boldness <= BALANCED else BALANCED
        # The stops are equally far apart.
        share = (boldness - start) / (BALANCED - CAUTIOUS)
        return Thresholds(
            **{name: _between(getattr(first, name), getattr(last, name), share) for name in (*_FALLING, *_RISING)}
        )


def _between(first: float, last: float, share: float) -> float:
    """`first` and `last` themselves at 0 and 1, and at no share beyond them: rounding must not bend the curve."""
    if share in (0.0, 1.0) or first == last:
        return first if share < 1.0 else last
    found = first + (last - first) * share
    return min(max(found, min(first, last)), max(first, last))


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """From the features of a hunk (`edit_engine.editing.confidence`) to confidence: a logistic map (Platt 1999)."""

    bias: float = 0.0
    # Name of a feature -> log odds for each unit of it; a feature that is absent counts for nothing.
    weights: dict[str, float] = field(default_factory=dict)


# Of an intent that was not calibrated: the chance that the model itself gives the new words.
UNCALIBRATED = Calibration(weights={"probability": 1.0})


def _read_curve(plain: Any) -> Any:
    """A model.json made before there was boldness has one set of thresholds: the same for every stop."""
    if isinstance(plain, dict) and set(plain) <= {*_FALLING, *_RISING}:
        return dict.fromkeys(BOLDNESS_STOPS, plain)
    return plain


def _read_calibrations(plain: Any) -> Any:
    """A model.json made before then has one calibration, with a fixed set of weights, for all intents."""
    if isinstance(plain, dict) and "bias" in plain:
        weights = {name: weight for name, weight in plain.items() if name != "bias"}
        return {intent.value: {"bias": plain["bias"], "weights": weights} for intent in KINDS}
    return plain


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
    # How sure the model must be, by intent and boldness; an intent that is absent uses the defaults.
    thresholds: dict[Intent, Annotated[ThresholdCurve, BeforeValidator(_read_curve)]] = field(default_factory=dict)
    # What confidence means, by intent; an intent that is absent uses `UNCALIBRATED`.
    calibration: Annotated[dict[Intent, Calibration], BeforeValidator(_read_calibrations)] = field(default_factory=dict)
    # SHA-256 of the phrase memory, hex; empty for a model without one.
    memory_sha256: str = ""

    def thresholds_at(self, intent: Intent, boldness: float) -> Thresholds:
        """How sure the model must be under an intent, at a boldness of 0..1."""
        curve = self.thresholds.get(intent)
        return Thresholds() if curve is None else curve.at(boldness)


def find_model(name: str) -> Path:
    """Folder of the model `name`: the built-in one, or a folder given by its path, ours or a checkpoint.

    Raises:
        UnknownModel: there is no such model.
    """
    folder = _ASSETS if name == BUILT_IN else Path(name).expanduser()
    if not ((folder / ABOUT).is_file() or (folder / CONFIG).is_file()):
        raise UnknownModel(
            f"unknown model {name!r}: use {BUILT_IN!r}, a name that was added (redraft models add), or the path of a "
            f"folder that holds {CONFIG}, {TOKENIZER} and {WEIGHTS}"
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


def file_hash(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
