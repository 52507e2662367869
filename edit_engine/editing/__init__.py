"""Editing: from a request to hunks. Start at `editor.py`; each step has a file of its own.

`load_editor` is what a worker calls; `Editor` is what a test builds on a denoiser of its own.
"""

from __future__ import annotations

from pathlib import Path

from edit_engine.editing.editor import Editor, set_threads
from edit_engine.editing.settings import EditorSettings
from edit_engine.load_options import USUAL, LoadOptions
from edit_engine.models.hashes import KnownHashes
from edit_engine.models.loading import load_model


__all__ = ["Editor", "EditorSettings", "load_editor"]


def load_editor(
    model: str,
    *,
    threads: int | None = None,
    called: str = "",
    options: LoadOptions = USUAL,
    hashes: Path | None = None,
) -> Editor:
    """An editor with the model of that name (see `edit_engine.models.registry`).

    Args:
        model: "built-in" or the path of a model folder.
        threads: CPU threads for torch; None for all cores.
        called: the name that the folder was added under, for the provenance of what it writes.
        options: how the folder is loaded.
        hashes: file that remembers hashes of large files; None to read them each time.

    Raises:
        ModelError: the model cannot be used; the text says what to do.
    """
    set_threads(threads)
    known = None if hashes is None else KnownHashes(hashes)
    return Editor(load_model(model, called=called, options=options, known=known))
