"""`redraft settings` lists and sets what the dialog sets, in the same file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from editor_app import entries
from editor_app.cli.app import app
from editor_app.cli.outcome import Exit
from editor_app.preferences import Scheme, load
from editor_app.settings import AppSettings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REDRAFT_DATA_DIR", str(tmp_path))
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["settings", *arguments])
    return done.exit_code, done.output


def test_every_entry_is_listed_with_its_value() -> None:
    code, said = run()
    assert code == Exit.DONE
    for group in entries.groups():
        for entry in group.entries:
            assert entry.key in said


def test_json_says_what_is_possible_and_what_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDRAFT_LANGUAGE", "fr")
    records = {record["key"]: record for record in json.loads(run("ls", "--json")[1])}
    assert records["appearance.scheme"]["options"] == ["system", "light", "dark"]
    assert records["editing.language"]["value"] == "fr"
    assert records["editing.language"]["fixed_by"] == "REDRAFT_LANGUAGE"


def test_setting_is_kept_and_can_be_taken_back(folder: Path) -> None:
    assert run("set", "appearance.scheme", "dark")[0] == Exit.DONE
    assert run("set", "writing.focus", "on")[0] == Exit.DONE
    assert run("set", "editing.boldness", "bold")[0] == Exit.DONE
    kept = load(folder / "settings.toml")
    assert (kept.appearance.scheme, kept.writing.focus, AppSettings().boldness) == (Scheme.DARK, True, 1.0)
    assert run("reset", "appearance.scheme")[0] == Exit.DONE
    assert load(folder / "settings.toml").appearance.scheme is Scheme.SYSTEM


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("set", "appearance.scheme", "pink"), "choose from system, light, dark"),
        (("set", "appearance.line_height", "99"), "less than or equal"),
        (("set", "no.such", "1"), "redraft settings lists them"),
        (("reset", "no.such"), "redraft settings lists them"),
    ],
)
def test_what_cannot_be_set_says_what_can(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    code, output = run(*arguments)
    assert code == Exit.USAGE
    assert said in output
    assert not (folder / "settings.toml").exists()


def test_a_variable_that_wins_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDRAFT_MODEL", "other")
    assert "REDRAFT_MODEL" in run("set", "editing.model", "built-in")[1]
