"""What was open is kept as it was, and a damaged record costs no more than what is damaged in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor_app.arrangement import FILE_NAME, LARGEST_BYTES, Arranged, Arrangement, Place, load, save, without


TWO = Arrangement(
    windows=(
        Arranged(
            places=(
                Place(document_id="a", title="a.md", caret=7, anchor=3, top=1),
                Place(document_id="b", mode="review", hunk="h", history=True),
            ),
            current=1,
            geometry="AAEC",
        ),
        Arranged(places=(Place(document_id="c"),)),
    )
)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    save(tmp_path, TWO)
    assert load(tmp_path) == TWO
    assert TWO.document_ids == ("a", "b", "c")


def test_without_a_file_nothing_was_open(tmp_path: Path) -> None:
    assert load(tmp_path) == Arrangement()


@pytest.mark.parametrize(
    "damage",
    [b"", b"\xff\xfe", b"[]", b'{"version": 2, "windows": []}', b'{"version": 1, "windows": 3}', b"x" * LARGEST_BYTES],
    ids=["empty", "no text", "a list", "a later version", "no windows", "large"],
)
def test_a_damaged_file_is_as_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(damage + b" ")
    assert load(tmp_path) == Arrangement()


def test_what_is_damaged_is_left_out_and_the_rest_stays(tmp_path: Path) -> None:
    windows = [
        {
            "places": [
                {"document_id": "a", "caret": -1},
                {"document_id": "b", "new": "field"},
                7,
                {"title": "nameless"},
                {"document_id": "c", "caret": 5},
            ],
            "current": 4,
            "geometry": 9,
        },
        {"places": [{"document_id": "b"}]},
        {"places": "none"},
        {},
    ]
    (tmp_path / FILE_NAME).write_text(json.dumps({"version": 1, "windows": windows}))
    (window,) = load(tmp_path).windows
    assert [place.document_id for place in window.places] == ["b", "c"]
    assert window.current == 1
    assert window.geometry == ""


@pytest.mark.parametrize(
    ("gone", "left", "current"),
    [({"a"}, ["b"], 0), ({"b"}, ["a"], 0), ({"x"}, ["a", "b"], 1)],
)
def test_documents_that_vanished_leave_the_others_where_they_were(
    gone: set[str], left: list[str], current: int
) -> None:
    first = without(TWO, gone).windows[0]
    assert [place.document_id for place in first.places] == left
    assert first.current == current


def test_a_window_without_documents_goes(tmp_path: Path) -> None:
    assert without(TWO, {"a", "b"}).windows == TWO.windows[1:]
    assert without(TWO, {"a", "b", "c"}) == Arrangement()
