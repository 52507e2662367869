"""What the documents for people say is there, is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from edit_engine.request import Intent
from editor_app.cli.app import app
from editor_app.cli.outcome import Exit
from editor_app.settings import AppSettings
from worker.settings import WorkerSettings


ROOT = Path(__file__).resolve().parents[2]
DOCS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "packaging/README.md")] + sorted(
    ROOT.glob("docs/*.md")
)
# Programs whose options are those of the module they start.
PASSED_ON = ("train", "evaluate", "bench", "explain")


def command_lines(text: str) -> Iterator[str]:
    """The lines of indented blocks and code fences, and code within sentences, without comments."""
    for line in re.findall(r"^(?: {4}|\t)\s*(.+)$", text, re.MULTILINE):
        yield re.sub(r"(\s|^)#.*", "", line)
    yield from re.findall(r"`([^`\n]+)`", text)


def calls(text: str) -> Iterator[list[str]]:
    """The words of each call of redraft, from the command on."""
    for line in command_lines(text):
        if found := re.search(r"(?:^|[\s/|])redraft ((?:\S+ ?)+)", line):
            try:
                words = shlex.split(re.split(r" [|>] ", found[1])[0])
            except ValueError:  # an apostrophe in a sentence: no command line
                continue
            if re.fullmatch(r"[a-z]+", words[0]):
                yield words


def is_option_of(command: Any, word: str) -> bool:
    """Whether a click command has an option of that name."""
    name = word.partition("=")[0]
    return any(name in [*param.opts, *param.secondary_opts, "--help"] for param in command.params)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_that_is_shown_exists(path: Path) -> None:
    group: Any = typer.main.get_command(app)
    for words in calls(path.read_text(encoding="utf-8")):
        command = group.commands.get(words[0])
        assert command is not None, f"redraft {' '.join(words)}"
        rest = words[1:]
        if rest and rest[0] in (below := getattr(command, "commands", {})):
            command, rest = below[rest[0]], rest[1:]
        if words[0] not in PASSED_ON:
            options = [word for word in rest if re.match(r"--?[a-zA-Z]", word)]
            assert [word for word in options if not is_option_of(command, word)] == [], f"redraft {' '.join(words)}"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_that_is_linked_exists(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


def test_every_make_target_that_is_shown_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    shown = {
        name
        for path in DOCS
        for line in command_lines(path.read_text(encoding="utf-8"))
        for name in re.findall(r"\bmake (?:-C \S+ )?([a-z-]+)", line)
    }
    assert {"run", "test"} <= shown <= targets


def test_every_setting_is_listed() -> None:
    listed = set(
        re.findall(r"^\| `(REDRAFT_\w+)`", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    fields = {*AppSettings.model_fields, *WorkerSettings.model_fields}
    assert listed == {f"REDRAFT_{name.upper()}" for name in fields}


def test_every_exit_code_is_listed() -> None:
    for name in ("README.md", "docs/command-line.md"):
        codes = re.findall(r"^\| (\d+) \|", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        assert codes == [str(code.value) for code in Exit], name


def test_every_intent_is_listed() -> None:
    text = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    assert [intent for intent in Intent if f"`{intent}`" not in text] == []


def test_the_script_in_the_readme_is_short() -> None:
    script = re.findall(r"```python\n(.+?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert [len(part.strip().splitlines()) <= 10 for part in script] == [True]
