"""`redraft explain` with the built-in model, as a person calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from edit_engine.evaluation.explain.__main__ import main


TEXT = "We has repaired more than nine hundred objects.\n\nMost of the passengers had fallen asleep on there bags.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_mistake_is_seen_to_be_corrected_and_the_file_is_left_alone(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = file.with_name("found.png")
    options = ["--bound", "0.1", "--picture", "trajectory", "--out", str(out)]
    assert main([str(file), "--find", "there bags", *options]) == 0
    told = capsys.readouterr().out
    assert "their bags" in told
    assert f"wrote {out}" in told
    assert out.read_bytes().startswith(b"\x89PNG")
    assert file.read_text(encoding="utf-8") == TEXT


def test_a_region_is_named_by_its_characters(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = file.with_name("found.svg")
    start = TEXT.index("nine")
    region = f"{start}:{start + 12}"
    assert main([str(file), "--region", region, "--intent", "infill", "--picture", "sampling", "--out", str(out)]) == 0
    assert "built-in: 2 tokens" in capsys.readouterr().out
    assert "<svg" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--find", "absent words"], "does not hold that"),
        (["--find", ""], "does not hold that"),
        (["--region", "9"], "give START:END"),
        (["--region", "9:7"], "give START:END"),
        (["--region", "0:9999"], "give START:END"),
        (["--find", "We", "--out", "found.bmp"], "must end with .png, .svg or .pdf"),
        (["--find", "We", "--steps", "0"], "--steps 0: at least 1"),
        (["--find", "We", "--bound", "-1"], "--bound -1.0: 0 nats or more"),
    ],
)
def test_what_was_not_understood_is_said(
    arguments: list[str], message: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(file), *arguments])
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


def test_a_file_that_is_no_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "photo.md").write_bytes(b"\xff\xfe\xff")
    for name in ("photo.md", "absent.md"):
        with pytest.raises(SystemExit):
            main([str(tmp_path / name), "--find", "x"])
        assert "cannot be read as UTF-8" in capsys.readouterr().err


def test_what_the_model_or_the_disk_refuses_ends_with_a_sentence(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(file), "--find", "We", "--model", "no such model"]) == 3
    assert "no such model" in capsys.readouterr().err
    out = file.with_name("absent") / "found.png"
    assert main([str(file), "--find", "We", "--picture", "sampling", "--out", str(out)]) == 3
    assert "cannot be written" in capsys.readouterr().err
