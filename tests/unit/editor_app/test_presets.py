"""Presets are kept in a file people may edit, and survive what is wrong in it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.request import Intent
from editor_app.presets import Preset, PresetError, Presets
from editor_app.recall import MOST, Recall, remembered
from editor_app.scope import Scope


FULL = Preset(
    intent=Intent.FORMAL,
    words="",
    strength=0.3,
    boldness=1.0,
    scope=Scope.SECTION,
    model="built-in",
    locks=("Redraft", "two words"),
)


@pytest.fixture
def presets(tmp_path: Path) -> Presets:
    return Presets(tmp_path)


def test_what_is_saved_is_found_again_whatever_its_name(presets: Presets) -> None:
    names = ["House style", "a.b", 'quo"te', "Überarbeitung 😀", "zz"]
    for name in names:
        presets.save(name, FULL)
    assert set(presets.all()) == set(names)
    assert all(preset == FULL for preset in presets.all().values())
    assert presets.find("house STYLE") == FULL


def test_saving_again_replaces_all_of_it_and_keeps_what_people_wrote_in_the_file(presets: Presets) -> None:
    presets.file.write_text('# mine\n[Short]\nintent = "shorten"\nstrength = 0.5\nnote = "kept"\n', encoding="utf-8")
    presets.save("Short", Preset(intent=Intent.SHORTEN))
    assert presets.find("Short") == Preset(intent=Intent.SHORTEN)
    text = presets.file.read_text(encoding="utf-8")
    assert "# mine" in text
    assert 'note = "kept"' in text


def test_a_preset_is_renamed_and_removed(presets: Presets) -> None:
    presets.save("One", FULL)
    presets.save("Two", Preset(words="fix it"))
    with pytest.raises(PresetError, match="already"):
        presets.rename("One", "two")
    presets.rename("One", "ONE")
    assert list(presets.all()) == ["ONE", "Two"]
    presets.rename("ONE", "Third")
    assert presets.find("Third") == FULL
    presets.remove("Third")
    presets.remove("Third")
    assert list(presets.all()) == ["Two"]
    with pytest.raises(PresetError, match="there are: Two"):
        presets.find("Third")
    with pytest.raises(PresetError, match="needs a name"):
        presets.save("  ", FULL)


def test_what_cannot_be_used_is_left_out_with_a_warning(presets: Presets, caplog: pytest.LogCaptureFixture) -> None:
    presets.file.write_text(
        'stray = 1\n[Good]\nintent = "fix"\nstrength = 7\nscope = "galaxy"\nboldness = "bold"\n'
        '[Empty]\nscope = "section"\n',
        encoding="utf-8",
    )
    with caplog.at_level(logging.WARNING):
        assert presets.all() == {"Good": Preset(intent=Intent.FIX, boldness=1.0)}
    assert "Good.strength" in caplog.text
    assert "Good.scope" in caplog.text


def test_a_broken_file_has_no_presets_and_is_kept_beside_the_new_one(
    presets: Presets, caplog: pytest.LogCaptureFixture
) -> None:
    presets.file.write_text("[broken", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert presets.all() == {}
    presets.save("New", FULL)
    assert list(presets.all()) == ["New"]
    assert (presets.file.parent / "presets.toml.broken").read_text(encoding="utf-8") == "[broken"


def test_no_file_is_no_presets(presets: Presets) -> None:
    assert presets.all() == {}


def test_up_goes_back_through_what_was_asked_and_down_returns_to_what_was_being_written() -> None:
    recall = Recall(["newest", "older"])
    assert recall.older("half a sen") == "newest"
    assert recall.older("newest") == "older"
    assert recall.older("older") is None
    assert recall.newer("older") == "newest"
    assert recall.newer("newest") == "half a sen"
    assert recall.newer("half a sen") is None


def test_changing_what_was_brought_back_writes_anew() -> None:
    recall = Recall(["newest", "older"])
    assert recall.older("") == "newest"
    assert recall.newer("newest but changed") is None
    assert recall.older("newest but changed") == "newest"
    assert recall.newer("newest") == "newest but changed"


def test_what_stands_there_already_is_passed_over() -> None:
    assert Recall(["same", "older"]).older("same") == "older"


@given(st.lists(st.text("aA b", max_size=4), max_size=150))
def test_each_instruction_is_remembered_once_and_the_newest_first(asked: list[str]) -> None:
    kept: list[str] = []
    for words in asked:
        kept = remembered(words, kept)
    folded = [words.casefold() for words in kept]
    assert len(set(folded)) == len(folded) <= MOST
    real = [" ".join(words.split()) for words in asked if words.strip()]
    assert kept[:1] == real[-1:]
