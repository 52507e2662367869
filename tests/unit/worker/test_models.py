"""The list of added models."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from edit_engine.load_options import Cache, LoadOptions, Quantization
from edit_engine.request import Intent
from worker import ModelNameError, SettingsError, WorkerSettings
from worker.models import AddedModel, AddedModels
from worker.service import editor_loader


def model(name: str, folder: str = "/models/one") -> AddedModel:
    return AddedModel(
        name=name,
        folder=folder,
        title="LLaDA",
        version="1",
        intents=(Intent.FIX, Intent.FREE),
        parameters=8,
        licence="mit",
        sha256="0" * 64,
        memory=16,
    )


def test_what_was_added_is_there_by_name_until_it_is_removed(tmp_path: Path) -> None:
    added = AddedModels(tmp_path)
    assert added.all() == []
    added.add(model("two"))
    added.add(model("one"))
    added.add(model("two", folder="/elsewhere"))
    assert [one.name for one in AddedModels(tmp_path).all()] == ["one", "two"]
    found = added.find("two")
    assert found is not None
    assert found.folder == "/elsewhere"
    assert found.intents == (Intent.FIX, Intent.FREE)
    assert added.remove("two").folder == "/elsewhere"
    assert added.find("two") is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["models.json"]


@pytest.mark.parametrize("name", ["built-in", "builtin", "", "a b", "../up", "x" * 65, ".hidden"])
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelNameError, match="--name"):
        AddedModels(tmp_path).add(model(name))


def test_removing_what_is_not_there_names_what_is(tmp_path: Path) -> None:
    AddedModels(tmp_path).add(model("one"))
    with pytest.raises(ModelNameError, match="'two': there are one"):
        AddedModels(tmp_path).remove("two")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"models": [{"name": "one"}]}'])
def test_a_damaged_list_is_said_to_be_so_and_stays(tmp_path: Path, text: str) -> None:
    (tmp_path / "models.json").write_text(text)
    with pytest.raises(SettingsError, match="move it away"):
        AddedModels(tmp_path).add(model("one"))
    assert (tmp_path / "models.json").read_text() == text


def test_a_worker_loads_an_added_model_from_its_folder_and_others_by_their_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[str, dict[str, Any]]] = []
    engine = SimpleNamespace(load=lambda name, **named: calls.append((name, named)))
    monkeypatch.setattr("importlib.import_module", lambda _: engine)
    load = editor_loader(WorkerSettings(data_dir=tmp_path, editor_factory="engine:load", threads=1))
    options = LoadOptions(quantize=Quantization.INT8, cache=Cache.EXACT)
    AddedModels(tmp_path).add(replace(model("one"), options=options))
    load("one")
    load("built-in")
    always = {"threads": 1, "hashes": tmp_path / "hashes.json"}
    assert calls == [("/models/one", {**always, "called": "one", "options": options}), ("built-in", always)]


def test_a_list_from_before_there_were_options_is_read(tmp_path: Path) -> None:
    AddedModels(tmp_path).add(model("one"))
    plain = json.loads((tmp_path / "models.json").read_text())
    del plain["models"][0]["options"]
    (tmp_path / "models.json").write_text(json.dumps(plain))
    assert AddedModels(tmp_path).find("one") == model("one")
