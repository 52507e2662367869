"""One set of variables speaks to the faces and to the queue alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from editor_app.settings import AppSettings


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
