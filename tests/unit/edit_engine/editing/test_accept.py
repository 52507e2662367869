"""Guards refuse what no reader would take, and nothing else."""

from __future__ import annotations

import pytest

from edit_engine.editing.accept import familiar_words, is_familiar, refusal
from edit_engine.request import Intent


def check(text: str, before: str, after: str, intent: Intent = Intent.FIX) -> str | None:
    start = text.index(before) if before else text.index("|")
    text = text.replace("|", "", 1) if not before else text
    return refusal(text, start, start + len(before), after, intent)


@pytest.mark.parametrize(
    ("text", "before", "after", "reason"),
    [
        ("It cost 40 euros.", "40", "45", "numbers differ"),
        ("See `run` now.", "`run`", "run", "markup differs"),
        ("We met Marta there.", "Marta", "her", "a name is lost"),
        ("It is a house.", "house", "a house", "a word is repeated"),
        ("He said (twice) no.", "twice)", "twice", "brackets or quotes do not close"),
        ("He said so.", "so", "s\ufffd", "characters that cannot be text"),
        ("A good toaster costs.", "toaster", "two", "another word, not a correction"),
        ("One.\n\nTwo.", ".\n\nTwo", ". Two", "a line or paragraph border moves"),
        ("Word", "Word", "", "nothing is left of a paragraph"),
    ],
)
def test_refused(text: str, before: str, after: str, reason: str) -> None:
    assert check(text, before, after) == reason


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("We met marta there.", "marta", "Marta"),
        ("We met Mrata there.", "Mrata", "Marta"),
        ("He go home.", "go", "goes"),
        ("It is diffrent now.", "diffrent", "different"),
        ("She were there.", "were", "was"),
        ("the the house", "the the", "the"),
        ("It is 40 euro.", "euro", "euros"),
        ("He said (twice no.", "twice", "twice)"),
    ],
)
def test_allowed(text: str, before: str, after: str) -> None:
    assert check(text, before, after) is None


def test_a_word_the_text_keeps_using_is_familiar_in_any_case_and_number() -> None:
    familiar = familiar_words("Repairers mend. A repairer is kind. The repairer of repairers. Once: lantern.")
    assert is_familiar(" repairer", familiar)
    assert is_familiar("Repairers", familiar)
    assert not is_familiar("lantern", familiar)
    assert not is_familiar("a repairer", familiar)
