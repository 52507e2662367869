"""The two commands a newcomer runs first."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from editor_app.cli import doctor
from editor_app.cli.doctor import State, findings
from editor_app.sample import sample_copy, sample_path
from editor_app.settings import AppSettings


Redraft = Callable[..., subprocess.CompletedProcess[bytes]]


def test_the_demo_says_what_was_found_where_it_is_and_how_to_accept_it(redraft: Redraft, environment: Path) -> None:
    done = redraft("demo")
    path = environment / "samples" / "draft.md"
    shown = done.stdout.decode()
    assert "0 suggestions in" in shown  # the sample has no "teh"
    assert f"redraft accept {path} --all" in shown
    assert str(environment / "library.db") in shown
    assert "fix: 100 %" in done.stderr.decode()
    assert path.read_bytes() == sample_path().read_bytes()


def test_the_sample_is_a_long_draft_and_a_copy_of_it_is_kept_until_a_fresh_one_is_asked_for(tmp_path: Path) -> None:
    text = sample_path().read_text(encoding="utf-8")
    assert 2_000 <= len(text.split()) <= 4_000
    for markup in ("```", "`", "](", "| ", "\n> ", "\n- ", "\n1. ", "---\ntitle"):
        assert markup in text
    copy = sample_copy(tmp_path / "samples")
    copy.write_text("mine")
    assert sample_copy(tmp_path / "samples").read_text() == "mine"
    assert sample_copy(tmp_path / "samples", fresh=True).read_text(encoding="utf-8") == text


def state_of(what: str, settings: AppSettings | None = None) -> tuple[State, str]:
    return next((found.state, found.text) for found in findings(settings or AppSettings()) if found.what == what)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test but those that mean it starts torch and Qt."""
    monkeypatch.setattr(doctor, "_try", lambda *_, **__: (0, "9.9"))


def test_doctor_finds_this_machine_able(redraft: Redraft) -> None:
    done = redraft("doctor", check=False)
    states = {line.split()[1]: line.split()[0] for line in done.stdout.decode().splitlines()}
    assert list(states) == ["python", "torch", "qt", "library", "queue", "model"]
    assert states["python"] == states["library"] == states["queue"] == "ok"


def test_doctor_names_the_package_of_a_library_that_qt_misses(monkeypatch: pytest.MonkeyPatch) -> None:
    trouble = "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory"
    monkeypatch.setattr(doctor, "_try", lambda *_, **__: (1, f"Traceback\n{trouble}"))
    state, text = state_of("qt")
    assert state is State.WRONG
    assert "libEGL.so.1" in text
    assert "apt-get install libegl1" in text


def test_doctor_tells_of_a_damaged_library_and_a_queue_that_is_away(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"this is no database" * 100)
    state, text = state_of("library", AppSettings(data_dir=tmp_path))
    assert state is State.WRONG
    assert "library.db" in text


def test_doctor_tells_of_a_queue_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDRAFT_BROKER_URL", "redis://127.0.0.1:1/0")
    state, text = state_of("queue")
    assert state is State.WRONG
    assert "does not answer" in text


def test_a_wrong_finding_exits_with_3(redraft: Redraft) -> None:
    assert redraft("doctor", check=False, REDRAFT_MODEL="none").returncode == 3
