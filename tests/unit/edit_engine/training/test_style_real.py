"""Real pairs are chosen by what they change; facts stay, and only the changes of the kind are made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edit_engine.request import Intent
from edit_engine.training.corpus import Pair
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.style_changes import applied, changed_part, changes_of, keeps_facts
from edit_engine.training.style_real import Kind, RealStyle
from edit_engine.training.style_thesaurus import Thesaurus, is_filler


@pytest.fixture
def lexicon(empty_lexicon: Lexicon) -> Lexicon:
    return replace(empty_lexicon, vbz={"utilizes": "utilize", "uses": "use"})


def chosen(lexicon: Lexicon, before: str, after: str, label: str) -> dict[Kind, tuple[str, str]]:
    pair = Pair(intent=Intent.CLARITY, before=before, after=after, typo=False, label=label, source="a/b")
    found = RealStyle([pair], lexicon).pairs
    return {kind: (pairs[0].before, pairs[0].after) for kind, pairs in found.items() if pairs}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("The old mill utilizes the river.", "The old mill uses the river.", Kind.PLAINER),
        ("Please note that the old mill burned down again.", "The old mill burned down again.", Kind.BRIEFER),
        ("They went to the mill in order to rest.", "They went to the mill to rest.", Kind.BRIEFER),
    ],
)
def test_textbook_edits(lexicon: Lexicon, before: str, after: str, kind: Kind) -> None:
    assert chosen(lexicon, before, after, "clarity")[kind] == (before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The old mill by the river burned.", "The mill by the river burned."),
        ("Nearly all of the mills have burned down.", "All of the mills have burned down."),
        ("The old mill is by the river.", "The old mill is by the lake."),
    ],
)
def test_content_is_not_struck_or_swapped(lexicon: Lexicon, before: str, after: str) -> None:
    assert chosen(lexicon, before, after, "clarity") == {}


def test_other_changes_of_a_pair_are_left_out(lexicon: Lexicon) -> None:
    found = chosen(lexicon, "The mill utilizes the river, he said.", "The mill uses the lake, he said.", "style")
    assert found[Kind.PLAINER] == (
        "The mill utilizes the river, he said.",
        "The mill uses the river, he said.",
    )


def test_a_split_keeps_its_words(lexicon: Lexicon) -> None:
    before, after = "The mill burned, and the miller left.", "The mill burned. The miller left."
    assert Kind.SPLIT not in chosen(lexicon, before, "The mill burned. A miller drowned.", "split")
    # "and" is rare in a lexicon without counts; marks alone are always fine.
    semicolon = before.replace(", and", ";")
    assert chosen(lexicon, semicolon, after, "split") == {Kind.SPLIT: (semicolon, after)}


def test_contractions_must_go_for_formal(lexicon: Lexicon) -> None:
    assert Kind.WRITTEN_OUT in chosen(lexicon, "They don't know.", "They do not know.", "formalize")
    assert chosen(lexicon, "They do not know.", "They don't know.", "formalize") == {}


def test_applied_changes_give_the_result_with_spaces_and_capitals() -> None:
    for before, after in [
        ("Please refer to it.", "Refer to it."),
        ("It is, very simply, done.", "It is, simply, done."),
        ("We go now.", "We go."),
        ("Prior to that, we left.", "Before that, we left."),
    ]:
        changes = [change for change in changes_of(before, after) if change.old]
        assert applied(before, changes) == after


def test_names_may_move_and_numbers_stay() -> None:
    assert keeps_facts("It was, said Ada, 5.", "Ada said it was 5.")
    assert not keeps_facts("It was 5.", "It was 6.")
    assert not keeps_facts("They met Ada.", "They met her.")


def test_changed_part_drops_what_both_begin_and_end_with() -> None:
    assert changed_part("One is. Two are. Three go.", "One is. Two were. Three go.") == ("Two are.", "Two were.")
    assert changed_part("One is.", "One was.") == ("One is.", "One was.")


def test_thesaurus_knows_inflected_forms(lexicon: Lexicon) -> None:
    thesaurus = Thesaurus(lexicon)
    assert thesaurus.easier(("utilizes",), ("uses",))
    assert not thesaurus.easier(("uses",), ("utilizes",))
    assert is_filler(("very",))
    assert not is_filler(("never",))
