"""One set of variables speaks to the faces and to the queue alike; what a person chose is kept in a file below them."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from pydantic import ValidationError

from editor_app.settings import AppSettings, settings_file, variable


def test_the_data_folder_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDRAFT_DATA_DIR", str(tmp_path))
    settings = AppSettings()
    assert settings.library_place == tmp_path / "library.db"
    assert settings.worker_settings().data_dir == tmp_path


def test_the_library_may_be_a_file_or_a_server(tmp_path: Path) -> None:
    assert AppSettings(library=str(tmp_path / "other.db")).library_place == tmp_path / "other.db"
    assert AppSettings(library="postgresql://host/db").library_place == "postgresql://host/db"


def test_a_chunk_too_small_to_hold_a_sentence_is_refused() -> None:
    with pytest.raises(ValidationError, match="chunk_size"):
        AppSettings(chunk_size=10)


@pytest.mark.parametrize(("said", "meant"), [("cautious", 0.0), ("Balanced", 0.5), ("bold", 1.0), ("0.3", 0.3)])
def test_boldness_is_a_name_or_a_number(said: str, meant: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDRAFT_BOLDNESS", said)
    assert AppSettings().boldness == meant


@pytest.mark.parametrize("said", ["reckless", "1.5", "nan", ""])
def test_another_boldness_is_refused_with_what_it_may_be(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDRAFT_BOLDNESS", said)
    with pytest.raises(ValidationError, match="cautious, balanced, bold or a number from 0 to 1"):
        AppSettings()


def test_settings_cannot_be_changed_behind_somebodys_back(tmp_path: Path) -> None:
    settings = AppSettings(data_dir=tmp_path)
    with pytest.raises(ValidationError, match="frozen"):
        settings.model = "other"  # type: ignore[misc]  # that is what is tested


def test_what_is_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    settings = AppSettings(data_dir=tmp_path)
    kept = settings.keep("boldness", "bold").keep("language", "de")
    assert (kept.boldness, kept.language) == (1.0, "de")
    again = AppSettings(data_dir=tmp_path)
    assert (again.boldness, again.language, again.model) == (1.0, "de", "built-in")
    assert again == settings.reread() == kept


def test_what_is_given_wins_over_the_environment_and_that_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    AppSettings(data_dir=tmp_path).keep("language", "de")
    assert variable("language") is None
    monkeypatch.setenv("redraft_language", "fr")
    assert variable("language") == "REDRAFT_LANGUAGE"
    assert AppSettings(data_dir=tmp_path).language == "fr"
    assert AppSettings(data_dir=tmp_path, language="en-GB").language == "en-GB"


def test_the_file_is_where_the_data_are_said_to_be_or_where_the_system_keeps_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert AppSettings(data_dir=tmp_path).settings_file == tmp_path / "settings.toml"
    monkeypatch.setenv("REDRAFT_DATA_DIR", str(tmp_path / "other"))
    assert AppSettings().settings_file == tmp_path / "other" / "settings.toml"
    monkeypatch.delenv("REDRAFT_DATA_DIR")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert AppSettings().settings_file == settings_file(None)
    assert not settings_file(None).is_relative_to(AppSettings().data_dir)


def test_a_bad_value_in_the_file_costs_only_itself(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings_file(tmp_path).write_text(
        '[editing]\nboldness = "reckless"\nlanguage = "de"\nunknown = 1\ndata_dir = "/elsewhere"\n'
    )
    with caplog.at_level(logging.WARNING):
        settings = AppSettings(data_dir=tmp_path)
    assert (settings.boldness, settings.language, settings.data_dir) == (0.5, "de", tmp_path)
    assert "editing.boldness is not usable" in caplog.text


def test_a_value_it_cannot_have_is_not_written(tmp_path: Path) -> None:
    settings = AppSettings(data_dir=tmp_path)
    with pytest.raises(ValidationError):
        settings.keep("boldness", "reckless")
    assert not settings.settings_file.exists()
