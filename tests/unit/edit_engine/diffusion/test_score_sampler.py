"""SEDD's samplers in the loop: the chain's own distribution from exact scores, and the published steps."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch

from edit_engine.diffusion import (
    Absorbing,
    Draft,
    Graph,
    ScoreSampler,
    ScoreStep,
    Uniform,
    row_generator,
)


MASK = 3
GRAPHS: list[Graph] = [Absorbing(mask_id=MASK, vocab_size=4), Uniform(vocab_size=3)]
each_graph = pytest.mark.parametrize("graph", GRAPHS, ids=repr)


def grid(steps: int, end: float) -> list[float]:
    """The time at the start of each of `steps` steps, the last of which goes to clean text."""
    return [1 - (1 - end) * step / (steps - 1) for step in range(steps)]


@each_graph
@pytest.mark.parametrize(("method", "steps"), [(ScoreStep.ANALYTIC, 60), (ScoreStep.EULER, 100)])
def test_samples_follow_the_chain(graph: Graph, method: ScoreStep, steps: int, chain: Any) -> None:
    """So many steps that what they err by is far under what 4,000 samples show (see test_scores)."""
    end = 1e-3
    tables = [chain.scores(graph, t).log() for t in grid(steps, end)]
    noisy = chain.joint(graph, 1.0).sum(0)
    numbers = torch.rand(chain.samples, generator=row_generator(9), dtype=torch.float64)
    start = chain.states(graph)[torch.searchsorted(noisy.cumsum(0), numbers)]
    answers = chain.run(ScoreSampler(graph=graph, method=method, end=end), start, tables)
    assert chain.chi_square(answers, chain.law) < chain.by_chance
    assert chain.chi_square(answers, chain.independent()) > 2 * chain.by_chance, "the test can fail"


@each_graph
@pytest.mark.parametrize("method", list(ScoreStep))
def test_a_plain_loop_gives_the_same_tokens_step_by_step(graph: Graph, method: ScoreStep) -> None:
    generator = row_generator(6)
    steps, end, vocab = 9, 1e-2, graph.vocab_size
    absorbing = isinstance(graph, Absorbing)
    tokens = [MASK] * 5 if absorbing else [0, 2, 1, 1, 0]
    free = [True, True, False, True, True]
    tokens[2] = 1
    times = [*grid(steps, end), 0.0]
    sampler = ScoreSampler(graph=graph, method=method, end=end)
    draft = Draft.of(torch.tensor([tokens]), torch.tensor([free]))
    moves = 0
    for step in range(1, steps + 1):
        question = sampler.ask(draft, step=step, steps_total=steps)
        assert float(question.time[0]) == pytest.approx(times[step - 1])
        # Of the size that scores have, which at masks fall with the noise.
        scale = -math.log(math.expm1(-math.log(1 - 0.999 * times[step - 1]))) if absorbing else 0.0
        logs = torch.randn(5, vocab, generator=generator, dtype=torch.float64) - 1 + scale
        numbers = torch.rand(1, 1, 5, generator=generator, dtype=torch.float64)
        draft = sampler.advance(draft, logs[question.slots[0]], numbers, step=step, steps_total=steps)

        t, s = times[step - 1], times[step]
        e_d = (1 - 0.999 * t) / (1 - 0.999 * s)  # e^-d
        before = list(tokens)
        for place in range(5):
            now = before[place]
            if not free[place] or (absorbing and now != MASK):
                continue
            score = [1.0 if y == now else float(logs[place, y].exp()) for y in range(vocab)]
            if step < steps and method is ScoreStep.EULER:
                into = 1.0 if absorbing else 1 / 3
                rate = (t - s) * 0.999 / (1 - 0.999 * t) * into
                weights = [rate * score[y] if y != now else 0.0 for y in range(vocab)]
                weights[now] = max(1 - sum(weights), 0.0)
            else:
                weights = []
                for y in range(vocab):
                    noise_y = float(y == MASK) if absorbing else 1 / 3
                    noise_now = float(now == MASK) if absorbing else 1 / 3
                    staggered = max((score[y] - (1 - e_d) * noise_y * sum(score)) / e_d, 0.0)
                    weights.append(staggered * (e_d * (y == now) + (1 - e_d) * noise_now))
                if absorbing and step == steps:
                    weights[MASK] = 0.0
            goal, reach = float(numbers[0, 0, place]) * sum(weights), 0.0
            for y, weight in enumerate(weights):
                reach += weight
                if goal < reach:
                    tokens[place] = y
                    break
        moves += tokens != before
        assert draft.answer[0].tolist() == tokens
    assert moves > 1
    assert not absorbing or MASK not in tokens


def test_probabilities_are_those_of_the_token_among_tokens() -> None:
    sampler = ScoreSampler(graph=Absorbing(mask_id=MASK, vocab_size=4))
    draft = Draft.of(torch.tensor([[MASK]]), torch.tensor([[True]]))
    scores = torch.tensor([[0.5, 0.25, 0.25, 1.0]]).log()
    after = sampler.advance(draft, scores, torch.zeros(1, 1, 1, dtype=torch.float64), step=1, steps_total=2)
    assert after.answer.tolist() == [[0]]
    assert after.probabilities.item() == pytest.approx(0.5)
    assert after.steps.item() == 1


def test_the_last_step_leaves_no_mask_however_improbable_its_tokens() -> None:
    sampler = ScoreSampler(graph=Absorbing(mask_id=MASK, vocab_size=4), end=0.5)
    rows = torch.full((200, 1), MASK)
    draft = Draft.of(rows, rows == MASK)
    numbers = torch.rand(1, 200, 1, generator=row_generator(0), dtype=torch.float64)
    scores = torch.full((200, 4), -9.0)
    before = sampler.advance(draft, scores, numbers, step=1, steps_total=2)
    assert (before.answer == MASK).sum() > 150
    after = sampler.advance(draft, scores, numbers, step=2, steps_total=2)
    assert not (after.answer == MASK).any()


def test_banned_tokens_are_never_drawn() -> None:
    sampler = ScoreSampler(graph=Uniform(vocab_size=3), banned=(1,))
    rows = torch.zeros(500, 1, dtype=torch.long)
    draft = Draft.of(rows, rows == 0)
    numbers = torch.rand(1, 500, 1, generator=row_generator(0), dtype=torch.float64)
    after = sampler.advance(draft, torch.zeros(500, 3), numbers, step=1, steps_total=1)
    assert sorted(set(after.answer[:, 0].tolist())) == [0, 2]


@each_graph
def test_half_noised_text_is_drawn_back_to_the_chain_from_where_it_stands(graph: Graph, chain: Any) -> None:
    steps, end, start = 40, 1e-3, 0.6
    tables = [chain.scores(graph, start - (start - end) * step / (steps - 1)).log() for step in range(steps)]
    noisy = chain.joint(graph, start).sum(0)
    numbers = torch.rand(chain.samples, generator=row_generator(3), dtype=torch.float64)
    texts = chain.states(graph)[torch.searchsorted(noisy.cumsum(0), numbers)]
    answers = chain.run(ScoreSampler(graph=graph, end=end, start=start), texts, tables)
    assert chain.chi_square(answers, chain.law) < chain.by_chance


def test_wrong_times_are_named() -> None:
    for end, start in ((0.0, 1.0), (0.5, 0.4), (0.1, 1.5)):
        with pytest.raises(ValueError, match=f"got end = {end}, start = {start}"):
            ScoreSampler(graph=GRAPHS[0], end=end, start=start)
