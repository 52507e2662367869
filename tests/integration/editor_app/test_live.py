"""What a worker has in hand reaches whoever watches, and stops when it is told to: through a real queue and process."""

from __future__ import annotations

import time

from edit_engine.request import EventKind, Instruction, Intent
from editor_app.changes import ChangeKind
from editor_app.workspace import Workspace
from storage import JobState


STEP_S = 0.01  # see conftest.py
SLACK_S = 2.0  # for a machine that does other things as well


def test_previews_say_what_reads_how_and_where(workspace: Workspace) -> None:
    text = "One teh two.\n"
    document = workspace.new("Live", text)
    job = workspace.submit(document, Instruction(intent=Intent.FIX, words="steps=60"))
    seen = [
        change.event
        for change in workspace.watch(job.id)
        if change.kind is ChangeKind.PREVIEW and change.event is not None and change.event.kind is EventKind.PREVIEW
    ]
    assert seen
    assert all(event.span is not None and event.text == text[event.span.start : event.span.end] for event in seen)
    # 60 steps of 10 ms: many more were made than an eye can follow, and not that many sent.
    took_s = workspace.job(job.id).seconds
    assert len(seen) <= took_s / 0.1 + 2


def test_cancel_takes_effect_within_a_step(workspace: Workspace) -> None:
    document = workspace.new("Long", "One teh two.\n")
    job = workspace.submit(document, Instruction(intent=Intent.FIX, words="steps=100000"))
    events = workspace.watch(job.id)
    next(change for change in events if change.kind is ChangeKind.PROGRESS)
    workspace.cancel(job.id)
    began = time.monotonic()
    after = [change for change in events if change.kind is ChangeKind.PROGRESS]
    assert workspace.job(job.id).state is JobState.CANCELLED
    # The next job has the worker to itself: nothing of the cancelled one goes on.
    again = workspace.submit(document, Instruction(intent=Intent.FIX, words="steps=1"))
    (ended,) = workspace.wait([again])
    assert ended.state is JobState.DONE
    assert time.monotonic() - began < SLACK_S
    assert len(after) * STEP_S < SLACK_S
