"""The one message about a chunk that must not be lost: how it ended, with its hunks."""

from __future__ import annotations

import json
from dataclasses import dataclass

from edit_engine.request import EventKind, Hunk, RecordError, dump, load


# An event of one of these kinds is the last of its request, and becomes a Result.
FINAL = frozenset({EventKind.DONE, EventKind.CANCELLED, EventKind.FAILED})


@dataclass(frozen=True, kw_only=True)
class Result:
    """How one chunk ended. It is given out again until it was acknowledged: store it by `request_id`, once."""

    request_id: str
    # DONE, CANCELLED or FAILED.
    kind: EventKind
    # Every hunk of the chunk, positions in the document; empty unless DONE.
    hunks: tuple[Hunk, ...] = ()
    # FAILED: why, and what to do.
    message: str = ""
    # Seconds from the start in the worker to the end, waiting for the model included.
    seconds: float = 0.0
    # The attempt it answers, as given to `publish`.
    attempt: int = 1
    # The node that did it.
    worker: str = ""

    @property
    def job_id(self) -> str:
        """The job its chunk belongs to."""
        return job_of(self.request_id)


def job_of(request_id: str) -> str:
    """The job's id in a request's id, which reads "<job id>.<chunk index>"."""
    return request_id.rpartition(".")[0]


def encode(result: Result) -> str:
    """`result` as JSON text."""
    return json.dumps(dump(result), separators=(",", ":"))


def decode(text: str) -> Result:
    """The Result that `text` from `encode` holds.

    Raises:
        RecordError: it holds something else.
    """
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise RecordError(f"Result: not JSON ({error}), got {text!r:.80}") from error
    return load(Result, plain)
