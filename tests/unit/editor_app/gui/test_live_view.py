"""Text at work is shown at its place, follows what is typed, and never touches the document."""

from __future__ import annotations

import time

from PySide6.QtTest import QTest

from edit_engine.request import EditEvent, EventKind
from edit_engine.text import Span
from editor_app.changes import Change, ChangeKind
from editor_app.gui.news import News


def begin(bench) -> str:
    """A job on the text on the screen; its id."""
    bench.window.do("run_instruction")
    bench.settle()
    (job,) = bench.workspace.jobs()
    bench.until(lambda: bench.page.session.job is not None and bench.page.session.job.id == job.id)
    return job.id


def preview(bench, job_id: str, before: str, after: str) -> None:
    """A worker says that `before` reads `after` just now, in the paragraph around it."""
    text = bench.workspace.show(bench.workspace.job(job_id).base_revision_id)
    at = text.index(before)
    start, end = text.rindex("\n", 0, at) + 1, text.index("\n", at)
    now = text[start:at] + after + text[at + len(before) : end]
    event = EditEvent(kind=EventKind.PREVIEW, request_id=f"{job_id}.0", span=Span(start, end), text=now)
    tell(bench, job_id, event)


def tell(bench, job_id: str, event: EditEvent) -> None:
    change = Change(kind=ChangeKind.PREVIEW, document_id=bench.id, job_id=job_id, event=event)
    jobs = {job_id: (bench.workspace.job(job_id), 0.5)}
    bench.page.take(News(changes=(change,), jobs=jobs, problem=""))


def shown(bench) -> list[tuple[str, str]]:
    """What is painted instead of what, as text."""
    editor = bench.page.editor
    text, units = editor.text(), editor.units()
    found = []
    for span, after in bench.page.asking_of.live.shown:
        place = units.points(span)
        found.append((text[place.start : place.end], after))
    return found


def test_what_is_at_work_is_painted_over_its_place_and_the_document_stays(bench) -> None:
    job_id = begin(bench)
    before = bench.page.editor.grab().toImage()
    preview(bench, job_id, "teh mat", "░░░ mat")
    assert shown(bench) == [("teh", "░░░")]
    assert bench.page.editor.grab().toImage() != before
    assert not bench.page.editor.document().isUndoAvailable()
    assert bench.page.editor.text() == bench.stored
    preview(bench, job_id, "teh mat", "the mat")
    assert shown(bench) == [("teh", "the")]


def test_it_follows_what_is_typed_and_gives_way_where_one_types(bench) -> None:
    job_id = begin(bench)
    bench.page.editor.textCursor().insertText("😀")
    QTest.keyClicks(bench.page.editor, "Typed ")
    preview(bench, job_id, "teh mat", "the mat")
    assert shown(bench) == [("teh", "the")]
    cursor = bench.page.editor.textCursor()
    cursor.setPosition(bench.page.editor.text().index("teh mat") + 2)
    bench.page.editor.setTextCursor(cursor)
    QTest.keyClicks(bench.page.editor, "x")
    assert shown(bench) == []
    bench.page.editor.grab()


def test_it_ends_with_the_hunks_of_its_part_and_with_the_job(bench) -> None:
    job_id = begin(bench)
    preview(bench, job_id, "teh mat", "the mat")
    tell(bench, job_id, EditEvent(kind=EventKind.HUNKS, request_id=f"{job_id}.0"))
    assert shown(bench) == []
    preview(bench, job_id, "teh mat", "the mat")
    bench.window.do("cancel_job")
    bench.until(lambda: shown(bench) == [])


def test_only_who_wants_it_sees_it(bench) -> None:
    bench.desk.preferences.change("asking", live=False)
    job_id = begin(bench)
    preview(bench, job_id, "teh mat", "the mat")
    assert shown(bench) == []


def test_a_preview_of_a_job_about_another_text_is_not_shown(bench, suggest) -> None:
    job_id = begin(bench)
    tell(bench, job_id, EditEvent(kind=EventKind.PREVIEW, request_id="other.0", span=Span(0, 3), text="other"))
    assert shown(bench) == []


def test_previews_and_progress_do_not_draw_the_document_anew(bench) -> None:
    job_id = begin(bench)
    seen = []
    bench.page.session.refreshed.connect(seen.append)
    preview(bench, job_id, "teh mat", "the mat")
    tell(bench, job_id, EditEvent(kind=EventKind.PROGRESS, request_id=f"{job_id}.0", done=1, total=9))
    bench.settle()
    assert seen == []


def test_a_preview_of_more_lines_than_there_were_shows_what_differs_within_lines(bench) -> None:
    job_id = begin(bench)
    preview(bench, job_id, "teh mat", "the mat\nby ░░░")
    assert shown(bench) == [("teh", "the")]


def test_a_long_preview_is_taken_and_painted_within_a_frame(bench) -> None:
    """Previews come ten times a second beside typing: one must cost less than the 16 ms of a frame."""
    paragraph = "Some words that teh model is working on just now, and some more of them. " * 4
    text = "\n\n".join([paragraph] * 40) + "\n"
    bench.page.editor.load(text)
    bench.page.session.typed()
    bench.settle()
    job_id = begin(bench)
    event = EditEvent(
        kind=EventKind.PREVIEW, request_id=f"{job_id}.0", span=Span(0, len(text)), text=text.replace("teh", "░░")
    )
    live = bench.page.asking_of.live
    spent = []
    for _ in range(5):
        began = time.process_time()
        live.take([event], bench.page.session.job)
        spent.append(time.process_time() - began)
    assert len(live.shown) == 160
    began = time.process_time()
    bench.page.editor.viewport().repaint()
    assert min(spent) < 0.016
    assert time.process_time() - began < 0.1
