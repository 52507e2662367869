"""Fewer changes do the same."""

from __future__ import annotations

from edit_engine.text import Change, apply
from editor_app.together import MANY, together


def changes(text: str, word: str, new: str) -> list[Change]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(Change(start=at, end=at + len(word), before=word, after=new))
        at = text.find(word, at + len(word))
    return found


def test_thousands_become_few_and_do_the_same() -> None:
    text = "teh cat 😀\n\nsat " * (MANY * 4)
    every = changes(text, "teh", "the")
    fewer = together(text, every)
    assert len(fewer) < len(every) // 20
    assert apply(text, fewer) == apply(text, every)
    assert all(text[change.start : change.end] == change.before for change in fewer)


def test_those_far_apart_stay_apart_and_few_stay_as_they_are() -> None:
    text = ("teh" + "x" * 1000) * (MANY + 1)
    assert len(together(text, changes(text, "teh", "the"))) == MANY + 1
    assert together("teh teh", changes("teh teh", "teh", "the")) == changes("teh teh", "teh", "the")
