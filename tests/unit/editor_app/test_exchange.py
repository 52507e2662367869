"""Suggestions out to another editor and in again, through a real library and the command line."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from typer.testing import CliRunner

from edit_engine.text import apply
from editor_app.cli.app import app
from editor_app.errors import FileError, NotText
from editor_app.exchange import marked, take_in, take_in_patch
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


def test_a_patch_comes_in_as_suggestions_for_the_files_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDRAFT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("NO_COLOR", "1")
    one, other = tmp_path / "one.md", tmp_path / "other.md"
    one.write_bytes(b"Teh dog and my cat sat.\r\n\r\nOn the mat.\r\n")
    other.write_text("Another\n")
    patch = tmp_path / "all.patch"
    patch.write_text(
        "--- a/one.md\n+++ b/one.md\n@@ -1,3 +1,3 @@\n"
        "-Teh dog and my cat sat.\n+The dog and my cat lay.\n \n On the mat.\n"
        "--- a/other.md\n+++ b/other.md\n@@ -1 +1,2 @@\n Another\n+line\n"
    )
    run = CliRunner()
    done = run.invoke(app, ["import", str(patch)])
    assert done.exit_code == 0, done.output
    assert [line.split(" in ")[0] for line in done.output.splitlines()] == ["2 suggestions", "1 suggestion"]
    assert (one.read_bytes()[:3], other.read_text()) == (b"Teh", "Another\n")  # nothing is in a file until accepted
    assert run.invoke(app, ["import", str(patch), "-o", str(tmp_path / "out.md")]).exit_code == 2
    with Shelf() as shelf:
        document = shelf.open(one)
        shelf.accept(document.id, [hunk.id for hunk in shelf.pending(document.id)])
        shelf.save(document.id)
    assert one.read_bytes() == b"The dog and my cat lay.\r\n\r\nOn the mat.\r\n"


def test_a_patch_of_other_texts_suggests_nothing(tmp_path: Path) -> None:
    one, other, patch = tmp_path / "one.md", tmp_path / "other.md", tmp_path / "all.patch"
    one.write_text("Teh\n")
    other.write_text("Something else\n")
    change = "--- a/{0}\n+++ b/{0}\n@@ -1 +1 @@\n-Teh\n+The\n"
    patch.write_text(change.format("one.md") + change.format("other.md"))
    with Shelf(AppSettings(data_dir=tmp_path / "data")) as shelf:
        with pytest.raises(NotText, match="line 1 of other.md stands nowhere"):
            take_in_patch(shelf, patch)
        assert not shelf.jobs()
        patch.write_text(change.format("gone.md"))
        with pytest.raises(FileError, match="changes gone.md"):
            take_in_patch(shelf, patch)


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
