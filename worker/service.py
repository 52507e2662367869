"""A worker process from start to end: `run` returns when it was told to stop."""

# mypy: allow-untyped-calls, disable-error-code="import-untyped"
# (celery ships no types)

from __future__ import annotations

import importlib
import logging
import os
import platform
import sys
import threading
from collections.abc import Callable, Collection, Sequence
from typing import Any

from celery import Celery
from celery import signals as celery_signals
from celery.worker import state as worker_state

from edit_engine.request import Priority
from worker.app import make_app
from worker.batcher import Batcher, Editor
from worker.consumers import bulk_step, renewal_step
from worker.errors import LedgerError, SettingsError
from worker.ledger import open_ledger
from worker.live import LivePublisher
from worker.models import HASHES, AddedModels
from worker.settings import WorkerSettings
from worker.tasks import CancelledJobs, EditChunk, Runtime


logger = logging.getLogger(__name__)

# Seconds between looks whether to stop, on the embedded queue.
STOP_CHECK_S = 0.2


def run(
    settings: WorkerSettings,
    queues: Collection[Priority] = tuple(Priority),
    concurrency: int | None = None,
    *,
    stop_on_eof: bool = False,
) -> int:
    """Work until SIGTERM or SIGINT (or, with `stop_on_eof`, until standard input ends).

    Call it in the main thread. A first signal lets running chunks finish for `shutdown_grace_s` seconds and gives the
    rest back to the queue; a second one ends at once, and the queue notices.

    Args:
        settings: where the queue is, which model to load.
        queues: what to take; at least one.
        concurrency: chunks held at once, instead of `settings.concurrency`.
        stop_on_eof: how a parent process stops a worker on every system, and by dying stops it too.

    Returns:
        the exit status for the process.

    Raises:
        SettingsError: `editor_factory` cannot be imported, `queues` is empty, or `concurrency` is below 2.
        BrokerFileError: the embedded queue file cannot be used.
        LedgerError: the embedded queue file cannot be opened.
    """
    if not queues:
        raise SettingsError("a worker needs at least one queue: interactive, bulk or both")
    if concurrency is not None:
        if concurrency < 2:
            raise SettingsError(f"a worker holds at least 2 chunks at once, got {concurrency}: raise --concurrency")
        settings = settings.model_copy(update={"concurrency": concurrency})
    app = make_app(settings)
    runtime = make_runtime(settings, app)
    app.register_task(EditChunk(runtime))
    if settings.embedded:
        app.conf.broker_transport_options["longest_drain_s"] = STOP_CHECK_S
    consumed = sorted({Priority(name) for name in queues}, reverse=True)  # interactive before bulk
    if len(consumed) > 1:
        app.steps["consumer"].add(bulk_step(settings))
    if not settings.embedded:
        app.steps["consumer"].add(renewal_step(settings))

    @celery_signals.worker_shutting_down.connect(weak=False)  # type: ignore[untyped-decorator]
    def stop_batcher(**kwargs: Any) -> None:
        runtime.batcher.stop(settings.shutdown_grace_s)

    runtime.batcher.start(preload=settings.model if settings.preload else None)
    worker = app.Worker(
        hostname=f"redraft-{os.getpid()}@{platform.node()}",
        queues=[consumed[0].value],
        loglevel=settings.log_level,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
        quiet=True,
    )
    if stop_on_eof:
        threading.Thread(target=_stop_at_eof, args=(runtime.batcher, settings), daemon=True).start()
    try:
        worker.start()
    finally:
        celery_signals.worker_shutting_down.disconnect(stop_batcher)
        runtime.batcher.stop()
        runtime.live.close()
        runtime.ledger.close()
    return int(worker.exitcode or 0)


def make_runtime(settings: WorkerSettings, app: Celery) -> Runtime:
    """What the tasks of a worker need; the batcher is not started yet."""
    cancelled = CancelledJobs()
    ledger = open_ledger(settings)

    def begun(request_ids: Sequence[str]) -> None:
        try:
            ledger.begin(request_ids)
        except LedgerError as error:
            logger.warning("begun uncounted: %s: %s", ", ".join(request_ids), error)

    return Runtime(
        batcher=Batcher(
            editor_loader(settings),
            cancelled=cancelled.covers,
            begun=begun,
            batch_limit=settings.batch_limit,
            models_kept=settings.models_kept,
        ),
        ledger=ledger,
        live=LivePublisher(app),
        cancelled=cancelled,
    )


def editor_loader(settings: WorkerSettings) -> Callable[[str], Editor]:
    """A function that loads the editor of a model, importing the engine (and torch) only when it is called."""

    added, hashes = AddedModels(settings.data_dir), settings.data_dir / HASHES

    def load(model: str) -> Editor:
        module, _, function = settings.editor_factory.partition(":")
        factory: Callable[..., Editor] = getattr(importlib.import_module(module), function)
        logger.info("loading model %s", model)
        if (found := added.find(model)) is not None:
            named = {"called": model, "options": found.options}
            return factory(found.folder, threads=settings.threads, hashes=hashes, **named)
        return factory(model, threads=settings.threads, hashes=hashes)

    return load


def _stop_at_eof(batcher: Batcher, settings: WorkerSettings) -> None:
    sys.stdin.buffer.read()
    logger.info("the parent process is gone or asks to stop")
    batcher.stop(settings.shutdown_grace_s)
    worker_state.should_stop = 0
