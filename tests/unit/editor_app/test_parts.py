"""A document is cut into requests that together ask for just what was meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.request import Instruction, Intent
from edit_engine.text import Span, merge
from editor_app.parts import is_markdown, line_scope, matching_lines, numbered, requests_for


FIX = Instruction(intent=Intent.FIX)
PARAGRAPHS = st.lists(st.text(st.sampled_from("ab. `é😀"), min_size=1, max_size=300), min_size=1, max_size=6)


@given(PARAGRAPHS, st.integers(200, 500), st.integers(0, 100))
def test_cores_cover_all_text_once_and_requests_quote_the_document(parts: list[str], size: int, context: int) -> None:
    text = "\n\n".join(parts)
    at = 0
    for request in numbered(requests_for(text, FIX, size=size, context=context), "job"):
        assert text[request.offset : request.offset + len(request.text)] == request.text
        core = request.core.shift(request.offset)
        assert not text[at : core.start].strip()
        at = core.end
    assert not text[at:].strip()


def test_a_scope_leaves_out_the_chunks_it_does_not_touch_and_is_counted_within_them() -> None:
    text = "one one.\n\n" * 100
    scope = Span(600, 608)
    requests = requests_for(text, FIX, scope=[scope], size=200, context=50)
    assert len(requests) == 1
    (inner,) = requests[0].scope
    assert inner.shift(requests[0].offset) == scope


def test_an_empty_scope_span_asks_for_nothing() -> None:
    assert requests_for("some text", FIX, scope=[Span(3, 3)]) == []


def test_white_space_alone_asks_for_nothing() -> None:
    assert requests_for(" \n\n ", FIX) == []


def test_markup_and_locked_terms_are_protected_at_their_place() -> None:
    text = "x " * 300 + "Use `code` with Redraft.\n"
    (*_, last) = requests_for(text, FIX, lock=["Redraft"], size=300, context=20)
    protected = [last.text[span.start : span.end] for span in last.protected]
    assert protected == ["`code`", "Redraft"]


def test_plain_text_has_no_markup() -> None:
    assert not is_markdown(Path("a.TXT"))
    assert is_markdown(Path("a.md"))
    assert is_markdown(None)
    (request,) = requests_for("a `b` c", FIX, markdown=False)
    assert request.protected == ()


def test_requests_are_numbered_in_order() -> None:
    requests = numbered(requests_for("word. " * 200, FIX, size=300), "j1")
    assert [request.id for request in requests] == [f"j1.{index}" for index in range(len(requests))]
    assert len(requests) > 1


@given(st.text("a\n", max_size=30), st.data())
def test_line_scopes_hold_whole_lines(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    first = data.draw(st.integers(1, len(lines)))
    last = data.draw(st.integers(first, len(lines)))
    span = line_scope(text, first, last)
    assert text[span.start : span.end] == "\n".join(lines[first - 1 : last])


@pytest.mark.parametrize(("first", "last"), [(0, 1), (3, 2), (4, 9)])
def test_lines_that_are_not_there_are_refused(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="are not in a text of 3 lines"):
        line_scope("a\nb\nc", first, last)


def test_matching_lines_are_whole_lines() -> None:
    text = "alpha\nbeta\n\nalphabet"
    found = matching_lines(text, re.compile("alpha"))
    assert [text[span.start : span.end] for span in found] == ["alpha", "alphabet"]
    assert merge(found) == found
