"""What the controls of every menu have: their window, and the document it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:  # each window has controls of its own
    from editor_app.gui.desk import Desk
    from editor_app.gui.page import Page
    from editor_app.gui.session import Session
    from editor_app.gui.window import Window


class Group:
    """The commands of one menu, as methods of their names.

    Args:
        window: what they work on.
        desk: opens documents and other windows.
    """

    def __init__(self, window: Window, desk: Desk) -> None:
        self.window = window
        self.desk = desk

    @property
    def page(self) -> Page:
        """The document on the screen."""
        return self.window.page

    @property
    def session(self) -> Session | None:
        """What is known of it; None until it is loaded."""
        return self.window.page.session
