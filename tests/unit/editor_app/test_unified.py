"""The diff of hunks is a patch: applying it gives the text with the hunks in it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.request import Hunk, Intent, Provenance
from edit_engine.text import apply
from editor_app.cli.unified import unified


WHY = Provenance(model="m", model_hash="0" * 16, seed=0, intent=Intent.FIX)


def hunk(text: str, start: int, end: int, after: str) -> Hunk:
    return Hunk(
        id=f"{start}-{end}",
        start=start,
        end=end,
        before=text[start:end],
        after=after,
        confidence=1.0,
        provenance=WHY,
    )


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[Hunk]]:
    text = draw(st.text(st.sampled_from("ab\n"), max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return text, [hunk(text, start, end, draw(st.text("xy\n", max_size=4))) for start, end in pairs]


def patched(text: str, patch: str) -> str:
    """What a reader of the format makes of a patch, without fuzz."""
    old = text.split("\n")
    new: list[str] = []
    at = 0
    lines = patch.split("\n")[2:-1]
    ends_bare = {"old": False, "new": False}
    for number, line in enumerate(lines):
        if line.startswith("@@"):
            first, count = line.split()[1][1:].split(",")
            begin = int(first) - (int(count) > 0)
            new += old[at:begin]
            at = begin
        elif line.startswith("\\"):
            ends_bare["old"] |= lines[number - 1][0] in " -"
            ends_bare["new"] |= lines[number - 1][0] in " +"
        else:
            if line[0] in " -":
                assert old[at] == line[1:], (at, old, line)
                at += 1
            if line[0] in " +":
                new.append(line[1:])
    tail = old[at:]
    if not tail and not ends_bare["new"]:
        tail = [""]
    elif tail == [""] and ends_bare["new"]:
        tail = []
    return "\n".join([*new, *tail])


@given(edits())
def test_a_patch_gives_the_text_with_the_hunks(case: tuple[str, list[Hunk]]) -> None:
    text, hunks = case
    patch = unified("a.md", text, hunks)
    assert patched(text, patch) == apply(text, hunks) if hunks else patch == ""


def test_far_changes_get_a_part_each_and_near_ones_share() -> None:
    text = "".join(f"line {number}\n" for number in range(40))
    near = [hunk(text, 0, 4, "LINE"), hunk(text, text.index("line 5"), text.index("line 5") + 4, "LINE")]
    far = hunk(text, text.index("line 30"), text.index("line 30") + 4, "LINE")
    assert unified("a", text, near).count("@@ -") == 1
    assert unified("a", text, [*near, far]).count("@@ -") == 2


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_git_takes_the_patch(tmp_path: Path, newline: str) -> None:
    text = "one\ntwo\nthree"
    path = tmp_path / "a.txt"
    path.write_bytes(text.replace("\n", newline).encode())
    hunks = [hunk(text, 4, 7, "2"), hunk(text, 8, 13, "three\nfour\n")]
    patch = unified("a.txt", text, hunks, newline)
    subprocess.run(["git", "apply"], cwd=tmp_path, input=patch.encode(), check=True)
    assert path.read_bytes() == apply(text, hunks).replace("\n", newline).encode()
