"""SARI on corpora small enough to count by hand."""

from __future__ import annotations

import pytest

from edit_engine.evaluation.sari import sari, tokens_13a


def test_a_perfect_output_gets_all_there_is_to_get() -> None:
    # Orders 1..3 have an addition and a deletion, done rightly; only order 1 has something to keep; order 4 nothing.
    found = sari(["a b c"], ["a d c"], [["a d c"]])
    assert (found.add, found.keep, found.delete) == (75, 25, 75)
    assert found.score == pytest.approx(175 / 3)


def test_doing_nothing_keeps_and_neither_adds_nor_deletes() -> None:
    found = sari(["a b c d e"], ["a b c d e"], [["a b c d"]])
    # Kept 5 4 3 2 n-grams where 4 3 2 1 were to be kept.
    assert found.keep == pytest.approx(100 * (8 / 9 + 6 / 7 + 4 / 5 + 2 / 3) / 4)
    assert (found.add, found.delete) == (0, 0)


def test_what_more_references_keep_or_delete_weighs_more() -> None:
    found = sari(["a b"], ["a"], [["a", "a b"]])
    # Doubled for two references: before aa bb, after aa, wanted aa b. Kept aa of aa b: F1 4/5. Deleted bb of b: 2/3.
    # Order 2: nothing kept; deleted ab ab where one reference deletes: 2/3.
    assert found.keep == pytest.approx(100 * (4 / 5) / 4)
    assert found.delete == pytest.approx(100 * (2 / 3 + 2 / 3) / 4)
    assert found.add == 0


def test_an_addition_counts_once_however_many_references_have_it() -> None:
    found = sari(["a"], ["a x y"], [["a x", "a x z"]])
    # Order 1: added x y, wanted x z: 1/2. Order 2: added ax xy, wanted ax xz: 1/2. Order 3: axy for axz: 0.
    assert found.add == pytest.approx(100 * (1 / 2 + 1 / 2) / 4)


def test_counts_are_summed_over_the_corpus_before_the_score() -> None:
    found = sari(["a", "b"], ["c", "b"], [["c"], ["d"]])
    # Order 1 in all: added 1, wanted 2, right 1; kept b wrongly; deleted 1, wanted 2, right 1.
    assert found.add == pytest.approx(100 * (2 / 3) / 4)
    assert found.keep == 0
    assert found.delete == pytest.approx(100 * (2 / 3) / 4)


def test_case_and_marks_are_treated_as_mteval_13a_does() -> None:
    assert tokens_13a("He said: (It's) $1,000.50, A-B 3-4.") == [
        "he", "said", ":", "(", "it's", ")", "$", "1,000.50", ",", "a-b", "3", "-", "4", ".",
    ]  # fmt: skip
    assert tokens_13a("&quot;x&quot; &amp; y") == ['"', "x", '"', "&", "y"]
    assert sari(["A b."], ["a B ."], [["a b ."]]).keep == pytest.approx(75)


def test_another_tokenizer_may_be_given() -> None:
    assert sari(["A"], ["a"], [["a"]], tokens=str.split).add == pytest.approx(25)


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="got 2, 1 and 2"):
        sari(["a", "b"], ["a"], [["a"], ["b"]])
    with pytest.raises(ValueError, match="at least one sentence"):
        sari([], [], [])
    with pytest.raises(ValueError, match="sentence 0 has no reference"):
        sari(["a"], ["a"], [[]])
