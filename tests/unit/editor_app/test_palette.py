"""The palette finds what people mean, and says why something cannot be."""

from __future__ import annotations

import time

import pytest

from editor_app.commands import BY_NAME, COMMANDS, Situation
from editor_app.commands.reasons import MISSING, NOT_NOW, why_not
from editor_app.palette import Kind, Offer, rank


def offer(title: str, kind: Kind = Kind.COMMAND, **more: str) -> Offer:
    return Offer(kind=kind, key=title, title=title, **more)


OFFERS = [
    offer("Save", place="File", words="Write the document to its file.", shortcut="Ctrl+S"),
    offer("Save As…", place="File"),
    offer("Accept", place="Review"),
    offer("Accept All", place="Review", words="Put every suggestion into the text."),
    offer("Reject All", place="Review", why_not="No suggestions wait."),
    offer("Full Screen", place="View"),
    offer("letter.md", kind=Kind.DOCUMENT),
    offer("Acceptance", kind=Kind.HEADING),
    offer("Settings: Line height", kind=Kind.SETTING, place="Appearance"),
]


def titles(letters: str, recent: tuple[str, ...] = ()) -> list[str]:
    return [found.title for found in rank(OFFERS, letters, recent)]


@pytest.mark.parametrize(
    ("letters", "best"),
    [
        ("save", "Save"),
        ("save a", "Save As…"),
        ("ACC  all", "Accept All"),
        ("aa", "Accept All"),
        ("acal", "Accept All"),
        ("screen", "Full Screen"),
        ("fscr", "Full Screen"),
        ("write", "Save"),
        ("file write", "Save"),
        ("ctrl+s", "Save"),
        ("line", "Settings: Line height"),
        ("appearance", "Settings: Line height"),
        ("acept", "Accept"),
        ("letter", "letter.md"),
    ],
)
def test_letters_find_what_is_meant(letters: str, best: str) -> None:
    assert titles(letters)[0] == best


def test_letters_of_nothing_find_nothing() -> None:
    assert titles("qqzz") == []


def test_without_letters_there_are_commands_and_documents_the_last_used_first() -> None:
    assert titles("", ("Full Screen", "Accept"))[:3] == ["Full Screen", "Accept", "Save"]
    assert "Acceptance" not in titles("")
    assert "Settings: Line height" not in titles("")


def test_of_near_equals_the_last_used_comes_first_but_never_before_a_better_one() -> None:
    assert titles("acc", ("Accept All",))[0] == "Accept All"
    assert titles("save", ("Accept All",))[0] == "Save"


def test_what_cannot_be_used_comes_last() -> None:
    assert titles("all") == ["Accept All", "Reject All"]
    assert titles("reject")[0] == "Reject All"
    assert titles("", ("Reject All",))[-1] == "Reject All"


def test_ten_thousand_headings_are_searched_at_once() -> None:
    many = [offer(f"Chapter {n} of the story", kind=Kind.HEADING) for n in range(10_000)]
    began = time.process_time()
    assert rank(many, "chapter 77")
    assert time.process_time() - began < 0.5  # a twentieth of that when nothing else runs


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_that_cannot_be_used_says_what_is_missing(command: object) -> None:
    for now in (Situation(), Situation(document=True), Situation(document=True, reviewing=True, job_open=True)):
        assert bool(why_not(command, now)) is not command.enabled(now)  # type: ignore[attr-defined]  # a command
        assert why_not(command, now) != NOT_NOW, "add what it needs to MISSING"  # type: ignore[arg-type]  # the same


def test_the_reason_is_the_one_that_matters() -> None:
    document = Situation(document=True)
    assert why_not(BY_NAME["save"], Situation()) == MISSING["document", True]
    assert why_not(BY_NAME["save"], document) == MISSING["unsaved", True]
    assert why_not(BY_NAME["accept_all"], document) == MISSING["pending", 1]
    assert why_not(BY_NAME["run_instruction"], Situation(document=True, job_open=True)) == MISSING["job_open", False]
    assert why_not(BY_NAME["find"], document) == ""
