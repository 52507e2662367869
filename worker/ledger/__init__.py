"""What the broker keeps beside messages: results until they are collected, cancelled jobs, and how often a chunk began.

A message that is taken is gone from its queue, so what must survive the death of whoever reads it is no message: a
result stays in the ledger until a client says it is stored, and writing it twice leaves one. Both kinds of broker have
a ledger with the same promises: `embedded.py` in the queue file, `redis.py` in the Redis that carries the messages.
"""

from worker.ledger.base import Ledger, Past
from worker.ledger.embedded import EmbeddedLedger
from worker.settings import WorkerSettings


__all__ = ["EmbeddedLedger", "Ledger", "Past", "open_ledger"]


def open_ledger(settings: WorkerSettings) -> Ledger:
    """The ledger of the broker that `settings` name.

    Raises:
        LedgerError: the queue file cannot be opened. A Redis that is away shows only in the first call.
        BrokerFileError: the queue file is damaged or too new.
    """
    if settings.embedded:
        return EmbeddedLedger(settings.broker_file, keep_s=settings.result_keep_s)
    # A desktop without a Redis starts sooner without importing its client.
    from worker.ledger.redis import RedisLedger

    return RedisLedger(settings.broker, keep_s=settings.result_keep_s, timeout_s=settings.connect_timeout_s)
