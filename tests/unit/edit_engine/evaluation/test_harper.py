"""Harper's lints as changes, and what is said where it cannot run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from edit_engine.evaluation.harper import Harper, HarperMissing, changes_of, main
from edit_engine.text import Change, apply


# Stands for the npm package: wants "teh" to be "the", and a full stop after an emoji. Counts UTF-16 units, as it does.
LINTER = """
export const Dialect = { American: 0, British: 1 };
export const SuggestionKind = { Replace: 0, Remove: 1, InsertAfter: 2 };
const lint = (start, end, kind, text) => ({
  span: () => ({ start, end }),
  suggestions: () => text === null ? [] : [{ kind: () => kind, get_replacement_text: () => text }],
});
export class LocalLinter {
  async lint(text, options) {
    const found = [lint(0, 1, 0, null)];
    for (let at = text.length; (at = text.lastIndexOf("teh", at)) >= 0; at -= 1) {
      found.push(lint(at, at + 3, 0, options.language === "markdown" ? "THE" : "the"));
      if (at === 0) break;
    }
    const emoji = text.indexOf("\\u{1F600}");
    if (emoji >= 0) found.push(lint(emoji, emoji + 2, 2, "."));
    return found;
  }
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    if shutil.which("node") is None:
        pytest.skip("needs Node.js")
    package = tmp_path / "node_modules" / "harper.js"
    (package / "dist").mkdir(parents=True)
    (package / "package.json").write_text(json.dumps({"version": "9.9.9", "type": "module"}))
    (package / "dist" / "index.js").write_text(LINTER)
    (package / "dist" / "binaryInlined.js").write_text("export const binaryInlined = {};")
    return tmp_path


def test_changes_that_overlap_or_change_nothing_are_left_out() -> None:
    lints = [
        {"start": 0, "end": 3, "after": "The"},
        {"start": 2, "end": 5, "after": "x"},
        {"start": 4, "end": 7, "after": "cat"},
        {"start": 7, "end": 7, "after": "s"},
        {"start": 7, "end": 7, "after": "es"},
    ]
    found = changes_of("Teh cat", lints)
    assert found == [Change(start=0, end=3, before="Teh", after="The"), Change(start=7, end=7, before="", after="s")]
    assert apply("Teh cat", found) == "The cats"


def test_first_suggestions_are_applied_at_code_points_of_the_text(folder: Path) -> None:
    harper = Harper(folder)
    assert harper.version == "9.9.9"
    assert harper.sentences(["teh 😀 teh", "fine"]) == ["the 😀. the", "fine"]
    assert [[change.after for change in found] for found in harper.fixes(["teh", ""])] == [["THE"], []]


def test_a_linter_that_fails_is_told(folder: Path) -> None:
    (folder / "node_modules" / "harper.js" / "dist" / "index.js").write_text("throw new Error('out of order')")
    with pytest.raises(HarperMissing, match="out of order"):
        Harper(folder).fixes(["a"])


def test_a_folder_without_the_package_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(HarperMissing, match="--install"):
        Harper(tmp_path)
    assert main(["--folder", str(tmp_path)]) == 1
    assert "run this once with --install" in capsys.readouterr().err
