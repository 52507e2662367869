"""A long text with many suggestions, always the same, for measuring the window. No Qt."""

from __future__ import annotations

import random
from pathlib import Path

from edit_engine.request import EditRequest, Hunk, Instruction, Intent, Priority, Provenance, hunk_id
from edit_engine.text import Span
from editor_app.settings import AppSettings
from editor_app.shelf import Shelf
from storage import Library


_SENTENCE = (
    "river morning letter window garden because under slowly winter table people answer between quiet paper light "
    "second carried without question nothing harbour kitchen several before weather bridge simple market yellow happen "
    "lantern almost figure travel corner silver already mountain number reason together evening a of and to in it was "
    "that he she they with for on as at but had not from by one all were when there said so if"
)
_WORDS = _SENTENCE.split()
# Words in a paragraph, and between two misspelled ones.
PARAGRAPH = 80


def long_text(words: int, misspelled: int) -> str:
    """Prose-like text of `words` words in paragraphs, every so many of them "teh", with a heading now and then."""
    chance = random.Random(1)
    every = max(1, words // max(1, misspelled))
    paragraphs, line, put = [], [], 0
    for number in range(words):
        wrong = number % every == every // 2 and put < misspelled
        put += wrong
        line.append("teh" if wrong else chance.choice(_WORDS))
        if len(line) == PARAGRAPH or number == words - 1:
            paragraphs.append(" ".join(line).capitalize() + ".")
            line = []
            if len(paragraphs) % 20 == 10:
                paragraphs.append(f"## Part {len(paragraphs) // 20 + 1}")
    return "\n\n".join(paragraphs) + "\n"


def prepare(folder: Path, *, words: int, hunks: int) -> Path:
    """Make a file of a long text in `folder`, and a library in `folder/data` in which suggestions for it wait.

    Args:
        folder: an empty one.
        words, hunks: how many.

    Returns:
        the file.
    """
    text = long_text(words, hunks)
    file = folder / "long.md"
    file.write_text(text, encoding="utf-8")
    settings = AppSettings(data_dir=folder / "data")
    with Shelf(settings) as shelf:
        document = shelf.open(file)
    instruction = Instruction(intent=Intent.FIX)
    why = Provenance(model="built-in", model_hash="0" * 16, seed=0, intent=Intent.FIX)
    library = Library.open(settings.library_place)
    try:

        def requests(job_id: str) -> list[EditRequest]:
            return [EditRequest(id=f"{job_id}.0", text=text, core=Span(0, len(text)), instruction=instruction)]

        job = library.create_job(document.id, document.head_id, instruction, requests, Priority.INTERACTIVE)
        found: list[Hunk] = []
        at = 0
        for _ in range(hunks):
            at = text.index("teh", at)
            name = hunk_id(job.id, at, at + 3, "the")
            chance = 0.5 + 0.5 * (len(found) % 50) / 50
            found.append(
                Hunk(id=name, start=at, end=at + 3, before="teh", after="the", confidence=chance, provenance=why)
            )
            at += 3
        library.finish_chunk(f"{job.id}.0", found, 0.1)
    finally:
        library.close()
    return file
