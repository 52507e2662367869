"""What a filled region offers: the best filling that no guard refuses, and nothing where the old text is best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
import torch
from fakes import WildDenoiser

from edit_engine.editing.fill import Filled
from edit_engine.editing.locate import Region
from edit_engine.editing.offer import offers
from edit_engine.editing.splice import Replacement
from edit_engine.editing.way import Located
from edit_engine.editing.windows import windows_of
from edit_engine.models.denoiser import PhraseScore, WordsLike
from edit_engine.models.registry import BUILT_IN, TOKENIZER, ThresholdCurve, Thresholds, find_model
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.request import EditRequest, Instruction, Intent
from edit_engine.text.spans import Span


FIX = Instruction(intent=Intent.FIX)


class Knowing(WildDenoiser):
    """Has counted some words, and says which could have been meant."""

    def __init__(self, tokenizer: EditTokenizer, *, known: str, like: Sequence[str] = ()) -> None:
        super().__init__()
        self.tokenizer = tokenizer
        limits = ThresholdCurve.flat(Thresholds(locate=0.5, gap=0.5, gain=0.0, doubt=1.0))
        self.about = replace(self.about, thresholds={Intent.FIX: limits})
        self.known = known.split()
        self.like = like

    def phrase_scores(self, rows: Sequence[Sequence[int]]) -> list[PhraseScore]:
        texts = [self.tokenizer.decode(row).split() for row in rows]
        return [PhraseScore(unknown=sum(word.strip(".") not in self.known for word in text)) for text in texts]

    def words_like(self, rows: Sequence[Sequence[int]]) -> list[WordsLike]:
        return [WordsLike(words=self.tokenizer.ids_of([f" {word}" for word in self.like]))] * len(rows)


class Slots:
    """A canvas of one region whose slots are filled with `held`."""

    def __init__(self, tokenizer: EditTokenizer, held: str, chances: Sequence[Mapping[str, float]]) -> None:
        self.tokenizer = tokenizer
        self.logits = torch.full((len(chances), tokenizer.size), -20.0)
        for slot, wanted in enumerate(chances):
            for text, chance in wanted.items():
                token = tokenizer.encode(text).ids[0] if text else tokenizer.delete_id
                self.logits[slot, token] = chance
        ids = tokenizer.encode(held).ids
        self.held = [*ids, *[tokenizer.delete_id] * (len(chances) - len(ids))]

    def gain(self, number: int, old: Sequence[int], delete_id: int) -> float:
        before = [*old, *[delete_id] * (len(self.held) - len(old))]
        return sum(float(row[new] - row[kept]) for row, new, kept in zip(self.logits, self.held, before, strict=True))

    def region_tokens(self, number: int) -> list[int]:
        return self.held

    def log_chances(self, number: int) -> torch.Tensor:
        return self.logits.log_softmax(dim=1)

    def doubt_of(self, number: int) -> float:
        return 0.0

    def steps_of(self, number: int) -> int:
        return 1


@pytest.fixture(scope="module")
def tokenizer() -> EditTokenizer:
    return EditTokenizer.load(find_model(BUILT_IN) / TOKENIZER)


def offered(denoiser: Knowing, text: str, word: str, slots: Slots) -> Replacement | None:
    request = EditRequest(id="a.0", text=text, core=Span(0, len(text)), instruction=FIX)
    (window,) = windows_of(0, request, denoiser.tokenizer)
    at = text.index(word)
    inside = [
        number
        for number, (start, end) in enumerate(zip(window.encoded.starts, window.encoded.ends, strict=True))
        if start < at + len(word) and end > at
    ]
    region = Region(start=inside[0], end=inside[-1] + 1, slots=len(slots.held), score=0.9)
    located = Located(window=window, regions=[region], reading=cast(Any, None), reading_row=0)
    ((found,),) = offers(denoiser, FIX, [located], [cast(Filled, cast(Any, slots))])
    return found


def test_what_a_guard_refuses_gives_way_to_the_next(tokenizer: EditTokenizer) -> None:
    slots = Slots(tokenizer, " window", [{" window": 5.0, " horse": 4.0, " table": 1.0}, *[{"": 5.0}] * 3])
    denoiser = Knowing(tokenizer, known="We keep a horse window table of our own")
    found = offered(denoiser, "We keep a hoarse of our own.", "hoarse", slots)
    assert found is not None
    assert found.after.strip() == "horse"
    # Both are other words, and the old one comes before any further.
    assert offered(denoiser, "We keep a table of our own.", "table", slots) is None


def test_what_the_slots_hold_is_weighed_though_each_slot_by_itself_wavers(tokenizer: EditTokenizer) -> None:
    pieces = [tokenizer.decode([token]) for token in tokenizer.encode(" dilapidated").ids]
    assert len(pieces) > 2
    # Each slot is split among pieces of several words, so that every product of them makes a word up.
    others = dict.fromkeys(("ing", "er", "ly", "est", "ish", "ment"), 1.1)
    slots = Slots(tokenizer, " dilapidated", [*({piece: 1.0, **others} for piece in pieces), {"": 5.0}])
    denoiser = Knowing(tokenizer, known="It was a dilapidated hut")
    found = offered(denoiser, "It was a delapidated hut.", "delapidated", slots)
    assert found is not None
    assert found.after.strip() == "dilapidated"


@pytest.mark.parametrize(("like", "after"), [((), "plants"), (("plates",), "plates")])
def test_words_that_could_have_been_meant_are_weighed(
    tokenizer: EditTokenizer, like: Sequence[str], after: str
) -> None:
    decoys = {"ing": 9.0, "er": 8.9, "ly": 8.8, "est": 8.7, "ish": 8.6}
    slots = Slots(tokenizer, " plants", [{**decoys, " plants": 8.0, " plates": 8.5}, *[{"": 5.0}] * 4])
    denoiser = Knowing(tokenizer, known="The plants plates break", like=like)
    found = offered(denoiser, "The plattes break.", "plattes", slots)
    assert found is not None
    assert found.after.strip() == after
    assert found.scores["spelled"] == float(bool(like))


@pytest.mark.parametrize(("like", "weighed"), [("plates", True), ("patterns", False)])
def test_a_word_few_letters_from_a_misspelling_is_weighed_however_unlikely(
    tokenizer: EditTokenizer, like: str, weighed: bool
) -> None:
    decoys = {"ing": 9.0, "er": 8.9, "ly": 8.8, "est": 8.7, "ish": 8.6}
    slots = Slots(tokenizer, " plants", [{**decoys, " plants": -12.0, f" {like}": 0.0}, *[{"": 5.0}] * 4])
    denoiser = Knowing(tokenizer, known=f"The {like} break", like=[like])
    found = offered(denoiser, "The plattes break.", "plattes", slots)
    assert (found is not None and found.after.strip() == like) == weighed
    # A word that is in use needs a model that likes the other one better.
    denoiser = Knowing(tokenizer, known=f"The plattes {like} break", like=[like])
    assert offered(denoiser, "The plattes break.", "plattes", slots) is None


def test_of_words_for_a_misspelling_the_one_with_fewer_letters_wrong_is_better(tokenizer: EditTokenizer) -> None:
    slots = Slots(tokenizer, " stops", [{" stops": 5.0, " steps": 4.5}, *[{"": 5.0}] * 4])
    known = "The stops steps are steep"
    found = offered(Knowing(tokenizer, known=known), "The stepps are steep.", "stepps", slots)
    assert found is not None
    assert found.after.strip() == "steps"
    # Of words that are used it is for the model to say.
    found = offered(Knowing(tokenizer, known=f"{known} stepps"), "The stepps are steep.", "stepps", slots)
    assert found is not None
    assert found.after.strip() == "stops"


@pytest.mark.parametrize(("text", "after"), [("plaants", "plants"), ("plateshorse", "plates horse")])
def test_two_words_take_the_place_of_one_only_if_they_are_likelier_or_its_letters(
    tokenizer: EditTokenizer, text: str, after: str
) -> None:
    # The tokens of the old word are unlikely, so that against their product any pair of words would be likely.
    chances = [{" plants": 4.0, " plates": 3.9}, {"": 3.0, " horse": 2.9}, *[{"": 5.0}] * 4]
    slots = Slots(tokenizer, " plants", chances)
    denoiser = Knowing(tokenizer, known="We saw plants plates horse there")
    found = offered(denoiser, f"We saw {text} there.", text, slots)
    assert found is not None
    assert found.after.strip() == after


@pytest.mark.parametrize(("known", "after"), [("", "hardware"), ("hair dryer", None)])
def test_a_word_made_of_two_that_are_in_use_is_no_misspelling_of_a_third(
    tokenizer: EditTokenizer, known: str, after: str | None
) -> None:
    slots = Slots(tokenizer, " hardware", [{" hardware": 5.0}, *[{"": 5.0}] * 5])
    denoiser = Knowing(tokenizer, known=f"All bent over the same hardware {known}")
    found = offered(denoiser, "All bent over the same hairdryer.", "hairdryer", slots)
    assert (found and found.after.strip()) == after


def test_nothing_is_offered_where_the_old_text_is_best(tokenizer: EditTokenizer) -> None:
    slots = Slots(tokenizer, " house", [{" house": 5.0, " horse": 1.0}, {"": 5.0}])
    assert offered(Knowing(tokenizer, known="We keep a house horse"), "We keep a house.", "house", slots) is None


def test_a_word_of_several_tokens_gets_its_capital(tokenizer: EditTokenizer) -> None:
    low, high = (tokenizer.encode(word).ids for word in ("yesterday", "Yesterday"))
    assert low[1:] == high[1:]
    assert len(low) > 1
    pieces = [tokenizer.decode([token]) for token in high]
    # What both have in common is the least likely part of either.
    chances = [
        {pieces[0]: 6.0, tokenizer.decode(low[:1]): -1.0},
        *({piece: 0.0, "ing": 9.0} for piece in pieces[1:]),
        {"": 5.0},
    ]
    denoiser = Knowing(tokenizer, known="yesterday Yesterday it rained")
    found = offered(denoiser, "yesterday it rained.", "yesterday", Slots(tokenizer, "Yesterday", chances))
    assert found is not None
    assert found.after == "Yesterday"


def test_more_letters_behind_an_unknown_word_make_no_known_one(tokenizer: EditTokenizer) -> None:
    pieces = [tokenizer.decode([token]) for token in tokenizer.encode(" dilapidated").ids]
    slots = Slots(tokenizer, " dilapidated", [*({piece: 5.0} for piece in pieces), {"": 5.0}])
    denoiser = Knowing(tokenizer, known="It was a hut")
    assert offered(denoiser, "It was a dilapid hut.", "dilapid", slots) is None
