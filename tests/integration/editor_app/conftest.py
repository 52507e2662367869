"""A workspace with a real library, a real queue and a real worker process, whose editor only corrects "teh"."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from editor_app.cli.app import app
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace


Redraft = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="module", autouse=True)
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of a module, which its worker and its commands share."""
    with pytest.MonkeyPatch.context() as patch:
        data = tmp_path_factory.mktemp("data")
        patch.setenv("REDRAFT_DATA_DIR", str(data))
        patch.setenv("REDRAFT_EDITOR_FACTORY", "worker.testing:load_editor")
        patch.setenv("REDRAFT_TEST_STEP_S", "0.01")
        patch.setenv("NO_COLOR", "1")
        yield data


@pytest.fixture(scope="module")
def workspace(environment: Path) -> Iterator[Workspace]:
    """One workspace for a module, with its worker."""
    with Workspace(AppSettings(chunk_size=400, chunk_context=50)) as made:
        yield made


@pytest.fixture
def redraft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Redraft:
    """Runs the command in an empty folder, within this process; returns what it printed and its exit code."""
    monkeypatch.chdir(tmp_path)

    def run(
        *arguments: object, stdin: bytes = b"", check: bool = True, **more: str
    ) -> subprocess.CompletedProcess[bytes]:
        words = [str(word) for word in arguments]
        done = CliRunner().invoke(app, words, input=stdin, env=more, catch_exceptions=False)
        if check:
            assert done.exit_code == 0, done.stderr
        return subprocess.CompletedProcess(words, done.exit_code, done.stdout_bytes, done.stderr_bytes)

    return run
