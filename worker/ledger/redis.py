"""The ledger in Redis, under the same key prefix as the queues."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from worker.errors import LedgerError
from worker.ledger.base import MARK_KEEP_S, Start


T = TypeVar("T")

# Everything Redraft keeps in Redis is below this, so that one ACL rule covers it.
PREFIX = "redraft:"


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

    def start(self, request_id: str, attempt: int) -> Start:
        """See Ledger."""

        def write() -> tuple[int, str | None, bool]:
            with self._redis.pipeline() as pipe:
                key = _chunk(request_id)
                pipe.hincrby(key, "starts", 1).hget(key, "done").expire(key, round(MARK_KEEP_S))
                answer: tuple[int, str | None, bool] = pipe.execute()
                return answer

        starts, done, _ = self._try(write)
        return Start(starts=starts, done=int(done or 0) >= attempt)

    def finish(self, request_id: str, attempt: int | None) -> None:
        """See Ledger."""
        marks = {"starts": 0} if attempt is None else {"starts": 0, "done": attempt}
        self._try(lambda: self._redis.hset(_chunk(request_id), mapping=marks))

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
