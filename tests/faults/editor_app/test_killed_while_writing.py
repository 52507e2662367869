"""A process with documents open is killed without warning; the next one knows, and has every text it acknowledged."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from editor_app.recovery import Choice, collect, decide
from editor_app.running import Marker
from editor_app.settings import AppSettings
from editor_app.shelf import Shelf


PROGRAM = """
import sys
from pathlib import Path
from editor_app.running import Marker
from editor_app.settings import AppSettings
from editor_app.shelf import Shelf

folder = Path(sys.argv[1])
marker = Marker(folder / "data")
shelf = Shelf(AppSettings(data_dir=folder / "data"))
saved, edited = shelf.open(folder / "saved.md"), shelf.open(folder / "edited.md")
untitled = shelf.new("Untitled")
marker.write([saved.id, edited.id, untitled.id])
number = 0
while True:
    number += 1
    shelf.type(edited.id, f"Typed {number} times.\\n")
    shelf.type(untitled.id, f"Nowhere {number} times.\\n")
    print(number, flush=True)
"""
LIVES = (1, 5, 12)


def test_every_killed_program_is_noticed_and_its_texts_are_whole(tmp_path: Path) -> None:
    for name in ("saved.md", "edited.md"):
        (tmp_path / name).write_text("As saved.\n")
    for lines in LIVES:
        program = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(tmp_path)], stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert program.stdout is not None
        for _ in range(lines):
            acknowledged = int(program.stdout.readline())
        program.send_signal(signal.SIGKILL)
        acknowledged = int((program.communicate(timeout=60)[0].split("\n")[:-1] or [acknowledged])[-1])
        (run,) = Marker(tmp_path / "data").claim()
        assert run.pid == program.pid
        with Shelf(AppSettings(data_dir=tmp_path / "data")) as shelf:
            edited, untitled = collect(shelf, run.documents)
            assert edited.text.startswith("Typed ")
            assert acknowledged <= int(edited.text.split()[1]) <= acknowledged + 1
            assert edited.file_text == "As saved.\n"
            assert acknowledged <= int(untitled.text.split()[1]) <= acknowledged + 1
            assert untitled.document.path is None
            assert shelf.check() == []
            decide(shelf, {edited.document.id: Choice.FILE})
            assert shelf.text(edited.document.id) == "As saved.\n"
            assert edited.text in [shelf.show(each.id) for each in shelf.history(edited.document.id)]
        assert Marker(tmp_path / "data").claim() == []
