"""Hunks for a strict reader: which are drawn, and how they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from edit_engine.evaluation.hunks import Found, draw, main, shown
from edit_engine.request import Hunk, Intent, Provenance


def found(text: str, start: int, before: str, after: str) -> Found:
    assert text[start : start + len(before)] == before
    hunk = Hunk(
        id=str(start),
        start=start,
        end=start + len(before),
        before=before,
        after=after,
        confidence=0.876,
        provenance=Provenance(model="m", model_hash="0", seed=0, intent=Intent.FIX),
    )
    return Found(file="a.md", text=text, hunk=hunk)


def test_the_draw_is_seeded_keeps_the_order_and_repeats_nothing() -> None:
    text = "x" * 200
    many = [found(text, place, "x", "y") for place in range(200)]
    drawn = draw(many, 50, seed=3)
    places = [one.hunk.start for one in drawn]
    assert places == sorted(set(places))
    assert len(places) == 50
    assert drawn == draw(many, 50, seed=3)
    assert drawn != draw(many, 50, seed=4)
    assert draw(many, 500, seed=3) == many


def test_a_hunk_is_shown_with_its_line_and_context() -> None:
    assert shown(found("One.\nTeh cat\nsat.", 5, "Teh", "The")) == (
        "a.md:2  confidence 0.88\n    One.⏎[-Teh-]{+The+} cat⏎sat."
    )
    assert shown(found("a b", 1, "", " big")).endswith("a{+ big+} b")
    assert shown(found("a a b", 1, " a", "")).endswith("    a[- a-] b")


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path / "none.md")])
    assert "none.md is no file" in capsys.readouterr().err
