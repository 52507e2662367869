"""All scores of a model in one table: what `redraft evaluate` prints, but for the speed (`speed`)."""

from __future__ import annotations

import random
import time
from pathlib import Path

from edit_engine.editing import Editor
from edit_engine.evaluation.dev_sets import (
    DevSet,
    Half,
    edit_sentences,
    edit_text,
    held_out_prose,
    held_out_tricky,
    read_dev_set,
)
from edit_engine.evaluation.error_suite import suite_scores
from edit_engine.evaluation.gleu import gleu
from edit_engine.evaluation.infill import fill_gaps, infill_scores
from edit_engine.evaluation.own_sets import error_items, gap_items, markdown_documents, tricky_sentences, wordy_items
from edit_engine.evaluation.plausibility import plausibility
from edit_engine.evaluation.precision import edit_scores, words
from edit_engine.evaluation.sari import sari
from edit_engine.evaluation.shorten import shorten_scores
from edit_engine.evaluation.systems import EditorSystem, System, fixed
from edit_engine.request import Intent
from edit_engine.text import apply


def evaluate(
    editor: Editor,
    data: Path | None,
    *,
    limit: int | None = None,
    clean_words: int = 20_000,
    half: Half = Half.TEST,
) -> dict[str, float]:
    """Scores of a model on the sets of the package and, if there is a data folder, on the development sets.

    Args:
        editor: the model to judge.
        data: folder that holds eval/ and prose/; None for the package's own sets only.
        limit: sentences per development set; None for all.
        clean_words: words of clean held-out prose to look for false edits in.
        half: which half of the sets and of the held-out documents is scored.

    Returns:
        name of score -> value: GLEU and SARI 0..100, shares 0..1, false edits per 1,000 words, words per second.
    """
    system = EditorSystem(editor)
    intents = editor.denoiser.about.intents
    scores: dict[str, float] = {}
    if data is not None:
        scores.update(fix_scores(system, data, limit=limit, half=half))
        if Intent.SIMPLIFY in intents:
            found = read_dev_set(data / "eval" / "asset_valid.jsonl", Intent.SIMPLIFY, limit, half=half)
            results = edit_sentences(editor, found.sources, Intent.SIMPLIFY)
            scores["asset_valid.sari"] = sari(found.sources, results, found.references).score
            scores["asset_valid.sari_copy"] = sari(found.sources, found.sources, found.references).score
        scores.update(clean_scores(system, data, clean_words, half))
        scores.update(tricky_prose_scores(system, data, half))
    scores.update(own_fix_scores(system, half))
    if Intent.SHORTEN in intents:
        wordy = wordy_items(half)
        shorter = [apply(one.source, edit_text(editor, one.source, Intent.SHORTEN)) for one in wordy]
        scores.update(shorten_scores(wordy, shorter))
    if Intent.INFILL in intents:
        gaps = gap_items(half)
        scores.update(infill_scores(gaps, fill_gaps(editor, gaps)))
        sources = [item.source for item in error_items(half)]
        scores.update(plausibility(editor.denoiser, sources, system.fixes(sources)).named())
    return scores


def fix_scores(system: System, data: Path, *, limit: int | None = None, half: Half = Half.TEST) -> dict[str, float]:
    """Edit precision, recall and F0.5 on the development sets in `data`/eval, and GLEU on JFLEG."""
    scores: dict[str, float] = {}
    for name in ("jfleg_dev", "gmeg_wiki_dev", "cweb_dev", "docedits_dev"):
        found = read_dev_set(data / "eval" / f"{name}.jsonl", Intent.FIX, limit, half=half)
        scores.update(_dev_scores(system, found))
    return scores


def _dev_scores(system: System, found: DevSet) -> dict[str, float]:
    results = system.sentences(found.sources)
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


def clean_scores(system: System, data: Path, count: int, half: Half = Half.TEST) -> dict[str, float]:
    """False edits in `count` words of clean published prose that no training run has seen."""
    prose = held_out_prose(data, half)
    rng = random.Random(0)
    texts: list[str] = []
    seen = 0
    while seen < count:
        texts.append(prose.passage(rng, characters=6000))
        seen += len(words(texts[-1]))
    started = time.monotonic()
    false = sum(map(len, system.fixes(texts)))
    seconds = time.monotonic() - started
    return {"clean.false_edits_per_1000_words": 1000 * false / seen, "clean.words_per_second": seen / seconds}


def tricky_prose_scores(system: System, data: Path, half: Half = Half.TEST) -> dict[str, float]:
    """Share of the passages of held-out prose that look wrong and are right in which something would be changed."""
    passages = held_out_tricky(data, half)
    return {"tricky_prose.touched": sum(map(bool, system.fixes(passages))) / len(passages)}


def own_fix_scores(system: System, half: Half = Half.TEST) -> dict[str, float]:
    """The error suite, tricky sentences, and false edits in Markdown, with what the product protects protected."""
    items = error_items(half)
    scores = suite_scores(items, fixed(system, [item.source for item in items])).named()
    tricky = tricky_sentences(half)
    scores["tricky.touched"] = sum(map(bool, system.fixes(tricky))) / len(tricky)
    documents = markdown_documents(half)
    scores["markdown.false_edits_per_1000_words"] = false_edit_rate(documents, list(map(len, system.fixes(documents))))
    return scores


def false_edit_rate(texts: list[str], counts: list[int]) -> float:
    """Edits per 1,000 words of texts; a word is a run without white space that holds a letter or digit."""
    seen = sum(any(map(str.isalnum, word)) for text in texts for word in text.split())
    return 1000 * sum(counts) / seen
