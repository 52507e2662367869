"""Words are found wrong only where they are words, and what is offered is written as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.spelling import OwnWords, corrections, dictionary, misspelled


KNOWN = {"the", "cat", "don't", "james", "sat", "well", "on", "mat", "see", "and", "at", "café"}


def wrong(text: str, own: tuple[str, ...] = ()) -> list[str]:
    return [text[span.start : span.end] for span in misspelled(text, KNOWN.__contains__, own=own)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The cat zat on teh mat.", ["zat", "teh"]),
        ("Don’t see James’s cat, James' mat.", []),
        ("well-sat matt-cat", ["matt"]),
        ("NASA and h2o and file_nme", []),
        ("see https://exampel.com/paht and foo@exampel.com and notes.txtt", []),
        ("see `teh code` and [the mat](teh-link.md)", []),
        ("the café 😀 cafee", ["cafee"]),
        ("```\nteh\n```\n\nteh", ["teh"]),
        ("I a", []),
        ("", []),
    ],
)
def test_what_is_wrong_is_found_and_nothing_else(text: str, found: list[str]) -> None:
    assert wrong(text) == found


def test_own_words_are_right_with_and_without_an_ending() -> None:
    assert wrong("The Redraft cat, Redraft's mat", own=("redraft",)) == []


def test_the_packaged_dictionary_knows_english_and_offers_what_was_meant() -> None:
    english = dictionary("en-GB")
    assert english is not None
    assert dictionary("tlh") is None
    assert english.knows("sentence")
    assert not english.knows("sentance")
    assert corrections("Sentance", english)[0] == "Sentence"
    assert len(corrections("teh", english)) <= 5
    assert [span.start for span in misspelled("A good sentance, isn't it?", english.knows)] == [7]


@pytest.mark.parametrize(
    "word",
    [
        *("colour", "discoloured", "favourites", "honourable", "unfavourable", "behavioural", "misdemeanour"),
        *("centre", "centred", "litres", "defence", "licences", "organise", "realised", "civilisations", "analysing"),
        *("programme", "cheques", "sceptical", "jewellery", "storey"),
    ],
)
def test_british_spelling_is_right(word: str) -> None:
    english = dictionary("en-GB")
    assert english is not None
    assert english.knows(word)


@pytest.mark.parametrize("word", ["colurr", "doctour", "authour", "mirrour", "numbre", "papre", "lettre", "sentense"])
def test_what_nobody_spells_so_stays_wrong(word: str) -> None:
    english = dictionary("en-GB")
    assert english is not None
    assert not english.knows(word)


def test_own_words_are_kept_in_a_file_that_people_can_edit(tmp_path: Path) -> None:
    file = tmp_path / "new" / "words.txt"
    words = OwnWords(file)
    words.add("Redraft")
    words.add("redraft")
    words.add("café")
    assert file.read_text(encoding="utf-8") == "café\nredraft\n"
    assert list(OwnWords(file).words) == ["café", "redraft"]


def test_a_file_of_words_that_is_none_counts_as_empty(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes(b"\0\1\2")
    assert list(OwnWords(file).words) == []
