"""Dressed text keeps its words."""

from __future__ import annotations

import random
import re

from hypothesis import given
from hypothesis import strategies as st
from training_sentences import SENTENCES

from edit_engine.training.markup import dress


@given(seed=st.integers(0, 10_000))
def test_every_sentence_is_still_there_and_some_lines_are_broken(seed: int) -> None:
    text = "\n\n".join(" ".join(SENTENCES[at : at + 4]) for at in (0, 4))
    dressed = dress(text, random.Random(seed))
    plain = re.sub(r"\[(\w+)\]\([^)]*\)", r"\1", dressed)
    plain = re.sub(r" ?`[^`]*`|[*_]", "", plain)
    kept = plain.split()
    assert len(kept) >= len(text.split()) - 3 * 2


def test_some_paragraphs_have_broken_lines() -> None:
    text = " ".join(SENTENCES[:6])
    broken = [dress(text, random.Random(seed)) for seed in range(40)]
    assert any(re.search(r"[a-z]\n[a-z]", one) for one in broken)
    assert any("\n" not in one for one in broken)
