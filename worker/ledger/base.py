"""The promises of a ledger. Every method may raise LedgerError, and may then be called again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


# Seconds a cancelled job or the starts of a chunk are remembered; no message lives longer.
MARK_KEEP_S = 7 * 86_400.0
# Everything Redraft keeps in Redis is below this, so that one ACL rule covers it.
PREFIX = "redraft:"


@dataclass(frozen=True, kw_only=True)
class Past:
    """What is known of a chunk before it begins."""

    # How often it began without coming to an end: so many workers died while they worked on it.
    starts: int
    # Whether this very attempt has already ended with a result: the message was delivered twice.
    done: bool


class Ledger(Protocol):
    """Safe to share between threads and between processes."""

    def keep_result(self, mailbox: str, request_id: str, payload: str) -> None:
        """Keep a result until `forget_results`; a second one for the same request takes its place."""

    def waiting(self, mailbox: str) -> list[str]:
        """The ids of requests whose results wait."""

    def results(self, mailbox: str, request_ids: Sequence[str]) -> dict[str, str]:
        """The payloads of those of `request_ids` that wait."""

    def forget_results(self, mailbox: str, request_ids: Sequence[str]) -> None:
        """They are stored elsewhere now."""

    def cancel(self, job_id: str) -> None:
        """Chunks of `job_id` that have not begun will not."""

    def is_cancelled(self, job_id: str) -> bool:
        """Whether `cancel` was called for it, by anyone."""

    def past(self, request_id: str, attempt: int) -> Past:
        """What became of a chunk until now."""

    def begin(self, request_ids: Sequence[str]) -> None:
        """The model begins with these chunks, together."""

    def finish(self, request_id: str, attempt: int | None) -> None:
        """The chunk came to an end in good order: with a result for `attempt`, or (None) back to the queue."""

    def close(self) -> None:
        """Let go of the connection."""
