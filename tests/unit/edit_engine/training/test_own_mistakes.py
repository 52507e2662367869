"""What the network writes into its own slots is what it is told to doubt, and nothing else on the canvas changes."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from test_loop import QUICK, SMALL, OneMistake, trainer
from training_sentences import SENTENCES

from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.request import Intent
from edit_engine.training.batches import Pack, pack, packs
from edit_engine.training.examples import Example, ExampleSettings, edit_example
from edit_engine.training.network import SpellingTransformer
from edit_engine.training.own_mistakes import with_own_mistakes


OWN = ExampleSettings(fully_masked=0.0, own_mistakes=1.0, idle_regions=2.0, hidden=0.0)


class OwnMistakes(OneMistake):
    """A mixture in which the network fills every slot that is not masked."""

    noising = OWN


@pytest.fixture
def network(tokenizer: EditTokenizer) -> SpellingTransformer:
    """Random weights: it writes what it likes."""
    torch.manual_seed(0)
    found = SpellingTransformer(replace(SMALL, vocab_size=tokenizer.size), tokenizer.token_bytes())
    for parameter in found.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    return found


def examples(tokenizer: EditTokenizer, settings: ExampleSettings = OWN) -> list[Example]:
    rng = random.Random(3)
    found = []
    for right in SENTENCES * 3:
        source, target = tokenizer.encode_batch([right.replace("the", "teh"), right])
        found.append(edit_example(tokenizer, source, target, Intent.FIX, rng, settings, gap_classes=SMALL.gap_classes))
    return found


def written(tokenizer: EditTokenizer, network: SpellingTransformer, before: Pack, seed: int = 0) -> Pack:
    banned = sorted(tokenizer.special_ids - {tokenizer.delete_id})
    return with_own_mistakes(network, before, banned, torch.Generator().manual_seed(seed))


def test_slots_of_its_own_are_masked_and_asked_for(tokenizer: EditTokenizer) -> None:
    found = examples(tokenizer)
    assert sum(len(one.own_at) for one in found) > 20
    for one in found:
        asked = dict(zip(one.predict, one.answers, strict=True))
        for place, answer in zip(one.own_at, one.own_answers, strict=True):
            assert one.tokens[place] == tokenizer.mask_id
            assert asked[place] == answer
            assert place in one.noise_at


def test_fully_masked_canvases_have_none(tokenizer: EditTokenizer) -> None:
    assert not any(one.own_at for one in examples(tokenizer, replace(OWN, fully_masked=1.0)))


def test_it_writes_tokens_into_its_own_slots_and_doubts_the_wrong_ones(
    tokenizer: EditTokenizer, network: SpellingTransformer
) -> None:
    before = pack(examples(tokenizer))
    after = written(tokenizer, network, before)
    own = set(before.own_at.tolist())
    changed = before.tokens.ne(after.tokens).nonzero()[:, 0].tolist()
    assert set(changed) == own
    allowed = set(range(tokenizer.size)) - tokenizer.special_ids | {tokenizer.delete_id}
    assert set(after.tokens[before.own_at].tolist()) <= allowed
    labels = dict(zip(after.noise_at.tolist(), after.noise.tolist(), strict=True))
    for place, answer in zip(before.own_at.tolist(), before.own_answers.tolist(), strict=True):
        assert labels[place] == float(after.tokens[place] != answer)
    others = {place: label for place, label in labels.items() if place not in own}
    told = zip(before.noise_at.tolist(), before.noise.tolist(), strict=True)
    assert others == {place: label for place, label in told if place not in own}


def test_what_it_holds_for_certain_it_writes_and_it_is_right(
    tokenizer: EditTokenizer, network: SpellingTransformer
) -> None:
    before = pack([one for one in examples(tokenizer) if one.own_at][:1])
    answer = int(before.own_answers[0])
    with torch.no_grad():
        network.token_bias[answer] = 1e4
    after = written(tokenizer, network, before)
    assert set(after.tokens[before.own_at].tolist()) == {answer}
    labels = dict(zip(after.noise_at.tolist(), after.noise.tolist(), strict=True))
    assert labels[int(before.own_at[0])] == 0.0


def test_having_written_it_learns_as_from_what_was_there(tmp_path: Path, tokenizer: EditTokenizer) -> None:
    run = trainer(tmp_path / "run", tokenizer)
    for parameter in run.network.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    before = pack(examples(tokenizer))
    there = replace(written(tokenizer, run.network, before), own_at=before.own_at[:0])

    def gradients(learned: Pack) -> list[torch.Tensor]:
        run.network.zero_grad()
        sum(run._losses(learned, torch.Generator().manual_seed(0))).backward()
        return [parameter.grad.clone() for parameter in run.network.parameters() if parameter.grad is not None]

    alike, found = gradients(there), gradients(before)
    assert len(found) == len(alike) == len(list(run.network.parameters()))
    # It is drawn in bfloat16 here, and in float32 above: a few tokens may differ.
    off = sum(float((a - b).norm()) for a, b in zip(alike, found, strict=True))
    assert off < 0.3 * sum(float(a.norm()) for a in alike)
    assert all(bool(gradient.any()) for gradient in found)


def test_chance_is_that_of_the_generator(tokenizer: EditTokenizer, network: SpellingTransformer) -> None:
    before = pack(examples(tokenizer))
    first, again, other = (written(tokenizer, network, before, seed).tokens for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_a_pack_without_such_slots_is_left_alone(tokenizer: EditTokenizer, network: SpellingTransformer) -> None:
    before = pack(examples(tokenizer, replace(OWN, own_mistakes=0.0)))
    assert written(tokenizer, network, before) is before


def test_only_what_is_read_twice_is_packed_apart(tokenizer: EditTokenizer) -> None:
    mixed = examples(tokenizer, replace(OWN, own_mistakes=0.5))
    found = packs(mixed, tokens=10_000)
    assert [bool(len(one.own_at)) for one in found] == [False, True]
    assert sum(len(one.rows) for one in found) == len(mixed)


def test_a_resumed_run_with_own_mistakes_is_the_run_that_was_never_stopped(
    tmp_path: Path, tokenizer: EditTokenizer
) -> None:
    whole, first, second = (trainer(tmp_path / folder, tokenizer, QUICK, OwnMistakes) for folder in ("a", "b", "b"))
    whole.run()
    first.run(minutes=0)
    assert second.resume()
    second.run()
    for (name, a), (_, b) in zip(whole.network.named_parameters(), second.network.named_parameters(), strict=True):
        assert torch.equal(a, b), name
