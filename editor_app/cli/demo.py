"""`redraft demo`: the whole path in a terminal, on the sample document."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from edit_engine.request import Intent
from editor_app.cli.interrupts import in_one_go
from editor_app.cli.outcome import Exit, expected_errors, fail, out
from editor_app.cli.show import count, hunk_list
from editor_app.cli.waiting import finished
from editor_app.sample import sample_copy
from editor_app.workspace import Workspace
from storage import JobState


# Confidence from which on the demo calls a suggestion sure; about a third of what `fix` finds.
SURE = 0.65


def demo(
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin with the sample as it was released.")] = False,
) -> None:
    """Correct a sample document with the built-in model, and show what it suggests."""
    with expected_errors(), Workspace() as workspace:
        console = out()
        path = sample_copy(workspace.settings.data_dir / "samples", fresh=fresh)
        document = workspace.open(path)
        words = len(workspace.text(document.id).split())
        console.print(Text(f"{path}\n{words:,} words. Asking the built-in model to fix them …\n"))
        with in_one_go():
            asked = workspace.submit(document, workspace.instruction(intent=Intent.FIX))
        (job,) = finished(workspace, [asked], "fix", lines=True)
        if job.state is not JobState.DONE:
            fail(f"the job {job.state}: {job.message}" if job.message else f"the job was {job.state}")
        hunks = [stored.hunk for stored in workspace.hunks(job.id)]
        hunk_list(console, workspace.show(job.base_revision_id), hunks, ids=False)
        sure = sum(hunk.confidence >= SURE for hunk in hunks)
        console.print(
            Text(
                f"\n{count(len(hunks), 'suggestion')} in {job.seconds:.1f} s, "
                f"{sure:,} of them at least {SURE:.0%} sure. None is applied yet.\n"
                f"Stored in the library {workspace.settings.library_place} (job {job.id}).\n\n"
                f"Look at them one by one:   redraft review {path}\n"
                f"Accept all of them:        redraft accept {path} --all\n"
                f"Only the sure ones:        redraft accept {path} --min-confidence {SURE}\n"
                f"Take that back:            redraft undo {path}\n"
                f"As a patch:                redraft export {path} --format diff"
            )
        )
    raise typer.Exit(Exit.DONE)
