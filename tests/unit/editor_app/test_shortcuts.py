"""Keys: any for any command, none twice, none that writes, and the table is always a way back."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.commands import BY_NAME, COMMANDS, Command
from editor_app.shortcuts import at_first, clash, conflicts, drop, forbidden, keys, reset, split, take


NAMES = [command.name for command in COMMANDS]
KEYS = ["Ctrl+F", "Ctrl+Z", "F4", "Ctrl+J", "Ctrl+J, Ctrl+J", "Ctrl+J, Ctrl+F", "Alt+9", "Shift+F11", "Ctrl+,"]


def test_nothing_chosen_is_the_table() -> None:
    assert keys({}) == {command.name: at_first(command) for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_table_itself_takes_no_key_of_the_text(command: Command) -> None:
    assert {key: forbidden(key) for key in at_first(command) if forbidden(key)} == {}


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("Ctrl++", [(("Ctrl",), "+")]),
        ("Ctrl+Shift+p", [(("Ctrl", "Shift"), "P")]),
        ("Shift+Ctrl+P", [(("Ctrl", "Shift"), "P")]),
        ("Ctrl+,", [(("Ctrl",), ",")]),
        ("Ctrl+,, Ctrl+S", [(("Ctrl",), ","), (("Ctrl",), "S")]),
        ("Ctrl+K, S", [(("Ctrl",), "K"), ((), "S")]),
        ("", []),
    ],
)
def test_a_key_is_read_as_qt_writes_it(key: str, parts: object) -> None:
    assert list(split(key)) == parts


REFUSED = ["A", "Shift+A", "Space", "Return", "Tab", "Left", "Esc", "Ctrl+Esc", "Ctrl+Backspace", "Ctrl+C", "Ctrl+Left"]
REFUSED += ["", "Alt+F", "Alt+F4", "Ctrl+K, S", "Ctrl+A, Ctrl+B, Ctrl+D, Ctrl+E, Ctrl+F"]


@pytest.mark.parametrize("key", REFUSED)
def test_keys_that_write_or_leave_are_refused_with_a_reason(key: str) -> None:
    assert forbidden(key)
    with pytest.raises(ValueError, match="cannot be a shortcut"):
        take("find", key, {})


@pytest.mark.parametrize("key", ["F5", "Shift+F8", "Ctrl+J", "Alt+9", "Meta+X", "Ctrl+K, Ctrl+S"])
def test_other_keys_are_free_to_take(key: str) -> None:
    assert forbidden(key) is None


def test_a_key_another_command_has_is_said_before_it_is_taken_and_then_moves() -> None:
    assert conflicts("save_as", "Ctrl+F", {}) == [BY_NAME["find"]]
    own = take("save_as", "Ctrl+F", {})
    assert "Ctrl+F" in keys(own)["save_as"]
    assert "Ctrl+F" not in keys(own)["find"]


def test_a_key_that_begins_another_one_is_in_its_way() -> None:
    own = take("save_as", "Ctrl+J, Ctrl+S", {})
    assert conflicts("find", "Ctrl+J", own) == [BY_NAME["save_as"]]
    assert clash("Ctrl+J", "Ctrl+J, Ctrl+S")
    assert not clash("Ctrl+J", "Ctrl+Shift+J")


def test_what_the_table_shares_is_no_conflict() -> None:
    assert at_first(BY_NAME["undo"])[0] == at_first(BY_NAME["undo_decision"])[0]
    assert BY_NAME["undo_decision"] not in conflicts("undo", "Ctrl+Z", {})


def test_a_key_can_be_dropped_and_come_back() -> None:
    own = drop("find", "Ctrl+F", {})
    assert "Ctrl+F" not in keys(own)["find"]
    assert reset("find", own) == {}


def test_reset_takes_the_keys_back_from_whoever_has_them() -> None:
    own = reset("find", take("save_as", "Ctrl+F", {}))
    assert keys(own)["find"] == at_first(BY_NAME["find"])
    assert keys(own)["save_as"] == at_first(BY_NAME["save_as"])


def test_a_file_edited_by_hand_cannot_take_keys_from_the_text() -> None:
    own = {"find": ["A", "Ctrl+J"], "no_such_command": ["Ctrl+L"], "save": ["Esc"]}
    assert keys(own)["find"] == ("Ctrl+J",)
    assert keys(own)["save"] == ()
    assert "no_such_command" not in keys(own)


_STEP = st.tuples(st.sampled_from([take, drop, reset]), st.sampled_from(NAMES), st.sampled_from(KEYS))


@given(st.lists(_STEP, max_size=6))
def test_whatever_a_person_does_no_key_means_two_things(steps: list[tuple[object, str, str]]) -> None:
    own: dict[str, list[str]] = {}
    for step, name, key in steps:
        own = reset(name, own) if step is reset else step(name, key, own)  # type: ignore[operator]  # one of three
    found = keys(own)
    for one, other in combinations(NAMES, 2):
        shared = set(at_first(BY_NAME[one])) & set(at_first(BY_NAME[other]))
        if not shared:
            assert not any(clash(a, b) for a in found[one] for b in found[other]), (one, other)
    for name in NAMES:
        own = reset(name, own)
    assert own == {}
