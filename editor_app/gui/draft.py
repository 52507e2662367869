"""One document as the window works on it, without the window: each call does something and returns how things stand.

A Draft belongs to the lane that calls it. Every call takes what the person typed since the last one and records it
first, so nothing is decided, asked or saved on anything but what is on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from edit_engine.request import Hunk
from edit_engine.text import Change, Span, changes
from editor_app import asking_again, exchange, on_disk
from editor_app.between import moved
from editor_app.blame import Blame, sentence_at
from editor_app.comparison import Comparison, compare
from editor_app.decided import edits_back, edits_into, left
from editor_app.dispatch import OPEN
from editor_app.emergency import EmergencyFile
from editor_app.errors import FileError, NotKept
from editor_app.gui.state import Ask, State
from editor_app.on_disk import Standing
from editor_app.timeline import Page
from editor_app.units import Choice, Rewrite, Shape, Unit, units
from editor_app.units import shown as shown_of
from editor_app.workspace import Workspace
from storage import ConflictError, Decision, Document, InvalidError, NotFoundError, Revision, RevisionKind


translate = QCoreApplication.translate
ELSEWHERE = str(QT_TRANSLATE_NOOP("Draft", "The document was also changed elsewhere; that state is in the history."))


class Draft:
    """See the module.

    Args:
        workspace: where the document is.
        document: it.
    """

    def __init__(self, workspace: Workspace, document: Document) -> None:
        self._workspace = workspace
        self._id = document.id
        self._head_id = document.head_id
        self._text = workspace.show(document.head_id)
        self._emergency = EmergencyFile(workspace.settings.data_dir, document.id, document.title)
        # What waits, as far as is known, at its place in the newest text; None where that must be looked up.
        self._hunks: tuple[Hunk, ...] | None = None
        # Those that became part of another when a person rewrote that.
        self._joined: set[str] = set()
        # How a review shows them; None while there is none. Set from the thread of the window.
        self.shape: Shape | None = None
        kinds = {revision.kind for revision in workspace.history(document.id)}
        self._decided = bool(kinds & {RevisionKind.ACCEPT, RevisionKind.REJECT})

    @property
    def document_id(self) -> str:
        """The document's id."""
        return self._id

    @property
    def recorded(self) -> str:
        """The text last recorded or read; may be asked for from any thread."""
        return self._text

    def state(
        self,
        shown: str | None = None,
        decision: Decision | None = None,
        note: str = "",
        standing: Standing | None = None,
        *,
        edits: Sequence[Change] | None = None,
        known: bool = False,
    ) -> State:
        """How things stand, without doing anything.

        Args:
            shown: the text the window shows; None for the newest known.
            decision: what was decided on the way from there to the newest text.
            note: a sentence for the person.
            standing: of the file, if that was looked at.
            edits: what leads from the text shown to the newest; None where that must be found out.
            known: whether suggestions need not be looked up again where it is known what became of them.
        """
        document = self._workspace.document(self._id)
        before = self._text if shown is None else shown
        if document.head_id != self._head_id:
            self._head_id, self._text = document.head_id, self._workspace.show(document.head_id)
            known, edits = False, None
        if edits is None:
            edits = changes(before, self._text) if before != self._text else ()
        hunks = self._pending() if known else self._look_up()
        jobs = [job for state in OPEN for job in self._workspace.jobs(state) if job.document_id == self._id]
        jobs = [job for job in jobs if job.id not in self._workspace.aside]
        return State(
            document=document,
            text=self._text,
            edits=tuple(edits),
            hunks=hunks,
            shown=tuple(shown_of(hunks)),
            locks=tuple(self._workspace.locks.of(self._id)),
            unsaved=self._workspace.unsaved(self._id),
            decided=self._decided,
            job=max(jobs, key=lambda job: job.created_at, default=None),
            decision=decision,
            note=note,
            standing=standing,
            units=self._units(hunks),
        )

    # In all of these `text` is what the window shows if something was typed, and None if nothing was.

    def look(self, text: str | None) -> State:
        """Record what the person typed, and look at everything again."""
        return self.state(note=self._record(text))

    def type(self, text: str | None) -> State:
        """Record what the person typed. What else happened meanwhile is heard of elsewhere (`Session.take`)."""
        return self.state(note=self._record(text), known=True)

    def accept(self, text: str | None, choice: Choice) -> State:
        """Put hunks into the text, or parts of them."""
        return self._decide(text, choice, lambda ids: self._workspace.accept(self._id, ids))

    def reject(self, text: str | None, choice: Choice) -> State:
        """Turn hunks down, or parts of them."""
        return self._decide(text, choice, lambda ids: self._workspace.reject(self._id, ids))

    def rewrite(self, text: str | None, rewrites: Sequence[Rewrite]) -> str:
        """Record what the person typed, to the text and to suggestions; a sentence if something could not be."""
        note = self._record(text)
        for each in rewrites:
            try:
                self._workspace.rewording.rewrite(self._id, each)
                self._joined.update(each.unit.hunk_ids[1:])
            except (ConflictError, InvalidError, NotFoundError) as error:
                kept = translate("Draft", "What you wrote there: “{text}”").format(text=each.after)
                note = f"{str(error)[:1].upper()}{str(error)[1:]}. {kept}"
        self._hunks = None
        return note

    def undo(self, text: str | None) -> State:
        """Take the newest decision back."""
        note, shown = self._record(text), self._text
        decision = self._workspace.undo(self._id)
        self._decided = decision is not None
        if decision is None:
            note = translate("Draft", "There is no decision to take back.")
        elif decision.stale and not decision.pending:
            note = translate("Draft", "The text was edited since that decision, so it stands.")
        elif decision.pending:
            note = note or translate("Draft", "Waiting again: %Ln suggestion(s).", "", len(decision.pending))
        if decision is None or not decision.pending:
            return self.state(shown, decision, note)
        self._take_over(decision)
        back = set(decision.pending)
        edits = edits_back(shown, self._text, [hunk for hunk in self._look_up() if hunk.id in back])
        return self.state(shown, decision, note, edits=edits, known=True)

    def restore(self, text: str | None, revision_id: str) -> State:
        """Bring the text of an older revision back."""
        note, shown = self._record(text), self._text
        self._workspace.restore(self._id, revision_id)
        return self.state(shown, note=note or translate("Draft", "The older text is restored."))

    def save(self, text: str | None, path: Path | None = None, *, force: bool = False) -> State:
        """Write the text to the document's file."""
        note = self._record(text)
        place = self._workspace.save(self._id, path, force=force)
        return self.state(
            note=note or translate("Draft", "Saved {name}").format(name=place.name), standing=Standing.SAME
        )

    def look_at_file(self, text: str | None) -> State:
        """Take over what another program wrote into the file, unless there is something that is not saved."""
        note, shown = self._record(text), self._text
        found = on_disk.standing(self._workspace, self._id)
        if found is Standing.CHANGED and not self._differs():
            try:
                title = self._workspace.take_file(self._id).title
            except FileError as error:
                note, found = str(error), Standing.UNREADABLE
            else:
                said = translate("Draft", "{title} was changed by another program, and is shown as it is now.")
                note, found = said.format(title=title), Standing.SAME
        return self.state(shown, note=note, standing=found)

    def take_file(self, text: str | None) -> State:
        """Make what the file holds the newest text; the text as it is stays in the history."""
        note, shown = self._record(text), self._text
        self._workspace.take_file(self._id)
        return self.state(
            shown, note=note or translate("Draft", "The text before is in the history."), standing=Standing.SAME
        )

    def keep_text(self, text: str | None) -> State:
        """Keep the text although the file was changed; what the file holds stays in the history."""
        note = self._record(text)
        on_disk.keep_over_file(self._workspace, self._id)
        return self.state(note=note or translate("Draft", "The other text is in the history."), standing=Standing.SAME)

    def against_file(self) -> tuple[str, list[Change]]:
        """What the file holds, and how the text differs from it.

        Raises:
            FileError: it cannot be read or is not text.
        """
        found = on_disk.file_text(self._workspace, self._id)
        return found, changes(found, self._text)

    def export(self, text: str | None, path: Path, *, marked: bool = False) -> State:
        """Write a copy of the text, or one with the pending suggestions marked in it."""
        note = self._record(text)
        place = self._workspace.export(
            self._id, path, exchange.marked_for(self._workspace, self._id, path) if marked else None
        )
        return self.state(note=note or translate("Draft", "Wrote a copy to {name}").format(name=place.name))

    def ask(self, text: str | None, ask: Ask) -> State:
        """Queue a job."""
        note = self._record(text)
        instruction = self._workspace.instruction(
            ask.words,
            intent=ask.intent,
            strength=ask.strength,
            boldness=ask.boldness,
            seed=ask.seed,
            model=ask.model,
        )
        self._workspace.submit(self._workspace.document(self._id), instruction, scope=ask.scope, lock=ask.lock)
        return self.state(note=note)

    def do(self, text: str | None, act: Callable[[Workspace, str], str]) -> State:
        """Do something else with the document; `act` gets its id, and returns a sentence for the person or nothing."""
        note = self._record(text)
        said = act(self._workspace, self._id)
        self._decided = self._decided or self._workspace.head(self._id).kind in (
            RevisionKind.ACCEPT,
            RevisionKind.REJECT,
        )
        return self.state(note=note or said)

    def ask_again(self, text: str | None, hunk_id: str) -> State:
        """Give the instruction of a suggestion once more, for the sentence that is there now; it is turned down."""
        note, shown = self._record(text), self._text
        asking_again.ask_again(self._workspace, self._id, hunk_id)
        self._decided = True
        return self.state(shown, note=note)

    def compare(self, older: str, newer: str | None) -> Comparison:
        """What changed from one revision to another, or to the text as it is."""
        text = self._text if newer is None else self._workspace.show(newer)
        return compare(self._workspace.show(older), text)

    def timeline(self, before: int | None) -> Page:
        """The history, or how it goes on before the revision of a number."""
        return self._workspace.timeline(self._id, before)

    def name_revision(self, revision_id: str, name: str) -> Revision:
        """Give a revision a name, or take it away (an empty one)."""
        return self._workspace.name(revision_id, name)

    def blame(self, span: Span) -> list[Blame]:
        """Where a span of the newest text came from; of an empty one the sentence there."""
        return self._workspace.blame(self._id, span if span.length else sentence_at(self._text, span.start))

    def _record(self, text: str | None) -> str:
        """Keep `text` as the newest; a sentence if that hid what somebody else did.

        Raises:
            NotKept: the library cannot take it.
        """
        if text is None or text == self._text:
            return ""
        try:
            revision, note = self._take(text)
        except Exception as error:  # whatever it is, the text must be somewhere
            place = self._emergency.keep(text, self._head_id)
            said = translate("Draft", "What was typed could not be recorded: {error}.").format(error=error)
            where = translate("Draft", "It is kept in {place} until then.").format(place=place)
            nowhere = translate("Draft", "It is nowhere but on the screen: copy it.")
            raise NotKept(f"{said} {where if place else nowhere}") from error
        self._emergency.discard()
        if self._hunks is not None:
            # After a conflict the newest text was another than this one knew.
            self._hunks = None if note else moved(self._hunks, self._text, text)
        self._head_id, self._text = revision.id, text
        return note

    def _take(self, text: str) -> tuple[Revision, str]:
        try:
            return self._workspace.type(self._id, text, base=self._head_id), ""
        except ConflictError:
            return self._workspace.type(self._id, text), translate("Draft", ELSEWHERE)

    def _differs(self) -> bool:
        """Whether there is something in the text that neither was saved nor is in the file."""
        if not self._workspace.unsaved(self._id):
            return False
        try:
            return on_disk.file_text(self._workspace, self._id) != self._text
        except FileError:
            return True

    def _decide(self, text: str | None, choice: Choice, decide: Callable[[list[str]], Decision]) -> State:
        note, shown = self._record(text), self._text
        if choice.splits:
            self._workspace.rewording.split(self._id, choice.splits)
            self._hunks = None
        hunks = self._pending()
        decision = decide(self._present(choice.hunk_ids, {hunk.id for hunk in hunks}))
        self._decided = self._decided or bool(decision.accepted or decision.rejected)
        if decision.stale:
            note = _stale(len(decision.stale))
        self._take_over(decision)
        went_in = set(decision.accepted)
        edits = edits_into(shown, self._text, [hunk for hunk in hunks if hunk.id in went_in])
        # What went in may read as a term that is locked.
        surely = not decision.stale and not self._workspace.locks.of(self._id)
        self._hunks = left(hunks, decision.accepted, decision.rejected) if surely else None
        return self.state(shown, decision, note, edits=edits, known=True)

    def _take_over(self, decision: Decision) -> None:
        """Know the text that a decision made."""
        if decision.revision.id != self._head_id:
            self._head_id, self._text = decision.revision.id, self._workspace.show(decision.revision.id)
        self._hunks = None

    def _pending(self) -> tuple[Hunk, ...]:
        """What waits for a decision, looked up if need be."""
        return self._look_up() if self._hunks is None else self._hunks

    def _look_up(self) -> tuple[Hunk, ...]:
        self._hunks = tuple(self._workspace.pending(self._id))
        return self._hunks

    def _present(self, hunk_ids: Sequence[str], there: Set[str]) -> list[str]:
        """Hunks as they are now: some were taken apart, some became one, when a person rewrote what was shown."""
        present: list[str] = []
        for name in hunk_ids:
            parts = [] if name in there else [part for part in there if part.startswith(f"{name}.")]
            if parts or name in there or name not in self._joined:
                present += parts or [name]
        return present

    def _units(self, hunks: Iterable[Hunk]) -> tuple[Unit, ...]:
        shape = self.shape
        return () if shape is None else tuple(units(self._text, hunks, shape.granularity, shape.apart))


def _stale(count: int) -> str:
    if count == 1:
        return translate("Draft", "A suggestion was left: the text there was edited since.")
    return translate("Draft", "%Ln suggestion(s) were left: the text there was edited since.", "", count)
