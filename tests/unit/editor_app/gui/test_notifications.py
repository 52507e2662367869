"""Who looked away hears of the end of a long job, once, and gets to its review with one click."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from editor_app.gui.frame import Mode
from editor_app.gui.news import News
from storage import Job, JobState


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is shown by the system, on one that can show it, while no window is active."""
    said: list[str] = []
    monkeypatch.setattr(QApplication, "activeWindow", staticmethod(lambda: None))
    monkeypatch.setattr(QApplication, "alert", staticmethod(lambda *_: said.append("alert")))
    for name in ("isSystemTrayAvailable", "supportsMessages"):
        monkeypatch.setattr(QSystemTrayIcon, name, staticmethod(lambda: True))
    for name in ("show", "hide"):
        monkeypatch.setattr(QSystemTrayIcon, name, lambda _: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _, title, text, *more: said.append(f"{title}: {text}"))
    return said


def ask(bench) -> Job:
    bench.window.do("run_instruction")
    bench.settle()
    (job,) = bench.workspace.jobs()
    tell(bench, job)
    return job


def tell(bench, job: Job) -> None:
    bench.desk.notifications.take(News(changes=(), jobs={job.id: (job, 1.0)}, problem=""))


def end(job: Job, *, seconds: float, state: JobState = JobState.DONE, message: str = "") -> Job:
    return replace(job, state=state, finished_at=job.created_at + timedelta(seconds=seconds), message=message)


def test_the_end_of_a_long_job_is_told_once(bench, told: list[str]) -> None:
    job = ask(bench)
    tell(bench, end(job, seconds=11))
    tell(bench, end(job, seconds=11))
    bench.settle()
    assert told == ["alert", "draft.md: Done: no suggestions."]


def test_what_the_job_found_is_counted_and_not_what_waited_before(bench, suggest, told: list[str]) -> None:
    suggest(bench.workspace, bench.id, [("Teh", "The"), ("An other", "Another")])
    bench.refresh()
    job = max(bench.workspace.jobs(), key=lambda job: job.created_at)
    bench.desk.notifications._open.add(job.id)
    suggest(bench.workspace, bench.id, [("teh mat", "the mat")])
    bench.refresh()
    tell(bench, end(job, seconds=11))
    bench.settle()
    assert told[-1] == "draft.md: Done: 2 suggestions."


def test_a_click_leads_to_the_review(bench, suggest, told: list[str]) -> None:
    suggest(bench.workspace, bench.id, [("Teh", "The")])
    bench.refresh()
    (job,) = bench.workspace.jobs()
    bench.desk.notifications._open.add(job.id)
    tell(bench, end(job, seconds=11))
    bench.settle()
    assert told[-1] == "draft.md: Done: 1 suggestion."
    bench.window.add_page()
    bench.desk.notifications._icon.messageClicked.emit()
    bench.until(lambda: bench.page.mode is Mode.REVIEW)
    assert bench.page.review.current is not None


def test_what_failed_is_said(bench, told: list[str]) -> None:
    tell(bench, end(ask(bench), seconds=11, state=JobState.FAILED, message="It broke."))
    assert told[-1] == "draft.md: A part failed. It broke."


@pytest.mark.parametrize("seconds", [0.5, 9.9])
def test_a_short_job_ends_in_silence(bench, told: list[str], seconds: float) -> None:
    tell(bench, end(ask(bench), seconds=seconds))
    assert told == []


def test_nobody_is_told_who_cancelled_it_who_looks_or_who_does_not_want_to(
    bench, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ask(bench)
    tell(bench, end(job, seconds=11, state=JobState.CANCELLED))
    tell(bench, job)
    monkeypatch.setattr(QApplication, "activeWindow", staticmethod(lambda: bench.window))
    tell(bench, end(job, seconds=11))
    tell(bench, job)
    monkeypatch.setattr(QApplication, "activeWindow", staticmethod(lambda: None))
    bench.desk.preferences.change("asking", notify=False)
    tell(bench, end(job, seconds=11))
    assert told == []


def test_a_job_that_ended_before_the_program_began_is_not_news(bench, told: list[str]) -> None:
    job = ask(bench)
    bench.desk.notifications._open.clear()
    tell(bench, end(job, seconds=11))
    assert told == []
