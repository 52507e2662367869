"""What the pictures show is what the model and the sampler did."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
import torch

from edit_engine.diffusion import EntropyBound, FixedSteps, Sampling
from edit_engine.evaluation.explain.break_even import BreakEven, Length, break_even
from edit_engine.evaluation.explain.place import NoPlace, Place, place_of
from edit_engine.evaluation.explain.sampling import SETTINGS, distributions
from edit_engine.evaluation.explain.steps import steps_curve
from edit_engine.evaluation.explain.trajectory import trajectory
from edit_engine.models.errors import UnsupportedIntent
from edit_engine.request import Intent
from edit_engine.text.spans import Span


Places = Callable[..., Place]


def test_a_place_is_the_words_that_lie_within_the_span(place: Places) -> None:
    found = place("azy dog are i")
    assert found.denoiser.tokenizer.decode(found.old) == " dog are"
    assert len(found.slots) == len(found.old)
    canvas = torch.tensor(found.layout.tokens)
    assert (canvas[found.slots] == found.denoiser.tokenizer.mask_id).all()


@pytest.mark.parametrize(("intent", "hidden"), [(Intent.FIX, False), (Intent.INFILL, True)])
def test_infill_hides_what_stands_there_and_other_intents_show_it(place: Places, intent: Intent, hidden: bool) -> None:
    found = place("lazy dog", intent)
    (source,) = found.reading.state  # type: ignore[misc]  # the fake keeps its sources there
    shown = source[found.start : found.end]
    assert shown == ([found.denoiser.tokenizer.mask_id] * len(found.old) if hidden else found.old)


@pytest.mark.parametrize(
    ("text", "span", "message"),
    [
        ("a word", Span(2, 9), "2:9 does not lie in a text of 6"),
        ("a   word", Span(1, 2), "no whole word in ' '"),
        ("one paragraph.\n\nand another one.\n\n" * 40, Span(0, 1200), "several paragraphs"),
        ("some words of one line " * 9, Span(0, 200), "and a picture shows 40"),
    ],
)
def test_what_cannot_be_explained_is_said(text: str, span: Span, message: str, place: Places) -> None:
    with pytest.raises(NoPlace, match=message):
        place_of(place().denoiser, text, span, Intent.FIX)


def test_what_the_model_was_not_trained_for_is_refused(place: Places) -> None:
    with pytest.raises(UnsupportedIntent):
        place(intent=Intent.FORMAL)


def test_a_trajectory_tells_what_each_step_kept_and_how_sure_it_was(place: Places) -> None:
    where = place()
    found = trajectory(where, FixedSteps(), sampling=Sampling(), max_steps=4)
    steps, slots = found.confidence.shape
    assert (steps, slots) == (4, len(where.slots)) == (len(found.words), len(found.before))
    counts = torch.bincount(found.kept_at, minlength=5)[1:].tolist()
    assert sum(counts) == slots
    assert max(counts) - min(counts) <= 1
    for slot in range(slots):
        kept = int(found.kept_at[slot])
        after = [found.words[step][slot] for step in range(kept - 1, steps)]
        assert len(set(after)) == 1, "a kept token stays"
        assert len({float(found.confidence[step, slot]) for step in range(kept - 1, steps)}) == 1
    # The surest are kept first.
    first = found.kept_at == 1
    assert float(found.confidence[0][first].min()) >= float(found.confidence[0][~first].max())
    assert float(found.confidence.min()) > 0
    assert float(found.confidence.max()) <= 1


def test_a_trajectory_is_that_of_its_seed(place: Places) -> None:
    drawn = {
        seed: trajectory(place(), EntropyBound(), sampling=Sampling(temperature=1), max_steps=20, seed=seed).words[-1]
        for seed in (1, 2)
    }
    again = trajectory(place(), EntropyBound(), sampling=Sampling(temperature=1), max_steps=20, seed=1)
    assert again.words[-1] == drawn[1] != drawn[2]


def test_distributions_are_those_of_the_filters_at_the_least_sure_slot(place: Places) -> None:
    where = place()
    found = distributions(where, shown=6)
    tokens = torch.tensor([where.layout.tokens])
    slots = torch.zeros_like(tokens, dtype=torch.bool)
    slots[0, where.slots] = True
    own = where.allowed(where.predict(tokens, slots, [0])).softmax(dim=-1)
    assert found.slot == int(torch.special.entr(own).sum(dim=-1).argmax())
    line = own[found.slot]
    best = line.topk(6)
    torch.testing.assert_close(found.chances["temperature 1"], best.values)
    assert found.words == [where.named(token) for token in best.indices.tolist()]
    cold, hot = found.chances["temperature 0.5"], found.chances["temperature 1.5"]
    torch.testing.assert_close(cold, (line**2 / (line**2).sum())[best.indices])
    assert float(cold[0]) > float(best.values[0]) > float(hot[0])
    torch.testing.assert_close(found.chances["top-k 3"][:3], best.values[:3] / best.values[:3].sum())
    assert found.left["top-k 3"] == 3
    reached = line.sort(descending=True).values.cumsum(0)
    assert found.left["top-p 0.8"] == int((reached < 0.8).sum()) + 1
    assert found.chances.keys() == SETTINGS.keys()


def test_quality_is_how_likely_each_token_is_with_the_others_there(place: Places) -> None:
    where = place("lazy dog")
    found = where.log_chances(where.old)
    for number, slot in enumerate(where.slots):
        tokens = torch.tensor([where.layout.tokens])
        tokens[0, where.slots] = torch.tensor(where.old)
        tokens[0, slot] = where.denoiser.tokenizer.mask_id
        slots = torch.zeros_like(tokens, dtype=torch.bool)
        slots[0, slot] = True
        chances = where.allowed(where.predict(tokens, slots, [0])).log_softmax(dim=-1)[0]
        assert float(found[number]) == pytest.approx(float(chances[where.old[number]]), abs=1e-5)


def test_the_curve_goes_from_one_step_to_one_token_a_step(place: Places) -> None:
    where = place()
    found = steps_curve(where, samples=3, repeats=1)
    steps = [point.steps for point in found.points]
    assert steps[0] == 1
    assert steps[-1] == len(where.slots)
    assert all(after == 2 * before for before, after in pairwise(steps[:-1]))
    assert all(len(point.quality) == 3 and point.seconds > 0 for point in found.points)
    assert found.before == pytest.approx(float(where.log_chances(where.old).mean()))


def test_denoising_takes_no_more_forwards_than_writing_one_by_one(place: Places) -> None:
    where = place("quick fox")
    found = break_even(where, bound=5.0, longest=8, repeats=1)
    assert [length.tokens for length in found.lengths] == [1, 2, 4, 8]
    for length in found.lengths:
        steps = list(where.of_length(length.tokens).fill(EntropyBound(bound=5.0), max_steps=length.tokens))
        assert length.forwards == len(steps) <= length.tokens
        assert min(length.seconds, length.one_by_one_s, length.autoregressive_s) > 0
    assert any(length.forwards < length.tokens for length in found.lengths)


def test_break_even_is_the_length_from_which_on_denoising_stays_sooner() -> None:
    def length(tokens: int, seconds: float, other: float) -> Length:
        return Length(tokens=tokens, forwards=1, seconds=seconds, one_by_one_s=other, one_by_one_kept_s=other)

    def found(*pairs: tuple[float, float]) -> int | None:
        lengths = tuple(length(2**number, *pair) for number, pair in enumerate(pairs))
        return BreakEven(lengths=lengths, bound=1.0).tokens

    assert found((2, 1), (2, 3), (2, 9)) == 2
    assert found((1, 2), (3, 2), (2, 9)) == 4
    assert found((1, 2), (1, 2)) == 1
    assert found((1, 2), (2, 2)) is None
