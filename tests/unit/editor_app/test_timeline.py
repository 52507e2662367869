"""The history as a person reads it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.request import Instruction, Intent, Priority
from edit_engine.text import Change, apply
from editor_app.timeline import Author, Entry, Show, matches, page
from storage import Job, JobState, Revision, RevisionKind, Step


NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def step(
    number: int,
    kind: RevisionKind = RevisionKind.TYPING,
    minutes_ago: float = 0,
    name: str | None = None,
    changes: tuple[Change, ...] = (),
    length: int = 100,
    jobs: tuple[Job, ...] = (),
) -> Step:
    revision = Revision(
        id=f"d.{number}",
        document_id="d",
        parent_id=f"d.{number - 1}" if number > 1 else None,
        sha256="0" * 64,
        kind=kind,
        created_at=NOW - timedelta(minutes=minutes_ago),
        job_id=None,
        name=name,
    )
    return Step(revision=revision, number=number, changes=changes, length_before=length, jobs=jobs)


def job(words: str) -> Job:
    return Job(
        id="a1b2",
        document_id="d",
        base_revision_id="d.1",
        instruction=Instruction(intent=Intent.FIX, words=words),
        priority=Priority.INTERACTIVE,
        state=JobState.DONE,
        created_at=NOW,
        finished_at=NOW,
        message="",
        proposal_revision_id=None,
        chunks_done=1,
        chunks_total=1,
    )


def told(*steps: Step) -> list[Entry]:
    return list(page(lambda before, limit: steps if before is None else ()).entries)


def change(start: int, before: str, after: str) -> Change:
    return Change(start=start, end=start + len(before), before=before, after=after)


def test_a_spell_of_typing_is_one_entry_and_a_pause_begins_another() -> None:
    entries = told(step(5, minutes_ago=0), step(4, minutes_ago=2), step(3, minutes_ago=9), step(2, minutes_ago=10))
    assert [[moment.number for moment in entry.moments] for entry in entries] == [[5, 4], [3, 2]]


def test_a_name_ends_a_spell_and_stays_in_sight() -> None:
    entries = told(step(4), step(3, name="Sent to Anna"), step(2))
    assert [entry.revision.name for entry in entries] == [None, "Sent to Anna"]
    assert [moment.number for moment in entries[1].moments] == [3, 2]


def test_other_kinds_stand_alone() -> None:
    kinds = [RevisionKind.ACCEPT, RevisionKind.ACCEPT, RevisionKind.PROPOSAL, RevisionKind.IMPORT]
    entries = told(*(step(4 - at, kind) for at, kind in enumerate(kinds)))
    assert [entry.revision.kind for entry in entries] == kinds
    assert [entry.newest.author for entry in entries] == [Author.PERSON, Author.PERSON, Author.MODEL, Author.FILE]
    assert entries[-1].first


def test_words_typed_and_taken_away_in_one_spell_do_not_count() -> None:
    entries = told(
        step(4, changes=(change(2, "one two three", ""),), length=15),
        step(3, changes=(change(5, "", " two three"),), length=5),
        step(2, changes=(change(2, "", "one"),), length=2),
    )
    assert (entries[0].amount.added, entries[0].amount.removed) == (0, 0)


def test_a_word_typed_in_two_halves_is_one_word() -> None:
    entries = told(step(3, changes=(change(7, "", "ppy end"),), length=7), step(2, changes=(change(5, "", "ha"),)))
    assert (entries[0].amount.added, entries[0].amount.excerpt) == (2, "happy end")


def test_a_long_excerpt_ends_with_a_whole_word() -> None:
    (entry,) = told(step(2, changes=(change(0, "", "some words " * 40),)))
    assert entry.amount.excerpt.endswith(("some…", "words…"))
    assert len(entry.amount.excerpt) <= 91


@given(st.integers(0, 8), st.data())
def test_a_spell_counts_what_the_texts_at_its_ends_differ_in(length: int, data: st.DataObject) -> None:
    from editor_app.timeline import _Spell

    text = "".join(data.draw(st.lists(st.sampled_from("ab"), min_size=length, max_size=length)))
    spell, old = _Spell(length), text
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        made = [change(start, text[start:end], data.draw(st.text("xy", max_size=3)))]
        text = apply(text, made)
        spell.go_on(made)
    assert "".join(spell.added) == text.replace("a", "").replace("b", "")
    kept = text.replace("x", "").replace("y", "")
    assert sorted("".join(spell.removed) + kept) == sorted(old)


@pytest.mark.parametrize("limit", [2, 3, 7, 100])
def test_pages_hold_whole_entries_and_all_of_them(limit: int) -> None:
    steps = [step(40 - at, minutes_ago=at * 1.0 + (at // 8) * 10) for at in range(40)]

    def older(before: int | None, limit: int) -> list[Step]:
        return [each for each in steps if before is None or each.number < before][:limit]

    found, before = [], None
    while True:
        one = page(older, before, limit)
        found += one.entries
        before = one.older
        if before is None:
            break
    assert tuple(found) == page(older, None, 1000).entries
    assert len(found) == 5


def test_the_newest_text_is_no_proposal() -> None:
    steps = [step(3, RevisionKind.PROPOSAL), step(2), step(1, RevisionKind.IMPORT)]
    assert page(lambda before, _: steps if before is None else []).head_id == "d.2"
    assert page(lambda *_: []).head_id == ""


def test_the_filter_finds_names_instructions_and_typed_text() -> None:
    (named,) = told(step(2, name="Sent to Anna"))
    (typed,) = told(step(2, changes=(change(0, "", "the dog barked"),)))
    (accepted,) = told(step(2, RevisionKind.ACCEPT, jobs=(job("fix the grammar"),)))
    assert [matches(entry, Show.NAMED) for entry in (named, typed, accepted)] == [True, False, False]
    assert [matches(entry, Show.ALL, "ANNA") for entry in (named, typed, accepted)] == [True, False, False]
    assert [matches(entry, Show.ALL, "barked dog") for entry in (named, typed, accepted)] == [False, True, False]
    assert [matches(entry, Show.ALL, "grammar") for entry in (named, typed, accepted)] == [False, False, True]
    assert [matches(entry, Show.DECISIONS) for entry in (named, typed, accepted)] == [False, False, True]
    assert matches(typed, Show.TYPING, "Writing", about="writing")
    assert not matches(typed, Show.TYPING, "grammar")
