"""Calibration on a small data folder: the shipped model gets a curve and a confidence, twice the same."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard
from test_corruption import FILES

from edit_engine.models.registry import ABOUT, BUILT_IN, UNCALIBRATED, about_model, find_model
from edit_engine.request import Intent
from edit_engine.training.calibration import calibrate, check
from edit_engine.training.export import write_about


WHO = ("The baker", "My sister", "Our teacher", "The old captain", "A neighbour")
# Each once or twice in a set: what a text keeps saying is taken for meant.
WRONG = """
    recieved received, beleived believed, definately definitely, seperate separate, occured occurred, untill until,
    tommorow tomorrow, wierd weird, freind friend, goverment government, neccessary necessary, begining beginning,
    buisness business, calender calendar, collegue colleague, enviroment environment, existance existence,
    grammer grammar, happend happened, immediatly immediately, knowlege knowledge, libary library, teh the, adn and,
    wich which, becuase because, peice piece, writting writing, truely truly, suprise surprise
"""
SPELT = [tuple(pair.split()) for pair in WRONG.split(",")]
ASKED = {"sentences": 28, "passages": 1}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    for name in ("lexicon", "eval", "prose"):
        (folder / name).mkdir()
    for name, text in FILES.items():
        (folder / "lexicon" / name).write_text(text, encoding="utf-8")
    rng = random.Random(0)
    told = [(f"{who} wrote", f"and {end}.") for who in WHO for end in ("left", "smiled", "went home", "sat down")]
    pairs = []
    for number in range(60):
        (start, end), (wrong, right) = told[number % len(told)], SPELT[number % len(SPELT)]
        pairs.append((f"{start} {wrong} {end}", f"{start} {right} {end}"))
    for name, intent in {
        "jfleg_dev": "fix",
        "gmeg_wiki_dev": "fix",
        "cweb_dev": "fix",
        "docedits_dev": "fix",
        "asset_valid": "simplify",
    }.items():
        rng.shuffle(pairs)
        records = [{"intent": intent, "before": wrong, "refs": [right, right]} for wrong, right in pairs]
        (folder / "eval" / f"{name}.jsonl").write_text("\n".join(map(json.dumps, records)))
    stories = [" ".join(right for _, right in pairs[at : at + 12]) for at in range(0, 60, 12)] * 2
    # Of many sources: some of them are counted, and what is held out comes from the others.
    records = [{"source": f"somebody/{number}", "text": stories[number % len(stories)]} for number in range(40)]
    packed = "\n".join(map(json.dumps, records)).encode()
    (folder / "prose" / "general-00.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(packed))
    return folder


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(find_model(BUILT_IN), tmp_path / "model"))
    # Two kinds of intent are enough; each takes its time.
    write_about(replace(about_model(folder), intents=(Intent.FIX, Intent.SIMPLIFY)), folder)
    return folder


def test_a_model_gets_a_curve_and_a_confidence_and_each_time_the_same(data: Path, model: Path) -> None:
    report = calibrate(data, model, **ASKED)
    about = about_model(model)
    assert set(about.thresholds) == {Intent.FIX, Intent.SIMPLIFY}
    assert about.calibration.get(Intent.FIX, UNCALIBRATED) != UNCALIBRATED, report
    assert "held-out half: calibration error 0." in report
    written = (model / ABOUT).read_bytes()
    assert calibrate(data, model, **ASKED) == report
    assert (model / ABOUT).read_bytes() == written


def test_a_check_writes_nothing_and_is_taken_on_the_other_half(data: Path, model: Path) -> None:
    before = (model / ABOUT).read_bytes()
    report = check(data, model, **ASKED)
    assert (model / ABOUT).read_bytes() == before
    assert report.startswith("fix: precision ")
    assert "confidence: calibration error 0." in report
