"""CriticMarkup there and back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edit_engine.text import Change, apply
from editor_app.criticmarkup import read, write
from editor_app.errors import NotText


def change(text: str, before: str, after: str, at: int | None = None) -> Change:
    start = text.index(before) if at is None else at
    return Change(start=start, end=start + len(before), before=before, after=after)


def test_ordinary_texts_look_as_everywhere_else() -> None:
    text = "Teh cat sat on the the mat."
    made = [change(text, "Teh", "The"), change(text, " the", "", at=14), change(text, "", " grey", at=22)]
    assert write(text, made) == "{~~Teh~>The~~} cat sat on{-- the--} the{++ grey++} mat."


def test_comments_go_with_their_change() -> None:
    text = "Teh cat."
    marked = write(text, [change(text, "Teh", "The")], comment=lambda _: "fix, 90 % sure")
    assert marked == "{~~Teh~>The~~}{>>fix, 90 % sure<<} cat."
    assert read(marked).comments == ("fix, 90 % sure",)


def test_what_other_editors_write_is_read() -> None:
    found = read("A {==marked==}{>>look here<<} text {++with ++}changes{>>another<<}.")
    assert found.text == "A marked text changes."
    assert [(each.start, each.after) for each in found.changes] == [(14, "with ")]
    assert found.comments == ("",)


@pytest.mark.parametrize("marked", ["A {++b", "A {~~b~~}", "A {--b++}", "{>>"])
def test_a_mark_without_an_end_is_an_error_that_names_it(marked: str) -> None:
    with pytest.raises(NotText, match="in line 1 is never closed"):
        read(marked)


SIGNS = st.lists(
    st.sampled_from(["{", "}", "+", "-", "~", ">", "<", "=", "\\", "{++", "++}", "~>", "a", " ", "\n"]), max_size=7
).map("".join)


@given(st.lists(st.tuples(SIGNS, SIGNS, SIGNS, SIGNS), max_size=4), SIGNS)
@example([("\\", "a", "\\", "\\")], "\\{++")
def test_reading_gives_back_what_was_written_whatever_the_texts_hold(
    pieces: list[tuple[str, str, str, str]], end: str
) -> None:
    text, made, comments = "", [], []
    for kept, before, after, said in pieces:
        text += kept or "k"
        if before or after:
            made.append(change(text, before, after, at=len(text)))
            comments.append(said.strip("\n"))
            text += before
    text += end
    said = iter(comments)
    found = read(write(text, made, comment=lambda _: next(said)))
    assert found.text == text
    assert list(found.changes) == made
    assert list(found.comments) == comments
    assert apply(text, found.changes) == apply(text, made)
