"""Texts that were prepared before training are written, read, and drawn from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from prose_files import write_prose
from training_sentences import SENTENCES
from word_lists import write_word_lists

from edit_engine import editing
from edit_engine.models.loading import load_model
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.request import EditEvent, EditRequest, EventKind, Hunk, Intent, Provenance
from edit_engine.training.__main__ import main
from edit_engine.training.examples import Example, ExampleSettings
from edit_engine.training.mixture import PREPARED_BY, Mixture, MixtureSettings
from edit_engine.training.prepared_texts import PreparedText, read_prepared, write_prepared


MADE = PreparedText(before="Nobody knows the the path leads.", after="Nobody knows where the path leads.")
OTHERS = ("denoise", "infill", "synthetic", "real_fix", "real_style", "made_style")
FOUND = PreparedText(before="Nobody knows which they were.", after="Nobody knows which they were.")


def test_they_are_read_as_they_were_written(tmp_path: Path) -> None:
    assert write_prepared(tmp_path / "some" / "found.jsonl", iter([MADE, FOUND, MADE]), 2) == 2
    assert read_prepared(tmp_path / "some" / "found.jsonl") == [MADE, FOUND]
    assert write_prepared(tmp_path / "none.jsonl", iter([]), 3) == 0


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of prose alone."""
    write_word_lists(tmp_path / "lexicon", {"the": 900, "lamp": 30})
    write_prose(tmp_path, (" ".join([*SENTENCES, f"This is number {number}."]) for number in range(400)))
    return tmp_path


@pytest.fixture
def recipe(data: Path) -> Path:
    """A recipe of a tiny network that sees nothing but prepared texts."""
    path = data / "recipe.json"
    mixture = {"own_fillings": 0.5, "false_alarms": 0.25, "tricky": 0.25} | dict.fromkeys(OTHERS, 0.0)
    content = {
        "model": {"vocab_size": 360, "width": 32, "depth": 1, "heads": 2, "mlp_width": 32},
        "loop": {"steps": 2, "examples": 4, "log_every": 1},
        "mixture": mixture,
        "noising": {"own_mistakes": 1.0},
    }
    path.write_text(json.dumps(content))
    return path


class Doubter:
    """Stands for the editor that the command loads: offers to change every passage with an even number in it."""

    def __init__(self, model: str, *, threads: int | None) -> None:
        self.denoiser = load_model(model)

    def edit(self, requests: Sequence[EditRequest]) -> Iterator[EditEvent]:
        for request in requests:
            if re.search(r"[02468]\.", request.text):
                hunk = Hunk(
                    id="h", start=0, end=1, before=request.text[0], after="", confidence=0.2,
                    provenance=Provenance(model="m", model_hash="0", seed=0, intent=Intent.FIX),
                )  # fmt: skip
                yield EditEvent(kind=EventKind.HUNKS, request_id=request.id, hunks=(hunk,))
            yield EditEvent(kind=EventKind.DONE, request_id=request.id)


def test_alarms_are_looked_for_among_prepared_texts(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "load_editor", Doubter)
    texts = [PreparedText(before="x", after=f"This is number {number}.") for number in range(20)]
    write_prepared(data / "tricky.jsonl", iter(texts), 20)
    made = ["alarms", "--data", str(data), "--model", "built-in", "--among", str(data / "tricky.jsonl")]
    assert main([*made, "--out", str(data / "alarms.jsonl"), "--count", "50"]) == 0
    expected = {f"This is number {number}." for number in range(0, 20, 2)}
    assert {one.after for one in read_prepared(data / "alarms.jsonl")} == expected
    made[-1] = str(data / "none.jsonl")
    with pytest.raises(SystemExit, match="`tricky` command"):
        main([*made, "--out", str(data / "alarms.jsonl")])


def test_commands_write_them_and_train_on_them(
    data: Path, recipe: Path, tokenizer: EditTokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = {name: data / f"{name}.found" for name in ("fillings", "alarms")}
    for name, path in written.items():
        made = [name, "--data", str(data), "--model", "built-in", "--out", str(path), "--count", "3", "--threads", "1"]
        assert main(made) == 0
        # Which passages the shipped model would change is not for this test.
        monkeypatch.setattr(editing, "load_editor", Doubter)
    assert [one.before != one.after for one in read_prepared(written["fillings"])] == [True] * 3
    assert [one.before == one.after for one in read_prepared(written["alarms"])] == [True] * 3
    written["tricky"] = data / "tricky.found"
    assert main(["tricky", "--data", str(data), "--out", str(written["tricky"]), "--each", "4"]) == 0
    assert len(read_prepared(written["tricky"])) > 4
    folder = data / "runs" / "first"
    (data / "tokenizer.json").write_text(tokenizer._tokenizer.to_str())
    train = ["train", "--data", str(data), "--folder", str(folder), "--recipe", str(recipe)]
    for option, path in {"tokenizer": data / "tokenizer.json", **written}.items():
        with pytest.raises(SystemExit, match=f"--{option}"):
            main(train)
        train += [f"--{option}", str(path)]
    assert main(train) == 0
    assert len((folder / "log.jsonl").read_text().splitlines()) == 2
    assert sorted(found.name for found in folder.iterdir()) == [
        "alarms.jsonl", "checkpoint.pt", "fillings.jsonl", "log.jsonl", "run.json", "tokenizer.json", "tricky.jsonl",
    ]  # fmt: skip


def drawn(data: Path, tokenizer: EditTokenizer, shares: dict[str, float], prepared: dict[str, Path]) -> list[Example]:
    """Examples of clean prose and of prepared texts."""
    settings = MixtureSettings(
        clean=1.0, markup=0.0, lengths=((30, 60, 1.0),),
        **(dict.fromkeys(OTHERS, 0.0) | {"synthetic": 1 - sum(shares.values())} | shares),
    )  # fmt: skip
    return Mixture(data, tokenizer, settings, ExampleSettings(hidden=0.0), 5, prepared=prepared).draw("a", 400)


def test_the_mixture_draws_their_shares(data: Path, tokenizer: EditTokenizer) -> None:
    prepared = {"own_fillings": data / "fillings.jsonl", "false_alarms": data / "alarms.jsonl"}
    write_prepared(prepared["own_fillings"], iter([MADE]), 1)
    write_prepared(prepared["false_alarms"], iter([FOUND]), 1)
    examples = drawn(data, tokenizer, {"own_fillings": 0.25, "false_alarms": 0.25}, prepared)
    sources = {tuple(tokenizer.encode(one.before).ids): one for one in (MADE, FOUND)}
    seen: dict[PreparedText | None, list[Example]] = {MADE: [], FOUND: [], None: []}
    for example in examples:
        seen[sources.get(tuple(example.tokens[1 : example.source_length - 1]))].append(example)
    assert 60 < len(seen[MADE]) < 140
    assert 60 < len(seen[FOUND]) < 140
    assert all(wrong_words(one) for one in seen[MADE])
    assert not any(wrong_words(one) for one in seen[FOUND] + seen[None])


@pytest.mark.parametrize(("kind", "command"), PREPARED_BY.items())
def test_a_share_without_texts_is_told(data: Path, tokenizer: EditTokenizer, kind: str, command: str) -> None:
    with pytest.raises(ValueError, match=f"`{command}` command"):
        drawn(data, tokenizer, {kind: 0.25}, {})


def wrong_words(example: Example) -> int:
    """Words of the source that are."""
    return sum(at < example.source_length for at, label in zip(example.noise_at, example.noise, strict=True) if label)


def test_tricky_places_stand_beside_made_errors(data: Path, tokenizer: EditTokenizer) -> None:
    write_prepared(data / "tricky.jsonl", iter([FOUND]), 1)
    examples = drawn(data, tokenizer, {"tricky": 1.0}, {"tricky": data / "tricky.jsonl"})
    right = tokenizer.encode(FOUND.after).ids
    wrong = [one for one in examples if list(one.tokens[1 : one.source_length - 1]) != list(right)]
    # At the rates beside sought errors, a sentence of five words seldom draws one.
    assert 0 < len(wrong) < 0.2 * len(examples)
    assert all(wrong_words(one) or any(one.gaps) for one in wrong)
