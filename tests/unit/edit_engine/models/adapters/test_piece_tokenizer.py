"""Any tokenizer.json: where tokens stand, what is special, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from editable_checkpoints import bpe, write_bert
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from edit_engine.models.adapters.piece_tokenizer import PieceTokenizer
from edit_engine.models.errors import DamagedModel, UnsupportedModel, WrongVocabulary
from edit_engine.models.families.network import SpecialTokens
from edit_engine.models.tokenizer import word_ranges


ADDED = ["<|endoftext|>", "<|mask|>", "<|role_end|>"]


def piece(**special: int | None) -> PieceTokenizer:
    tokenizer = bpe(ADDED)
    mask_id = tokenizer.token_to_id("<|mask|>")
    size = tokenizer.get_vocab_size(with_added_tokens=True)
    return PieceTokenizer(tokenizer, size + 3, SpecialTokens(**{"mask_id": mask_id, **special}), Path("tokenizer.json"))


PIECE = piece()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_tokens_cover_the_text_and_decode_to_it(text: str) -> None:
    encoded = PIECE.encode(text)
    assert PIECE.decode(encoded.ids) == text
    covered = {at for start, end in zip(encoded.starts, encoded.ends, strict=True) for at in range(start, end)}
    assert covered == set(range(len(text)))


def test_the_space_before_a_word_belongs_to_it_even_if_the_tokenizer_trims_it() -> None:
    tokenizer = bpe(ADDED)
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=True)
    trimmed = tokenizer.encode("the quick", add_special_tokens=False).offsets
    found = PieceTokenizer(tokenizer, 999, SpecialTokens(mask_id=1, end_id=2), Path("t")).encode("the quick")
    assert trimmed[-1][0] == 4
    assert [found.starts[start] for start, _ in word_ranges(found)] == [0, 3]


def test_what_reads_like_a_special_token_in_a_text_is_letters_and_in_a_template_is_not() -> None:
    special = set(PIECE.special_ids)
    assert not special.intersection(PIECE.encode("a <|role_end|> b").ids)
    assert special.intersection(PIECE.template("a <|role_end|> b"))
    with pytest.raises(WrongVocabulary, match=r"lacks <role>.*instruct checkpoint"):
        PIECE.template("<role>SYSTEM<|role_end|>")


def test_ids_behind_the_tokenizers_and_added_ones_are_special() -> None:
    size = bpe(ADDED).get_vocab_size(with_added_tokens=True)
    assert {size, size + 1, size + 2} <= PIECE.special_ids
    assert PIECE.mask_id in PIECE.special_ids
    assert PIECE.end_id in PIECE.special_ids
    assert PIECE.decode([*PIECE.encode("the fox").ids, PIECE.mask_id, size]) == "the fox"


def test_without_a_mask_a_slot_has_an_id_of_its_own_that_no_network_knows() -> None:
    found = piece(mask_id=None)
    assert found.mask_id == found.size


def test_text_behind_other_text_has_the_space_that_stands_between_words(tmp_path: Path) -> None:
    folder = write_bert(tmp_path / "bert")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    words = PieceTokenizer(tokenizer, tokenizer.get_vocab_size(), SpecialTokens(mask_id=4, end_id=3), folder)
    the, fox = words.encode("the").ids, words.encode("fox").ids
    assert words.decode(fox) == "fox"
    assert words.decode_after(the, fox) == " fox"
    assert words.decode_after([], fox) == " fox"
    assert PIECE.decode_after(PIECE.encode("the").ids, PIECE.encode(" fox").ids) == " fox"


def test_what_cannot_serve_is_refused_with_what_to_do(tmp_path: Path) -> None:
    special = SpecialTokens(mask_id=1)
    with pytest.raises(DamagedModel, match=r"is missing: put the tokenizer\.json"):
        PieceTokenizer.load(tmp_path / "tokenizer.json", 9, special)
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(DamagedModel, match="is no tokenizer"):
        PieceTokenizer.load(tmp_path / "tokenizer.json", 9, special)
    with pytest.raises(WrongVocabulary, match="a vocabulary of 300"):
        PieceTokenizer(bpe(ADDED), 300, special, Path("t"))
    with pytest.raises(WrongVocabulary, match="no token that ends a text"):
        PieceTokenizer(bpe(["<|mask|>"]), 999, special, Path("t"))
    small = Tokenizer(models.WordPiece({name: at for at, name in enumerate(["[UNK]", "[SEP]", "aa", "b", "a"])}))
    small.normalizer = normalizers.BertNormalizer(lowercase=True)
    small.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    with pytest.raises(UnsupportedModel, match="use a cased checkpoint"):
        PieceTokenizer(small, 5, SpecialTokens(mask_id=0, end_id=1), Path("t"))
