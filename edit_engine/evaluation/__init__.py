"""Evaluation: scores against references, false edits in clean text, and speed as ratios.

Start at `scores.py` (`redraft evaluate`) and `speed.py` (`redraft bench`); `gleu`, `sari` and `precision` are the
measures, each after its paper.
"""
