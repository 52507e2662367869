"""`redraft history`, `show`, `restore` and `export`: older states of a document, and copies."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from edit_engine.request import dump
from edit_engine.text import Span, apply
from editor_app import tracked_changes
from editor_app.blame import Blame
from editor_app.cli import find
from editor_app.cli.jobs import when
from editor_app.cli.outcome import expected_errors, out, say, write
from editor_app.cli.show import count, hunk_record
from editor_app.cli.unified import unified
from editor_app.errors import NotFound
from editor_app.exchange import PATCH, marked, take_in, take_in_patch, tracked
from editor_app.shelf import Shelf


# Code points of a piece that are quoted.
QUOTED = 60
_File = Annotated[str, typer.Argument(help="A file that was edited, or a document's id.", show_default=False)]
_Revision = Annotated[str, typer.Argument(help="Its number, id or name; see redraft history.", show_default=False)]


class Format(StrEnum):
    """What an export holds."""

    # The text, in the encoding of the document's file.
    TEXT = "text"
    # A patch that makes the pending suggestions.
    DIFF = "diff"
    # The pending suggestions.
    JSON = "json"
    # The text with the pending suggestions marked, as other editors read them.
    CRITIC = "critic"
    # A Word document with the pending suggestions as tracked changes.
    DOCX = "docx"


def history(
    file: _File,
    blame: Annotated[
        str, typer.Option(metavar="LINE[-LINE]", help="Say where these lines of the newest text came from.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="With --blame: one JSON line for each piece.")] = False,
) -> None:
    """List the revisions, the newest first, or tell where lines came from."""
    with expected_errors(), Shelf() as shelf:
        document = find.document(shelf, file)
        if blame:
            text = shelf.text(document.id)
            pieces = shelf.blame(document.id, lines_span(text, blame))
            for piece in pieces:
                if as_json:
                    print(json.dumps(_piece_record(text, piece), ensure_ascii=False))
                else:
                    out().print(_piece_line(text, piece), markup=False, highlight=False, soft_wrap=True)
            return
        words = {job.id: job.instruction.words or job.instruction.intent for job in shelf.jobs()}
        table = Table(box=None, pad_edge=False, header_style="dim")
        for title in ("revision", "kind", "when", "sha256", "why"):
            table.add_column(title, overflow="fold")
        for each in shelf.history(document.id):
            mark = "  ← newest" if each.id == document.head_id else ""
            why = each.name or words.get(each.job_id or "", "")
            row = (each.id.rpartition(".")[2], each.kind.value, when(each.created_at), each.sha256[:12], f"{why}{mark}")
            table.add_row(*(Text(cell) for cell in row))
        out().print(table, soft_wrap=False)


def lines_span(text: str, lines: str) -> Span:
    """The span of "LINE" or "LINE-LINE", counted from 1, without its last line break.

    Raises:
        NotFound: the text has no such lines.
    """
    first, _, last = lines.partition("-")
    starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]
    count = len(starts) - (1 if text.endswith("\n") else 0)
    if not (first.isdecimal() and (last or first).isdecimal() and 1 <= int(first) <= int(last or first) <= count):
        raise NotFound(f"{lines} are no lines of a text of {count}: give one, like 3, or two, like 3-7")
    end = starts[int(last or first)] - 1 if int(last or first) < len(starts) else len(text)
    return Span(starts[int(first) - 1], end)


def _piece_line(text: str, piece: Blame) -> str:
    """A piece as people read it: line, what it says, where it came from."""
    line = text.count("\n", 0, piece.span.start) + 1
    shown = " ".join(piece.text.split())
    quoted = shown if len(shown) <= QUOTED else shown[:QUOTED].rpartition(" ")[0] + "…"
    told = f"{piece.source.value} {when(piece.until)}, revision {piece.revision.id.rpartition('.')[2]}"
    if piece.hunk is not None and piece.job is not None:
        why = piece.hunk.provenance
        asked = piece.job.instruction.words or why.intent.value
        before = " ".join(piece.before.split())
        instead = f", in place of “{before}”" if before else ""
        told += (
            f"{instead}: {asked}, {why.model}, seed {why.seed}, {piece.hunk.confidence:.0%} sure, job {piece.job.id}"
        )
    return f"{line}: “{quoted}”  {told}"


def _piece_record(text: str, piece: Blame) -> dict[str, object]:
    record: dict[str, object] = {
        "line": text.count("\n", 0, piece.span.start) + 1,
        "start": piece.span.start,
        "end": piece.span.end,
        "text": piece.text,
        "source": piece.source.value,
        "revision": piece.revision.id,
        "since": piece.since.isoformat(),
        "until": piece.until.isoformat(),
    }
    if piece.hunk is not None and piece.job is not None:
        record |= {"job": piece.job.id, "instruction": dump(piece.job.instruction), "hunk": hunk_record(piece.hunk)}
    return record


def show(file: _File, revision: _Revision = "") -> None:
    """Print the text of a revision, or the newest one."""
    with expected_errors(), Shelf() as shelf:
        document = find.document(shelf, file)
        chosen = find.revision(shelf, document, revision).id if revision else document.head_id
        print(shelf.show(chosen), end="", flush=True)


def restore(
    file: _File,
    revision: _Revision,
    save: Annotated[bool, typer.Option("--save/--no-save", help="Write the file afterwards.")] = True,
) -> None:
    """Bring an older text back, as a new revision."""
    with expected_errors(), Shelf() as shelf:
        document = find.document(shelf, file)
        chosen = find.revision(shelf, document, revision)
        shelf.restore(document.id, chosen.id)
        out().print(f"{document.path or document.title}: revision {revision} is the newest text again", markup=False)
        if save and document.path is not None and shelf.unsaved(document.id):
            say(f"written: {shelf.save(document.id)}")


def take_in_marked(
    file: Annotated[
        Path, typer.Argument(help="A text with CriticMarkup in it, or a .patch or .diff.", show_default=False)
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the text without the marks there; it is its file then.")
    ] = None,
) -> None:
    """Take in a text with its changes marked as CriticMarkup, or a patch; they wait for a decision."""
    with expected_errors(), Shelf() as shelf:
        if file.suffix.lower() in PATCH:
            if output is not None:
                raise typer.BadParameter("a patch is about files that there are: leave out --output")
            documents = take_in_patch(shelf, file)
        else:
            documents = [take_in(shelf, file)]
        for document in documents:
            waiting = count(len(shelf.pending(document.id)), "suggestion")
            name = shelf.save(document.id, output) if output is not None else document.path or document.id
            out().print(f"{waiting} in {name}: redraft review {name}", markup=False, highlight=False, soft_wrap=True)


def export(
    file: _File,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where to; stdout if not given.")] = None,
    revision: Annotated[str, typer.Option(help="Another revision than the newest.")] = "",
    pending: Annotated[bool, typer.Option("--pending", help="With every pending suggestion put in.")] = False,
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.TEXT,
) -> None:
    """Write a copy of a document, or its pending hunks."""
    with expected_errors(), Shelf() as shelf:
        document = find.document(shelf, file)
        text = shelf.show(find.revision(shelf, document, revision).id if revision else document.head_id)
        hunks = [] if revision else shelf.applicable(document.id)
        if form is Format.DIFF:
            text = unified((document.path or Path(document.title)).name, text, hunks, document.newline)
        elif form is Format.JSON:
            records = {"path": str(document.path or ""), "hunks": [hunk_record(each) for each in hunks]}
            text = json.dumps(records, ensure_ascii=False) + "\n"
        elif form is Format.CRITIC:
            text = marked(shelf, document.id) if not revision else text
        elif pending:
            text = apply(text, hunks)
        if form is Format.DOCX:
            data = tracked(shelf, document.id) if not revision else tracked_changes.write(text, [])
        elif form in (Format.TEXT, Format.CRITIC):
            data = shelf.encoded(document.id, text)
        else:
            data = text.encode()
        if output is None:
            write(data)
        else:
            say(f"written: {shelf.export(document.id, output, data)}")
