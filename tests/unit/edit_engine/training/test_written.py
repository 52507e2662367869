"""Passages written for training: read whole, drawn with most of their errors, and none of them in a yardstick."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from edit_engine.evaluation.dev_sets import Half
from edit_engine.evaluation.own_sets import (
    error_items,
    gap_items,
    markdown_documents,
    tricky_sentences,
    wordy_items,
)
from edit_engine.request import Intent
from edit_engine.training.written import WrittenPair, WrittenText, read_written, read_written_pairs


LINE = "We {was=>were} at {=>the }station{, then=>. Then} it rained."


def written(folder: Path, *lines: str) -> list[WrittenText]:
    (folder / "some.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return read_written(folder)


def test_a_passage_without_its_errors(tmp_path: Path) -> None:
    (found,) = written(tmp_path, LINE)
    assert found.after == "We were at the station. Then it rained."


def test_each_error_is_made_often_and_not_always(tmp_path: Path) -> None:
    (found,) = written(tmp_path, LINE)
    rng = random.Random(1)
    drawn = [found.before(rng) for _ in range(200)]
    assert set(drawn) == {
        f"We {verb} at {article}station{joint} it rained."
        for verb in ("was", "were")
        for article in ("", "the ")
        for joint in (", then", ". Then")
    }
    assert 150 < sum("We was" in one for one in drawn) < 190


def test_a_passage_without_errors_stays_as_it_is(tmp_path: Path) -> None:
    (found,) = written(tmp_path, "Rarely have I seen her so calm.")
    assert found.before(random.Random(1)) == found.after == "Rarely have I seen her so calm."


@pytest.mark.parametrize("line", ["We {was=>were at home.", "We was=>were} at home.", "We {was} at home."])
def test_a_broken_mark_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"some.txt:2: a mark of an error is broken"):
        written(tmp_path, LINE, line)


def test_a_mark_that_changes_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"some.txt:1: a mark changes nothing"):
        written(tmp_path, "We {were=>were} at home.")


def test_edits_of_style_are_of_the_intent_that_names_their_file(tmp_path: Path) -> None:
    (tmp_path / "shorten.tsv").write_text("It is the case that it rains.\tIt rains.\n", encoding="utf-8")
    assert read_written_pairs(tmp_path) == [
        WrittenPair(intent=Intent.SHORTEN, before="It is the case that it rains.", after="It rains.")
    ]


@pytest.mark.parametrize("line", ["no tab", "one\ttwo\tthree", "\tnothing before"])
def test_an_edit_of_style_is_two_texts(tmp_path: Path, line: str) -> None:
    (tmp_path / "simplify.tsv").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"simplify.tsv:1: write an edit as two texts with one tab between"):
        read_written_pairs(tmp_path)


def runs(text: str, words: int = 7) -> set[tuple[str, ...]]:
    """Each run of so many words."""
    found = re.findall(r"[^\W_]+", text.lower())
    return {tuple(found[at : at + words]) for at in range(len(found) - words + 1)}


@pytest.fixture(scope="module")
def of_yardsticks() -> set[tuple[str, ...]]:
    texts: list[str] = []
    for half in Half:
        texts += [text for item in error_items(half) for text in (item.source, *item.targets)]
        texts += [item.source for item in wordy_items(half)]
        texts += [f"{item.before}{answer}{item.after}" for item in gap_items(half) for answer in item.answers]
        texts += tricky_sentences(half) + markdown_documents(half)
    return set().union(*map(runs, texts))


def test_no_shipped_passage_repeats_what_the_model_is_judged_by(of_yardsticks: set[tuple[str, ...]]) -> None:
    passages = read_written()
    assert len(passages) > 1000
    texts = [passage.after for passage in passages]
    texts += [text for pair in read_written_pairs() for text in (pair.before, pair.after)]
    repeated = [text for text in texts if runs(text) & of_yardsticks]
    assert not repeated
