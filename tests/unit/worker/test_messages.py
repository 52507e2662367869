"""The embedded queue without kombu."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from worker.broker import MessageStore, Owner, QueueFile, this_process
from worker.broker.file import QueueFile as File


Open = Callable[..., MessageStore]

TAKE_AND_HANG = """
import sys, time
from pathlib import Path
from worker.broker import MessageStore, QueueFile
store = MessageStore(QueueFile(Path(sys.argv[1])))
print(store.take(["q"]).payload, flush=True)
time.sleep(60)
"""


def test_messages_come_in_the_order_they_were_put(open_store: Open) -> None:
    store = open_store()
    for text in "abc":
        store.put("q", text)
    assert [store.take(["q"]).payload for _ in range(3)] == ["a", "b", "c"]
    assert store.take(["q"]) is None


def test_a_lower_priority_number_comes_first(open_store: Open) -> None:
    store = open_store()
    for text, priority in (("later", 9), ("soon", 3), ("now", 0), ("now too", 0)):
        store.put("q", text, priority=priority)
    assert [store.take(["q"]).payload for _ in range(4)] == ["now", "now too", "soon", "later"]


def test_only_the_named_queues_are_looked_into(open_store: Open) -> None:
    store = open_store()
    store.put("other", "x")
    assert store.take(["q"]) is None
    assert store.take([]) is None
    assert store.take(["q", "other"]).queue == "other"


def test_a_taken_message_stays_until_it_is_acknowledged(open_store: Open) -> None:
    first, second = open_store(), open_store()
    first.put("q", "x")
    taken = first.take(["q"])
    assert second.take(["q"]) is None
    assert first.ack(taken.id)
    assert not first.ack(taken.id)
    assert first.take(["q"]) is None


def test_a_released_message_keeps_its_place_and_counts_its_deliveries(open_store: Open) -> None:
    store = open_store()
    store.put("q", "first")
    store.put("q", "second")
    taken = store.take(["q"])
    assert taken.deliveries == 1
    assert store.release(taken.id)
    again = store.take(["q"])
    assert (again.payload, again.deliveries) == ("first", 2)


def test_messages_of_a_vanishing_queue_are_gone_once_taken(open_store: Open) -> None:
    store = open_store()
    store.put("q", "x")
    taken = store.take(["q"], vanishing=["q"])
    assert taken.payload == "x"
    assert not store.release(taken.id)


def test_a_killed_owner_loses_its_message_within_a_second(open_store: Open, tmp_path: Path) -> None:
    store = open_store()
    store.put("q", "precious")
    child = subprocess.Popen(
        [sys.executable, "-c", TAKE_AND_HANG, str(tmp_path / "queue.db")], stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdout.readline().strip() == "precious"
        store.sweep()
        assert store.take(["q"]) is None
        os.kill(child.pid, signal.SIGKILL)
        killed = time.monotonic()
        # Not waited for yet: even a zombie does not hold its message.
        while (taken := store.take(["q"])) is None:
            store.sweep()
            assert time.monotonic() - killed < 1.0
    assert (taken.payload, taken.deliveries) == ("precious", 2)


def test_a_reused_process_id_does_not_keep_the_message_of_the_dead(open_store: Open) -> None:
    me = this_process()
    dead = open_store(owner=me._replace(birth=me.birth - 100.0))
    store = open_store()
    store.put("q", "x")
    dead.take(["q"])
    assert store.sweep() == 1
    assert store.take(["q"]) is not None


def test_a_living_owner_keeps_its_message_whatever_the_clock_says(open_store: Open) -> None:
    store = open_store(lease_s=-3600.0)
    store.put("q", "x")
    store.take(["q"])
    assert open_store().sweep() == 0


def test_an_owner_on_another_machine_keeps_its_message_for_its_lease(open_store: Open) -> None:
    there = Owner(platform.node() + "-other", 1, 1.0)
    store = open_store()
    store.put("q", "x")
    open_store(owner=there, lease_s=60.0).take(["q"])
    assert store.sweep() == 0
    store.put("q", "y")
    open_store(owner=there._replace(pid=2), lease_s=-1.0).take(["q"])
    assert store.sweep() == 1
    assert store.take(["q"]).payload == "y"


def test_a_lease_is_renewed_while_its_owner_lives(open_store: Open, tmp_path: Path) -> None:
    there = Owner(platform.node() + "-other", 1, 1.0)
    holder, store = open_store(owner=there, lease_s=0.2), open_store()
    store.put("q", "x")
    holder.take(["q"])
    file = File(tmp_path / "queue.db")
    before = file.run("SELECT lease FROM message")[0][0]
    give_up = time.monotonic() + 2.0
    while file.run("SELECT lease FROM message")[0][0] == before:
        assert time.monotonic() < give_up, "no heartbeat"
        time.sleep(0.01)
    file.close()


def test_many_takers_share_all_messages_and_get_none_twice(open_store: Open) -> None:
    total = 200
    store = open_store()
    for number in range(total):
        store.put("q", str(number))
    got: list[str] = []

    def work(own: MessageStore) -> None:
        while (taken := own.take(["q"])) is not None:
            got.append(taken.payload)
            own.ack(taken.id)

    threads = [threading.Thread(target=work, args=[open_store()]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got, key=int) == [str(number) for number in range(total)]


def test_a_broadcast_reaches_every_bound_queue_of_every_connection(open_store: Open) -> None:
    one, two = open_store(), open_store()
    one.bind("news", "", "", "a")
    two.bind("news", "", "", "b")
    two.bind("news", "", "", "b")
    assert sorted(one.bindings("news")) == [("", "", "a"), ("", "", "b")]
    one.put_all(["a", "b"], "hello")
    assert (two.take(["a"]).payload, one.take(["b"]).payload) == ("hello", "hello")


def test_a_private_queue_ends_with_its_owner(open_store: Open) -> None:
    me = this_process()
    dead = open_store(owner=me._replace(birth=me.birth - 100.0))
    dead.make_private("mine")
    dead.bind("news", "", "", "mine")
    store = open_store()
    store.put("mine", "x")
    store.sweep()
    assert store.bindings("news") == []
    assert store.size("mine") == 0


def test_old_messages_of_a_private_queue_are_dropped(open_store: Open, tmp_path: Path) -> None:
    store = open_store()
    store.make_private("mine")
    store.put("mine", "x")
    store.put("shared", "y")
    file = File(tmp_path / "queue.db")
    assert file.run("SELECT queue FROM message WHERE expires IS NOT NULL") == [("mine",)]
    file.run("UPDATE message SET expires = 1 WHERE expires IS NOT NULL")
    file.close()
    assert store.take(["mine"]) is None
    store.sweep()
    assert (store.size("mine"), store.size("shared")) == (0, 1)


def test_purge_and_delete_leave_other_queues_alone(open_store: Open) -> None:
    store = open_store()
    for queue in ("a", "a", "b"):
        store.put(queue, "x")
    assert store.purge("a") == 2
    store.bind("news", "", "", "b")
    store.delete("a")
    assert (store.size("b"), store.bindings("news")) == (1, [("", "", "b")])


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 9)),
        st.tuples(st.sampled_from(["take", "ack", "release"]), st.just(0)),
    ),
    max_size=40,
)


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_any_sequence_of_steps_behaves_like_a_sorted_list(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = MessageStore(QueueFile(Path(folder) / "queue.db"))
        try:
            _check_steps(store, steps)
        finally:
            store.close()


def _check_steps(store: MessageStore, steps: list[tuple[str, int]]) -> None:
    waiting: list[tuple[int, int]] = []
    held: deque[tuple[int, int, int]] = deque()
    for number, (step, priority) in enumerate(steps):
        if step == "put":
            store.put("q", str(number), priority=priority)
            waiting.append((priority, number))
        elif step == "take":
            taken = store.take(["q"])
            assert (taken is None) == (not waiting)
            if taken is not None:
                expected = min(waiting)
                waiting.remove(expected)
                assert int(taken.payload) == expected[1]
                held.append((*expected, taken.id))
        elif held:
            *place, id = held.popleft()
            assert store.ack(id) if step == "ack" else store.release(id)
            if step == "release":
                waiting.append((place[0], place[1]))
        assert store.size("q") == len(waiting)
