"""Suggestions decided in parts, or in a person's own words: what the library can do of that, for people.

Where two jobs suggested the very same, people see it once; so whatever is done to one is done to both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from edit_engine.request import HunkState
from edit_engine.text import Change, Span
from editor_app.twins import twins
from editor_app.units import Rewrite
from storage import Decision, Library


class Rewriting:
    """See the module.

    Args:
        library: where the suggestions are.
        tell: is told of the document whose suggestions became others.
    """

    def __init__(self, library: Library, tell: Callable[[str], None]) -> None:
        self._library = library
        self._tell = tell

    def split(self, document_id: str, splits: Mapping[str, Sequence[Change]]) -> None:
        """Take hunks apart, so that their parts can be decided one by one. See `storage.Rewording.split`."""
        if splits:
            hunks = self._library.pending(document_id)
            both = {each: parts for name, parts in splits.items() for each in (name, *twins(hunks, [name]))}
            self._library.rewording.split(document_id, both)

    def rewrite(self, document_id: str, rewrite: Rewrite) -> Decision:
        """Let a unit put in what a person wrote."""
        unit = rewrite.unit
        if unit.parts:
            self.split(document_id, {unit.hunk_ids[0]: unit.parts})
            names = [unit.id]
        else:
            # Those that became one when it was rewritten before are gone.
            there = {hunk.id for hunk in self._library.pending(document_id)}
            names = [name for name in unit.hunk_ids if name in there] or list(unit.hunk_ids)
        return self.revise(document_id, names, rewrite.span, rewrite.after)

    def revise(self, document_id: str, hunk_ids: Collection[str], span: Span, after: str) -> Decision:
        """Let one hunk stand for these, with what a person wrote. See `storage.Rewording.revise`."""
        also = twins(self._library.pending(document_id), hunk_ids, {HunkState.PENDING})
        decision = self._library.rewording.revise(document_id, [*hunk_ids, *also], span, after)
        self._tell(document_id)
        return replace(decision, rejected=tuple(each for each in decision.rejected if each not in also))
