"""A library on disk, and jobs that come back with given hunks at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from edit_engine.request import EditRequest, Hunk, Instruction, Intent, Priority, Provenance, hunk_id
from edit_engine.text import Span
from storage import Document, Library


FIX = Instruction(intent=Intent.FIX)
Changes = Sequence[tuple[int, int, str]]
Review = Callable[..., list[str]]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.open(tmp_path / "library.redraft") as opened:
        yield opened


@pytest.fixture
def document(library: Library) -> Document:
    """A document of two paragraphs."""
    return library.import_text("The cat sat on teh mat.\n\nIt were happy.", title="Cat")


@pytest.fixture
def review(library: Library) -> Review:
    """`review(document_id, changes, base_id=head)` asks a job about the document that returns these changes
    (start, end, new text), and gives the hunks' ids."""

    def finish(document_id: str, changes: Changes, base_id: str | None = None) -> list[str]:
        base_id = base_id or library.head(document_id).id
        text = library.text(base_id)
        job = library.create_job(document_id, base_id, FIX, whole(text), Priority.INTERACTIVE)
        hunks = make_hunks(job.id, text, changes)
        assert library.finish_chunk(f"{job.id}.0", hunks, 0.5)
        return [hunk.id for hunk in hunks]

    return finish


def whole(text: str) -> Callable[[str], list[EditRequest]]:
    """One request for all of `text`."""
    return lambda job_id: [EditRequest(id=f"{job_id}.0", text=text, core=Span(0, len(text)), instruction=FIX)]


def make_hunks(job_id: str, text: str, changes: Changes) -> list[Hunk]:
    """A hunk for each change of `text`."""
    provenance = Provenance(model="fake", model_hash="0" * 16, seed=0, intent=Intent.FIX, scores={"gain": 1.5})
    return [
        Hunk(
            id=hunk_id(job_id, start, end, after),
            start=start,
            end=end,
            before=text[start:end],
            after=after,
            confidence=0.9,
            provenance=provenance,
        )
        for start, end, after in changes
    ]


@pytest.fixture(name="whole")
def whole_fixture() -> Callable[[str], Callable[[str], list[EditRequest]]]:
    """Makes the requests of a job with one chunk for a whole text."""
    return whole


@pytest.fixture(name="make_hunks")
def make_hunks_fixture() -> Callable[[str, str, Changes], list[Hunk]]:
    """Makes hunks from changes."""
    return make_hunks
