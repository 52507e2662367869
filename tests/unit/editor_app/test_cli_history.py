"""`redraft history --blame`: where lines came from, in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edit_engine.text import Span
from editor_app.cli.app import app
from editor_app.cli.history import lines_span
from editor_app.errors import NotFound
from editor_app.settings import AppSettings
from editor_app.shelf import Shelf


TEXT = "One.\nTwo is here.\n\nFour."


@pytest.mark.parametrize(
    ("lines", "expected"), [("1", "One."), ("2", "Two is here."), ("1-2", "One.\nTwo is here."), ("4", "Four.")]
)
def test_lines_are_counted_from_one(lines: str, expected: str) -> None:
    assert TEXT[slice(*lines_span(TEXT, lines))] == expected


@pytest.mark.parametrize("lines", ["0", "5", "2-1", "x", "1-", "-2", "1-9"])
def test_lines_that_are_none_are_refused(lines: str) -> None:
    if lines == "1-":
        assert lines_span(TEXT, lines) == Span(0, 4)
        return
    with pytest.raises(NotFound, match="are no lines"):
        lines_span(TEXT, lines)


def test_a_last_line_break_begins_no_line() -> None:
    with pytest.raises(NotFound):
        lines_span("One.\n", "2")


def test_blame_tells_each_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDRAFT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("NO_COLOR", "1")
    file = tmp_path / "a.md"
    file.write_text(TEXT)
    with Shelf(AppSettings(data_dir=tmp_path / "data")) as shelf:
        document = shelf.open(file)
        shelf.type(document.id, TEXT.replace("is here", "is really here"))
    run = CliRunner().invoke
    told = run(app, ["history", str(file), "--blame", "2"])
    assert told.exit_code == 0, told.output
    assert [line.split("”")[0] for line in told.output.splitlines()] == ["2: “Two is", "2: “really", "2: “here."]
    assert "typed" in told.output.splitlines()[1]
    pieces = [
        json.loads(line) for line in run(app, ["history", str(file), "--blame", "2", "--json"]).output.splitlines()
    ]
    assert [piece["source"] for piece in pieces] == ["begun", "typed", "begun"]
    assert "".join(piece["text"] for piece in pieces) == "Two is really here."
    wrong = run(app, ["history", str(file), "--blame", "99"])
    assert wrong.exit_code != 0
