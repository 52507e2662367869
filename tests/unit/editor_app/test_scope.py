"""Selection, paragraph, section and document mean what a person would point at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.text import Span, paragraphs
from editor_app.scope import Scope, place_of


TEXT = "Before.\n\n# One\n\nFirst of one.\nStill first.\n\nSecond of one.\n\n## Deeper\n\nDeep.\n\n# Two\n\nOf two.\n"


def said(scope: Scope, needle: str, *, select: bool = False) -> str | None:
    at = TEXT.index(needle)
    place = place_of(scope, TEXT, Span(at, at + len(needle) if select else at))
    return None if place is None else TEXT[place.start : place.end]


def test_the_paragraph_is_the_one_the_caret_stands_in_soft_line_breaks_and_all() -> None:
    assert said(Scope.PARAGRAPH, "Still") == "First of one.\nStill first."
    assert said(Scope.PARAGRAPH, "Before") == "Before."
    assert said(Scope.PARAGRAPH, "Of two") == "Of two."


def test_a_selection_over_several_paragraphs_means_all_of_them() -> None:
    assert said(Scope.PARAGRAPH, "first.\n\nSecond", select=True) == "First of one.\nStill first.\n\nSecond of one."


def test_the_section_goes_to_the_next_heading_of_the_same_or_a_higher_level() -> None:
    whole = TEXT[TEXT.index("# One") : TEXT.index("# Two")]
    assert said(Scope.SECTION, "First of") == whole
    assert said(Scope.SECTION, "# One") == whole
    assert said(Scope.SECTION, "Deep.") == "## Deeper\n\nDeep.\n\n"
    assert said(Scope.SECTION, "Of two") == "# Two\n\nOf two.\n"
    assert said(Scope.SECTION, "Before") == "Before.\n\n"
    assert said(Scope.SECTION, "Deep.\n\n# Two", select=True) == TEXT[TEXT.index("## Deeper") :]


def test_the_selection_is_itself_and_nothing_without_letters() -> None:
    assert said(Scope.SELECTION, "First", select=True) == "First"
    assert said(Scope.SELECTION, "First") is None
    assert said(Scope.SELECTION, "\n\n", select=True) is None


def test_the_document_is_all_of_it() -> None:
    assert said(Scope.DOCUMENT, "Of two") == TEXT
    assert place_of(Scope.DOCUMENT, " \n", Span(0, 0)) is None


def test_a_caret_between_paragraphs_has_none() -> None:
    assert place_of(Scope.PARAGRAPH, "a\n\n\n\n\nb", Span(3, 3)) is None


@given(st.text("ab.# \n", max_size=60), st.data())
def test_every_paragraph_is_found_from_each_place_in_it(text: str, data: st.DataObject) -> None:
    for span in paragraphs(text):
        at = data.draw(st.integers(span.start, span.end - 1))
        found = place_of(Scope.PARAGRAPH, text, Span(at, at))
        assert found is not None
        assert found.start <= span.start < span.end <= found.end


@pytest.mark.parametrize("scope", list(Scope))
@given(text=st.text("ab.# \n", max_size=60), data=st.data())
def test_a_scope_is_within_the_text(scope: Scope, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    chosen = Span(start, data.draw(st.integers(start, len(text))))
    found = place_of(scope, text, chosen)
    assert found is None or (0 <= found.start < found.end <= len(text) and text[found.start : found.end].strip())
