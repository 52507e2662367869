"""What can go wrong between a face and a worker.

WorkerError
├── SettingsError       a setting holds something that cannot work
├── ModelNameError      a model cannot be called so, or none was added under that name
├── BrokerUnreachable   the queue does not answer; try again later, nothing is lost
├── BrokerFileError     the embedded queue file is damaged or newer than this program
├── LedgerError         a result or a mark could not be written just now
└── WorkerStartError    the local worker process does not come up
"""

from __future__ import annotations


class WorkerError(Exception):
    """Base of every error this package raises on purpose."""


class SettingsError(WorkerError):
    """A setting cannot work: the text says which one, what it held and what it may hold."""


class ModelNameError(WorkerError):
    """A model cannot be called so, or none was added under that name."""


class BrokerUnreachable(WorkerError, ConnectionError):
    """The queue does not answer. Jobs stay in the library and are sent once it does."""


class BrokerFileError(WorkerError):
    """The embedded queue file cannot be used: the text says why and what to do."""


class LedgerError(WorkerError):
    """The ledger of the broker could not be read or written; the same call may work later."""
