"""Discrete diffusion as pure functions on tensors: no model, no tokenizer, no text.

Read `loop.py` first: `denoise` fills the masked slots of a batch of canvases (`canvas.py`). Each step it asks a model
for logits, chooses a candidate for each slot (`candidates.py`, `filters.py`), and keeps some of them by a commit rule
(`commit.py`, `dream.py`; in stages, `staged.py`). `guidance.py` wraps a model, `ranking.py` runs a canvas several times
and ranks the results. `repair.py` says which tokens to mask again afterwards.

`revising.py` is the other loop, for samplers that may change what they have written (`draft.py`): by remasking
(`remdm.py`), repair in every step (`token_repair.py`), Gibbs correction (`gibbs.py`), uniform noise (`renoise.py`), or
concrete scores (`score_sampler.py` on the steps of `scores.py`). `noise.py` and `schedules.py` hold the forward
processes that training and theory need; `draws.py` gives each row its own random numbers.

Shapes: R rows, S positions, N slots that are asked about, V tokens in the vocabulary. Time runs from 0 (text) to 1
(noise).
"""

from edit_engine.diffusion.canvas import Canvas, RowEnd, RowState, StepState
from edit_engine.diffusion.commit import (
    Ancestral,
    CommitRule,
    ConfidenceFactor,
    ConfidenceThreshold,
    EntropyBound,
    FixedSteps,
    MaskGITCosine,
    Order,
    Proposals,
    Staged,
)
from edit_engine.diffusion.draft import Draft, Question
from edit_engine.diffusion.draws import drawn, gumbel, row_generator, uniforms
from edit_engine.diffusion.dream import DreamSteps
from edit_engine.diffusion.errors import DiffusionError, PredictionError
from edit_engine.diffusion.filters import Sampling
from edit_engine.diffusion.gibbs import Gibbs, noisy_conditional
from edit_engine.diffusion.guidance import Guided, guided
from edit_engine.diffusion.loop import Predict, denoise
from edit_engine.diffusion.noise import Absorbing, Hybrid, NoiseProcess, Uniform
from edit_engine.diffusion.ranking import chains, mean_log_prob, ranked
from edit_engine.diffusion.remdm import Capped, Looped, Remasking, RemaskStep, ReMDM, Rescaled
from edit_engine.diffusion.renoise import Renoise, random_tokens
from edit_engine.diffusion.repair import Repair, RepairHistory
from edit_engine.diffusion.revising import PredictAt, Reviser, revise, timeless
from edit_engine.diffusion.schedules import Cosine, Linear, LogLinear, Schedule, cosine_times, even_times
from edit_engine.diffusion.score_sampler import ScoreSampler, ScoreStep
from edit_engine.diffusion.scores import Graph, analytic_probs, euler_probs, log_scores, tweedie_probs
from edit_engine.diffusion.staged import Blocks, CoarseFirst, PrefixFirst
from edit_engine.diffusion.token_repair import TokenToMask, TokenToToken, Trigger


__all__ = [
    "Absorbing",
    "Ancestral",
    "Blocks",
    "Canvas",
    "Capped",
    "CoarseFirst",
    "CommitRule",
    "ConfidenceFactor",
    "ConfidenceThreshold",
    "Cosine",
    "DiffusionError",
    "Draft",
    "DreamSteps",
    "EntropyBound",
    "FixedSteps",
    "Gibbs",
    "Graph",
    "Guided",
    "Hybrid",
    "Linear",
    "LogLinear",
    "Looped",
    "MaskGITCosine",
    "NoiseProcess",
    "Order",
    "Predict",
    "PredictAt",
    "PredictionError",
    "PrefixFirst",
    "Proposals",
    "Question",
    "ReMDM",
    "RemaskStep",
    "Remasking",
    "Renoise",
    "Repair",
    "RepairHistory",
    "Rescaled",
    "Reviser",
    "RowEnd",
    "RowState",
    "Sampling",
    "Schedule",
    "ScoreSampler",
    "ScoreStep",
    "Staged",
    "StepState",
    "TokenToMask",
    "TokenToToken",
    "Trigger",
    "Uniform",
    "analytic_probs",
    "chains",
    "cosine_times",
    "denoise",
    "drawn",
    "euler_probs",
    "even_times",
    "guided",
    "gumbel",
    "log_scores",
    "mean_log_prob",
    "noisy_conditional",
    "random_tokens",
    "ranked",
    "revise",
    "row_generator",
    "timeless",
    "tweedie_probs",
    "uniforms",
]
