"""Installed models are known by their model.json alone."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from edit_engine.request import Intent
from editor_app import models
from editor_app.errors import UnknownModel
from editor_app.models import find_model, installed_models


@pytest.fixture
def assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(models, "_assets", lambda: tmp_path)
    return tmp_path


def install(folder: Path, **changes: object) -> Path:
    folder.mkdir()
    weights = b"weights"
    about = {
        "name": "first",
        "version": "0.1.0",
        "family": "builtin",
        "intents": ["fix", "shorten"],
        "sha256": hashlib.sha256(weights).hexdigest(),
        "parameters": 12_000_000,
        "licence": "Apache-2.0",
    }
    (folder / "model.safetensors").write_bytes(weights)
    (folder / "model.json").write_text(json.dumps({**about, **changes}))
    return folder


def test_the_built_in_model_is_found_by_its_name(assets: Path) -> None:
    install(assets / "builtin")
    model = find_model("built-in")
    assert model.name == "built-in"
    assert model.intents == (Intent.FIX, Intent.SHORTEN)
    assert model.intact
    assert installed_models() == [model]


def test_without_it_the_message_says_what_to_do(assets: Path) -> None:
    with pytest.raises(UnknownModel, match=r"built-in model is not installed.*install Redraft again"):
        find_model("built-in")
    assert installed_models() == []


def test_a_model_that_is_not_there_is_refused_with_those_that_are(assets: Path) -> None:
    install(assets / "builtin")
    with pytest.raises(UnknownModel, match="unknown model 'gpt': installed are built-in"):
        find_model("gpt")


def test_a_folder_is_a_model(assets: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = install(tmp_path_factory.mktemp("mine") / "model")
    assert find_model(str(folder)).name == str(folder)


@pytest.mark.parametrize("changes", [{"intents": ["sing"]}, {"parameters": "many"}, {"intents": None}])
def test_a_damaged_description_is_refused_by_its_place(assets: Path, changes: dict[str, object]) -> None:
    folder = install(assets / "builtin", **changes)
    with pytest.raises(UnknownModel, match=str(folder)):
        find_model("built-in")


def test_altered_weights_are_noticed(assets: Path) -> None:
    folder = install(assets / "builtin")
    (folder / "model.safetensors").write_bytes(b"other")
    assert not find_model("built-in").intact


def test_an_altered_phrase_memory_is_noticed(assets: Path) -> None:
    memory = b"phrases"
    folder = install(assets / "builtin", memory_sha256=hashlib.sha256(memory).hexdigest())
    assert not find_model("built-in").intact
    (folder / "memory.safetensors").write_bytes(memory)
    assert find_model("built-in").intact


def test_no_face_imports_torch() -> None:
    program = "import sys, editor_app.cli.app, editor_app.workspace; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
