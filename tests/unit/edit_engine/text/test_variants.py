"""British and American spellings of one word are told from words that only look like them."""

from __future__ import annotations

import pytest

from edit_engine.text.variants import is_variant, variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour", "color"), ("Neighbours", "neighbors"), ("organise", "organize"), ("civilisations", "civilizations"),
        ("analysed", "analyzed"), ("cancelled", "canceled"), ("travellers", "travelers"), ("centre", "center"),
        ("kilometres", "kilometers"), ("catalogue", "catalog"), ("defence", "defense"), ("judgement", "judgment"),
        ("fulfil", "fulfill"), ("skilful", "skillful"), ("programmes", "programs"), ("grey", "gray"),
        ("towards", "toward"), ("anaemia", "anemia"),
    ],
)  # fmt: skip
def test_one_word_in_two_spellings(one: str, other: str) -> None:
    assert is_variant(one, other)
    assert is_variant(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("filled", "filed"), ("colour", "Colour"), ("scoured", "scored"), ("our", "or"), ("hence", "hens"),
        ("their", "there"), ("practise", "practice"), ("through", "throw"), ("being", "boeing"), ("poets", "pets"),
        ("rogue", "rough"), ("timbre", "timber"), ("some", "so"), ("letter", "later"),
        ("forwards", "forward"), ("metre", "meter"), ("analyses", "analyzes"), ("prise", "prize"), ("dam", "damme"),
        ("daemon", "demon"), ("refilled", "refiled"), ("managment", "management"), ("licence", "license"),
    ],
)  # fmt: skip
def test_words_that_only_look_like_it(one: str, other: str) -> None:
    assert not is_variant(one, other)


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("The neighbour's colour", "The neighbor's color", [("neighbour", "neighbor"), ("colour", "color")]),
        ("The colour are", "The color is", []),
        ("The colour of", "The color", []),
        ("the same", "the same", []),
    ],
)
def test_nothing_else_may_change(before: str, after: str, changed: list[tuple[str, str]]) -> None:
    assert variants(before, after) == changed
