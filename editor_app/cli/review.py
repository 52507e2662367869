"""`redraft review`, `accept`, `reject` and `undo`: deciding about hunks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

from edit_engine.request import Hunk, HunkState, Intent
from editor_app import choosing
from editor_app.choosing import Wanted
from editor_app.cli import find
from editor_app.cli.outcome import Exit, err, expected_errors, fail, out, say, warn
from editor_app.cli.show import count, hunk_list, in_context
from editor_app.shelf import Shelf
from storage import Decision, Document


_File = Annotated[str, typer.Argument(help="A file that was edited, or a document's id.", show_default=False)]
_MaybeFile = Annotated[str, typer.Argument(help="A file that was edited.", show_default=False)]
_Job = Annotated[str, typer.Option("--job", help="Only what this job found.", metavar="ID")]
_All = Annotated[bool, typer.Option("--all", help="Every pending suggestion.")]
_Hunks = Annotated[list[str] | None, typer.Option("--hunk", help="These suggestions.", metavar="ID")]
_Least = Annotated[float | None, typer.Option(min=0, max=1, help="Those at least this sure.", metavar="P")]
_Most = Annotated[float | None, typer.Option(min=0, max=1, help="Those at most this sure.", metavar="P")]
_Kinds = Annotated[list[Intent] | None, typer.Option("--intent", help="Those of this kind.", metavar="KIND")]
_Save = Annotated[bool, typer.Option("--save/--no-save", help="Write the file afterwards.")]
_KEYS = "y accept   n reject   s skip   b back   u undo   a accept the rest   q stop"


def review(file: _File, save: _Save = True) -> None:
    """Show the pending hunks: one by one on a terminal, as a list elsewhere."""
    with expected_errors(), Shelf() as shelf:
        document = find.document(shelf, file)
        if sys.stdin.isatty() and sys.stdout.isatty():
            _OneByOne(shelf, document).run()
            if save:
                _save(shelf, document)
            return
        pending = shelf.pending(document.id)
        hunk_list(out(), shelf.text(document.id), pending)
        say(f"{file}: {count(len(pending), 'suggestion')} pending")


def accept(
    file: _MaybeFile = "",
    job: _Job = "",
    every: _All = False,
    hunk: _Hunks = None,
    min_confidence: _Least = None,
    max_confidence: _Most = None,
    intent: _Kinds = None,
    save: _Save = True,
) -> None:
    """Put chosen hunks into the text."""
    with expected_errors(), Shelf() as shelf:
        wanted = _wanted(min_confidence, max_confidence, intent)
        document, chosen = _chosen(shelf, file, job, every, hunk, wanted)
        decision = shelf.accept(document.id, [each.id for each in chosen])
        _report(document, decision)
        if save:
            _save(shelf, document)


def reject(
    file: _MaybeFile = "",
    job: _Job = "",
    every: _All = False,
    hunk: _Hunks = None,
    min_confidence: _Least = None,
    max_confidence: _Most = None,
    intent: _Kinds = None,
) -> None:
    """Turn chosen hunks down."""
    with expected_errors(), Shelf() as shelf:
        wanted = _wanted(min_confidence, max_confidence, intent)
        document, chosen = _chosen(shelf, file, job, every, hunk, wanted)
        _report(document, shelf.reject(document.id, [each.id for each in chosen]))


def undo(file: _File, save: _Save = True) -> None:
    """Take the newest decision on a document back."""
    with expected_errors(), Shelf() as shelf:
        document = find.document(shelf, file)
        decision = shelf.undo(document.id)
        if decision is None:
            fail(f"{file}: nothing was decided, or all of it was undone", Exit.USAGE)
        _report(document, decision)
        if save:
            _save(shelf, document)


def _wanted(least: float | None, most: float | None, kinds: list[Intent] | None) -> Wanted | None:
    """What the options ask for; None if none was given."""
    if least is None and most is None and not kinds:
        return None
    return Wanted(
        least=0.0 if least is None else least, most=1.0 if most is None else most, intents=frozenset(kinds or ())
    )


def _chosen(
    shelf: Shelf, file: str, job: str, every: bool, names: list[str] | None, wanted: Wanted | None
) -> tuple[Document, list[Hunk]]:
    """The document that is meant and the pending hunks in it that are."""
    if bool(file) == bool(job):
        fail("name a file, or a job with --job ID", Exit.USAGE)
    if not (every or names or wanted or job):
        fail("which ones? --all, --hunk ID, --min-confidence P, --intent KIND or --job ID", Exit.USAGE)
    if job:
        found = find.job(shelf, job)
        document = shelf.document(found.document_id)
        of_job = {stored.hunk.id for stored in shelf.hunks(found.id)}
        pending = [each for each in shelf.pending(document.id) if each.id in of_job]
    else:
        document = find.document(shelf, file)
        pending = shelf.pending(document.id)
    if names:
        ids = set(find.hunk_ids((each.id for each in pending), names))
        pending = [each for each in pending if each.id in ids]
    return document, choosing.chosen(pending, wanted or Wanted())


def _report(document: Document, decision: Decision) -> None:
    done = {"accepted": decision.accepted, "rejected": decision.rejected, "pending again": decision.pending}
    words = ", ".join(f"{len(ids):,} {what}" for what, ids in done.items() if ids) or "nothing to decide"
    out().print(f"{document.path or document.title}: {words}", markup=False)
    if decision.stale:
        warn(f"{count(len(decision.stale), 'suggestion')} left alone, because the text there was edited since")


def _save(shelf: Shelf, document: Document) -> None:
    if document.path is not None and shelf.unsaved(document.id):
        say(f"written: {shelf.save(document.id)}")


class _OneByOne:
    """The review on a terminal, a key a decision. Each decision is stored at once; nothing is lost by stopping."""

    def __init__(self, shelf: Shelf, document: Document) -> None:
        self._shelf = shelf
        self._document = document
        # Ids of hunks that were passed over.
        self._skipped: list[str] = []

    def run(self) -> None:
        """Until everything is decided or skipped, or the person stops."""
        console = err()
        console.print(Text(_KEYS, style="dim"))
        while True:
            pending = [each for each in self._shelf.pending(self._document.id) if each.state is HunkState.PENDING]
            left = [each for each in pending if each.id not in self._skipped]
            if not left:
                console.print(f"Done. {count(len(pending), 'suggestion')} still pending.", markup=False)
                return
            self._show(left[0], len(left))
            key = typer.getchar().lower()
            if key in ("q", "\x03", "\x04", "\x1b"):
                console.print(f"Stopped. {count(len(pending), 'suggestion')} still pending.", markup=False)
                return
            self._obey(key, left)

    def _show(self, hunk: Hunk, left: int) -> None:
        text = self._shelf.text(self._document.id)
        console = out()
        line = text.count("\n", 0, hunk.start) + 1
        console.print(Text(f"\nline {line}, {hunk.confidence:.0%} sure, {left} left", style="dim"))
        console.print(in_context(text, hunk, colour=console.color_system is not None))

    def _obey(self, key: str, left: Sequence[Hunk]) -> None:
        hunk, document_id = left[0], self._document.id
        if key == "y":
            self._shelf.accept(document_id, [hunk.id])
        elif key == "n":
            self._shelf.reject(document_id, [hunk.id])
        elif key == "s":
            self._skipped.append(hunk.id)
        elif key == "b" and self._skipped:
            self._skipped.pop()
        elif key == "u":
            if self._shelf.undo(document_id) is None:
                warn("nothing to undo")
        elif key == "a":
            self._shelf.accept(document_id, [each.id for each in left])
        else:
            err().print(Text(_KEYS, style="dim"))
