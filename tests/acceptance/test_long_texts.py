"""`redraft edit` with the built-in model on three long drafts of different kinds: a guide, a story, a report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from edit_engine.text import Span, merge, protected_spans
from editor_app.cli.app import app
from editor_app.parts import is_markdown
from editor_app.sample import sample_path
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace


# A machine with two slow cores that does other things as well.
pytestmark = pytest.mark.timeout(1800)
SEED = "11"
LONG_TEXTS = {path.name: path for path in (sample_path(), *sorted((Path(__file__).parent / "texts").iterdir()))}
# Slips in each text that have one right correction, in words that occur once.
SLIPS = {
    "draft.md": [
        ("what we was doing", "what we were doing"),
        ("in there own town", "in their own town"),
        ("It tell you what", "It tells you what"),
        ("would do diffrently", "would do differently"),
        ("Each of this objects", "Each of these objects"),
        ("would of been replaced", "would have been replaced"),
        ("one of the the few", "one of the few"),
        ("each other hands", "each other's hands"),
        ("We keeps it", "We keep it"),
        ("of the day we counts", "of the day we count"),
        ("untill four", "until four"),
        ("every tables", "every table"),
        ("People accepts", "People accept"),
        ("We asks for", "We ask for"),
        ("could not here a word", "could not hear a word"),
        ("is aloud to hold", "is allowed to hold"),
        ("If you wants to start", "If you want to start"),
        ("Than open the door", "Then open the door"),
    ],
    "lighthouse.md": [
        ("boat did not came", "boat did not come"),
        ("with her feets on", "with her feet on"),
        ("She pored him", "She poured him"),
        ("He have a train", "He has a train"),
        ("drank there tea", "drank their tea"),
        ("been a ordinary day", "been an ordinary day"),
        ("There was a hundred and ninety-six steps", "There were a hundred and ninety-six steps"),
        ("by it's sound", "by its sound"),
        ("not in eleven year.", "not in eleven years."),
        ("it was darker then the rest", "it was darker than the rest"),
        ("did not believed in", "did not believe in"),
        ("the waves hides it", "the waves hide it"),
        ("His voice had went up", "His voice had gone up"),
        ("what people does when", "what people do when"),
        ("it had a edge", "it had an edge"),
        ("the water gone back too", "the water went back too"),
        ("blowing it's whistle", "blowing its whistle"),
        ("the hole day", "the whole day"),
        ("felt hisself", "felt himself"),
        ("I knows all", "I know all"),
    ],
    "well-report.txt": [
        ("The present report describe", "The present report describes"),
        ("became longer then you", "became longer than you"),
        ("and it's collection chamber", "and its collection chamber"),
        ("chamber rebuild before", "chamber rebuilt before"),
        ("which looses about", "which loses about"),
        ("two points which is", "two points which are"),
        ("on a average day", "on an average day"),
        ("that there is to little", "that there is too little"),
        ("have fell out", "have fallen out"),
        ("The bacteria was not", "The bacteria were not"),
        ("that was took after", "that was taken after"),
        ("at the school has not", "at the school have not"),
        ("The pump works good", "The pump works well"),
        ("has payed between", "has paid between"),
        ("The Hartleys has agreed", "The Hartleys have agreed"),
        ("a ultraviolet lamp", "an ultraviolet lamp"),
        ("the chlorine does not arises", "the chlorine does not arise"),
        ("The cost depends of how", "The cost depends on how"),
        ("every house pay 96", "every house pays 96"),
        ("two offers should be accept;", "two offers should be accepted;"),
    ],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with copies of the texts, the library beside it. The built-in model, whatever is set outside."""
    with pytest.MonkeyPatch.context() as patch:
        base = tmp_path_factory.mktemp("acceptance")
        patch.setenv("REDRAFT_DATA_DIR", str(base / "data"))
        patch.setenv("NO_COLOR", "1")
        for name in ("REDRAFT_EDITOR_FACTORY", "REDRAFT_MODEL", "REDRAFT_BROKER_URL"):
            patch.delenv(name, raising=False)
        texts = base / "texts"
        texts.mkdir()
        for name, path in LONG_TEXTS.items():
            (texts / name).write_bytes(path.read_bytes())
        patch.chdir(texts)
        yield texts


def redraft(*words: object) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def edited(folder: Path) -> dict[str, dict[str, Any]]:
    """What one `redraft edit` of the whole folder prints, by file name."""
    lines = redraft("edit", ".", "-i", "fix the grammar", "--seed", SEED, "--json").splitlines()
    return {record["path"]: record for record in map(json.loads, lines)}


@pytest.fixture(scope="module", params=sorted(LONG_TEXTS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_texts_are_long_and_their_slips_are_in_them(name: str) -> None:
    text = LONG_TEXTS[name].read_text(encoding="utf-8")
    assert len(text.split()) >= 3_000
    assert [slip for slip, _ in SLIPS[name] if text.count(slip) != 1] == []


def test_asking_leaves_every_file_as_it_was(edited: dict[str, dict[str, Any]], folder: Path, name: str) -> None:
    assert set(edited) == set(LONG_TEXTS)
    assert (folder / name).read_bytes() == LONG_TEXTS[name].read_bytes()


def test_hunks_quote_the_text_do_not_overlap_and_keep_off_protected_spans(
    edited: dict[str, dict[str, Any]], name: str
) -> None:
    text = LONG_TEXTS[name].read_text(encoding="utf-8")
    protected = merge(found.span for found in protected_spans(text, markdown=is_markdown(Path(name))))
    at = 0
    for hunk in edited[name]["hunks"]:
        span = Span(hunk["start"], hunk["end"])
        assert text[span.start : span.end] == hunk["before"] != hunk["after"]
        assert at <= span.start
        at = span.end
        assert not any(span.overlaps(hole) for hole in protected), hunk


def test_suggestions_are_sensible(edited: dict[str, dict[str, Any]], name: str) -> None:
    text = LONG_TEXTS[name].read_text(encoding="utf-8")
    hunks = edited[name]["hunks"]
    # Not nothing, and not a rewrite: a draft like these has an error every dozen words or so.
    changed = sum(len(hunk["before"].split()) for hunk in hunks)
    assert len(hunks) >= 10
    assert changed <= 0.1 * len(text.split())
    result, at = [], 0
    for hunk in hunks:
        result += [text[at : hunk["start"]], hunk["after"]]
        at = hunk["end"]
    corrected = "".join([*result, text[at:]])
    found = [slip for slip, right in SLIPS[name] if right in corrected]
    assert len(found) >= len(SLIPS[name]) // 4, f"only these were corrected: {found}"


def test_two_workers_find_what_one_finds(
    edited: dict[str, dict[str, Any]], start_workers: Callable[[AppSettings, int], None], tmp_path: Path
) -> None:
    name = "well-report.txt"
    settings = AppSettings(data_dir=tmp_path, chunk_size=AppSettings().chunk_size)
    start_workers(settings, 2)
    with Workspace(settings, worker="external") as workspace:
        instruction = workspace.instruction("fix the grammar", seed=int(SEED))
        (job,) = workspace.wait([workspace.submit(LONG_TEXTS[name], instruction)])
        found = [(stored.hunk.start, stored.hunk.end, stored.hunk.after) for stored in workspace.hunks(job.id)]
        assert job.chunks_total >= 2
    assert found == [(hunk["start"], hunk["end"], hunk["after"]) for hunk in edited[name]["hunks"]]


def test_accepting_all_changes_only_the_hunks_and_no_protected_span(
    edited: dict[str, dict[str, Any]], folder: Path, name: str
) -> None:
    """Runs last: it writes the files."""
    before = LONG_TEXTS[name].read_bytes().decode()
    redraft("accept", name, "--all")
    after = (folder / name).read_bytes().decode()
    expected, at = [], 0
    for hunk in edited[name]["hunks"]:
        expected += [before[at : hunk["start"]], hunk["after"]]
        at = hunk["end"]
    assert after == "".join([*expected, before[at:]])

    def kept(text: str) -> list[str]:
        found = protected_spans(text, markdown=is_markdown(Path(name)))
        return [text[each.start : each.end] for each in found]

    assert kept(after) == kept(before)
    redraft("undo", name)
    assert (folder / name).read_bytes() == LONG_TEXTS[name].read_bytes()


@pytest.fixture
def start_workers() -> Iterator[Callable[[AppSettings, int], None]]:
    """Starts worker processes in the foreground, and ends them afterwards."""
    with ExitStack() as stack:

        def start(settings: AppSettings, count: int) -> None:
            queue = settings.worker_settings()
            log = stack.enter_context((settings.data_dir / "workers.log").open("ab"))
            environment = {**os.environ, **queue.environment()}
            for _ in range(count):
                worker = subprocess.Popen(
                    [sys.executable, "-P", "-m", "worker"], env=environment, stdout=log, stderr=log
                )
                stack.callback(worker.wait, 60)
                stack.callback(worker.terminate)

        yield start
