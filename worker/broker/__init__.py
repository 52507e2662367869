"""The embedded broker: a kombu transport on one SQLite file, for workers and clients of one machine.

    owner.py      who holds a message: a process, known by its id and its birth, so that death is noticed at once
    file.py       the SQLite file and the one connection a part of the program has to it
    messages.py   queues with leases: put, take, acknowledge, release; bindings that give broadcast
    transport.py  the same as kombu channels, so that Celery runs on it like on any broker

A taken message stays in the file, marked with its owner, until it is acknowledged. When the owner dies, by kill -9 or
power cut, the next look at the queue gives the message to another worker.
"""

from worker.broker.file import QueueFile
from worker.broker.messages import MessageStore, Taken
from worker.broker.owner import Owner, alive, this_process
from worker.broker.transport import Transport


__all__ = ["MessageStore", "Owner", "QueueFile", "Taken", "Transport", "alive", "this_process"]
