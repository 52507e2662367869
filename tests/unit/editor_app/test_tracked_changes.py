"""Tracked changes: a word processor that rejects them all has the text, one that accepts them all has the new one."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from edit_engine.request import Hunk, Intent, Provenance
from edit_engine.text import Change, apply
from editor_app.tracked_changes import write


WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
WHY = Provenance(model="built-in", model_hash="0" * 16, seed=0, intent=Intent.FIX)


def change(text: str, before: str, after: str) -> Change:
    start = text.index(before)
    return Change(start=start, end=start + len(before), before=before, after=after)


def read(data: bytes, *, accept: bool) -> str:
    """What a word processor shows once every change is accepted, or rejected."""
    gone, there = ("w:del", "w:ins") if accept else ("w:ins", "w:del")
    said = []
    for paragraph in Document(BytesIO(data)).paragraphs:
        for held in paragraph._p.iter(qn("w:t"), qn("w:delText"), qn("w:tab")):
            around = {each.tag for each in held.iterancestors()}
            if qn(gone) not in around and held.tag == qn("w:tab"):
                said.append("\t")
            elif qn(gone) not in around:
                assert (held.tag == qn("w:delText")) == (qn("w:del") in around)
                said.append(held.text or "")
        mark = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(gone)}")
        said.append("" if mark is not None else "\n")
        assert paragraph._p.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(there)}") is None or mark is None
    return "".join(said).removesuffix("\n")


def test_each_change_says_who_made_it_and_when() -> None:
    hunk = Hunk(id="a", start=0, end=3, before="Teh", after="The", confidence=0.9, provenance=WHY)
    data = write("Teh cat.\n\nIt sat.", [hunk], moment=WHEN)
    paragraphs = Document(BytesIO(data)).paragraphs
    assert len(paragraphs) == 3
    deleted, inserted = paragraphs[0]._p.find(qn("w:del")), paragraphs[0]._p.find(qn("w:ins"))
    assert deleted.get(qn("w:author")) == inserted.get(qn("w:author")) == "Redraft (built-in)"
    assert deleted.get(qn("w:date")) == "2026-01-02T03:04:05Z"
    assert deleted.get(qn("w:id")) != inserted.get(qn("w:id"))


def test_paragraphs_that_are_joined_and_parted_are_tracked_too() -> None:
    text = "One.\nTwo. Three.\tFour"
    changes = [change(text, "\n", " "), change(text, " Three", "\n\nThree")]
    data = write(text, changes)
    assert read(data, accept=False) == text
    assert read(data, accept=True) == "One. Two.\n\nThree.\tFour"


def test_what_xml_cannot_hold_does_not_stop_it() -> None:
    assert read(write("a\0b\x0cc\ud800", []), accept=True) == "a\ufffdb\ufffdc\ufffd"


@settings(max_examples=30)
@given(st.text("ab \n\t<&é😀", max_size=12), st.data())
def test_rejected_it_is_the_text_and_accepted_the_new_one(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    changes = [
        Change(start=start, end=end, before=text[start:end], after=data.draw(st.text("xy\n ", max_size=3)))
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    made = write(text, changes)
    assert read(made, accept=False) == text
    assert read(made, accept=True) == apply(text, changes)
