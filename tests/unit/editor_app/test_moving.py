"""Paragraphs changing places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edit_engine.text import Span
from editor_app.moving import Moved, down, paragraphs, twice, up


TEXT = "One.\n\nTwo.  \n\n\nThree.\nFour."


def shown(text: str, moved: Moved | None) -> str:
    """The text after it, with the selection between bars."""
    assert moved is not None
    for change in reversed(moved.changes):
        assert text[change.start : change.end] == change.before
        text = text[: change.start] + change.after + text[change.end :]
    return f"{text[: moved.chosen.start]}|{text[slice(*moved.chosen)]}|{text[moved.chosen.end :]}"


def at(part: str) -> Span:
    start = TEXT.index(part)
    return Span(start, start + len(part))


def test_a_place_belongs_to_the_line_it_is_in() -> None:
    assert paragraphs(TEXT, Span(2, 2)) == at("One.")
    assert paragraphs("", Span(0, 0)) == (0, 0)
    assert paragraphs("a\nb\n", Span(0, 2)) == (0, 1)
    assert paragraphs("a\nb\n", Span(0, 3)) == (0, 3)


def test_empty_lines_stay_where_they_are() -> None:
    assert shown(TEXT, up(TEXT, at("Tw"))) == "|Tw|o.  \n\nOne.\n\n\nThree.\nFour."
    assert shown(TEXT, down(TEXT, at("Tw"))) == "One.\n\nThree.\n\n\n|Tw|o.  \nFour."
    assert shown(TEXT, up(TEXT, at("Four"))) == "One.\n\nTwo.  \n\n\n|Four|.\nThree."


def test_several_move_together() -> None:
    both = Span(TEXT.index("Three"), len(TEXT))
    assert shown(TEXT, up(TEXT, both)) == "One.\n\n|Three.\nFour.|\n\n\nTwo.  "


def test_the_first_stays_first_and_the_last_last() -> None:
    assert up(TEXT, at("One.")) is None
    assert down(TEXT, at("Four.")) is None
    assert up("\n\na", Span(2, 2)) is None
    assert down("a\n\n", Span(0, 0)) is None


def test_an_empty_line_is_nothing_to_move() -> None:
    assert up(TEXT, Span(5, 5)) is None
    assert down(TEXT, Span(5, 5)) is None


def test_a_copy_stands_below_as_paragraphs_stand_here() -> None:
    assert shown(TEXT, twice(TEXT, Span(1, 1))) == "One.\n\nO||ne.\n\nTwo.  \n\n\nThree.\nFour."
    assert shown("a\nb", twice("a\nb", Span(0, 0))) == "a\n||a\nb"
    assert shown("", twice("", Span(0, 0))) == "\n||"


@given(st.lists(st.sampled_from(["a", "bb", "c c", "", " "]), max_size=9), st.integers(0, 30))
def test_down_takes_back_what_up_did(lines: list[str], place: int) -> None:
    text = "\n".join(lines)
    here = min(place, len(text))
    moved = up(text, Span(here, here))
    if moved is not None:
        before, _, after = shown(text, moved).partition("||")
        back = down(before + after, moved.chosen)
        assert shown(before + after, back).replace("||", "") == text
        assert back is not None
        assert back.chosen == (here, here)
