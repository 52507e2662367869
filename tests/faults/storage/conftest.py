"""A library that has been worked with for a while."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from edit_engine.request import EditRequest, Hunk, Instruction, Intent, Priority, Provenance, hunk_id
from edit_engine.text import Span
from storage import Library


FIX = Instruction(intent=Intent.FIX)
PROVENANCE = Provenance(model="fake", model_hash="0" * 16, seed=0, intent=Intent.FIX)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the library is."""
    return tmp_path / "library.redraft"


@pytest.fixture
def renew() -> Callable[[Library, str], list[str]]:
    """`renew(library, document_id)`: a job suggests "newN" for each word "oldN" of the head; gives the hunks' ids."""

    def suggest(library: Library, document_id: str) -> list[str]:
        head = library.head(document_id)
        text = library.text(head.id)

        def requests(job_id: str) -> list[EditRequest]:
            return [EditRequest(id=f"{job_id}.0", text=text, core=Span(0, len(text)), instruction=FIX)]

        job = library.create_job(document_id, head.id, FIX, requests, Priority.INTERACTIVE)
        hunks, at = [], 0
        for word in text.split(" "):
            if word.startswith("old"):
                after = word.replace("old", "new")
                end = at + len(word)
                name = hunk_id(job.id, at, end, after)
                hunks.append(
                    Hunk(id=name, start=at, end=end, before=word, after=after, confidence=0.9, provenance=PROVENANCE)
                )
            at += len(word) + 1
        assert library.finish_chunk(f"{job.id}.0", hunks, 0.1)
        return [hunk.id for hunk in hunks]

    return suggest
