"""A tiny Markov chain of which every distribution is known by counting all its texts."""

from __future__ import annotations

import itertools

import pytest
import torch
from torch import Tensor

from edit_engine.diffusion import Draft, NoiseProcess, Reviser, Uniform, row_generator


LENGTH = 3
TOKENS = 3
# 4,000 texts of 27 kinds: chi-square has 26 degrees of freedom and passes 60 by chance once in 6,000 times.
SAMPLES = 4000
CHI_SQUARE = 60.0


class KnownChain:
    """Three tokens, length 3; token 3 is the mask. Tables are indexed by state: the text read as a number."""

    samples = SAMPLES
    by_chance = CHI_SQUARE

    def __init__(self) -> None:
        start = torch.tensor([0.5, 0.3, 0.2], dtype=torch.float64)
        move = torch.tensor([[0.7, 0.2, 0.1], [0.15, 0.15, 0.7], [0.3, 0.5, 0.2]], dtype=torch.float64)
        self.texts = torch.tensor(list(itertools.product(range(TOKENS), repeat=LENGTH)))
        # (27,) the chance of each text.
        self.law = start[self.texts[:, 0]] * move[self.texts[:, 0], self.texts[:, 1]]
        self.law = self.law * move[self.texts[:, 1], self.texts[:, 2]]
        self.masked_states = torch.tensor(list(itertools.product(range(TOKENS + 1), repeat=LENGTH)))

    def states(self, graph: NoiseProcess) -> Tensor:
        """(states, L) all texts of a process, with masks or without."""
        return self.texts if isinstance(graph, Uniform) else self.masked_states

    def number(self, tokens: Tensor, base: int) -> Tensor:
        """(...) which state `tokens` (..., L) are."""
        return (tokens * torch.tensor([base**2, base, 1])).sum(-1)

    def given_visible(self) -> Tensor:
        """(64, L, 4) p(x_0 at a position | what is not masked); one-hot where visible."""
        table = torch.zeros(len(self.masked_states), LENGTH, TOKENS + 1, dtype=torch.float64)
        for state, seen in enumerate(self.masked_states):
            fits = ((self.texts == seen) | (seen == TOKENS)).all(dim=1)
            for place, token in itertools.product(range(LENGTH), range(TOKENS)):
                table[state, place, token] = self.law[fits & (self.texts[:, place] == token)].sum()
        return table / table.sum(-1, keepdim=True)

    def joint(self, graph: NoiseProcess, t: float) -> Tensor:
        """(27, states) p(x_0, x_t)."""
        marginal = graph.marginal(self.texts, t)
        states = self.states(graph)
        likelihood = torch.ones(len(self.texts), len(states), dtype=torch.float64)
        for place in range(LENGTH):
            likelihood = likelihood * marginal[:, place][:, states[:, place]]
        return self.law[:, None] * likelihood

    def given_noisy(self, graph: NoiseProcess, t: float) -> Tensor:
        """(states, L, V) p(x_0 at a position | the whole noisy text at t); even where the state cannot be."""
        joint = self.joint(graph, t)
        total = joint.sum(0)
        table = torch.zeros(len(total), LENGTH, len(graph.random_token), dtype=torch.float64)
        for place, token in itertools.product(range(LENGTH), range(TOKENS)):
            table[:, place, token] = joint[self.texts[:, place] == token].sum(0) / total
        return table

    def scores(self, graph: NoiseProcess, t: float) -> Tensor:
        """(states, L, V) p_t(x with y at a position) / p_t(x)."""
        p_t, states = self.joint(graph, t).sum(0), self.states(graph)
        table = torch.zeros(len(states), LENGTH, len(graph.random_token), dtype=torch.float64)
        for place, token in itertools.product(range(LENGTH), range(len(graph.random_token))):
            other = states.clone()
            other[:, place] = token
            table[:, place, token] = p_t[self.number(other, len(graph.random_token))] / p_t
        return table

    def transition(self, probs: Tensor, states: Tensor) -> Tensor:
        """(states, states) the matrix of a step that draws each position by itself from `probs` (states, L, V)."""
        matrix = torch.ones(len(states), len(states), dtype=torch.float64)
        for place in range(LENGTH):
            matrix = matrix * probs[:, place][:, states[:, place]]
        return matrix

    def distance(self, law: Tensor) -> float:
        """Total variation between a law over the 27 texts and the chain's own."""
        return float((law - self.law).abs().sum() / 2)

    def chi_square(self, tokens: Tensor, law: Tensor) -> float:
        """How far `tokens` (SAMPLES, L) are from samples of `law`."""
        found = torch.bincount(self.number(tokens, TOKENS), minlength=len(self.texts)).double()
        expected = law * len(tokens)
        assert expected.min() > 5, "chi-square needs some samples of each kind"
        return float(((found - expected) ** 2 / expected).sum())

    def independent(self) -> Tensor:
        """(27,) the law of texts whose tokens are right one by one and do not know of each other."""
        law = torch.ones(len(self.texts), dtype=torch.float64)
        for place in range(LENGTH):
            shares = torch.stack([self.law[self.texts[:, place] == token].sum() for token in range(TOKENS)])
            law = law * shares[self.texts[:, place]]
        return law

    def run(self, reviser: Reviser, start: Tensor, tables: list[Tensor], *, seed: int = 0) -> Tensor:
        """The answers (R, L) after one step a table (states, L, V) of what the model says in each state."""
        draft = Draft.of(start, torch.ones_like(start, dtype=torch.bool))
        generator = row_generator(seed)
        for step, table in enumerate(tables, 1):
            question = reviser.ask(draft, step=step, steps_total=len(tables))
            base = round(len(table) ** (1 / LENGTH))
            logits = table[self.number(question.tokens, base)][question.slots]
            numbers = torch.rand((reviser.draws, *start.shape), generator=generator, dtype=torch.float64)
            draft = reviser.advance(draft, logits, numbers, step=step, steps_total=len(tables))
        return draft.answer


@pytest.fixture(scope="session")
def chain() -> KnownChain:
    """The chain."""
    return KnownChain()
