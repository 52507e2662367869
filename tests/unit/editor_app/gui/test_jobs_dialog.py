"""The jobs of all documents are listed, cancelled, gone on with, and lead to their documents."""

from __future__ import annotations

from editor_app.gui.jobs_dialog import JobsDialog
from editor_app.gui.wording import time_left
from storage import JobState


def rows(dialog: JobsDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]


def opened(bench) -> JobsDialog:
    bench.window.do("show_jobs")
    (dialog,) = bench.window.findChildren(JobsDialog)
    return dialog


def test_every_job_of_every_document_has_a_row(bench) -> None:
    other = bench.workspace.new("Other", "Teh other text.")
    bench.window.do("run_instruction")
    bench.settle()
    bench.workspace.submit(other, "make it shorter")
    dialog = opened(bench)
    bench.until(lambda: len(rows(dialog)) == 2)
    assert rows(dialog) == [
        ["draft.md", "Fix", "Waiting", "0%"],
        ["Other", "“make it shorter”", "Waiting", "0%"],
    ]
    dialog.accept()


def test_a_job_is_cancelled_and_gone_on_with_and_its_document_shown(bench) -> None:
    other = bench.workspace.new("Other", "Teh other text.")
    job = bench.workspace.submit(other, "make it shorter")
    dialog = opened(bench)
    bench.until(lambda: dialog.current is not None)
    assert (dialog.cancel.isEnabled(), dialog.again.isEnabled()) == (True, False)
    dialog.cancel.click()
    bench.until(lambda: dialog.again.isEnabled())
    assert bench.workspace.job(job.id).state is JobState.CANCELLED
    dialog.again.click()
    bench.until(lambda: len(rows(dialog)) == 2)
    assert [row[2] for row in rows(dialog)] == ["Waiting", "Cancelled"]
    dialog.show_document.click()
    bench.until(lambda: bench.page.title == "Other")
    dialog.accept()


def test_what_failed_says_why(bench) -> None:
    bench.window.do("run_instruction")
    bench.settle()
    (job,) = bench.workspace.jobs()
    bench.workspace._library.fail_chunk(f"{job.id}.0", "The worker fell over.")
    dialog = opened(bench)
    bench.until(lambda: dialog.current is not None)
    assert "The worker fell over." in dialog._note.text()
    assert opened(bench) is dialog
    dialog.accept()
    assert not dialog._timer.isActive()


def test_time_left_is_said_as_a_person_would() -> None:
    assert time_left(None) == ""
    assert time_left(1.0) == "about 5 s left"
    assert time_left(43.0) == "about 45 s left"
    assert time_left(58.0) == "about 1 min left"
    assert time_left(200.0) == "about 3 min left"
