"""The texts in the package are as many, as varied and as well formed as the scores take them to be."""

from __future__ import annotations

from collections import Counter

from edit_engine.evaluation.dev_sets import Half
from edit_engine.evaluation.own_sets import (
    CORRECT,
    error_items,
    gap_items,
    markdown_documents,
    tricky_sentences,
    wordy_items,
)
from edit_engine.evaluation.shorten import holds
from edit_engine.text import ProtectedKind, protected_spans


def test_the_error_suite_has_12_types_of_40_and_120_correct_sentences_in_equal_halves() -> None:
    for half in Half:
        counts = Counter(item.type for item in error_items(half))
        assert counts.pop(CORRECT) == 60
        assert len(counts) == 12
        assert set(counts.values()) == {20}


def test_every_sentence_stands_once_and_only_correct_ones_are_their_own_target() -> None:
    items = [item for half in Half for item in error_items(half)]
    assert len({item.source for item in items}) == len(items) == 600
    for item in items:
        assert (item.targets == (item.source,)) == (item.type == CORRECT)
        assert (item.source in item.targets) == (item.type == CORRECT)
        assert 5 <= len(item.source.split()) <= 40


def test_the_tricky_sentences_are_240_others_in_equal_halves() -> None:
    tricky = [tricky_sentences(half) for half in Half]
    assert [len(set(one)) for one in tricky] == [len(one) for one in tricky] == [120, 120]
    assert not set(tricky[0]) & set(tricky[1])
    assert not {item.source for half in Half for item in error_items(half)} & {*tricky[0], *tricky[1]}


def test_what_a_wordy_sentence_must_keep_stands_in_it() -> None:
    items = [item for half in Half for item in wordy_items(half)]
    assert len(items) == 60
    assert all(item.keep and all(holds(item.source, part) for part in item.keep) for item in items)


def test_gaps_have_one_to_eight_words_and_distinct_answers() -> None:
    items = [item for half in Half for item in gap_items(half)]
    assert len(items) >= 60
    for item in items:
        assert 1 <= len(item.answers[0].split()) <= 8
        assert len(set(item.answers)) == len(item.answers)
        # A gap lies between words.
        assert item.before.endswith(" ")
        assert item.after[:1] in tuple(" ,.")


def test_the_markdown_documents_hold_about_6000_words_and_many_kinds_of_markup() -> None:
    documents = [text for half in Half for text in markdown_documents(half)]
    assert 5500 < sum(len(text.split()) for text in documents) < 8000
    kinds = {found.kind for text in documents for found in protected_spans(text)}
    assert kinds >= {
        ProtectedKind.CODE_BLOCK,
        ProtectedKind.CODE_SPAN,
        ProtectedKind.FOOTNOTE,
        ProtectedKind.FRONT_MATTER,
        ProtectedKind.HTML,
        ProtectedKind.MATH,
        ProtectedKind.REFERENCE,
        ProtectedKind.TABLE,
        ProtectedKind.URL,
    }
