"""Recent files have names as short as can be told apart."""

from __future__ import annotations

from pathlib import Path

from editor_app.recent import titles


def test_names_are_short_where_that_is_enough() -> None:
    assert titles([Path("/a/b/one.md"), Path("/a/c/two.md")]) == ["one.md", "two.md"]
    assert titles([]) == []


def test_folders_tell_files_of_one_name_apart() -> None:
    paths = [Path("/a/b/draft.md"), Path("/a/c/draft.md"), Path("/x/c/draft.md"), Path("/a/other.md")]
    assert titles(paths) == ["b/draft.md", "a/c/draft.md", "x/c/draft.md", "other.md"]


def test_the_same_file_twice_ends_too() -> None:
    assert titles([Path("/a/b.md")] * 2) == ["/a/b.md"] * 2
