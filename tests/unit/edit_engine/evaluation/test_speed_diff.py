"""The measurement itself: it ends, and says when its peer did not."""

from __future__ import annotations

from edit_engine.evaluation.speed_diff import worddiff_against_difflib


def test_a_finished_peer_gives_a_ratio() -> None:
    found = worddiff_against_difflib(400, patience_s=60)
    assert found["difflib_finished"] == 1
    assert found["ratio"] == found["difflib_seconds"] / found["own_seconds"]
    assert found["changes"] > 0


def test_a_peer_that_takes_too_long_is_ended_and_said_to_be() -> None:
    found = worddiff_against_difflib(20_000, patience_s=0.01)
    assert found["difflib_finished"] == 0
    assert found["difflib_seconds"] == 0.01
