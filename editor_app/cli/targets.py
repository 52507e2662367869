"""Which files a person means: files as named, folders walked for prose, ignore files obeyed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec


# What is looked for in folders; a file named outright may be called anything.
PROSE = (".md", ".markdown", ".txt")
_IGNORE_FILES = (".gitignore", ".redraftignore")


@dataclass(frozen=True, kw_only=True)
class Target:
    """A file to work on."""

    # As the person would name it.
    path: Path
    # Where it lies under the folder it was found in, or its name; where `-o DIR` puts its copy.
    relative: Path


def targets(names: Sequence[str]) -> Iterator[Target]:
    """The files that `names` mean, each once, folders in alphabetical order.

    A name that does not exist is handed out as it is: opening it tells the person.
    """
    seen: set[str] = set()
    for name in names:
        path = Path(name)
        found = _walk(path) if path.is_dir() else [Target(path=path, relative=Path(path.name))]
        for target in found:
            if (place := os.path.realpath(target.path)) not in seen:
                seen.add(place)
                yield target


def _walk(root: Path) -> Iterator[Target]:
    rules = _Rules(root)
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not rules.ignored(here / name, folder=True)
        )
        for name in sorted(names):
            path = here / name
            if path.suffix.lower() in PROSE and not name.startswith(".") and not rules.ignored(path):
                yield Target(path=path, relative=path.relative_to(root))


class _Rules:
    """The ignore files that hold for a folder and what is below it, read once each."""

    def __init__(self, root: Path) -> None:
        self._specs: dict[Path, GitIgnoreSpec | None] = {}
        self._top = _repository(root.resolve())

    def ignored(self, path: Path, *, folder: bool = False) -> bool:
        """Whether the nearest ignore file that says anything about `path` says to leave it out."""
        place = path.parent.resolve() / path.name
        for parent in place.parents:
            if (spec := self._spec(parent)) is not None:
                name = place.relative_to(parent).as_posix() + ("/" if folder else "")
                if (verdict := spec.check_file(name).include) is not None:
                    return verdict
            if parent == self._top:
                break
        return False

    def _spec(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            lines: list[str] = []
            for name in _IGNORE_FILES:
                try:
                    lines += (folder / name).read_text(encoding="utf-8", errors="replace").splitlines()
                except OSError:
                    continue
            self._specs[folder] = GitIgnoreSpec.from_lines(lines) if lines else None
        return self._specs[folder]


def _repository(folder: Path) -> Path:
    """The top of the repository `folder` is in, or `folder` itself: ignore files further up do not count."""
    return next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), folder)
