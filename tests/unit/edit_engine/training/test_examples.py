"""Labels say exactly how the source becomes the target."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from training_sentences import SENTENCES

from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.request import Intent
from edit_engine.training.alignment import regions_between
from edit_engine.training.examples import (
    Example,
    ExampleSettings,
    denoise_example,
    edit_example,
    infill_example,
)


TEXTS = st.lists(st.sampled_from([word for one in SENTENCES for word in one.split()]), min_size=1, max_size=20).map(
    " ".join
)
ALL_MASKED = ExampleSettings(fully_masked=1.0, idle_regions=0.0, hidden=0.0)


def make(tokenizer: EditTokenizer, before: str, after: str, settings: ExampleSettings = ALL_MASKED) -> Example:
    source, target = tokenizer.encode_batch([before, after])
    return edit_example(tokenizer, source, target, Intent.FIX, random.Random(0), settings, gap_classes=5)


@given(before=TEXTS, after=TEXTS)
def test_regions_turn_the_source_into_the_target(tokenizer: EditTokenizer, before: str, after: str) -> None:
    source, target = tokenizer.encode_batch([before, after])
    built: list[int] = []
    at = 0
    for region in regions_between(source, target):
        assert region.start >= at
        built += source.ids[at : region.start]
        built += region.target
        at = region.end
    assert built + source.ids[at:] == target.ids


@given(before=TEXTS, after=TEXTS)
def test_the_canvas_is_asked_for_the_target_and_surplus_slots_for_deletion(
    tokenizer: EditTokenizer, before: str, after: str
) -> None:
    example = make(tokenizer, before, after)
    source, target = tokenizer.encode_batch([before, after])
    regions = regions_between(source, target)
    on_canvas = [
        answer for place, answer in zip(example.predict, example.answers, strict=True) if place >= example.source_length
    ]
    wanted = [token for region in regions for token in region.target]
    assert [answer for answer in on_canvas if answer != tokenizer.delete_id] == wanted
    assert len(example.tokens) == len(example.positions)
    masked = {place for place, token in enumerate(example.tokens) if token == tokenizer.mask_id}
    assert masked == {place for place in example.predict if place >= example.source_length}


def test_noise_labels_mark_the_wrong_word_and_nothing_else(tokenizer: EditTokenizer) -> None:
    example = make(tokenizer, "They was tired, but they walked on.", "They were tired, but they walked on.")
    source = tokenizer.encode("They was tired, but they walked on.")
    wrong = {place for place, label in zip(example.noise_at, example.noise, strict=True) if label}
    spelled = {index + 1 for index in range(len(source.ids)) if source.starts[index] in range(4, 8)}
    assert wrong == spelled


def test_a_missing_word_is_a_gap_before_the_next_one(tokenizer: EditTokenizer) -> None:
    example = make(tokenizer, "The keeper lights lamp at dusk.", "The keeper lights the lamp at dusk.")
    gaps = {place: count for place, count in zip(example.gap_at, example.gaps, strict=True) if count}
    source = tokenizer.encode("The keeper lights lamp at dusk.")
    assert list(gaps) == [source.starts.index(17) + 1]
    assert not any(example.noise)


def test_equal_texts_give_no_change_to_learn(tokenizer: EditTokenizer) -> None:
    example = make(tokenizer, SENTENCES[0], SENTENCES[0])
    assert not any(example.noise)
    assert not any(example.gaps)
    assert len(example.tokens) == example.source_length


def test_idle_regions_are_to_be_copied_back(tokenizer: EditTokenizer) -> None:
    settings = ExampleSettings(fully_masked=1.0, idle_regions=3.0, hidden=0.0, surplus=(1.0,))
    example = make(tokenizer, SENTENCES[1], SENTENCES[1], settings)
    source = tokenizer.encode(SENTENCES[1])
    assert example.predict
    for place, answer in zip(example.predict, example.answers, strict=True):
        assert answer == source.ids[int(example.positions[place]) - 1]


@given(text=TEXTS, seed=st.integers(0, 20))
def test_denoising_restores_the_text(tokenizer: EditTokenizer, text: str, seed: int) -> None:
    encoded = tokenizer.encode(text)
    example = denoise_example(tokenizer, encoded, Intent.INFILL, random.Random(seed), uniform=0.2)
    restored = list(example.tokens)
    for place, answer in zip(example.predict, example.answers, strict=True):
        restored[place] = answer
    assert restored[1:-1] == encoded.ids


@given(seed=st.integers(0, 2**32))
def test_infill_hides_spans_in_the_source_and_asks_for_them(tokenizer: EditTokenizer, seed: int) -> None:
    text = tokenizer.encode(" ".join(SENTENCES[:3]))
    example = infill_example(tokenizer, text, random.Random(seed), ALL_MASKED)
    assert example is not None
    hidden = {place for place in range(example.source_length) if example.tokens[place] == tokenizer.mask_id}
    asked = dict(zip(example.predict, example.answers, strict=True))
    assert hidden == {place for place in asked if place < example.source_length}
    assert all(asked[place] == text.ids[place - 1] for place in hidden)
    on_canvas = [answer for place, answer in asked.items() if place >= example.source_length]
    assert [answer for answer in on_canvas if answer != tokenizer.delete_id] == [
        text.ids[p - 1] for p in sorted(hidden)
    ]
    assert not example.noise_at


def test_infill_needs_words_around_the_span(tokenizer: EditTokenizer) -> None:
    assert infill_example(tokenizer, tokenizer.encode("Too short."), random.Random(0), ALL_MASKED) is None
