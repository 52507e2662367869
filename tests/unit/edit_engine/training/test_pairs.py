"""Which real edits teach what."""

from __future__ import annotations

import pytest

from edit_engine.request import Intent
from edit_engine.training.corpus import Pair


@pytest.mark.parametrize(
    ("before", "after", "elsewhere"),
    [
        ("The colour of behaviour.", "The color of behavior.", True),
        ("The colour are nice.", "The color is nice.", False),
        ("The colour.", "The color of it.", False),
        ("It were so.", "It was so.", False),
    ],
)
def test_an_edit_that_only_spells_as_another_country_does_corrects_nothing(
    before: str, after: str, elsewhere: bool
) -> None:
    pair = Pair(intent=Intent.FIX, before=before, after=after, typo=True)
    assert pair.only_spelled_elsewhere is elsewhere
