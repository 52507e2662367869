"""The ledger in Redis, under the same key prefix as the queues."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from worker.errors import LedgerError
from worker.ledger.base import MARK_KEEP_S, PREFIX, Past


T = TypeVar("T")


class RedisLedger:
    """See Ledger.

    Args:
        url: redis:// or rediss:// address.
        keep_s: seconds until the results of a mailbox nobody opens are dropped.
        timeout_s: seconds to wait for a connection.
    """

    def __init__(self, url: str, *, keep_s: float, timeout_s: float) -> None:
        self._keep_s = round(keep_s)
        self._redis: Any = redis.Redis.from_url(
            url,
            decode_responses=True,
            socket_connect_timeout=timeout_s,
            socket_timeout=max(timeout_s, 10.0),
            socket_keepalive=True,
            health_check_interval=25,
            # One quiet second try, for a connection that went stale; the caller decides about the rest.
            retry=Retry(NoBackoff(), 1),
        )

    def keep_result(self, mailbox: str, request_id: str, payload: str) -> None:
        """See Ledger."""

        def write() -> None:
            with self._redis.pipeline() as pipe:
                pipe.hset(_results(mailbox), request_id, payload).expire(_results(mailbox), self._keep_s).execute()

        self._try(write)

    def waiting(self, mailbox: str) -> list[str]:
        """See Ledger."""
        names: list[str] = self._try(lambda: self._redis.hkeys(_results(mailbox)))
        return names

    def results(self, mailbox: str, request_ids: Sequence[str]) -> dict[str, str]:
        """See Ledger."""
        if not request_ids:
            return {}
        found = self._try(lambda: self._redis.hmget(_results(mailbox), list(request_ids)))
        return {name: payload for name, payload in zip(request_ids, found, strict=True) if payload is not None}

    def forget_results(self, mailbox: str, request_ids: Sequence[str]) -> None:
        """See Ledger."""
        if request_ids:
            self._try(lambda: self._redis.hdel(_results(mailbox), *request_ids))

    def cancel(self, job_id: str) -> None:
        """See Ledger."""
        self._try(lambda: self._redis.set(f"{PREFIX}cancelled:{job_id}", 1, ex=round(MARK_KEEP_S)))

    def is_cancelled(self, job_id: str) -> bool:
        """See Ledger."""
        return bool(self._try(lambda: self._redis.exists(f"{PREFIX}cancelled:{job_id}")))

    def past(self, request_id: str, attempt: int) -> Past:
        """See Ledger."""
        starts, done = self._try(lambda: self._redis.hmget(_chunk(request_id), ["starts", "done"]))
        return Past(starts=int(starts or 0), done=int(done or 0) >= attempt)

    def begin(self, request_ids: Sequence[str]) -> None:
        """See Ledger."""

        def write() -> None:
            with self._redis.pipeline() as pipe:
                for key in map(_chunk, request_ids):
                    pipe.hincrby(key, "starts", 1).expire(key, round(MARK_KEEP_S))
                pipe.execute()

        self._try(write)

    def finish(self, request_id: str, attempt: int | None) -> None:
        """See Ledger."""
        key = _chunk(request_id)
        marks = {"starts": 0} if attempt is None else {"starts": 0, "done": attempt}

        def write() -> None:
            with self._redis.pipeline() as pipe:
                pipe.hset(key, mapping=marks).expire(key, round(MARK_KEEP_S)).execute()

        self._try(write)

    def close(self) -> None:
        """See Ledger."""
        self._redis.close()

    def _try(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except redis.RedisError as error:
            raise LedgerError(f"Redis did not take part: {error}") from error


def _results(mailbox: str) -> str:
    return f"{PREFIX}results:{mailbox}"


def _chunk(request_id: str) -> str:
    return f"{PREFIX}chunk:{request_id}"
