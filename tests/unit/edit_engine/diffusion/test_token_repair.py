"""Token repair: what is contested is replaced or masked again, within its bounds."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from edit_engine.diffusion import Draft, Reviser, TokenToMask, TokenToToken, Trigger, row_generator


MASK = 5


def draft_of(tokens: list[int], free: list[bool] | None = None) -> Draft:
    return Draft.of(torch.tensor([tokens]), torch.tensor([free or [True] * len(tokens)]))


def says(chances: dict[int, float]) -> list[float]:
    """Logits that give tokens these chances, and the others of 0..4 what is left."""
    rest = (1 - sum(chances.values())) / (5 - len(chances))
    return torch.tensor([chances.get(token, rest) for token in range(5)] + [1.0]).log().tolist()


def advance(reviser: Reviser, draft: Draft, lines: list[list[float]], step: int = 1, total: int = 9) -> Draft:
    numbers = torch.full((1, *draft.tokens.shape), 0.5, dtype=torch.float64)
    return reviser.advance(draft, torch.tensor(lines), numbers, step=step, steps_total=total)


def test_t2t_fills_sure_masks_and_replaces_contested_tokens() -> None:
    draft = draft_of([MASK, MASK, 1, 1, 1])
    lines = [says({0: 0.8}), says({0: 0.6}), says({2: 0.6}), says({2: 0.4, 1: 0.3}), says({1: 0.9})]
    assert advance(TokenToToken(mask_id=MASK), draft, lines).answer.tolist() == [[0, MASK, 2, 1, 1]]
    fast = TokenToToken(mask_id=MASK, mask_threshold=0.5, edit_threshold=0)
    assert advance(fast, draft, lines).answer.tolist() == [[0, 0, 2, 2, 1]]


def test_t2t_fills_the_surest_mask_when_none_is_sure_and_all_at_the_last_step() -> None:
    draft = draft_of([MASK, MASK, 3])
    lines = [says({0: 0.3}), says({1: 0.4}), says({3: 0.9})]
    assert advance(TokenToToken(mask_id=MASK), draft, lines).answer.tolist() == [[MASK, 1, 3]]
    assert advance(TokenToToken(mask_id=MASK), draft, lines, step=9).answer.tolist() == [[0, 1, 3]]


def test_t2t_ends_when_a_full_row_was_read_without_a_change_or_often_enough() -> None:
    def run(most: int, lines: list[list[list[float]]]) -> list[bool]:
        draft, found = draft_of([MASK]), []
        for step, line in enumerate(lines, 1):
            draft = advance(TokenToToken(mask_id=MASK, max_edit_steps=most), draft, line, step)
            found.append(bool(draft.done))
        return found

    zero, one = [says({0: 0.9})], [says({1: 0.9})]
    assert run(16, [zero, zero]) == [False, True]
    assert run(16, [zero, one, zero, zero]) == [False, False, False, True]
    assert run(2, [zero, one, zero]) == [False, False, True]
    assert run(0, [zero]) == [True]


@pytest.mark.parametrize(
    ("trigger", "again"),
    [(Trigger.LOW_PROBABILITY, [1, 3]), (Trigger.CONTESTED, [1]), (Trigger.SHIFTED, [0, 1])],
)
def test_t2m_masks_again_what_its_trigger_finds(trigger: Trigger, again: list[int]) -> None:
    draft = draft_of([1, 1, 1, 1, MASK])
    written = draft.tokens < 4
    was = torch.tensor([[0.9, 0.9, 0.15, 0.05, 1.0]])
    draft = draft.written(written, draft.tokens, was.log(), torch.zeros(1, 5), 1)
    # Less sure than it was; contested; contested a little too little; as improbable as it ever was; a mask.
    nearly = torch.tensor([2e-4, 0.1002, 0.8992, 2e-4, 2e-4, 1.0]).log().tolist()
    lines = [says({1: 0.5}), says({1: 0.01, 2: 0.95}), nearly, says({1: 0.07}), says({0: 0.8})]
    after = advance(TokenToMask(mask_id=MASK, trigger=trigger), draft, lines, step=2)
    assert (after.tokens[0, :4] == MASK).nonzero()[:, 0].tolist() == again
    assert after.tokens[0, 4] == 0
    assert not after.done


def test_t2m_masks_no_position_too_often_and_ends() -> None:
    # Whatever stands there, the model prefers another: it would go round for ever.
    draft, sampler = draft_of([0, MASK]), TokenToMask(mask_id=MASK, max_remasks=2)
    for step in range(1, 50):
        lines = [says({(int(draft.tokens[0, place]) + 1) % 5: 0.999}) for place in range(2)]
        draft = advance(sampler, draft, lines, step, 99)
        if draft.done:
            break
    assert draft.remasks.tolist() == [[2, 2]]
    assert step < 10
    assert MASK not in draft.answer[0].tolist()


def test_t2m_masks_nothing_at_the_last_step() -> None:
    after = advance(TokenToMask(mask_id=MASK), draft_of([0, MASK]), [says({1: 0.999})] * 2, step=9)
    assert after.answer.tolist() == [[0, 1]]


@pytest.mark.parametrize("masks_again", [False, True])
def test_a_plain_loop_gives_the_same_tokens_step_by_step(masks_again: bool) -> None:
    generator = row_generator(8)
    steps, length = 12, 8
    tokens = [MASK, 0, MASK, 1, 2, MASK, MASK, 3]
    free = [True, True, True, False, True, True, True, True]
    sampler: Reviser = TokenToToken(mask_id=MASK, max_edit_steps=99)
    if masks_again:
        sampler = TokenToMask(mask_id=MASK)
    draft = draft_of(tokens, free)
    remasks = [0] * length
    changed = 0
    for step in range(1, steps + 1):
        logits: Tensor = torch.randn(length, 6, generator=generator) * 2
        draft = advance(sampler, draft, logits[torch.tensor(free)].tolist(), step, steps)

        chances = logits[:, :5].double().softmax(-1)
        p, v = chances.max(-1)
        masks = [place for place in range(length) if free[place] and tokens[place] == MASK]
        gamma = {place for place in masks if p[place] > 0.7}
        if masks:
            gamma.add(max(masks, key=lambda place: float(p[place])))
        if step == steps:
            gamma = set(masks)
        for place in range(length):
            if place in gamma:
                tokens[place] = int(v[place])
            elif free[place] and place not in masks:
                if masks_again:
                    if chances[place, tokens[place]] < 0.1 and remasks[place] < 3 and step < steps:
                        tokens[place], remasks[place] = MASK, remasks[place] + 1
                        changed += 1
                elif v[place] != tokens[place] and p[place] > 0.5:
                    tokens[place] = int(v[place])
                    changed += 1
        assert draft.answer[0].tolist() == tokens
    assert changed > 3
    assert MASK not in tokens


def test_wrong_numbers_are_named() -> None:
    with pytest.raises(ValueError, match="mask_threshold.*got 2"):
        TokenToToken(mask_id=0, mask_threshold=2)
    with pytest.raises(ValueError, match="edit_threshold.*got -1"):
        TokenToToken(mask_id=0, edit_threshold=-1)
    with pytest.raises(ValueError, match="max_edit_steps.*got -1"):
        TokenToToken(mask_id=0, max_edit_steps=-1)
    with pytest.raises(ValueError, match="threshold.*got 3"):
        TokenToMask(mask_id=0, threshold=3)
    with pytest.raises(ValueError, match="mask_threshold.*got 3"):
        TokenToMask(mask_id=0, mask_threshold=3)
    with pytest.raises(ValueError, match="max_remasks.*got -1"):
        TokenToMask(mask_id=0, max_remasks=-1)
