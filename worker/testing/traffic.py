"""Requests to send, and their results collected."""

from __future__ import annotations

import time

from edit_engine.request import EditEvent, EditRequest, Instruction, Intent, Priority
from edit_engine.text.spans import Span
from worker.client import QueueClient
from worker.results import Result


TEXT = "Then teh cat saw teh dog. "


def make_request(
    id: str = "job.0",
    *,
    text: str = TEXT,
    words: str = "",
    model: str = "fake",
    priority: Priority = Priority.INTERACTIVE,
) -> EditRequest:
    """A request about the whole of `text`, which stands 100 code points into its document."""
    instruction = Instruction(intent=Intent.FIX, words=words, model=model)
    return EditRequest(
        id=id, text=text, core=Span(0, len(text)), offset=100, instruction=instruction, priority=priority
    )


def collect(client: QueueClient, count: int, timeout_s: float = 15.0) -> tuple[list[Result], list[EditEvent]]:
    """Poll and acknowledge until `count` results came; they, and the live events on the way.

    Raises:
        TimeoutError: fewer came in `timeout_s` seconds.
    """
    results: list[Result] = []
    events: list[EditEvent] = []
    give_up = time.monotonic() + timeout_s
    while len(results) < count:
        if time.monotonic() > give_up:
            raise TimeoutError(f"{len(results)} of {count} results came in {timeout_s:.0f} s")
        for item in client.poll(0.5):
            if isinstance(item, Result):
                client.ack(item)
                results.append(item)
            else:
                events.append(item)
    return results, events
