"""People bring their own model: from a folder on the disk through command, queue and worker to suggestions."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from editable_checkpoints import write_checkpoint
from typer.testing import CliRunner

from edit_engine.request import Intent
from edit_engine.text.spans import Span
from editor_app.cli.app import app
from editor_app.errors import UnknownInstruction, UnknownModel
from editor_app.models import _look_through, find_model
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace
from storage import JobState


Redraft = Callable[..., subprocess.CompletedProcess[str]]
TEXT = "Dear reader, the quick brown fox and the lazy dog are in the house.\n\nSee `code` and the old bridge.\n"
# Two that follow words, one that does not, and two of transformers, of which the last follows words.
MODELS = ("llada", "dream", "mdlm", "masked-lm", "diffusion-gemma")


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder to which these models are added by the command."""
    with pytest.MonkeyPatch.context() as patch:
        data = tmp_path_factory.mktemp("home")
        patch.setenv("REDRAFT_DATA_DIR", str(data))
        patch.setenv("REDRAFT_PRELOAD", "false")
        patch.setenv("NO_COLOR", "1")
        for family in MODELS:
            folder = write_checkpoint(family, data / "checkpoints" / family)
            done = CliRunner().invoke(app, ["models", "add", str(folder), "--name", f"my-{family}"])
            assert done.exit_code == 0, done.stderr
        yield data


@pytest.fixture(scope="module", autouse=True)
def workspace(home: Path) -> Iterator[Workspace]:
    """A workspace whose worker serves the commands as well."""
    with Workspace(AppSettings(data_dir=home)) as made:
        made.start_worker()
        yield made


@pytest.fixture
def redraft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Redraft:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT)

    def run(*words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = CliRunner().invoke(app, list(words), catch_exceptions=False)
        assert done.exit_code == code, done.stderr
        return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)

    return run


def suggested(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    record: dict[str, object] = json.loads(done.stdout)
    for hunk in record["hunks"]:  # type: ignore[attr-defined]  # a list, as the manual says
        assert TEXT[hunk["start"] : hunk["end"]] == hunk["before"]
        assert "code" not in hunk["before"]
    return record


def test_they_are_listed_with_what_they_can_do(redraft: Redraft) -> None:
    found = {one["name"]: one for one in json.loads(redraft("models", "ls", "--json").stdout)}
    assert set(found) == {"built-in", *(f"my-{family}" for family in MODELS)}
    assert "free" in found["my-llada"]["intents"]
    assert found["my-mdlm"]["intents"] == ["paraphrase", "infill"]
    assert found["my-llada"]["licence"] == "mit"
    assert "what words say" in redraft("models").stdout


@pytest.mark.parametrize("model", ["my-llada", "my-dream", "my-diffusion-gemma"])
def test_free_words_reach_a_model_that_follows_them(redraft: Redraft, model: str, workspace: Workspace) -> None:
    words = "make this paragraph friendlier"
    done = redraft("edit", "-i", words, "--model", model, "--boldness", "bold", "--strength", "0.8", "--json", "a.md")
    record = suggested(done)
    assert record["model"] == model
    job = workspace.jobs()[0]
    assert (job.state, job.instruction.intent, job.instruction.words) == (JobState.DONE, Intent.FREE, words)
    for stored in workspace.hunks(job.id):
        assert stored.hunk.provenance.model == model
        assert stored.hunk.provenance.words == words


def test_a_folder_that_was_not_added_is_a_model_too(redraft: Redraft, home: Path) -> None:
    folder = str(home / "checkpoints" / "llada")
    done = redraft("edit", "-i", "make it rhyme", "--model", folder, "--json", "a.md")
    assert suggested(done)["model"] == folder


def test_what_a_model_was_not_trained_for_is_refused_with_those_that_were(redraft: Redraft) -> None:
    for model in ("my-mdlm", "my-masked-lm", "built-in"):
        done = redraft("edit", "-i", "make this friendlier", "--model", model, "a.md", code=2)
        assert "These follow any words: my-diffusion-gemma, my-dream, my-llada." in done.stderr
        assert model in done.stderr
    assert (
        "it can: fix, infill" in redraft("edit", "--intent", "formal", "--model", "my-masked-lm", "a.md", code=2).stderr
    )
    assert "give them with -i" in redraft("edit", "--intent", "free", "--model", "my-llada", "a.md", code=2).stderr


def test_a_place_is_filled_by_models_without_instructions(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "b.md"
    path.write_text(TEXT)
    document = workspace.open(path)
    start = TEXT.index("quick")
    for model in ("my-mdlm", "my-masked-lm"):
        instruction = workspace.instruction(intent=Intent.INFILL, model=model)
        (job,) = workspace.wait([workspace.submit(document, instruction, scope=[Span(start, start + 9)])])
        assert job.state is JobState.DONE, job.message
        for stored in workspace.hunks(job.id):
            assert start - 1 <= stored.hunk.start
            assert stored.hunk.end <= start + 9


def test_the_same_seed_gives_the_same_suggestions(redraft: Redraft) -> None:
    words = ("edit", "-i", "say more", "--model", "my-dream", "--strength", "0.8", "--seed", "4", "--json", "a.md")
    one, other = suggested(redraft(*words)), suggested(redraft(*words))
    cut = [[(hunk["start"], hunk["after"]) for hunk in record["hunks"]] for record in (one, other)]  # type: ignore[attr-defined]  # lists
    assert cut[0] == cut[1]


def test_check_measures_a_test_edit_and_notices_other_files(redraft: Redraft, home: Path) -> None:
    said = redraft("models", "check", "my-llada").stdout
    for word in ("SHA-256", "21 tensors as F32", "expected", "tokens of text a second", "'make this friendlier'"):
        assert word in said
    card = home / "checkpoints" / "llada" / "tokenizer.json"
    before = card.read_text()
    card.write_text(before + "\n")
    assert "are not those that were added" in redraft("models", "check", "my-llada", code=2).stderr
    card.write_text(before)
    assert "redraft doctor" in redraft("models", "check", "built-in", code=2).stderr


def test_a_model_is_loaded_as_it_was_added(redraft: Redraft, home: Path) -> None:
    folder = str(home / "checkpoints" / "llada")
    words = ("--precision", "bfloat16", "--quantize", "int8", "--cache", "exact")
    redraft("models", "add", folder, "--name", "small", *words)
    (listed,) = [one for one in json.loads(redraft("models", "ls", "--json").stdout) if one["name"] == "small"]
    assert listed["options"] == {"precision": "bfloat16", "quantize": "int8", "cache": "exact"}
    small, usual = (json.loads(redraft("models", "check", name, "--json").stdout) for name in ("small", "my-llada"))
    assert small["precision"] == "int8 with bfloat16"
    assert small["memory"] < usual["memory"]
    assert suggested(redraft("edit", "-i", "make it rhyme", "--model", "small", "--json", "a.md"))["model"] == "small"
    redraft("models", "rm", "small")
    refused = redraft(
        "models", "add", str(home / "checkpoints" / "masked-lm"), "--name", "no", "--quantize", "int8", code=2
    )
    assert "leave --quantize out" in refused.stderr.replace("\n", " ")


def test_the_files_of_a_folder_that_was_not_added_are_read_once(
    redraft: Redraft, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_checkpoint("llada", home / "checkpoints" / "other")
    known = home / "hashes.json"
    before = find_model(str(folder), home).sha256
    past = time.time() - 3600  # what changed just now is not remembered
    for file in folder.iterdir():
        os.utime(file, (past, past))
    time.sleep(2.1)  # nor what was renamed or dated just now, which nothing can pretend away
    _look_through.cache_clear()
    assert find_model(str(folder), home).sha256 == before
    assert str(folder / "model.safetensors") in json.loads(known.read_text())
    # It is what is remembered that is told, for as long as nothing changes.
    entries = json.loads(known.read_text())
    entries[str(folder / "model.safetensors")][-1] = "0" * 64
    known.write_text(json.dumps(entries))
    _look_through.cache_clear()
    assert find_model(str(folder), home).sha256 != before
    known.unlink()


def test_what_cannot_be_added_is_refused_and_the_list_stays(redraft: Redraft, home: Path, tmp_path: Path) -> None:
    folder = write_checkpoint("llada", tmp_path / "pickled")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    assert "is a pickle" in redraft("models", "add", str(folder), code=2).stderr
    assert "does not exist" in redraft("models", "add", "nowhere", code=2).stderr
    assert "--name" in redraft("models", "add", str(home / "checkpoints/llada"), "--name", "built-in", code=2).stderr
    assert "my-llada" in redraft("models").stdout
    assert "pickled" not in redraft("models").stdout


def test_a_removed_model_is_off_the_list_and_its_folder_stays(redraft: Redraft, home: Path) -> None:
    folder = home / "checkpoints" / "llada"
    redraft("models", "add", str(folder), "--name", "gone-soon")
    assert f"{folder} stays" in redraft("models", "rm", "gone-soon").stderr.replace("\n", "")
    assert (folder / "model.safetensors").is_file()
    assert "unknown model 'gone-soon'" in redraft("edit", "-i", "fix", "--model", "gone-soon", "a.md", code=2).stderr
    redraft("models", "rm", "gone-soon", code=2)


def test_a_workspace_knows_what_added_models_can(workspace: Workspace, home: Path) -> None:
    assert [model.name for model in workspace.models()] == [
        "built-in",
        "my-diffusion-gemma",
        "my-dream",
        "my-llada",
        "my-masked-lm",
        "my-mdlm",
    ]
    assert workspace.understand("fix the grammar", "my-llada") is Intent.FIX
    assert workspace.understand("fix it like a pirate", "my-llada") is Intent.FREE
    with pytest.raises(UnknownInstruction, match="empty"):
        workspace.understand("  ", "my-llada")
    (home / "empty").mkdir()
    (home / "empty" / "config.json").write_text("{}")
    with pytest.raises(UnknownModel, match="holds neither"):
        workspace.intents(str(home / "empty"))
