"""Discrete diffusion as pure functions on tensors: no model, no tokenizer, no text.

Read `loop.py` first: `denoise` fills the masked slots of a batch of canvases (`canvas.py`). Each step it asks a model
for logits, chooses a candidate for each slot (`candidates.py`, `filters.py`), and keeps some of them by a commit rule
(`commit.py`). `repair.py` says which tokens to mask again afterwards. `noise.py` and `schedules.py` hold the forward
processes that training and theory need; `draws.py` gives each row its own random numbers.

Shapes: R rows, S positions, N masked slots, V tokens in the vocabulary. Time runs from 0 (text) to 1 (noise).
"""

from edit_engine.diffusion.canvas import Canvas, RowEnd, RowState, StepState
from edit_engine.diffusion.commit import (
    Ancestral,
    CommitRule,
    ConfidenceThreshold,
    EntropyBound,
    FixedSteps,
    MaskGITCosine,
    Order,
    Proposals,
)
from edit_engine.diffusion.draws import gumbel, row_generator, uniforms
from edit_engine.diffusion.errors import DiffusionError, PredictionError
from edit_engine.diffusion.filters import Sampling
from edit_engine.diffusion.loop import Predict, denoise
from edit_engine.diffusion.noise import Absorbing, Hybrid, NoiseProcess, Uniform
from edit_engine.diffusion.repair import Repair, RepairHistory
from edit_engine.diffusion.schedules import Cosine, Linear, LogLinear, Schedule, cosine_times, even_times


__all__ = [
    "Absorbing",
    "Ancestral",
    "Canvas",
    "CommitRule",
    "ConfidenceThreshold",
    "Cosine",
    "DiffusionError",
    "EntropyBound",
    "FixedSteps",
    "Hybrid",
    "Linear",
    "LogLinear",
    "MaskGITCosine",
    "NoiseProcess",
    "Order",
    "Predict",
    "PredictionError",
    "Proposals",
    "Repair",
    "RepairHistory",
    "RowEnd",
    "RowState",
    "Sampling",
    "Schedule",
    "StepState",
    "Uniform",
    "cosine_times",
    "denoise",
    "even_times",
    "gumbel",
    "row_generator",
    "uniforms",
]
