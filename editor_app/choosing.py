"""Which of many suggestions are meant: by their words, their kind, their model, how sure it is. No Qt, no terminal.

The review list, the list of many documents and the command line all choose with this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol, TypeVar

from edit_engine.request import HunkState, Intent, Provenance
from edit_engine.text import Span


class Suggestion(Protocol):
    """What can be chosen: a hunk, or several that are decided as one."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def start(self) -> int:
        """Where it begins, code points."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def before(self) -> str:
        """What stands there."""

    @property
    def after(self) -> str:
        """What would stand there."""

    @property
    def confidence(self) -> float:
        """How sure the model is, 0..1."""

    @property
    def provenance(self) -> Provenance:
        """Why it exists."""

    @property
    def state(self) -> HunkState:
        """Pending or stale."""


One = TypeVar("One", bound=Suggestion)


class Order(StrEnum):
    """How a list of suggestions is sorted."""

    PLACE = "place"
    SUREST = "surest first"
    LEAST_SURE = "least sure first"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What must hold of a suggestion. As it is made, of every one."""

    # Found in the text before or after, or in the words of its instruction; upper and lower case are the same.
    words: str = ""
    # One of these kinds; none for any.
    intents: frozenset[Intent] = frozenset()
    # From one of these models; none for any.
    models: frozenset[str] = frozenset()
    # How sure the model is, both ends included.
    least: float = 0.0
    most: float = 1.0
    # Only those in this state; None for any.
    state: HunkState | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is left out but by the state."""
        return replace(self, state=None) == Wanted()

    def fits(self, one: Suggestion) -> bool:
        """Whether all of it holds of a suggestion."""
        if self.state is not None and one.state is not self.state:
            return False
        if not self.least <= one.confidence <= self.most:
            return False
        if self.intents and one.provenance.intent not in self.intents:
            return False
        if self.models and one.provenance.model not in self.models:
            return False
        return not self.words or self._found(one)

    def _found(self, one: Suggestion) -> bool:
        wanted = self.words.casefold()
        return any(wanted in text.casefold() for text in (one.before, one.after, one.provenance.words))


def chosen(suggestions: Iterable[One], wanted: Wanted) -> list[One]:
    """Those that are wanted, in the order they come."""
    return [one for one in suggestions if wanted.fits(one)]


def ordered(suggestions: Iterable[One], order: Order) -> list[One]:
    """They, sorted; those as sure as each other by place."""
    by_place = sorted(suggestions, key=lambda one: (one.start, one.end, one.id))
    if order is Order.PLACE:
        return by_place
    return sorted(by_place, key=lambda one: one.confidence, reverse=order is Order.SUREST)


def clear(suggestions: Iterable[One]) -> list[One]:
    """Those that can be accepted together: pending, in order of place, each clear of the one before."""
    fitting: list[One] = []
    for one in ordered(suggestions, Order.PLACE):
        if one.state is HunkState.PENDING and (not fitting or _span(fitting[-1]).clear_of(_span(one))):
            fitting.append(one)
    return fitting


def _span(one: Suggestion) -> Span:
    return Span(one.start, one.end)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many suggestions there are of each kind that one can choose by."""

    total: int = 0
    states: Mapping[HunkState, int] = field(default_factory=dict)
    intents: Mapping[Intent, int] = field(default_factory=dict)
    models: Mapping[str, int] = field(default_factory=dict)


def tally(suggestions: Sequence[Suggestion]) -> Tally:
    """Count them; the kinds that occur most come first."""
    return Tally(
        total=len(suggestions),
        states=dict(Counter(one.state for one in suggestions).most_common()),
        intents=dict(Counter(one.provenance.intent for one in suggestions).most_common()),
        models=dict(Counter(one.provenance.model for one in suggestions).most_common()),
    )
