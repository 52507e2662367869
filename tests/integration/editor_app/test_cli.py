"""The command as a script meets it: what is on stdout, what on stderr, which exit code, and what the files hold."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from edit_engine.request import Intent
from editor_app.presets import Preset, Presets
from editor_app.workspace import Workspace
from storage import Job, JobState


Redraft = Callable[..., subprocess.CompletedProcess[bytes]]
COMMAND = [sys.executable, "-P", "-c", "from editor_app.cli import main; main()"]
TEXT = "One teh two.\n\nThree teh four.\n"
FIXED = "One the two.\n\nThree the four.\n"


@pytest.fixture(scope="module", autouse=True)
def worker(workspace: Workspace) -> None:
    """One worker for all commands of this module; each would start its own otherwise."""
    workspace.start_worker()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_text(TEXT)
    return path


def test_edit_shows_suggestions_and_leaves_the_file_alone(redraft: Redraft, path: Path) -> None:
    done = redraft("edit", "a.md", "-i", "fix the grammar")
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "a.md: 2 suggestions"
    assert "1:5" in lines[1]
    assert "[-teh-]{+the+}" in lines[1]
    assert b"redraft accept FILE --all" in done.stderr
    assert path.read_text() == TEXT


def test_json_is_one_object_a_document_and_names_the_text_it_counts_in(redraft: Redraft, path: Path) -> None:
    (path.parent / "b.txt").write_text("teh")
    done = redraft("edit", ".", "--intent", "fix", "--seed", "7", "--boldness", "bold", "--json")
    records = {record["path"]: record for record in map(json.loads, done.stdout.splitlines())}
    assert set(records) == {"a.md", "b.txt"}
    record = records["a.md"]
    assert record["base_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (record["model"], record["boldness"], record["seed"]) == ("built-in", 1.0, 7)
    for hunk in record["hunks"]:
        assert TEXT[hunk["start"] : hunk["end"]] == hunk["before"] == "teh"
        assert set(hunk) == {"id", "start", "end", "before", "after", "confidence", "intent"}


def test_diff_is_a_patch_and_nothing_else(redraft: Redraft, path: Path) -> None:
    patch = redraft("edit", "a.md", "-i", "fix", "--diff").stdout
    subprocess.run(["git", "apply"], cwd=path.parent, input=patch, check=True)
    assert path.read_text() == FIXED


def test_apply_writes_the_file_and_check_then_finds_nothing(redraft: Redraft, path: Path) -> None:
    (path.parent / "crlf.txt").write_bytes(b"\xef\xbb\xbfTeh teh\r\nend\r\n")
    assert redraft("edit", ".", "-i", "fix", "--check", check=False).returncode == 1
    redraft("edit", ".", "-i", "fix", "--apply")
    assert (path.parent / "crlf.txt").read_bytes() == b"\xef\xbb\xbfTeh the\r\nend\r\n"
    assert redraft("edit", ".", "-i", "fix", "--check", "--match", "^no such").returncode == 0


def test_stdin_comes_out_edited_byte_for_byte_otherwise(redraft: Redraft, workspace: Workspace) -> None:
    before = len(workspace.documents())
    done = redraft("edit", "-", "-i", "fix", stdin=b"a teh\r\nb caf\xc3\xa9")
    assert done.stdout == b"a the\r\nb caf\xc3\xa9"
    assert len(workspace.documents()) == before
    assert redraft("edit", "-", "-i", "fix", stdin=b"").stdout == b""


def test_copies_keep_their_place_in_the_folder_and_the_originals_stay(redraft: Redraft, path: Path) -> None:
    (path.parent / "sub").mkdir()
    (path.parent / "sub/b.txt").write_text("teh")
    redraft("edit", ".", "-i", "fix", "-o", "out")
    assert path.read_text() == TEXT
    assert (path.parent / "out/a.md").read_text().startswith("One the")
    assert (path.parent / "out/sub/b.txt").read_text() == "the"


def test_lines_and_matches_narrow_what_is_asked(redraft: Redraft, path: Path, workspace: Workspace) -> None:
    done = redraft("edit", "a.md", "-i", "fix", "--lines", "3", "--match", "Three", "--lock", "four", "--no-wait")
    job_id = done.stdout.split()[0].decode()
    (job,) = workspace.wait([workspace.job(job_id)])
    request = workspace._library.chunks(job.id)[0].request
    assert [request.text[span.start : span.end] for span in request.scope] == ["Three teh four."]
    assert "four" in [request.text[span.start : span.end] for span in request.protected]
    assert redraft("edit", "a.md", "-i", "fix", "--lines", "9", check=False).returncode == 3


def test_a_preset_says_what_is_not_said_beside_it(
    redraft: Redraft, path: Path, environment: Path, workspace: Workspace
) -> None:
    Presets(environment).save("Tight", Preset(intent=Intent.SHORTEN, strength=0.4, boldness=1.0, locks=("Three",)))
    redraft("edit", "a.md", "--preset", "tight", "--no-wait")
    job = workspace.jobs()[0]
    assert (job.instruction.intent, job.instruction.strength, job.instruction.boldness) == (Intent.SHORTEN, 0.4, 1.0)
    (row,) = workspace.chunks(job.id)
    assert [TEXT[span.start : span.end] for span in row.request.protected] == ["Three"]
    redraft("edit", "a.md", "--preset", "Tight", "--intent", "fix", "--strength", "0.2", "--no-wait")
    asked = workspace.jobs()[0].instruction
    assert (asked.intent, asked.strength, asked.boldness) == (Intent.FIX, 0.2, 1.0)
    done = redraft("edit", "a.md", "--preset", "Loose", check=False)
    assert done.returncode == 2
    assert b"there are: Tight" in done.stderr


def test_what_had_to_stay_is_compared_and_counted(redraft: Redraft, path: Path) -> None:
    path.write_text("# One\n\nSee `code` and teh <b>end</b>.\n")
    done = redraft("edit", "a.md", "--intent", "fix", "--lock", "See")
    assert b"a.md: 5 protected places, all unchanged" in done.stderr


def test_a_dry_run_asks_nothing(redraft: Redraft, path: Path, workspace: Workspace) -> None:
    before = len(workspace.jobs())
    done = redraft("edit", ".", "-i", "fix", "--dry-run")
    assert done.stdout.decode() == "a.md: fix, 6 words\n"
    assert len(workspace.jobs()) == before


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("binary.md", b"abc\0def", "byte 0x00 at offset 3"),
        ("latin.md", b"caf\xe9", "byte 0xe9 at offset 3"),
        ("long.md", b"word " * 2_000_000, "10,000,000 characters is not prose"),
    ],
)
def test_a_bad_file_is_one_line_on_stderr_and_the_others_go_on(
    redraft: Redraft, path: Path, name: str, data: bytes, message: str
) -> None:
    (path.parent / name).write_bytes(data)
    done = redraft("edit", name, "a.md", "none.md", "-i", "fix", "--apply", check=False)
    assert done.returncode == 3
    problems = [line for line in done.stderr.decode().splitlines() if line.startswith("redraft: ")]
    assert message in problems[0]
    assert "none.md" in problems[1]
    assert len(problems) == 2
    assert (path.parent / name).read_bytes() == data
    assert path.read_text().startswith("One the")


def test_an_empty_file_is_said_to_be_empty_and_is_no_failure(redraft: Redraft, path: Path) -> None:
    (path.parent / "empty.md").touch()
    done = redraft("edit", "empty.md", "-i", "fix")
    assert b"empty.md: empty, nothing to edit" in done.stderr
    assert done.stdout == b""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.md"], "say what to do"),
        (["a.md", "-i", "make it rhyme"], "fix (correct grammar"),
        (["a.md", "-i", "fix", "--lines", "x"], "--lines x"),
        (["a.md", "-i", "fix", "--match", "("], "no regular expression"),
        (["a.md", "-i", "fix", "--diff", "--json"], "--diff and --json do not go together"),
        (["a.md", "-i", "fix", "--no-wait", "--apply"], "--no-wait and --apply do not go together"),
        (["a.md", "-i", "fix", "--dry-run", "--check"], "--dry-run and --check do not go together"),
        (["a.md", "-i", "fix", "--lock", " "], "--lock needs a term"),
        (["-", "-i", "fix", "--apply"], "- is alone"),
        (["a.md", "--intent", "sing"], "sing"),
        (["a.md", "-i", "fix", "--strength", "2"], "less than or equal to 1"),
        (["a.md", "-i", "fix", "--boldness", "reckless"], "boldness must be cautious, balanced, bold or a number"),
    ],
)
def test_what_is_not_understood_exits_with_2(redraft: Redraft, path: Path, arguments: list[str], message: str) -> None:
    done = redraft("edit", *arguments, check=False)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert done.stdout == b""


@pytest.mark.parametrize("command", [["jobs"], ["doctor"], ["worker"], ["edit", "a.md", "-i", "fix"]])
def test_a_setting_that_cannot_be_is_named_on_one_line(redraft: Redraft, path: Path, command: list[str]) -> None:
    done = redraft(*command, check=False, REDRAFT_CHUNK_SIZE="many")
    assert done.returncode == 2
    (problem,) = done.stderr.decode().splitlines()
    assert problem.startswith("redraft: REDRAFT_CHUNK_SIZE cannot be 'many'")
    assert done.stdout == b""


def test_an_export_is_the_file_byte_for_byte_or_one_line_of_complaint(redraft: Redraft, path: Path) -> None:
    data = "\ufeffTeh café\r\n".encode("utf-16-le")
    path.write_bytes(data)
    redraft("edit", "a.md", "-i", "fix")
    assert redraft("export", "a.md").stdout == data
    redraft("export", "a.md", "--format", "diff", "-o", "new/a.diff")
    assert (path.parent / "new/a.diff").read_bytes() == redraft("export", "a.md", "--format", "diff").stdout
    for form in ("text", "diff", "json"):
        done = redraft("export", "a.md", "--format", form, "-o", "a.md/below", check=False)
        assert done.returncode == 3
        assert b"cannot be" in done.stderr


def test_nothing_of_a_job_that_was_cancelled_is_applied(
    redraft: Redraft, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled(workspace: Workspace, jobs: list[Job], what: str) -> Iterator[Job]:
        for job in workspace.wait(jobs):
            yield replace(job, state=JobState.CANCELLED)

    monkeypatch.setattr("editor_app.cli.edit.finished", cancelled)
    assert redraft("edit", "a.md", "-i", "fix", "--apply", check=False).returncode == 4
    assert path.read_text() == TEXT
    assert b"2 suggestions pending" in redraft("review", "a.md").stderr


def test_an_unknown_model_is_refused_before_anything_is_queued(redraft: Redraft, path: Path, tmp_path: Path) -> None:
    own_engine = {"REDRAFT_EDITOR_FACTORY": "edit_engine.editing:load_editor", "REDRAFT_DATA_DIR": str(tmp_path / "d")}
    done = redraft("edit", "a.md", "-i", "fix", "--model", "gpt", check=False, **own_engine)
    assert done.returncode == 2
    assert b"unknown model 'gpt'" in done.stderr


def test_a_queue_that_does_not_answer_is_told_and_the_job_is_kept(redraft: Redraft, path: Path, tmp_path: Path) -> None:
    away = {
        "REDRAFT_BROKER_URL": "redis://127.0.0.1:1/0",
        "REDRAFT_PATIENCE_S": "0",
        "REDRAFT_DATA_DIR": str(tmp_path / "d"),
    }
    done = redraft("edit", "a.md", "-i", "fix", check=False, **away)
    assert done.returncode == 3
    (problem,) = done.stderr.decode().splitlines()
    assert "redis://127.0.0.1:1/0 does not answer" in problem
    assert "open jobs are kept" in problem
    assert path.read_text() == TEXT
    assert b"queued" in redraft("jobs", **away).stdout


def test_no_wait_names_the_jobs_and_watch_finishes_them(redraft: Redraft, path: Path) -> None:
    job = redraft("edit", "a.md", "-i", "fix", "--no-wait").stdout.split()[0].decode()
    assert f"{job} done: {path}, 2 suggestions" in redraft("jobs", "watch", job[:8]).stdout.decode()
    assert job in redraft("jobs").stdout.decode()
    assert "2 pending" in redraft("jobs", "show", job).stdout.decode()


def test_a_cancelled_job_exits_with_4_and_can_be_resumed(redraft: Redraft, path: Path, workspace: Workspace) -> None:
    job = redraft("edit", "a.md", "-i", "fix", "--no-wait", REDRAFT_MODEL="other").stdout.split()[0].decode()
    workspace.cancel(job)
    if workspace.job(job).state is JobState.CANCELLED:
        assert redraft("jobs", "watch", job, check=False).returncode == 4
        assert b" done: " in redraft("jobs", "resume", job).stdout
    assert redraft("jobs", "cancel", "nope", check=False).returncode == 2


def test_ctrl_c_exits_with_130_and_keeps_the_job(path: Path, workspace: Workspace, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "edit", "a.md", "-i", "fix"],
        cwd=tmp_path,
        env={**os.environ, "REDRAFT_DATA_DIR": str(tmp_path / "d"), "REDRAFT_TEST_STEP_S": "30"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell's background job ignores SIGINT, and so would what such a test run starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    with Workspace(workspace.settings.model_copy(update={"data_dir": tmp_path / "d"}), worker="external") as own:
        while not own.jobs():
            own.poll()
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=30)
        assert process.returncode == 130
        assert b"open jobs are kept" in stderr
        assert [job.state for job in own.jobs()] in ([JobState.QUEUED], [JobState.RUNNING])


def test_decisions_are_made_by_all_id_job_and_confidence_and_undone(redraft: Redraft, path: Path) -> None:
    record = json.loads(redraft("edit", "a.md", "-i", "fix", "--json").stdout)
    first, second = (hunk["id"] for hunk in record["hunks"])
    assert redraft("accept", "a.md", check=False).returncode == 2
    assert redraft("accept", "a.md", "--hunk", "zzz", check=False).returncode == 2
    assert b"nothing to decide" in redraft("accept", "a.md", "--min-confidence", "0.99").stdout
    assert b"nothing to decide" in redraft("accept", "a.md", "--max-confidence", "0").stdout
    assert b"nothing to decide" in redraft("reject", "a.md", "--intent", "shorten").stdout

    redraft("accept", "a.md", "--hunk", first[:8], "--no-save")
    assert path.read_text() == TEXT
    assert redraft("show", "a.md").stdout.decode() == TEXT.replace("teh", "the", 1)
    redraft("reject", "a.md", "--hunk", second)
    assert b"0 suggestions pending" in redraft("review", "a.md").stderr
    redraft("undo", "a.md")
    assert second.encode() in redraft("review", "a.md").stdout
    redraft("accept", "a.md", "--all")
    assert path.read_text() == FIXED
    redraft("undo", "a.md")
    redraft("undo", "a.md")
    assert path.read_text() == TEXT


def test_what_others_wrote_into_the_file_meanwhile_is_kept(redraft: Redraft, path: Path) -> None:
    redraft("edit", "a.md", "-i", "fix")
    path.write_text("A new first line.\n" + TEXT.replace("Three teh", "Three tall"))
    done = redraft("accept", "a.md", "--all")
    assert b"1 accepted" in done.stdout
    assert b"1 suggestion left alone" in done.stderr
    assert path.read_text() == "A new first line.\nOne the two.\n\nThree tall four.\n"


def test_an_encoding_need_be_named_only_once(redraft: Redraft, path: Path) -> None:
    path.write_bytes(b"caf\xe9 teh")
    assert redraft("edit", "a.md", "-i", "fix", check=False).returncode == 3
    redraft("edit", "a.md", "-i", "fix", "--encoding", "cp1252")
    path.write_bytes(b"tr\xe8s caf\xe9 teh")
    redraft("accept", "a.md", "--all")
    assert path.read_bytes() == b"tr\xe8s caf\xe9 the"


def test_accepting_a_job_takes_its_suggestions_only(redraft: Redraft, path: Path) -> None:
    job = redraft("edit", "a.md", "-i", "fix", "--no-wait").stdout.split()[0].decode()
    redraft("jobs", "watch", job)
    assert b"2 accepted" in redraft("accept", "--job", job).stdout
    assert path.read_text() == FIXED


def test_history_shows_restores_and_exports(redraft: Redraft, path: Path) -> None:
    redraft("edit", "a.md", "-i", "fix", "--apply")
    listed = redraft("history", "a.md").stdout.decode()
    assert [line.split()[1] for line in listed.splitlines()[1:]] == ["accept", "proposal", "import"]
    assert redraft("show", "a.md", "1").stdout.decode() == TEXT
    redraft("export", "a.md", "-o", "copy.md", "--revision", "1")
    assert (path.parent / "copy.md").read_text() == TEXT
    redraft("restore", "a.md", "1")
    assert path.read_text() == TEXT
    redraft("edit", "a.md", "-i", "fix")
    assert redraft("export", "a.md", "--pending").stdout.decode() == FIXED
    assert redraft("export", "a.md", "--format", "diff").stdout.startswith(b"--- a/a.md")
    assert len(json.loads(redraft("export", "a.md", "--format", "json").stdout)["hunks"]) == 2
    assert redraft("history", "none.md", check=False).returncode == 2


def test_a_closed_pipe_is_no_error(redraft: Redraft, path: Path) -> None:
    redraft("edit", "a.md", "-i", "fix")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*COMMAND, "show", "a.md"], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_colour_is_for_terminals_that_want_it(redraft: Redraft, path: Path) -> None:
    coloured = redraft("edit", "a.md", "-i", "fix", FORCE_COLOR="1", NO_COLOR="")
    assert b"\x1b[" in coloured.stdout
    assert b"\x1b[" not in redraft("edit", "a.md", "-i", "fix").stdout


def test_the_version_is_that_of_the_package() -> None:
    done = subprocess.run([*COMMAND, "--version"], stdout=subprocess.PIPE, check=True)
    assert done.stdout.startswith(b"redraft 0.")
