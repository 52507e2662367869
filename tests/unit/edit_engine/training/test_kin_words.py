"""Words that are alike are collected from real edits, lists, forms and spelling."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_lists import write_word_lists

from edit_engine.models.kin import Kin
from edit_engine.models.registry import BUILT_IN, TOKENIZER, find_model
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.request import Intent
from edit_engine.training.corpus import Pair
from edit_engine.training.kin_words import collect_kin, regular_forms, replaced


_COUNTS = """their 900, there 950, walk 80, walked 90, walking 60, advice 50, advise 40,
form 400, from 5000, farm 60, fort 30, Paris 200, rare 5, receive 70, harbour 25,
watched 40, caught 30, teeth 20, tooth 20"""
FREQUENCY = {word: int(count) for word, count in map(str.split, _COUNTS.split(","))}


@pytest.fixture(scope="module")
def tokenizer() -> EditTokenizer:
    return EditTokenizer.load(find_model(BUILT_IN) / TOKENIZER)


@pytest.fixture(scope="module")
def kin(tokenizer: EditTokenizer, tmp_path_factory: pytest.TempPathFactory) -> Kin:
    data = tmp_path_factory.mktemp("data")
    write_word_lists(data / "lexicon", FREQUENCY)
    return collect_kin(data, tokenizer)


def near(kin: Kin, word: str) -> list[str]:
    at = kin.words.index(word.encode())
    return [kin.words[number - 1].decode() for number in kin.near[at].tolist() if number]


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("their", ["there"]),
        ("advice", ["advise"]),
        ("walked", ["walk", "walking"]),
        # Two letters swapped, one replaced; "fort" is too rare to be what somebody meant who wrote "from".
        ("form", ["from", "farm", "fort"]),
        ("from", ["form"]),
        ("receive", []),
        ("catched", ["caught"]),
        ("tooths", ["teeth"]),
    ],
)
def test_each_word_has_those_that_are_listed_formed_or_spelled_alike(kin: Kin, word: str, others: list[str]) -> None:
    assert near(kin, word) == others


def test_frequent_words_are_known_in_small_letters_and_by_their_first_tokens(
    kin: Kin, tokenizer: EditTokenizer
) -> None:
    assert kin.words[:2] == [b"from", b"there"]
    assert b"paris" in kin.words
    assert b"rare" not in kin.words
    for word, tokens in zip(kin.words, kin.tokens.tolist(), strict=True):
        meant = [token for token in tokens if token]
        assert tokenizer.decode(meant).strip() == ("" if word in {b"catched", b"tooths"} else word.decode())


def test_a_form_that_nobody_should_write_is_nobodys_kin(kin: Kin) -> None:
    _, found = kin.alike([b"katched", b"catchd"])
    assert {kin.words[number] for number in found.tolist()} == {b"watched"}


def test_irregular_forms_made_regular_lead_to_the_right_ones(tmp_path: Path) -> None:
    (tmp_path / "irregular_verbs.tsv").write_text("base\tp\tpp\tx\nrun\tran\trun\tx\nwrite\twrote\twritten\tx\n")
    (tmp_path / "irregular_nouns.tsv").write_text("singular\tplural\tx\nindex\tindices|indexes\tx\n")
    pairs = set(regular_forms(tmp_path))
    assert {("runned", "ran"), ("writed", "wrote"), ("writed", "written"), ("indexs", "indices")} <= pairs


def test_words_that_people_replaced_twice_are_alike_and_others_are_not() -> None:
    def pair(before: str, after: str, intent: Intent = Intent.FIX) -> Pair:
        return Pair(intent=intent, before=before, after=after, typo=False)

    often = [pair("Good in chess", "Good at chess"), pair("Sit at home", "Sit in home")]
    once = [pair("a big house", "a large house"), pair("I am here", "I am not here")]
    style = [pair("to utilize it", "to use it", Intent.SIMPLIFY)] * 3
    assert list(replaced([*often, *once, *style])) == [("at", "in"), ("in", "at")]
