"""Two workers share chunks, and what comes out does not depend on how many there are."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

from edit_engine.request import Priority
from worker import Result
from worker.client import QueueClient
from worker.testing import collect, make_request


Start = Callable[[int], list[subprocess.Popen[bytes]]]

CHUNKS = 8


def test_one_and_two_workers_give_the_same_results_and_two_share_the_work(
    client: QueueClient, start_workers: Start
) -> None:
    def run(job: str) -> list[Result]:
        for number in range(CHUNKS):
            text = f"{number} teh end. " * (number + 1)
            client.publish(make_request(f"{job}.{number}", text=text, priority=Priority.BULK))
        return sorted(collect(client, CHUNKS)[0], key=lambda result: int(result.request_id.rpartition(".")[2]))

    def places(results: list[Result]) -> list[list[tuple[int, int, str]]]:
        return [[(hunk.start, hunk.end, hunk.after) for hunk in result.hunks] for result in results]

    start_workers(1)
    alone = run("alone")
    assert len({result.worker for result in alone}) == 1
    start_workers(1)
    shared = run("shared")
    assert len({result.worker for result in shared}) == 2
    assert places(shared) == places(alone)
    assert [len(result.hunks) for result in shared] == list(range(1, CHUNKS + 1))
