"""How the engine works, whatever is asked of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class EditorSettings:
    """How the engine works; the same for every request."""

    # Windows read in one forward.
    batch: int = 16
    # Windows with something to change that are filled together. Few of them on a forward waste its weights' way from
    # memory, so those of several readings wait for each other.
    fill_batch: int = 32
    # Nats of joint entropy committed in one denoising step.
    entropy_bound: float = 1.0
    # Denoising steps for located errors (more do not correct better, training/LOG.md) and for text written anew.
    max_steps: int = 2
    fresh_steps: int = 8
    # A committed token with less than this chance of being right is masked again.
    repair_threshold: float = 0.25
    # Times a finished canvas is repaired. Corrections are no better for it.
    repair_rounds: int = 0
    fresh_repair_rounds: int = 1
    # Sampling temperature for text that is written anew (infill, strength); located errors are corrected greedily.
    fresh_temperature: float = 0.6

    # Models without heads for editing (`rewriting`): windows at work together, most denoising steps, and rounds of
    # repair in which a token with less than this chance is masked again (T2M, arXiv 2604.18738).
    rewrite_batch: int = 4
    rewrite_steps: int = 32
    rewrite_repair_rounds: int = 1
    rewrite_repair_threshold: float = 0.1
