"""Words that could have been meant are found, and those that fit best are told."""

from __future__ import annotations

import itertools
import string

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from edit_engine.models.kin import NEAR, TOKENS, Kin
from edit_engine.models.kin_fit import KIN_CALLS, LEVELS, OWN, kin_calls
from edit_engine.models.memory import LEVEL_BITS, level_of
from edit_engine.models.phrase_keys import counted_keys
from edit_engine.models.phrases import WordReader, hash_words, leave_out
from edit_engine.models.registry import BUILT_IN, TOKENIZER, find_model
from edit_engine.models.sound import sound_of
from edit_engine.models.table import Table
from edit_engine.models.tokenizer import EditTokenizer


WORDS = ["the", "of", "for", "valley", "its", "famous", "cheese", "separate", "receive", "harbour"]
PROSE = "The valley is famous for its cheese. It is famous for its wine, and one of its rivers is long."

letters = st.text(string.ascii_lowercase, min_size=1, max_size=12)


@pytest.fixture(scope="module")
def tokenizer() -> EditTokenizer:
    return EditTokenizer.load(find_model(BUILT_IN) / TOKENIZER)


@pytest.fixture(scope="module")
def reader(tokenizer: EditTokenizer) -> WordReader:
    return WordReader(tokenizer.token_bytes(), tokenizer.mask_id)


@pytest.fixture(scope="module")
def kin(tokenizer: EditTokenizer) -> Kin:
    """ "of" and "for" are alike, and nothing else is."""
    near = np.zeros((len(WORDS), NEAR), dtype=np.uint16)
    near[WORDS.index("of"), 0] = WORDS.index("for") + 1
    near[WORDS.index("for"), 0] = WORDS.index("of") + 1
    tokens = np.zeros((len(WORDS), TOKENS), dtype=np.uint16)
    for at, word in enumerate(WORDS):
        first = tokenizer.encode(f" {word}").ids[:TOKENS]
        tokens[at, : len(first)] = first
    sounds = np.array([sound_of(word) for word in WORDS], dtype=np.uint32)
    return Kin([word.encode() for word in WORDS], near, tokens, sounds)


def row(tokenizer: EditTokenizer, text: str) -> NDArray[np.int64]:
    return np.array([tokenizer.end_id, *tokenizer.encode(text).ids, tokenizer.end_id])


def told(kin: Kin, tokenizer: EditTokenizer, reader: WordReader, text: str, word: str) -> tuple[list[int], list[int]]:
    """What the network is told of a word of `text`: tokens and levels."""
    prose = reader.read(row(tokenizer, PROSE))
    keys, counts = np.unique(np.concatenate([key for _, key in counted_keys(prose)]), return_counts=True)
    table = Table.build(keys, level_of(counts), level_of(counts), dtype=np.uint16, value_bits=LEVEL_BITS)
    ids = row(tokenizer, text)
    words = reader.read(ids)
    called, levels = kin_calls(
        kin, table, words, kin.candidates(words, lambda places: reader.spellings(ids, words, places))
    )
    assert called.shape == levels.shape == (len(words.lower), KIN_CALLS)
    at = reader.spellings(ids, words, np.arange(len(words.lower))).index(word.encode())
    return called[at].tolist(), levels[at].tolist()


@given(st.lists(letters, min_size=1, max_size=5))
def test_words_are_hashed_as_they_are_in_texts(tokenizer: EditTokenizer, reader: WordReader, words: list[str]) -> None:
    ids = row(tokenizer, " ".join(words))
    found = reader.read(ids)
    # A space that is a token of its own has no spelling.
    spellings = reader.spellings(ids, found, np.arange(len(found.lower)))
    hashes = {s: h for h, s in zip(found.lower.tolist(), spellings, strict=True) if s}
    assert hashes == dict(
        zip(map(str.encode, words), hash_words([word.encode() for word in words]).tolist(), strict=True)
    )


@given(st.lists(letters, min_size=1, max_size=4))
def test_a_letter_is_left_out_at_every_place(words: list[str]) -> None:
    keys, owner = leave_out([word.encode() for word in words])
    shorter = [(at, word[:i] + word[i + 1 :]) for at, word in enumerate(words) for i in range(len(word))]
    expected = [*enumerate(words), *shorter]
    assert owner.tolist() == [at for at, _ in expected]
    assert keys.tolist() == hash_words([word.encode() for _, word in expected]).tolist()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("recieve", "receive"),
        ("harbor", "harbour"),
        ("seperate", "separate"),
        ("vallley", "valley"),
        ("cheeze", "cheese"),
    ],
)
def test_unknown_spellings_lead_to_words_a_letter_away_or_of_the_same_sound(kin: Kin, written: str, meant: str) -> None:
    _, found = kin.alike([written.encode()])
    assert WORDS[found[0]] == meant


@given(st.sampled_from(WORDS), st.integers(0, 8), st.sampled_from(string.ascii_lowercase))
def test_every_slip_of_one_letter_is_undone(kin: Kin, word: str, at: int, letter: str) -> None:
    slips = [word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :]]
    slips += [word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]]
    slips = [slip for slip in slips if slip]
    spelling, found = kin.alike([slip.encode() for slip in slips])
    pairs = set(zip(spelling.tolist(), found.tolist(), strict=True))
    assert all((number, WORDS.index(word)) in pairs for number in range(len(slips)))


def test_words_that_sound_alike_have_one_key_and_others_do_not() -> None:
    for alike in [("separate", "seperate"), ("phone", "fone"), ("knight", "night"), ("nation", "nashun")]:
        assert sound_of(alike[0]) == sound_of(alike[1])
    for one, other in itertools.combinations(["separate", "support", "famous", "apple", "maple"], 2):
        if {one, other} != {"separate", "support"}:
            assert sound_of(one) != sound_of(other)


def test_the_word_that_fits_is_told_with_how_much_better_it_fits(
    kin: Kin, tokenizer: EditTokenizer, reader: WordReader
) -> None:
    wanted = tokenizer.encode(" for").ids[0]
    called, levels = told(kin, tokenizer, reader, "The valley is famous of its cheese.", "of")
    assert called[0] == wanted
    wrong, own = levels[0], levels[OWN]
    # Where it fits, the other does worse, and what is written does better.
    called, levels = told(kin, tokenizer, reader, "The valley is famous for its cheese.", "for")
    assert called[0] == tokenizer.encode(" of").ids[0]
    assert levels[0] < LEVELS // 2 < wrong
    assert levels[OWN] > own


@pytest.mark.parametrize("text", ["The valley is famous of", "for", "Its cheese of\n\nthe valley"])
def test_a_row_is_told_the_same_alone_and_among_others(
    kin: Kin, tokenizer: EditTokenizer, reader: WordReader, text: str
) -> None:
    one, other = row(tokenizer, text), row(tokenizer, "One of its rivers is for the valley.")
    prose = reader.read(row(tokenizer, PROSE))
    keys, counts = np.unique(np.concatenate([key for _, key in counted_keys(prose)]), return_counts=True)
    table = Table.build(keys, level_of(counts), level_of(counts), dtype=np.uint16, value_bits=LEVEL_BITS)

    def of(ids: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        words = reader.read(ids)
        called, levels = kin_calls(
            kin, table, words, kin.candidates(words, lambda places: reader.spellings(ids, words, places))
        )
        return called[words.of_token], levels[words.of_token]

    inside = slice(len(other), len(other) + len(one))
    for alone, together in zip(of(one), of(np.concatenate([other, one, other])), strict=True):
        assert alone.tolist() == together[inside].tolist()


def test_a_word_without_kin_and_what_is_no_word_tell_nothing(
    kin: Kin, tokenizer: EditTokenizer, reader: WordReader
) -> None:
    for text, word in [("Its cheese is famous.", "famous"), ("Its 12 cheeses", "")]:
        assert told(kin, tokenizer, reader, text, word) == ([0] * KIN_CALLS, [0] * KIN_CALLS)


def test_kin_come_back_from_their_tensors(kin: Kin) -> None:
    again = Kin.of_tensors(kin.tensors())
    assert again.words == kin.words
    assert again.near.tolist() == kin.near.tolist()
    assert again.tokens.tolist() == kin.tokens.tolist()
    assert again.sounds.tolist() == kin.sounds.tolist()
    assert Kin.of_tensors(Kin.empty().tensors()).words == []


def test_where_no_words_are_known_none_is_like_another(tokenizer: EditTokenizer, reader: WordReader) -> None:
    ids = row(tokenizer, "It recieved rain.")
    words = reader.read(ids)
    found = Kin.empty().candidates(words, lambda places: reader.spellings(ids, words, places))
    assert found.place.tolist() == found.number.tolist() == []


def test_arrays_that_do_not_fit_are_refused(kin: Kin) -> None:
    tensors = kin.tensors()
    with pytest.raises(ValueError, match="do not fit"):
        Kin.of_tensors({**tensors, "kin.sounds": tensors["kin.sounds"][1:]})
    with pytest.raises(ValueError, match="like number 99"):
        Kin.of_tensors({**tensors, "kin.near": np.full_like(tensors["kin.near"], 99)})
    with pytest.raises(KeyError, match=r"kin\.near"):
        Kin.of_tensors({name: value for name, value in tensors.items() if name != "kin.near"})
