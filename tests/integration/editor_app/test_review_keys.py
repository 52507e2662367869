"""The review on a terminal: one key a decision, each stored at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer

from editor_app.cli.review import _OneByOne
from editor_app.workspace import Workspace
from storage import Document


TEXT = "a teh b teh c teh d teh\n"


@pytest.fixture(scope="module")
def asked(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A document with four suggestions."""
    path = tmp_path_factory.mktemp("review") / "a.md"
    path.write_text(TEXT)
    (job,) = workspace.wait([workspace.submit(path, "fix")])
    return workspace.document(job.document_id)


@pytest.fixture
def press(workspace: Workspace, asked: Document, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    """Runs a review with these keys; gives the text afterwards. The decisions are undone at the end."""

    def run(keys: str) -> str:
        left = iter(keys)
        monkeypatch.setattr(typer, "getchar", lambda: next(left))
        _OneByOne(workspace, asked).run()
        assert not list(left), "the review ended before all keys were pressed"
        return workspace.text(asked.id)

    yield run
    while workspace.undo(asked.id):
        pass


@pytest.mark.parametrize(
    ("keys", "text", "pending"),
    [
        ("q", TEXT, 4),
        ("yynn", "a the b the c teh d teh\n", 0),
        ("nnnn", TEXT, 0),
        ("a", "a the b the c the d the\n", 0),
        ("sna", "a teh b teh c the d the\n", 1),
        ("ssby\x03", "a teh b the c teh d teh\n", 3),
        ("yuq", TEXT, 4),
        ("uq", TEXT, 4),
        ("?x\x1b", TEXT, 4),
    ],
)
def test_keys_decide_and_leave_the_rest_pending(
    press: Callable[[str], str], workspace: Workspace, asked: Document, keys: str, text: str, pending: int
) -> None:
    assert press(keys) == text
    assert len(workspace.pending(asked.id)) == pending


def test_a_review_writes_nothing_to_the_file_by_itself(press: Callable[[str], str], asked: Document) -> None:
    press("a")
    assert asked.path is not None
    assert Path(asked.path).read_text() == TEXT
