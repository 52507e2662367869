"""Giving the instruction of a suggestion once more, for the sentence that is there now. No Qt."""

from __future__ import annotations

from dataclasses import replace

from edit_engine.request import Instruction, Provenance
from editor_app.blame import sentence_at
from editor_app.errors import NothingToEdit
from editor_app.workspace import Workspace
from storage import Job, NotFoundError


def instruction_of(workspace: Workspace, why: Provenance) -> Instruction:
    """The instruction that a suggestion came from.

    Raises:
        UnknownModel: its model is not installed any more.
        UnknownInstruction: the model cannot do that any more.
    """
    asked = workspace.instruction(
        intent=why.intent, strength=why.strength, boldness=why.boldness, seed=why.seed, model=why.model
    )
    return replace(asked, words=why.words)


def ask_again(workspace: Workspace, document_id: str, hunk_id: str) -> Job:
    """Submit a job like the one that a pending or stale hunk came from; the hunk is turned down.

    Raises:
        NotFoundError: the hunk was decided meanwhile.
        NothingToEdit: nothing is left where it was.
        UnknownModel, UnknownInstruction: as for `instruction_of`.
    """
    hunk = next((each for each in workspace.pending(document_id) if each.id == hunk_id), None)
    if hunk is None:
        raise NotFoundError("That suggestion was decided meanwhile.")
    text = workspace.text(document_id)
    sentence = sentence_at(text, hunk.start)
    if not text[sentence.start : sentence.end].strip():
        raise NothingToEdit("Nothing is left where that suggestion was: there is nothing to ask about.")
    instruction = instruction_of(workspace, hunk.provenance)
    job = workspace.submit(workspace.document(document_id), instruction, scope=(sentence,))
    workspace.reject(document_id, [hunk_id])
    return job
