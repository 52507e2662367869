"""What each step trains on, made ahead of time by other processes where there are cores to spare.

A step's examples depend on the seed, the step and the process's rank alone, so a resumed run goes on as it was,
however many loaders make them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, cast

from torch.utils.data import DataLoader, Dataset

from edit_engine.models.memory import PhraseMemory
from edit_engine.training.batches import Pack, packs
from edit_engine.training.examples import Example


class ExampleSource(Protocol):
    """Makes examples, as `Mixture` does."""

    def draw(self, key: str, count: int) -> list[Example]:
        """`count` examples; the same `key` gives the same ones."""
        ...


@dataclass(frozen=True, kw_only=True)
class StepExamples:
    """One step's packs, and what its summed losses are divided by."""

    packs: list[Pack]
    weight: float
    doubts: int
    gaps: int


class Steps(Dataset[StepExamples]):
    """Step number -> its examples."""

    def __init__(
        self,
        source: ExampleSource,
        *,
        seed: int,
        rank: int,
        examples: int,
        pack_tokens: int,
        memory: PhraseMemory | None = None,
    ) -> None:
        self._source = source
        self._seed, self._rank = seed, rank
        self._examples, self._pack_tokens = examples, pack_tokens
        self._memory = memory

    def __getitem__(self, step: int) -> StepExamples:
        examples = self._source.draw(f"{self._seed}.{step}.{self._rank}", self._examples)
        return StepExamples(
            packs=packs(examples, tokens=self._pack_tokens, memory=self._memory),
            weight=sum(sum(example.weights) for example in examples),
            doubts=max(1, sum(len(example.noise) for example in examples)),
            gaps=max(1, sum(len(example.gaps) for example in examples)),
        )


def feed(steps: Steps, first: int, last: int, *, loaders: int) -> Iterator[StepExamples]:
    """The examples of steps `first` to `last` - 1 in order.

    Args:
        steps: makes them.
        first, last: step numbers.
        loaders: processes that make them ahead; 0 makes each when it is asked for.
    """
    loader: DataLoader[StepExamples] = DataLoader(
        steps,
        batch_size=None,
        sampler=range(first, last),
        num_workers=loaders,
        prefetch_factor=4 if loaders else None,
        collate_fn=_as_it_is,
    )
    return cast("Iterator[StepExamples]", iter(loader))


def _as_it_is(item: Any) -> Any:
    return item
