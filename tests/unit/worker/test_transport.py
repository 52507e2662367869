"""The embedded queue through kombu, as Celery uses it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from kombu import Connection
from kombu.entity import Exchange, Queue
from kombu.messaging import Consumer, Producer
from kombu.transport.virtual import Message

from worker.broker.transport import register


WORK = Queue("work", Exchange("work", type="direct"), routing_key="work")
NEWS = Exchange("news", type="fanout", durable=False)

Connect = Callable[[], Any]


@pytest.fixture
def connect(tmp_path: Path) -> Iterator[Connect]:
    register()
    connections: list[Connection] = []

    def make() -> Connection:
        connection = Connection(f"sqlite://localhost/{tmp_path}/queue.db")
        connections.append(connection)
        return connection.connect() and connection

    yield make
    for connection in connections:
        connection.release()


def publish(connection: Any, body: Any, *, queue: Queue = WORK, **options: Any) -> None:
    Producer(connection.default_channel).publish(
        body, exchange=queue.exchange, routing_key=queue.routing_key, declare=[queue], serializer="json", **options
    )


def get(connection: Any) -> Message | None:
    return WORK(connection.default_channel).get(accept=["json"])


def test_a_message_comes_through_whole(connect: Connect) -> None:
    body = {"text": "caf\u00e9 \U0001f600 \ud7ff", "number": 3}
    publish(connect(), body)
    message = get(connect())
    assert message.payload == body
    assert message.delivery_info["redelivered"] is False


def test_a_rejected_message_comes_back_marked_or_not_at_all(connect: Connect) -> None:
    connection = connect()
    publish(connection, 1)
    get(connection).reject(requeue=True)
    again = get(connection)
    assert again.delivery_info["redelivered"] is True
    again.reject(requeue=False)
    assert get(connection) is None


def test_what_is_not_acknowledged_returns_when_the_connection_closes(connect: Connect) -> None:
    first, second = connect(), connect()
    publish(first, "kept")
    assert get(first).payload == "kept"
    assert get(second) is None
    first.close()
    assert get(second).payload == "kept"


def test_priority_zero_comes_first(connect: Connect) -> None:
    connection = connect()
    publish(connection, "bulk", priority=9)
    publish(connection, "urgent", priority=0)
    assert get(connection).payload == "urgent"


def test_a_consumer_holds_no_more_than_its_prefetch(connect: Connect) -> None:
    connection = connect()
    for number in range(3):
        publish(connection, number)
    got: list[Message] = []
    consumer = Consumer(connection.default_channel, [WORK], on_message=got.append, accept=["json"])
    consumer.qos(prefetch_count=2)
    with consumer:
        drain(connection)
        assert [message.payload for message in got] == [0, 1]
        got[0].ack()
        drain(connection)
    assert [message.payload for message in got] == [0, 1, 2]


def test_a_broadcast_reaches_listeners_on_other_connections(connect: Connect) -> None:
    heard: list[tuple[str, Any]] = []
    for name in ("one", "two"):
        connection = connect()
        queue = Queue(name, NEWS, durable=False, exclusive=True, auto_delete=True)
        consumer = Consumer(
            connection.default_channel,
            [queue],
            no_ack=True,
            accept=["json"],
            callbacks=[lambda body, message, name=name: heard.append((name, body))],
        )
        consumer.consume()
        if name == "one":
            first = connection
    Producer(connect().default_channel).publish("hello", exchange=NEWS, declare=[NEWS], serializer="json")
    drain(first)
    drain(connection)
    assert sorted(heard) == [("one", "hello"), ("two", "hello")]


def test_a_broadcast_nobody_listens_to_leaves_nothing(connect: Connect) -> None:
    connection = connect()
    Producer(connection.default_channel).publish("hello", exchange=NEWS, declare=[NEWS], serializer="json")
    assert connection.default_channel.store.take(["one", "two"]) is None


def test_draining_an_empty_queue_times_out(connect: Connect) -> None:
    connection = connect()
    with Consumer(connection.default_channel, [WORK], accept=["json"]), pytest.raises(socket.timeout):
        connection.drain_events(timeout=0.05)


def test_purge_counts_what_it_removes(connect: Connect) -> None:
    connection = connect()
    publish(connection, 1)
    publish(connection, 2)
    bound = WORK(connection.default_channel)
    assert bound.queue_declare().message_count == 2
    assert bound.purge() == 2
    assert get(connection) is None


def drain(connection: Any) -> None:
    """Deliver everything that is there."""
    while True:
        try:
            connection.drain_events(timeout=0.1)
        except TimeoutError:
            return
