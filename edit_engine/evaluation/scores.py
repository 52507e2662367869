"""All scores of a model in one table: what `redraft evaluate` prints."""

from __future__ import annotations

import random
import time
from pathlib import Path

from edit_engine.editing import Editor
from edit_engine.evaluation.dev_sets import DevSet, edit_sentences, edit_text, read_dev_set
from edit_engine.evaluation.gleu import gleu
from edit_engine.evaluation.precision import edit_scores, words
from edit_engine.evaluation.sari import sari
from edit_engine.request import Intent


def evaluate(editor: Editor, data: Path, *, limit: int | None = None, clean_words: int = 20_000) -> dict[str, float]:
    """Scores on the development sets in `data`/eval and on held-out prose.

    Args:
        editor: the model to judge.
        data: the data folder.
        limit: sentences per set; None for all.
        clean_words: words of clean held-out prose to look for false edits in.

    Returns:
        name of score -> value: GLEU and SARI 0..100, shares 0..1, false edits per 1,000 words, words per second.
    """
    scores: dict[str, float] = {}
    for name in ("jfleg_dev", "gmeg_wiki_dev", "cweb_dev", "docedits_dev"):
        found = read_dev_set(data / "eval" / f"{name}.jsonl", Intent.FIX, limit)
        scores.update(_fix_scores(editor, found))
    if Intent.SIMPLIFY in editor.denoiser.about.intents:
        found = read_dev_set(data / "eval" / "asset_valid.jsonl", Intent.SIMPLIFY, limit)
        results = edit_sentences(editor, found.sources, Intent.SIMPLIFY)
        scores["asset_valid.sari"] = sari(found.sources, results, found.references).score
        scores["asset_valid.sari_copy"] = sari(found.sources, found.sources, found.references).score
    scores.update(_clean_scores(editor, data, clean_words))
    return scores


def _fix_scores(editor: Editor, found: DevSet) -> dict[str, float]:
    results = edit_sentences(editor, found.sources, Intent.FIX)
    counts = edit_scores(found.sources, results, found.references)
    scores = {
        f"{found.name}.precision": counts.precision,
        f"{found.name}.recall": counts.recall,
        f"{found.name}.f0.5": counts.f(),
    }
    if found.name == "jfleg_dev":
        scores["jfleg_dev.gleu"] = 100 * gleu(found.sources, results, found.references).score
        scores["jfleg_dev.gleu_copy"] = 100 * gleu(found.sources, found.sources, found.references).score
    return scores


def _clean_scores(editor: Editor, data: Path, count: int) -> dict[str, float]:
    """False edits in clean published prose that no training run has seen."""
    from edit_engine.training.corpus import Prose

    prose = Prose.read(data, part="held-out")
    rng = random.Random(0)
    seen = false = 0
    started = time.monotonic()
    while seen < count:
        text = prose.passage(rng, characters=6000)
        seen += len(words(text))
        false += len(edit_text(editor, text, Intent.FIX))
    seconds = time.monotonic() - started
    return {"clean.false_edits_per_1000_words": 1000 * false / seen, "clean.words_per_second": seen / seconds}
