"""Every listener hears every change once, from when it began to listen."""

from __future__ import annotations

import threading

from editor_app.changes import Change, ChangeKind
from editor_app.listening import Exchange


def change(name: str) -> Change:
    return Change(kind=ChangeKind.JOB, document_id=name)


def test_each_line_hears_everything_once_in_order() -> None:
    exchange = Exchange()
    one, other = exchange.join(), exchange.join()
    exchange.tell([change("a"), change("b")])
    assert one.take() == [change("a"), change("b")]
    exchange.tell([change("c")])
    assert one.take() == [change("c")]
    assert other.take() == [change("a"), change("b"), change("c")]
    assert other.take() == []


def test_a_line_hears_nothing_after_its_block() -> None:
    exchange = Exchange()
    with exchange.listen() as line:
        exchange.tell([change("a")])
    exchange.tell([change("b")])
    assert line.take() == [change("a")]


def test_waiting_ends_when_something_is_told() -> None:
    exchange = Exchange()
    line = exchange.join()
    heard: list[Change] = []

    def wait() -> None:
        while not heard:
            exchange.wait(10)
            heard.extend(line.take())

    thread = threading.Thread(target=wait)
    thread.start()
    while thread.is_alive():
        exchange.tell([change("a")])
        thread.join(0.01)
    assert heard[0] == change("a")
