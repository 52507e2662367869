"""The Celery app: every setting of the queue in one place, for clients and workers, embedded and on Redis."""

# mypy: allow-untyped-calls, disable-error-code="import-untyped"
# (celery ships no types, kombu's are partial)

from __future__ import annotations

import ssl
from typing import Any
from urllib.parse import urlsplit

from celery import Celery
from kombu.entity import Exchange, Queue

from edit_engine.request import Priority
from worker.broker import transport
from worker.ledger.base import PREFIX
from worker.settings import EMBEDDED, WorkerSettings


EDIT_CHUNK = "redraft.edit_chunk"
CANCEL = "redraft_cancel"

# What a message carries for brokers that sort: 0 is first, on Redis and in the embedded queue.
PRIORITIES = {Priority.INTERACTIVE: 0, Priority.BULK: 9}


def make_app(settings: WorkerSettings) -> Celery:
    """A Celery app for the broker of `settings`; it connects to nothing yet."""
    transport.register()
    # kombu warns about an address without a host.
    broker = settings.broker.replace(f"{EMBEDDED}:///", f"{EMBEDDED}://localhost/", 1)
    app = Celery("redraft", broker=broker, backend="disabled://", set_as_current=False)
    exchange = Exchange("redraft", type="direct", durable=True)
    app.conf.update(
        # JSON and nothing else: a pickled message is refused before it is looked into.
        accept_content=["json"],
        task_serializer="json",
        result_serializer="json",
        result_accept_content=["json"],
        # Results wait in the ledger until they are stored; Celery's own results would be a second, weaker way.
        task_ignore_result=True,
        task_queues=[Queue(name, exchange, routing_key=name, durable=True) for name in Priority],
        task_default_queue=Priority.INTERACTIVE.value,
        task_create_missing_queues=False,
        # A chunk leaves the queue when its result is kept, not before. What fails is a result too; only what could not
        # be written goes back, which the task asks for itself.
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_acks_on_failure=True,
        task_acks_on_timeout=False,
        task_track_started=True,
        # Each worker holds what it works on and no more, so that others find the rest.
        worker_prefetch_multiplier=1,
        worker_enable_prefetch_count_reduction=False,
        # After a broken line the work goes on; its result counts, and a second run of it is dropped.
        worker_cancel_long_running_tasks_on_connection_loss=False,
        worker_pool="threads",
        worker_concurrency=settings.concurrency,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_detect_quorum_queues=False,
        control_exchange="redraft",
        event_exchange="redraft.events",
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_connection_timeout=settings.connect_timeout_s,
        broker_transport_options=_transport_options(settings),
    )
    if urlsplit(settings.broker).scheme == "rediss" and "ssl_cert_reqs" not in settings.broker:
        # kombu would take any certificate.
        app.conf.broker_use_ssl = {"ssl_cert_reqs": ssl.CERT_REQUIRED}
    return app


def _transport_options(settings: WorkerSettings) -> dict[str, Any]:
    if settings.embedded:
        return {"lease_s": settings.lease_s}
    return {
        "global_keyprefix": PREFIX,
        "visibility_timeout": settings.lease_s,
        # Look for abandoned chunks four times per lease, each time for real.
        "unacked_restore_interval": max(1, round(settings.lease_s / 4)),
        "unacked_restore_throttle": 1,
        "health_check_interval": 25,
        "socket_connect_timeout": settings.connect_timeout_s,
        # Longer than any blocking read of the transport (1 s); a silent line ends here.
        "socket_timeout": 15.0,
        "socket_keepalive": True,
        # Never "retry_on_timeout": with it, redis-py repairs a broken subscription by itself in the middle of a read
        # and then blocks in that read, for good, until somebody broadcasts. A broken line must be an error here.
    }
