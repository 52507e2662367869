"""The table of commands holds together: names, keys, faces and the command line."""

from __future__ import annotations

from itertools import combinations, product

import pytest
import typer.main

from editor_app.cli.app import app
from editor_app.commands import COMMANDS, Command, Situation


FLAGS = ("document", "unsaved", "reviewing", "at_hunk", "decided", "job_open", "revision_selected", "can_undo")
SITUATIONS = [
    Situation(**dict(zip(FLAGS, flags, strict=True)), pending=pending)
    for flags in product([False, True], repeat=len(FLAGS))
    for pending in (0, 3)
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_says_what_it_does(command: Command) -> None:
    assert command.title
    assert command.summary.endswith(".")


def test_names_are_unique() -> None:
    names = [command.name for command in COMMANDS]
    assert len(set(names)) == len(names)


def test_no_key_means_two_things_in_one_situation() -> None:
    for one, other in combinations(COMMANDS, 2):
        for key in {one.shortcut, *one.also} & {other.shortcut, *other.also} - {""}:
            assert not any(one.enabled(now) and other.enabled(now) for now in SITUATIONS), key


def test_no_key_takes_an_editing_key_away() -> None:
    editing = {"Ctrl+Backspace", "Ctrl+Del", "Ctrl+Left", "Ctrl+Right", "Esc", "Return", "Tab", "Ctrl+A", "Ctrl+C"}
    assert not editing & {key for command in COMMANDS for key in (command.shortcut, *command.also)}


def test_without_a_document_only_what_needs_none_is_enabled() -> None:
    nothing = Situation()
    enabled = {command.name for command in COMMANDS if command.enabled(nothing)}
    program = {
        "new",
        "new_window",
        "open",
        "quit",
        "show_palette",
        "show_settings",
        "show_shortcuts",
        "import_suggestions",
        "show_jobs",
        "review_all",
    }
    looks = {"zoom_in", "zoom_out", "zoom_reset", "toggle_full_screen"}
    helps = {"toggle_outline", "toggle_focus", "toggle_typewriter", "toggle_spelling"}
    assert enabled == program | looks | helps


def test_the_command_line_has_what_the_table_says_with_the_same_summary() -> None:
    group = typer.main.get_command(app)
    for command in COMMANDS:
        if command.cli:
            found = group
            for word in command.cli.split():
                found = found.commands[word]  # type: ignore[attr-defined]  # a group, or the test fails
            assert found.help == command.summary


def test_what_accepts_or_rejects_says_so_and_nothing_else_does() -> None:
    deciding = {command.name for command in COMMANDS if command.decides}
    assert deciding == {command.name for command in COMMANDS if command.title.startswith(("Accept", "Reject"))}
