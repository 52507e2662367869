"""Who is alive."""

from __future__ import annotations

import platform
import subprocess
import sys

from worker.broker import Owner, alive, this_process


def test_this_process_is_alive() -> None:
    assert alive(this_process()) is True


def test_a_process_that_ended_is_not() -> None:
    with subprocess.Popen([sys.executable, "-c", "pass"]) as child:
        owner = Owner(platform.node(), child.pid, this_process().birth)
    assert alive(owner) is False


def test_a_younger_process_with_the_same_id_is_another_one() -> None:
    me = this_process()
    assert alive(me._replace(birth=me.birth - 10.0)) is False


def test_nothing_is_known_of_other_machines() -> None:
    assert alive(Owner(platform.node() + "-other", 1, 0.0)) is None
