"""A change can be read with and without colour, and JSON has the fields that scripts rely on."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta

from rich.console import Console

from edit_engine.request import Hunk, HunkState, Instruction, Intent, Priority, Provenance
from editor_app.cli.show import as_json, count, hunk_list, in_context
from storage import Job, JobState


TEXT = "The first line is here.\nTeh cat sat\non the mat.\n"


def hunk(start: int, end: int, after: str, state: HunkState = HunkState.PENDING) -> Hunk:
    return Hunk(
        id="0123456789ab",
        start=start,
        end=end,
        before=TEXT[start:end],
        after=after,
        confidence=0.87654,
        provenance=Provenance(model="m", model_hash="0" * 16, seed=3, intent=Intent.FIX),
        state=state,
    )


def test_without_colour_brackets_say_what_goes_and_what_comes() -> None:
    assert in_context(TEXT, hunk(24, 27, "The"), colour=False).plain == "[-Teh-]{+The+} cat sat"


def test_with_colour_the_words_stand_alone() -> None:
    assert in_context(TEXT, hunk(24, 27, "The"), colour=True).plain == "TehThe cat sat"


def test_a_change_over_a_line_end_stays_on_one_line() -> None:
    assert in_context(TEXT, hunk(35, 36, " "), colour=False).plain == "Teh cat sat[-⏎-]{+ +}on the mat."


def test_a_list_says_line_column_confidence_and_staleness() -> None:
    file = io.StringIO()
    console = Console(file=file, width=200, color_system=None)
    hunk_list(console, TEXT, [hunk(24, 27, "The"), hunk(36, 38, "under", HunkState.STALE)])
    first, second = file.getvalue().splitlines()
    assert first.split() == ["2:1", "88%", "[-Teh-]{+The+}", "cat", "sat", "0123456789ab"]
    assert "3:1" in second
    assert "stale" in second


def test_json_has_the_promised_fields() -> None:
    asked = datetime.now(UTC)
    job = Job(
        id="j",
        document_id="d",
        base_revision_id="d.1",
        instruction=Instruction(intent=Intent.FIX, seed=3),
        priority=Priority.BULK,
        state=JobState.DONE,
        created_at=asked,
        finished_at=asked + timedelta(microseconds=1_234_560),
        message="",
        proposal_revision_id=None,
        chunks_done=1,
        chunks_total=1,
    )
    record = json.loads(as_json(path="a.md", base_sha256="ff", job=job, hunks=[hunk(24, 27, "The")]))
    assert record == {
        "path": "a.md",
        "base_sha256": "ff",
        "model": "built-in",
        "boldness": 0.5,
        "seed": 3,
        "seconds": 1.235,
        "hunks": [
            {
                "id": "0123456789ab",
                "start": 24,
                "end": 27,
                "before": "Teh",
                "after": "The",
                "confidence": 0.8765,
                "intent": "fix",
            }
        ],
    }


def test_numbers_agree_with_their_nouns() -> None:
    assert [count(number, "part") for number in (0, 1, 2, 1000)] == ["0 parts", "1 part", "2 parts", "1,000 parts"]
