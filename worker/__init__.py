"""The queue between the faces of Redraft and the processes that hold a model, built on Celery.

Start with `client.QueueClient`: `publish` sends one chunk, `poll` gives back what happened, `ack` says a result is
stored, `cancel` ends a job. `process.LocalWorker` keeps one worker process running next to the app; `python -m worker`
runs one in the foreground. Only the broker URL tells the two ways of running apart:

    embedded (default)   one SQLite file in the data folder: `broker/` is the kombu transport, no server is needed
    scaled out           redis:// or rediss://: any number of workers on any number of machines

What travels where:

    chunk     a Celery message in the queue `interactive` or `bulk`, acknowledged only after its result is kept
    result    a row in the `ledger/` of the broker, kept until a client says it stored it (at least once)
    progress  a broadcast that whoever listens may see (best effort; losing one never hurts)
    cancel    a mark in the ledger, and a broadcast so that a running chunk stops within one denoising step

The worker knows no database of documents and no window: the jobs table of `storage` is the truth, the queue is a bell.
"""

from worker.errors import BrokerFileError, BrokerUnreachable, LedgerError, ModelNameError, SettingsError, WorkerError
from worker.results import Result
from worker.settings import WorkerSettings


__all__ = [
    "BrokerFileError",
    "BrokerUnreachable",
    "LedgerError",
    "ModelNameError",
    "Result",
    "SettingsError",
    "WorkerError",
    "WorkerSettings",
]
