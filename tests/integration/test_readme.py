"""The script that the README shows runs as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path


README = Path(__file__).resolve().parents[2] / "README.md"
TIMEOUT_S = 90


def test_the_script_edits_a_folder_and_prints_what_was_found(tmp_path: Path) -> None:
    found = re.search(r"```python\n(.+?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    chapters = tmp_path / "chapters"
    chapters.mkdir()
    (chapters / "one.md").write_text("It rained on teh roof.\n", encoding="utf-8")
    (chapters / "two.md").write_text("All is well.\n", encoding="utf-8")
    own = {"REDRAFT_DATA_DIR": str(tmp_path / "data"), "REDRAFT_EDITOR_FACTORY": "worker.testing:load_editor"}
    done = subprocess.run(
        [sys.executable, "-c", found[1]],
        cwd=tmp_path,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = {re.sub(r"\S*/", "", line.strip()) for line in done.stdout.splitlines()}
    assert lines == {"one.md: done", "90%  'teh' -> 'the'", "two.md: done"}
    assert (chapters / "one.md").read_text(encoding="utf-8") == "It rained on teh roof.\n"
