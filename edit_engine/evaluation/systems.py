"""Who is judged: anything that finds changes in texts. Every score is taken of a `System`; so peers compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from edit_engine.editing import Editor
from edit_engine.evaluation.dev_sets import edit_sentences, edit_text
from edit_engine.request import Hunk, Intent
from edit_engine.text import Change, apply


class System(Protocol):
    """Finds what to fix in English text."""

    def sentences(self, sources: Sequence[str]) -> list[str]:
        """Each of many plain sentences with all its changes applied; they may be read together."""

    def fixes(self, texts: Sequence[str], *, markdown: bool = True) -> list[list[Change]]:
        """The changes in each text, in order; every text is a document of its own."""


class EditorSystem:
    """Redraft with one model."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor

    def sentences(self, sources: Sequence[str]) -> list[str]:
        """As paragraphs of one document."""
        return edit_sentences(self.editor, sources, Intent.FIX)

    def fixes(self, texts: Sequence[str], *, markdown: bool = True) -> list[list[Change]]:
        """The hunks of `fix`."""
        return [[change_of(h) for h in edit_text(self.editor, text, Intent.FIX, markdown=markdown)] for text in texts]


def change_of(hunk: Hunk) -> Change:
    """The change that a hunk suggests."""
    return Change(start=hunk.start, end=hunk.end, before=hunk.before, after=hunk.after)


def fixed(system: System, texts: Sequence[str], *, markdown: bool = True) -> list[str]:
    """Each text, a document of its own, with all its changes applied."""
    found = system.fixes(texts, markdown=markdown)
    return [apply(text, changes) for text, changes in zip(texts, found, strict=True)]
