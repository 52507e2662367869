"""The shipped model on real long texts: it corrects, it leaves good text alone, and it touches nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import torch

from edit_engine.editing import Editor
from edit_engine.models.loading import load_model
from edit_engine.request import EditRequest, EventKind, Hunk, Instruction, Intent
from edit_engine.text import Span, apply, protected_spans
from editor_app.parts import numbered, requests_for


ROOT = Path(__file__).resolve().parents[2]
TEXTS = [ROOT / "editor_app" / "samples" / "draft.md", *sorted((ROOT / "tests" / "acceptance" / "texts").glob("*"))]

# Mistakes that anybody would mark, in sentences written for this test: (wrong, right).
MISTAKES = [
    ("I beleive that we should wait until tomorrow.", "I believe that we should wait until tomorrow."),
    ("The childrens books are on the shelf becuase nobody reads them.", None),
    ("She have a small garden behind the house.", "She has a small garden behind the house."),
    ("They was very tired after the long walk.", "They were very tired after the long walk."),
    ("We did not recieve the letter in time.", "We did not receive the letter in time."),
    ("He put the keys on the the table and left.", "He put the keys on the table and left."),
    ("It was a intresting evening for all of us.", "It was an interesting evening for all of us."),
    ("You should definately come with us to the lake.", "You should definitely come with us to the lake."),
]  # fmt: skip


def test_the_package_stays_small() -> None:
    assert sum(file.stat().st_size for file in (ROOT / "edit_engine/assets/builtin").iterdir()) <= 64 * 1024**2


@pytest.fixture(scope="module")
def editor() -> Editor:
    """The editor that a worker would load, on one thread."""
    torch.set_num_threads(1)
    return Editor(load_model("built-in", device="cpu"))


def fix(editor: Editor, text: str, *, markdown: bool = True, seed: int = 0) -> list[Hunk]:
    """All hunks of `fix`, the text cut into chunks as the queue does."""
    requests = numbered(requests_for(text, Instruction(intent=Intent.FIX, seed=seed), markdown=markdown), "job")
    hunks = [hunk for event in editor.edit(requests) if event.kind is EventKind.HUNKS for hunk in event.hunks]
    return sorted(hunks, key=lambda hunk: hunk.start)


def test_it_corrects_most_plain_mistakes_in_sentences_it_has_not_seen(editor: Editor) -> None:
    wrong = "\n\n".join(one for one, _ in MISTAKES)
    edited = apply(wrong, fix(editor, wrong)).split("\n\n")
    right = sum(found == wanted for found, (_, wanted) in zip(edited, MISTAKES, strict=True) if wanted)
    assert right >= 5, edited


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_long_text_gets_hunks_that_change_nothing_else(editor: Editor, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.split()) >= 2000
    markdown = path.suffix == ".md"
    hunks = fix(editor, text, markdown=markdown)
    assert len(hunks) >= 10
    at = 0
    for hunk in hunks:
        assert hunk.start >= at
        assert text[hunk.start : hunk.end] == hunk.before
        assert hunk.before != hunk.after
        assert 0 <= hunk.confidence <= 1
        at = hunk.end
    protected = [found.span for found in protected_spans(text, markdown=markdown)]
    assert not [hunk for hunk in hunks for span in protected if span.overlaps(hunk.span)]
    edited = apply(text, hunks)
    assert _unchanged_parts(edited, hunks) == _parts_between(text, hunks)


def test_a_seed_gives_the_same_hunks_in_whatever_order_chunks_come(editor: Editor) -> None:
    text = TEXTS[0].read_text(encoding="utf-8")
    requests = numbered(requests_for(text, Instruction(intent=Intent.FIX, seed=3)), "job")
    assert len(requests) > 1
    assert _by_request(editor, requests) == _by_request(editor, requests[::-1])


def test_corrected_text_is_left_nearly_alone(editor: Editor) -> None:
    clean = (ROOT / "LICENSE").read_text(encoding="utf-8")
    words = len(clean.split())
    request = EditRequest(id="job.0", text=clean, core=Span(0, len(clean)), instruction=Instruction(intent=Intent.FIX))
    found = [hunk for event in editor.edit([request]) if event.kind is EventKind.HUNKS for hunk in event.hunks]
    assert 1000 * len(found) / words <= 10, [(hunk.before, hunk.after) for hunk in found]


def _by_request(editor: Editor, requests: Sequence[EditRequest]) -> dict[str, list[tuple[int, int, str]]]:
    found: dict[str, list[tuple[int, int, str]]] = {request.id: [] for request in requests}
    for event in editor.edit(requests):
        found[event.request_id] += [(hunk.start, hunk.end, hunk.after) for hunk in event.hunks]
    return found


def _parts_between(text: str, hunks: Sequence[Hunk]) -> list[str]:
    """What stands between the hunks, in the text before."""
    borders = [0, *(place for hunk in hunks for place in (hunk.start, hunk.end)), len(text)]
    return [text[start:end] for start, end in zip(borders[::2], borders[1::2], strict=True)]


def _unchanged_parts(edited: str, hunks: Sequence[Hunk]) -> list[str]:
    """What stands between the hunks, in the text after."""
    parts = []
    at = grown = 0
    for hunk in hunks:
        parts.append(edited[at : hunk.start + grown])
        at = hunk.start + grown + len(hunk.after)
        grown += len(hunk.after) - len(hunk.before)
    return [*parts, edited[at:]]
