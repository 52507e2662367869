"""Choosing among suggestions."""

from __future__ import annotations

import pytest

from edit_engine.request import Hunk, HunkState, Intent, Provenance
from editor_app.choosing import Order, Tally, Wanted, chosen, ordered, tally


def hunk(name: str, start: int = 0, **changes) -> Hunk:
    why = {key: changes.pop(key) for key in ("intent", "model", "words") if key in changes}
    provenance = Provenance(**{"model": "m", "model_hash": "0" * 16, "seed": 0, "intent": Intent.FIX, **why})
    facts = {"before": "teh", "after": "the", "confidence": 0.8, "state": HunkState.PENDING, **changes}
    return Hunk(id=name, start=start, end=start + len(facts["before"]), provenance=provenance, **facts)


def names(hunks: list[Hunk]) -> str:
    return "".join(one.id for one in hunks)


HUNKS = [
    hunk("a", 0, before="Straße", after="Weg", confidence=0.3),
    hunk("b", 10, intent=Intent.SHORTEN, confidence=0.7),
    hunk("c", 20, model="other", words="Make it Plain", confidence=0.95),
    hunk("d", 30, state=HunkState.STALE, confidence=0.7),
]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), "abcd"),
        (Wanted(words="STRASSE"), "a"),
        (Wanted(words="weg"), "a"),
        (Wanted(words="plain"), "c"),
        (Wanted(words="nothing of the kind"), ""),
        (Wanted(intents=frozenset({Intent.SHORTEN})), "b"),
        (Wanted(intents=frozenset({Intent.SHORTEN, Intent.FIX})), "abcd"),
        (Wanted(models=frozenset({"other"})), "c"),
        (Wanted(least=0.7), "bcd"),
        (Wanted(most=0.7), "abd"),
        (Wanted(least=0.31, most=0.94), "bd"),
        (Wanted(state=HunkState.STALE), "d"),
        (Wanted(state=HunkState.PENDING, least=0.7), "bc"),
    ],
)
def test_everything_asked_for_must_hold(wanted: Wanted, expected: str) -> None:
    assert names(chosen(HUNKS, wanted)) == expected


def test_the_order_is_by_place_unless_it_is_by_confidence_and_then_by_place() -> None:
    mixed = [HUNKS[3], HUNKS[1], HUNKS[0], HUNKS[2]]
    assert names(ordered(mixed, Order.PLACE)) == "abcd"
    assert names(ordered(mixed, Order.SUREST)) == "cbda"
    assert names(ordered(mixed, Order.LEAST_SURE)) == "abdc"


def test_only_what_leaves_something_out_is_a_filter() -> None:
    assert Wanted(state=HunkState.PENDING).everything
    assert not Wanted(least=0.01).everything
    assert not Wanted(words="x").everything


def test_the_tally_counts_each_kind_the_most_frequent_first() -> None:
    counted = tally(HUNKS)
    assert counted.total == 4
    assert list(counted.intents.items()) == [(Intent.FIX, 3), (Intent.SHORTEN, 1)]
    assert counted.models == {"m": 3, "other": 1}
    assert counted.states == {HunkState.PENDING: 3, HunkState.STALE: 1}
    assert tally([]) == Tally()
