"""The same promises of both ledgers."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from worker import WorkerSettings
from worker.ledger import Ledger, Past, open_ledger


@pytest.fixture
def ledger(settings: WorkerSettings) -> Iterator[Ledger]:
    made = open_ledger(settings)
    yield made
    made.close()


@pytest.fixture
def name() -> str:
    """A mailbox or chunk nobody else uses."""
    return uuid.uuid4().hex


def test_a_result_is_kept_until_it_is_forgotten(ledger: Ledger, name: str) -> None:
    ledger.keep_result(name, "a.0", "one")
    ledger.keep_result(name, "a.1", "two")
    assert sorted(ledger.waiting(name)) == ["a.0", "a.1"]
    assert ledger.results(name, ["a.0", "a.1", "a.2"]) == {"a.0": "one", "a.1": "two"}
    ledger.forget_results(name, ["a.0"])
    assert ledger.waiting(name) == ["a.1"]


def test_a_second_result_takes_the_place_of_the_first(ledger: Ledger, name: str) -> None:
    ledger.keep_result(name, "a.0", "one")
    ledger.keep_result(name, "a.0", "again")
    assert ledger.results(name, ["a.0"]) == {"a.0": "again"}


def test_mailboxes_are_apart_and_may_be_empty(ledger: Ledger, name: str) -> None:
    ledger.keep_result(name, "a.0", "one")
    assert ledger.waiting(name + "other") == []
    assert ledger.results(name, []) == {}
    ledger.forget_results(name, [])
    assert ledger.waiting(name) == ["a.0"]


def test_a_result_is_there_for_a_ledger_opened_later(ledger: Ledger, name: str, settings: WorkerSettings) -> None:
    ledger.keep_result(name, "a.0", "caf\u00e9 \U0001f600")
    later = open_ledger(settings)
    assert later.results(name, ["a.0"]) == {"a.0": "caf\u00e9 \U0001f600"}
    later.close()


def test_cancelled_jobs_stay_cancelled(ledger: Ledger, name: str) -> None:
    assert not ledger.is_cancelled(name)
    ledger.cancel(name)
    ledger.cancel(name)
    assert ledger.is_cancelled(name)


def test_starts_count_until_an_end_in_good_order(ledger: Ledger, name: str) -> None:
    other = f"{name}.other"
    assert ledger.past(name, 1) == Past(starts=0, done=False)
    ledger.begin([name, other])
    ledger.begin([name])
    assert ledger.past(name, 1) == Past(starts=2, done=False)
    assert ledger.past(other, 1) == Past(starts=1, done=False)
    ledger.finish(name, None)
    assert ledger.past(name, 1) == Past(starts=0, done=False)
    ledger.finish(name, 1)
    assert ledger.past(name, 1) == Past(starts=0, done=True)
    ledger.begin([name])
    assert ledger.past(name, 2) == Past(starts=1, done=False)


def test_what_ends_before_it_began_is_known_too(ledger: Ledger, name: str) -> None:
    ledger.finish(name, 1)
    assert ledger.past(name, 1) == Past(starts=0, done=True)
