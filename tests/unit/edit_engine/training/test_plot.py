"""The picture of a run shows each step once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edit_engine.training.plot import plot_run


def line(step: int, tokens: int) -> str:
    return json.dumps({"step": step, "token": 2.0, "noise": 0.1, "gap": 0.03, "tokens": tokens, "seconds": step * 2.0})


def test_a_resumed_run_is_drawn(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text("\n".join([line(20, 1000), line(40, 2000), line(20, 1000), line(60, 3000)]) + "\n")
    plot_run(log, tmp_path / "run.png")
    assert (tmp_path / "run.png").read_bytes().startswith(b"\x89PNG")


def test_an_empty_log_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text("")
    with pytest.raises(ValueError, match="has not logged a step yet"):
        plot_run(tmp_path / "log.jsonl", tmp_path / "run.png")
