"""Where a sentence came from, asked of a real library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from edit_engine.request import EditRequest, Hunk, Instruction, Intent, Priority, Provenance, hunk_id
from edit_engine.text import Span
from editor_app.blame import Blame, Source, sentence_at
from editor_app.settings import AppSettings
from editor_app.shelf import Shelf


TEXT = "# Title\n\nThe cat sat on teh mat. It were happy.\n\nThe end.\n"
FIX = Instruction(intent=Intent.FIX, words="fix the grammar")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Shelf(AppSettings(data_dir=tmp_path)) as opened:
        yield opened


def suggest(shelf: Shelf, document_id: str, pairs: Sequence[tuple[str, str]]) -> list[str]:
    library, text = shelf._library, shelf.text(document_id)
    why = Provenance(model="built-in", model_hash="0" * 16, seed=3, intent=Intent.FIX, words=FIX.words)

    def requests(job_id: str) -> list[EditRequest]:
        return [EditRequest(id=f"{job_id}.0", text=text, core=Span(0, len(text)), instruction=FIX)]

    job = library.create_job(document_id, shelf.head(document_id).id, FIX, requests, Priority.INTERACTIVE)
    hunks = []
    for before, after in pairs:
        start = text.index(before)
        hunks.append(
            Hunk(
                id=hunk_id(job.id, start, start + len(before), after),
                start=start,
                end=start + len(before),
                before=before,
                after=after,
                confidence=0.9,
                provenance=why,
            )
        )
    library.finish_chunk(f"{job.id}.0", hunks, 0.1)
    return [hunk.id for hunk in hunks]


def ask(shelf: Shelf, document_id: str, words: str) -> list[Blame]:
    text = shelf.text(document_id)
    start = text.index(words)
    found = shelf.blame(document_id, Span(start, start + len(words)))
    assert "".join(piece.text for piece in found) == words
    return found


def test_a_sentence_is_told_from_its_suggestion_its_typing_and_its_beginning(shelf: Shelf) -> None:
    document = shelf.new("x", TEXT)
    shelf.type(document.id, TEXT.replace("cat", "grey cat"))
    shelf.accept(document.id, suggest(shelf, document.id, [("teh", "the")]))
    found = ask(shelf, document.id, "The grey cat sat on the mat.")
    assert [(piece.source, piece.text.strip()) for piece in found] == [
        (Source.BEGUN, "The"),
        (Source.TYPED, "grey"),
        (Source.BEGUN, "cat sat on"),
        (Source.SUGGESTED, "the"),
        (Source.BEGUN, "mat."),
    ]
    suggested = found[3]
    assert suggested.job.instruction.words == "fix the grammar"
    assert (suggested.before, suggested.hunk.provenance.seed, suggested.hunk.confidence) == ("teh", 3, 0.9)


def test_typing_in_one_spell_is_one_piece_with_its_time(shelf: Shelf) -> None:
    document = shelf.new("x", "")
    for text in ("The d", "The dog", "The dog bar", "The dog barked."):
        shelf.type(document.id, text)
    (piece,) = ask(shelf, document.id, "The dog barked.")
    assert piece.source is Source.TYPED
    assert piece.since < piece.until
    assert piece.revision.id == shelf.head(document.id).id


def test_marks_between_words_go_with_the_word_before(shelf: Shelf) -> None:
    document = shelf.new("x", TEXT)
    shelf.type(document.id, TEXT.replace("It were happy.", "It were very happy!!"))
    assert [piece.text.strip() for piece in ask(shelf, document.id, "It were very happy!!")] == [
        "It were",
        "very",
        "happy!!",
    ]


def test_a_word_changed_in_part_comes_from_the_change(shelf: Shelf) -> None:
    document = shelf.new("x", TEXT)
    shelf.type(document.id, TEXT.replace("happy", "happily"))
    assert [piece.source for piece in ask(shelf, document.id, "happily")] == [Source.TYPED]


def test_a_search_that_ends_early_says_so(shelf: Shelf) -> None:
    document = shelf.new("x", TEXT)
    for number in range(4):
        shelf.type(document.id, f"{TEXT}{number}\n")
    assert [piece.source for piece in shelf.blame(document.id, Span(0, 7), limit=2)] == [Source.OLDER]
    assert [piece.source for piece in shelf.blame(document.id, Span(0, 7))] == [Source.BEGUN]


def test_what_another_program_wrote_is_said_to_be_from_the_file(shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("One two.\n")
    document = shelf.open(file)
    file.write_text("One more two.\n")
    shelf.open(file)
    assert [piece.source for piece in ask(shelf, document.id, "One more two")] == [
        Source.BEGUN,
        Source.FILE,
        Source.BEGUN,
    ]


@pytest.mark.parametrize(
    ("position", "expected"),
    [(12, "The cat sat on teh mat."), (34, "It were happy."), (33, "It were happy."), (2, "Title"), (52, "The end.")],
)
def test_the_sentence_at_the_caret(position: int, expected: str) -> None:
    assert TEXT[slice(*sentence_at(TEXT, position))] == expected


def test_there_is_no_sentence_between_paragraphs() -> None:
    assert sentence_at("One.\n\n\n\nTwo.", 6) == Span(6, 6)
    assert sentence_at("", 0) == Span(0, 0)
