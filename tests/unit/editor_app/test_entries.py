"""What can be set is read from the schemas, once for the dialog and for the command line."""

from __future__ import annotations

import pytest

from editor_app.entries import Entry, Kind, find, groups, value
from editor_app.preferences import Preferences, Scheme
from editor_app.settings import AppSettings


ENTRIES = [entry for group in groups() for entry in group.entries]


def test_every_preference_is_an_entry() -> None:
    keys = {entry.key for entry in ENTRIES}
    for name, section in Preferences():
        if name != "shortcuts":  # which have a page of their own
            assert {f"{name}.{field}" for field in type(section).model_fields} <= keys
    assert {"editing.model", "editing.boldness", "editing.language"} <= keys


def test_keys_are_unique_and_lead_to_their_entries() -> None:
    assert len({entry.key for entry in ENTRIES}) == len(ENTRIES)
    for entry in ENTRIES:
        assert find(entry.key) == entry
    assert find("appearance.no_such") is None


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
def test_an_entry_can_be_explained_and_shown(entry: Entry) -> None:
    assert entry.title
    assert entry.description.endswith(".")
    if entry.kind is Kind.CHOICE:
        assert entry.options
        assert len({option.title for option in entry.options}) == len(entry.options)
    if entry.kind in (Kind.WHOLE, Kind.NUMBER):
        assert entry.least is not None
        assert entry.most is not None
        assert entry.least <= float(entry.first) <= entry.most  # type: ignore[arg-type]  # a number


def test_an_entry_says_its_value() -> None:
    settings = AppSettings(language="de")
    assert value(find("appearance.scheme"), Preferences(), settings) is Scheme.SYSTEM
    assert value(find("editing.language"), Preferences(), settings) == "de"


def test_kinds_follow_from_types() -> None:
    kinds = {"appearance.contrast": Kind.SWITCH, "appearance.scheme": Kind.CHOICE, "appearance.font_family": Kind.FONT}
    kinds |= {"appearance.column_chars": Kind.WHOLE, "appearance.line_height": Kind.NUMBER}
    assert {key: find(key).kind for key in kinds} == kinds
