"""The desktop editor: the only package that uses Qt.

    from editor_app.gui import run

    raise SystemExit(run([Path("draft.md")]))

Start at `application`. A `Desk` owns the workspace and the windows; a `Window` shows one document through a `Session`,
which hands work to the background lane (`dispatcher`) and gets a `State` back (`draft`). Two sheets show the text: the
`Editor` to write in, the `ReviewView` to decide in. What can be computed without Qt is: `projection`, `positions`,
`marks`, `undo_steps`, `history`, `draft`, `news`.
"""

from editor_app.gui.loading import uncollected


with uncollected():
    # First, what knows nothing of Qt: of every module that is loaded later, PySide reads the source as well.
    import editor_app.workspace  # noqa: F401 - only to be loaded
    from editor_app.gui.application import run


__all__ = ["run"]
