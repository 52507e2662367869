"""Preferences survive the program, other programs, and people who edit the file."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from editor_app.errors import FileError
from editor_app.preferences import Appearance, Preferences, Scheme, Writing, load, save


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


DARK = Preferences(appearance=Appearance(scheme=Scheme.DARK, line_height=1.8))


def test_no_file_is_as_at_first(file: Path) -> None:
    assert load(file) == Preferences()


def test_what_is_kept_is_there_again_and_what_is_as_at_first_takes_no_line(file: Path) -> None:
    save(file, DARK, Preferences())
    assert load(file) == DARK
    assert "column_chars" not in file.read_text()
    save(file, Preferences(), DARK)
    assert load(file) == Preferences()
    assert "line_height" not in file.read_text()


def test_comments_other_entries_and_what_another_program_wrote_stay(file: Path) -> None:
    file.write_text('# mine\n[appearance]\ncolumn_chars = 90 # wide\nfrom_the_future = 1\n\n[other]\nx = "y"\n')
    save(file, DARK, Preferences())
    text = file.read_text()
    assert "# mine" in text
    assert "column_chars = 90 # wide" in text
    assert "from_the_future = 1" in text
    assert 'x = "y"' in text
    assert load(file).appearance.column_chars == 90
    assert load(file).appearance.scheme is Scheme.DARK


@pytest.mark.parametrize(
    "text",
    [
        '[appearance]\nline_height = 99\nscheme = "pink"\ncolumn_chars = 90\n',
        '[appearance]\ncolumn_chars = 90\n[shortcuts]\nfind = "Ctrl+F"\n',
        "writing = 3\n[appearance]\ncolumn_chars = 90\n",
    ],
)
def test_one_bad_value_costs_only_itself(file: Path, text: str, caplog: pytest.LogCaptureFixture) -> None:
    file.write_text(text)
    with caplog.at_level(logging.WARNING):
        found = load(file)
    assert found == Preferences(appearance=Appearance(column_chars=90))
    assert "not usable" in caplog.text


def test_a_file_that_is_no_toml_starts_as_at_first_and_is_kept_beside_the_new_one(file: Path) -> None:
    file.write_text("[[[ no")
    assert load(file) == Preferences()
    save(file, DARK, Preferences())
    assert load(file) == DARK
    assert file.with_name("settings.toml.broken").read_text() == "[[[ no"


def test_shortcuts_are_kept_one_by_one_and_none_is_a_choice(file: Path) -> None:
    mine = Preferences(shortcuts={"find": ["Ctrl+J"], "save": []})
    save(file, mine, Preferences())
    assert load(file) == mine
    save(file, Preferences(shortcuts={"save": []}), mine)
    assert load(file).shortcuts == {"save": []}


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="nothing is written"):
        save(tmp_path / "file" / "settings.toml", Preferences(writing=Writing(focus=True)), Preferences())
