"""Patches are read as what they were written from, and refused where they do not belong."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.request import Hunk, Intent, Provenance
from edit_engine.text import apply, changes
from editor_app.cli.unified import unified
from editor_app.errors import NotText
from editor_app.patches import changes_of, read


WHY = Provenance(model="m", model_hash="0" * 16, seed=0, intent=Intent.FIX)
LINES = ["", "one", "two words", "three\x0c", "\\", "--- a", "é"]
texts = st.lists(st.sampled_from(LINES), max_size=24).map("\n".join)


def patched(patch: str, text: str) -> str:
    (found,) = read(patch)
    return apply(text, changes_of(found, text))


@given(texts, texts, st.sampled_from(["\n", "\r\n"]))
def test_what_redraft_writes_is_read_again(before: str, after: str, newline: str) -> None:
    hunks = [
        Hunk(
            id=str(at),
            start=each.start,
            end=each.end,
            before=each.before,
            after=each.after,
            confidence=1.0,
            provenance=WHY,
        )
        for at, each in enumerate(changes(before, after))
    ]
    patch = unified("draft.md", before, hunks, newline)
    if hunks:
        assert patched(patch, before) == after


@given(texts, texts)
def test_what_others_write_is_read(before: str, after: str) -> None:
    old, new = ([f"{line}\n" for line in text.split("\n")] for text in (before, after))
    patch = "".join(difflib.unified_diff(old, new, "a/draft.md", "b/draft.md", "2026-01-01", "2026-01-02", n=1))
    if patch:
        assert read(patch)[0].name == "draft.md"
        assert patched(patch, "".join(old)) == "".join(new)


PATCH = "--- draft.md\n+++ draft.md\n@@ -1,2 +1,2 @@\n first\n-teh\n+the\n"


def test_lines_that_moved_are_found_where_they_stand_once() -> None:
    assert patched(PATCH, "new\nfirst\nteh\nlast\n") == "new\nfirst\nthe\nlast\n"


@pytest.mark.parametrize(
    ("patch", "said"),
    [
        ("no patch at all\n", "this is no patch"),
        (PATCH.replace("+the\n", ""), "breaks off"),
        (PATCH.replace("-teh", "*teh"), "line 5 begins with"),
        (PATCH.replace("--- draft.md", "--- /dev/null"), "adds or removes all of draft.md"),
    ],
)
def test_what_is_no_patch_of_a_text_is_refused(patch: str, said: str) -> None:
    with pytest.raises(NotText, match=said):
        read(patch)


@pytest.mark.parametrize(("text", "where"), [("first\n", "nowhere"), ("x\n" + "first\nteh\n" * 2, "in several other")])
def test_a_patch_of_another_text_is_refused(text: str, where: str) -> None:
    with pytest.raises(NotText, match=f"stands {where}"):
        changes_of(read(PATCH)[0], text)
