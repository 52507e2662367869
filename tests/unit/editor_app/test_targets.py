"""Folders are walked for prose, and ignore files are obeyed as git obeys them."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.cli.targets import targets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.md", "a.txt", "c.py", "sub/d.markdown", "sub/skip.md", ".hidden/e.md", "build/f.md", "sub/.g.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


def found(*names: object) -> list[str]:
    return [target.relative.as_posix() for target in targets([str(name) for name in names])]


def test_a_folder_gives_its_prose_in_order(folder: Path) -> None:
    assert found(folder) == ["a.txt", "b.md", "build/f.md", "sub/d.markdown", "sub/skip.md"]


def test_ignore_files_of_both_kinds_hold_below_where_they_are(folder: Path) -> None:
    (folder / ".gitignore").write_text("build/\n*.txt\n")
    (folder / "sub/.redraftignore").write_text("skip.*\n")
    assert found(folder) == ["b.md", "sub/d.markdown"]


def test_a_deeper_ignore_file_can_take_a_file_back(folder: Path) -> None:
    (folder / ".gitignore").write_text("*.md\n")
    (folder / "sub/.gitignore").write_text("!skip.md\n")
    assert found(folder) == ["a.txt", "sub/d.markdown", "sub/skip.md"]


def test_the_ignore_file_at_the_top_of_a_repository_holds_for_a_folder_in_it(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text("/sub/skip.md\n")
    assert found(folder / "sub") == ["d.markdown"]


def test_a_file_named_outright_is_taken_whatever_it_is(folder: Path) -> None:
    (folder / ".gitignore").write_text("*\n")
    assert found(folder / "c.py") == ["c.py"]


def test_a_file_named_twice_or_through_a_link_comes_once(folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "b.md")
    assert found(folder / "b.md", folder / "b.md", folder / "link.md") == ["b.md"]


def test_a_name_that_does_not_exist_is_handed_on(folder: Path) -> None:
    assert found(folder / "none.md") == ["none.md"]
