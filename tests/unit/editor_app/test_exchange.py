"""Suggestions out to another editor and in again, through a real library and the command line."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from typer.testing import CliRunner

from edit_engine.text import apply
from editor_app.cli.app import app
from editor_app.errors import NotText
from editor_app.exchange import marked, take_in
from editor_app.settings import AppSettings
from editor_app.shelf import Shelf


MARKED = "{~~Teh~>The~~} cat {--sat--}{++lay++} on the mat.\n\nA {++new ++}day.\n"


def test_marked_changes_come_in_as_pending_suggestions_and_go_out_again(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text(MARKED)
    with Shelf(AppSettings(data_dir=tmp_path / "data")) as shelf:
        document = take_in(shelf, file)
        assert shelf.text(document.id) == "Teh cat sat on the mat.\n\nA day.\n"
        hunks = shelf.pending(document.id)
        assert [(hunk.before, hunk.after) for hunk in hunks] == [("Teh", "The"), ("sat", "lay"), ("", "new ")]
        assert {hunk.provenance.words for hunk in hunks} == {"from notes.md"}
        assert marked(shelf, document.id) == MARKED.replace("{--sat--}{++lay++}", "{~~sat~>lay~~}")
        assert "{>>from notes.md, another editor, 99% sure<<}" in marked(shelf, document.id, comments=True)
        shelf.accept(document.id, [hunk.id for hunk in hunks])
        assert shelf.text(document.id) == apply("Teh cat sat on the mat.\n\nA day.\n", hunks)
        assert marked(shelf, document.id) == shelf.text(document.id)


def test_a_text_without_marks_comes_in_without_suggestions(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("Nothing marked.\n")
    with Shelf(AppSettings(data_dir=tmp_path / "data")) as shelf:
        document = take_in(shelf, file)
        assert shelf.pending(document.id) == []
        assert not shelf.jobs()


def test_a_broken_mark_leaves_no_document_behind(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("A {++b\n")
    with Shelf(AppSettings(data_dir=tmp_path / "data")) as shelf:
        with pytest.raises(NotText):
            take_in(shelf, file)
        assert shelf.documents() == []


def test_the_command_line_imports_and_exports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDRAFT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("NO_COLOR", "1")
    file, plain = tmp_path / "notes.md", tmp_path / "plain.md"
    file.write_text(MARKED)
    run = CliRunner().invoke
    done = run(app, ["import", str(file), "-o", str(plain)])
    assert done.exit_code == 0, done.output
    assert "3 suggestions" in done.output
    assert plain.read_text() == "Teh cat sat on the mat.\n\nA day.\n"
    out = run(app, ["export", str(plain), "--format", "critic"])
    assert out.output == MARKED.replace("{--sat--}{++lay++}", "{~~sat~>lay~~}")
    word = tmp_path / "plain.docx"
    assert run(app, ["export", str(plain), "--format", "docx", "-o", str(word)]).exit_code == 0
    first = docx.Document(word).paragraphs[0]._p
    assert "".join(each.text for each in first.iter(qn("w:t"), qn("w:delText"))) == "TehThe cat satlay on the mat."
