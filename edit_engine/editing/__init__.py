"""Editing: from a request to hunks. Start at `editor.py`; each step has a file of its own.

`load_editor` is what a worker calls; `Editor` is what a test builds on a denoiser of its own.
"""

from __future__ import annotations

from edit_engine.editing.editor import Editor, set_threads
from edit_engine.editing.settings import EditorSettings
from edit_engine.models.loading import load_model


__all__ = ["Editor", "EditorSettings", "load_editor"]


def load_editor(model: str, *, threads: int | None = None, called: str = "") -> Editor:
    """An editor with the model of that name (see `edit_engine.models.registry`).

    Args:
        model: "built-in" or the path of a model folder.
        threads: CPU threads for torch; None for all cores.
        called: the name that the folder was added under, for the provenance of what it writes.

    Raises:
        ModelError: the model cannot be used; the text says what to do.
    """
    set_threads(threads)
    return Editor(load_model(model, called=called))
