"""A picture of a run: its losses, and how many tokens a second it took them at."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path


PARTS = ("token", "noise", "gap")


def plot_run(log: Path, out: Path) -> None:
    """Draw `log` (a run's log.jsonl) to `out`; the ending says which kind of picture.

    Raises:
        ValueError: the log has no line yet.
        ModuleNotFoundError: matplotlib is not installed.
    """
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines() if line.strip()]
    if not lines:
        raise ValueError(f"{log} is empty: the run has not logged a step yet")
    # A run that was ended and resumed from an earlier checkpoint logs some steps twice: the later line counts.
    lines = sorted({line["step"]: line for line in lines}.values(), key=lambda line: line["step"])
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(1, 4, figsize=(16, 3.6), layout="constrained")
    tokens = [line["tokens"] / 1e6 for line in lines]
    for panel, part in zip(panels, PARTS, strict=False):
        panel.plot(tokens, [line[part] for line in lines], linewidth=1)
        panel.set(title=f"{part} loss", xlabel="million tokens", yscale="log")
    speeds = [
        (after["tokens"] - before["tokens"]) / max(after["seconds"] - before["seconds"], 1e-9)
        for before, after in pairwise(lines)
    ]
    panels[3].plot(tokens[1:], speeds, linewidth=1)
    panels[3].set(title="tokens a second", xlabel="million tokens", ylim=(0, None))
    for panel in panels:
        panel.grid(alpha=0.3, which="both")
    figure.savefig(out, dpi=90)
    pyplot.close(figure)
