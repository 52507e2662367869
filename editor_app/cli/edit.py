"""`redraft edit`: ask for edits of files, wait, and show, write or keep what comes back."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Annotated

import typer

from edit_engine.request import HunkState, Instruction, Intent, Priority
from edit_engine.text import Span, clip
from editor_app.cli.interrupts import in_one_go
from editor_app.cli.outcome import EXPECTED, Exit, code_of, expected_errors, fail, out, say, warn, write
from editor_app.cli.show import as_json, count, hunk_list
from editor_app.cli.targets import Target, targets
from editor_app.cli.unified import unified
from editor_app.cli.waiting import finished
from editor_app.errors import FileError, NothingToEdit
from editor_app.files import decode, encode, read_text_file
from editor_app.parts import line_scope, matching_lines
from editor_app.presets import Preset, PresetError, Presets
from editor_app.proof import prove
from editor_app.workspace import Workspace
from storage import Document, Job, JobState


STDIN = "-"
# What shows or writes an answer excludes what does not wait for one, and some exclude each other.
_ANSWERS = ("--diff", "--json", "--apply", "-o", "--check")
_EXCLUDE_EACH_OTHER = (
    *(("--diff", "--json"), ("--diff", "--apply"), ("--apply", "-o")),
    *product(("--no-wait", "--dry-run"), _ANSWERS),
)
_KEPT = "open jobs are kept: redraft jobs resume goes on with them, redraft jobs cancel ends them"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the person asked for, apart from the files."""

    instruction: Instruction
    lines: tuple[tuple[int, int], ...]
    match: re.Pattern[str] | None
    lock: tuple[str, ...]
    diff: bool
    json: bool
    apply: bool
    output: Path | None
    encoding: str | None

    def scope(self, text: str) -> tuple[Span, ...] | None:
        """The part of `text` that may change; empty for all of it, None when there is nothing to ask about.

        Raises:
            NothingToEdit: it has no such lines.
        """
        if not self.lines and self.match is None:
            return () if text.strip() else None
        spans = [Span(0, len(text))]
        try:
            if self.lines:
                spans = [line_scope(text, first, last) for first, last in self.lines]
        except ValueError as error:
            raise NothingToEdit(str(error)) from error
        if self.match is not None:
            spans = [span for line in matching_lines(text, self.match) for span in clip(spans, line)]
        return tuple(spans) if any(text[span.start : span.end].strip() for span in spans) else None


def edit(
    paths: Annotated[
        list[str], typer.Argument(help="Files and folders, or - for stdin to stdout.", show_default=False)
    ],
    instruction: Annotated[str, typer.Option("--instruction", "-i", help="What to do, in words.")] = "",
    intent: Annotated[Intent | None, typer.Option(help="What to do, picked instead of described.")] = None,
    lines: Annotated[list[str] | None, typer.Option(help="Only these lines, like 10-20 or 7.", metavar="A-B")] = None,
    match: Annotated[str, typer.Option(help="Only lines in which this is found.", metavar="REGEX")] = "",
    strength: Annotated[float | None, typer.Option(min=0, max=1, help="Share of the text that may be redone.")] = None,
    boldness: Annotated[
        str, typer.Option(help="cautious, balanced, bold, or 0 to 1: how much to suggest.", metavar="HOW")
    ] = "",
    seed: Annotated[int, typer.Option(help="The same seed gives the same suggestions.")] = 0,
    lock: Annotated[list[str] | None, typer.Option(help="A term that must stay as it is.", metavar="TERM")] = None,
    model: Annotated[str, typer.Option(help="Which model to ask; see redraft models.")] = "",
    preset: Annotated[
        str, typer.Option(help="An instruction kept in the editor; what is said beside it wins.", metavar="NAME")
    ] = "",
    diff: Annotated[bool, typer.Option("--diff", help="Print a patch; nothing is written.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a document.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Accept everything and write the files.")] = False,
    output: Annotated[Path | None, typer.Option("-o", help="Write edited copies here.", metavar="DIR")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be asked.")] = False,
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="Wait for the suggestions.")] = True,
    check: Annotated[bool, typer.Option("--check", help="Exit with 1 if anything is suggested.")] = False,
    encoding: Annotated[str | None, typer.Option(help="Of the files, if not UTF-8.")] = None,
) -> None:
    """Run the command; the summary shown to people is in `editor_app.commands`."""
    if not instruction and intent is None and not preset:
        fail("say what to do: -i 'fix the grammar', --intent fix or --preset NAME", Exit.USAGE)
    given = {"--diff": diff, "--json": json, "--apply": apply, "-o": output is not None, "--check": check}
    given |= {"--no-wait": not wait, "--dry-run": dry_run}
    for one, other in _EXCLUDE_EACH_OTHER:
        if given[one] and given[other]:
            fail(f"{one} and {other} do not go together: leave one of them out", Exit.USAGE)
    if not all(term.strip() for term in lock or ()):
        fail("--lock needs a term, and got an empty one", Exit.USAGE)
    if STDIN in paths and (len(paths) > 1 or apply or output is not None or not wait):
        fail("- is alone: text from stdin goes to stdout, without --apply, -o or --no-wait", Exit.USAGE)
    with expected_errors(), Workspace() as workspace:
        kept = _kept(workspace, preset)
        if not instruction and intent is None:
            instruction, intent = kept.words, kept.intent
        wish = Wish(
            instruction=workspace.instruction(
                instruction,
                intent=intent,
                strength=kept.strength if strength is None else strength,
                boldness=boldness or kept.boldness,
                seed=seed,
                model=model or kept.model or None,
            ),
            lines=tuple(map(_line_range, lines or ())),
            match=_pattern(match),
            lock=(*(lock or ()), *kept.locks),
            diff=diff,
            json=json,
            apply=apply,
            output=output,
            encoding=encoding,
        )
        if STDIN in paths:
            code = _edit_stdin(workspace, wish, check=check, dry_run=dry_run)
        else:
            code = _Run(workspace, wish).all(list(targets(paths)), dry_run=dry_run, wait=wait, check=check)
    raise typer.Exit(code)


class _Run:
    """One call of the command on files."""

    def __init__(self, workspace: Workspace, wish: Wish) -> None:
        self._workspace = workspace
        self._wish = wish
        # What ended how; decides the exit code.
        self._failed = self._cancelled = self._found = self._applied = 0
        self._copies: set[Path] = set()

    def all(self, files: Sequence[Target], *, dry_run: bool, wait: bool, check: bool) -> Exit:
        """Ask about every file, and deal with each answer as it comes."""
        if not files:
            warn("no files: folders are searched for .md, .markdown and .txt")
            return Exit.FAILED
        asked: dict[str, tuple[Target, Job]] = {}
        priority = Priority.INTERACTIVE if len(files) == 1 else Priority.BULK
        try:
            for target in files:
                try:
                    if dry_run:
                        self._would(target)
                    elif job := self._ask(target, priority):
                        asked[job.id] = (target, job)
                except EXPECTED as error:
                    self._problem(target, error)
            if dry_run or not wait:
                self._leave(asked)
                return Exit.FAILED if self._failed else Exit.DONE
            for job in finished(self._workspace, [job for _, job in asked.values()], "suggesting"):
                target = asked[job.id][0]
                try:
                    self._finish(target, job)
                except EXPECTED as error:
                    self._problem(target, error)
        except KeyboardInterrupt:
            warn(f"interrupted; {_KEPT}")
            raise
        except EXPECTED as error:
            warn(f"{error} {_KEPT}")
            return code_of(error)
        self._hint()
        if self._failed:
            return Exit.FAILED
        if self._cancelled:
            return Exit.CANCELLED
        return Exit.PENDING if check and self._found > self._applied else Exit.DONE

    def _ask(self, target: Target, priority: Priority) -> Job | None:
        """Ask about one file; None if there is nothing in it."""
        document = self._workspace.open(target.path, self._wish.encoding)
        text = self._workspace.text(document.id)
        if (scope := self._wish.scope(text)) is None:
            say(f"{target.path}: {_nothing(text)}")
            return None
        with in_one_go():
            return self._workspace.submit(
                document, self._wish.instruction, scope=scope, lock=self._wish.lock, priority=priority
            )

    def _would(self, target: Target) -> None:
        """Say what would be asked about a file; nothing is stored."""
        text = read_text_file(target.path, self._wish.encoding).text
        scope = self._wish.scope(text)
        asked = text if scope == () else " ".join(text[span.start : span.end] for span in scope or ())
        words = count(len(asked.split()), "word")
        out().print(f"{target.path}: {self._wish.instruction.intent.value}, {words}", markup=False)

    def _finish(self, target: Target, job: Job) -> None:
        """Show, write or keep what a job found."""
        if job.state is JobState.CANCELLED:
            self._cancelled += 1
            warn(f"{target.path}: cancelled; what was found until then is kept")
        elif job.state is JobState.FAILED:
            self._failed += 1
            warn(f"{target.path}: {job.message}")
        document = self._workspace.document(job.document_id)
        hunks = [stored.hunk for stored in self._workspace.hunks(job.id)]
        self._found += len(hunks)
        base = self._workspace.show(job.base_revision_id)
        if self._wish.json:
            sha256 = self._workspace.revision(job.base_revision_id).sha256
            print(as_json(path=str(target.path), base_sha256=sha256, job=job, hunks=hunks), flush=True)
        elif self._wish.diff:
            write(unified(target.path.as_posix().lstrip("/"), base, hunks, document.newline).encode())
        else:
            console = out()
            console.print(f"{target.path}: {count(len(hunks), 'suggestion')}", markup=False, style="bold")
            hunk_list(console, base, hunks)
            self._prove(target, job)
        if self._wish.output is not None and job.state is JobState.DONE:
            copy = self._wish.output / target.relative
            if copy in self._copies:
                raise FileError(f"the copy {copy} is taken by another file of that name: edit them into two folders")
            self._copies.add(copy)
            self._workspace.export(document.id, copy, self._workspace.proposal(job))
        if self._wish.apply and hunks and job.state is JobState.DONE:
            pending = [hunk.id for hunk in hunks if hunk.state is HunkState.PENDING]
            decision = self._workspace.accept(document.id, pending)
            self._workspace.save(document.id)
            self._applied += len(decision.accepted)
            if decision.stale:
                stale = count(len(decision.stale), "suggestion")
                warn(f"{target.path}: {stale} left out, because the text there was edited meanwhile")

    def _prove(self, target: Target, job: Job) -> None:
        """Say that what had to stay did, or what did not."""
        proof = prove(self._workspace, job)
        places = count(proof.places, "protected place")
        if proof.changed:
            warn(f"{target.path}: {places}, and {len(proof.changed)} of them would change: look at those first")
        elif proof.places:
            say(f"{target.path}: {places}, all unchanged")

    def _problem(self, target: Target, error: Exception) -> None:
        self._failed += 1
        message = str(error)
        warn(message if str(target.path) in message else f"{target.path}: {message}")

    def _leave(self, asked: dict[str, tuple[Target, Job]]) -> None:
        for target, job in asked.values():
            out().print(f"{job.id}  {target.path}", markup=False)
        if asked:
            say("Queued. They are worked on while the app, redraft jobs watch or redraft worker runs.")

    def _hint(self) -> None:
        found = count(self._found, "suggestion")
        if self._applied:
            say(f"{count(self._applied, 'suggestion')} applied.")
        elif self._found and not self._wish.json and not self._wish.diff:
            say(
                f"{found}, none applied. Decide with: redraft review FILE, "
                "redraft accept FILE --all, or redraft accept FILE --hunk ID"
            )


def _edit_stdin(workspace: Workspace, wish: Wish, *, check: bool, dry_run: bool) -> Exit:
    """Edit stdin to stdout. The document is forgotten afterwards: whoever pipes text keeps it."""
    file = decode(sys.stdin.buffer.read(), wish.encoding, name="stdin")
    scope = wish.scope(file.text)
    if dry_run:
        print(f"stdin: {wish.instruction.intent.value}, {count(len(file.text.split()), 'word')}")
        return Exit.DONE
    style = {"encoding": file.encoding, "newline": file.newline}
    if scope is None:
        write(encode(file.text, bom=file.bom, **style))
        say(f"stdin: {_nothing(file.text)}")
        return Exit.DONE
    document: Document = workspace.new("stdin", file.text)
    try:
        with in_one_go():
            asked = workspace.submit(document, wish.instruction, scope=scope, lock=wish.lock)
        (job,) = finished(workspace, [asked], "suggesting")
        if job.state is not JobState.DONE:
            raise FileError(f"stdin: {job.message or 'cancelled'}")
        hunks = [stored.hunk for stored in workspace.hunks(job.id)]
        if wish.json:
            sha256 = workspace.revision(job.base_revision_id).sha256
            print(as_json(path=STDIN, base_sha256=sha256, job=job, hunks=hunks))
        elif wish.diff:
            write(unified("stdin", file.text, hunks, file.newline).encode())
        else:
            write(encode(workspace.proposal(job), bom=file.bom, **style))
    finally:
        workspace.remove(document.id)
    return Exit.PENDING if check and hunks else Exit.DONE


def _kept(workspace: Workspace, name: str) -> Preset:
    """The preset of that name; an empty one if none is asked for."""
    if not name:
        return Preset()
    try:
        return Presets(workspace.settings.settings_file.parent).find(name)
    except PresetError as error:
        fail(f"--preset: {error}", Exit.USAGE)


def _nothing(text: str) -> str:
    return "no line matches" if text.strip() else "empty, nothing to edit"


def _line_range(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    if found is None or int(found[1]) < 1 or int(found[2] or found[1]) < int(found[1]):
        fail(f"--lines {text}: expected lines like 10-20 or 7, counted from 1", Exit.USAGE)
    return int(found[1]), int(found[2] or found[1])


def _pattern(text: str) -> re.Pattern[str] | None:
    if not text:
        return None
    try:
        return re.compile(text)
    except re.error as error:
        fail(f"--match {text!r} is no regular expression: {error}", Exit.USAGE)
