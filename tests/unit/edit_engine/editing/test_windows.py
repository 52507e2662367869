"""Windows: what may change is in exactly one core, and little is read twice."""

from __future__ import annotations

from fakes import small_tokenizer
from hypothesis import example, given, settings
from hypothesis import strategies as st

from edit_engine.editing.windows import CONTEXT, CORE, Window, windows_of
from edit_engine.request import EditRequest, Instruction, Intent
from edit_engine.text.spans import Span


TOKENIZER = small_tokenizer()
SENTENCE = "The quick brown fox and the lazy dog are in the house. "
TEXTS = st.lists(
    st.sampled_from([SENTENCE, SENTENCE * 9, "word " * 200, "x" * 900, "\n\n", "\n- item ", "End.", " "]), max_size=20
).map("".join)


def cut(text: str, *, protected: tuple[Span, ...] = (), scope: tuple[Span, ...] = ()) -> list[Window]:
    request = EditRequest(
        id="a.0",
        text=text,
        core=Span(0, len(text)),
        instruction=Instruction(intent=Intent.FIX),
        protected=protected,
        scope=scope,
    )
    return windows_of(0, request, TOKENIZER)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
@example(text="word " * 420 + "x" * 699)
def test_every_word_is_free_in_one_window_and_no_window_is_longer_than_the_model_reads(text: str) -> None:
    windows = cut(text)
    free = [
        place
        for window in windows
        for start, end in window.free
        for place in range(window.encoded.starts[start], window.encoded.ends[end - 1])
        for place in [place + window.span.start]
        if not text[place].isspace()
    ]
    assert sorted(free) == [place for place, char in enumerate(text) if not char.isspace()]
    assert all(window.core.length <= CORE and window.span.length <= CORE + 2 * CONTEXT for window in windows)


def test_short_paragraphs_share_windows_and_nothing_is_read_twice() -> None:
    windows = cut("\n\n".join([SENTENCE * 4] * 20))
    assert len(windows) < 12
    assert all(window.span == window.core for window in windows)
    assert sum(window.span.length for window in windows) <= 20 * len(SENTENCE) * 4 + 40


def test_a_long_paragraph_is_cut_evenly_where_sentences_end_and_read_with_what_stands_before() -> None:
    windows = cut(SENTENCE * 30)
    assert [window.text[: window.core.end - window.span.start].endswith("house.") for window in windows] == [True] * 3
    assert max(window.core.length for window in windows) - min(window.core.length for window in windows) < 120
    assert [window.core.start - window.span.start > 60 for window in windows] == [False, True, True]
    assert all(window.core.end == window.span.end for window in windows)


def test_where_no_sentence_ends_both_sides_are_read_beside_it() -> None:
    first, second = cut("word " * 250)
    assert first.span.end > first.core.end
    assert second.span.start < second.core.start
    assert not first.text.endswith("wor")


def test_windows_without_anything_that_may_change_are_left_out() -> None:
    text = "\n\n".join([SENTENCE * 10] * 4)
    part = len(SENTENCE) * 10
    assert len(cut(text, protected=(Span(0, part + 2),))) < len(cut(text))
    assert [window.span.start <= 1200 < window.span.end for window in cut(text, scope=(Span(1200, 1210),))] == [True]
