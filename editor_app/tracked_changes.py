"""Suggestions as the tracked changes of a Word document, for people who review in a word processor.

Each line of the text is a paragraph, as it stands: Markdown stays Markdown, so what comes back can be compared. A line
break that a suggestion takes or brings is the tracked mark of its paragraph (ECMA-376 part 1, 17.13.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from edit_engine.request import Hunk
from edit_engine.text import Change


if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

# What XML cannot hold: control characters and halves of pairs.
_STRANGE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n|\n|\r")


class Tracked(StrEnum):
    """What becomes of a piece: Word's names of the elements around it."""

    KEPT = ""
    DELETED = "w:del"
    INSERTED = "w:ins"


def write(text: str, changes: Sequence[Change | Hunk], *, moment: datetime | None = None) -> bytes:
    """A .docx file with `text` and its changes tracked, each in the name of the model that made it.

    Args:
        text: where the places of the changes count. What XML cannot hold is shown as U+FFFD.
        changes: in order, without overlaps.
        moment: when they are said to have been made; now if not given.
    """
    from docx import Document  # takes a fifth of a second to load
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = Document()
    stamp = (moment or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    numbers = count(1)

    def tracked(tracks: Tracked, author: str) -> BaseOxmlElement:
        made = OxmlElement(tracks.value)
        for name, value in (("w:id", str(next(numbers))), ("w:author", author), ("w:date", stamp)):
            made.set(qn(name), value)
        return made

    def put(paragraph: Paragraph, said: str, tracks: Tracked, author: str) -> None:
        run = paragraph.add_run(said)._r
        if tracks is Tracked.KEPT:
            return
        around = tracked(tracks, author)
        run.addprevious(around)
        around.append(run)
        if tracks is Tracked.DELETED:
            for held in run.findall(qn("w:t")):
                held.tag = qn("w:delText")

    def end(paragraph: Paragraph, tracks: Tracked, author: str) -> None:
        if tracks is not Tracked.KEPT:
            properties = OxmlElement("w:rPr")
            properties.append(tracked(tracks, author))
            paragraph._p.get_or_add_pPr().append(properties)

    paragraph = document.add_paragraph()
    for piece, tracks, author in _pieces(text, changes):
        *lines, last = _BREAK.split(_STRANGE.sub("\ufffd", piece))
        for line in lines:
            if line:
                put(paragraph, line, tracks, author)
            end(paragraph, tracks, author)
            paragraph = document.add_paragraph()
        if last:
            put(paragraph, last, tracks, author)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _pieces(text: str, changes: Sequence[Change | Hunk]) -> Iterator[tuple[str, Tracked, str]]:
    at = 0
    for change in changes:
        author = f"Redraft ({change.provenance.model})" if isinstance(change, Hunk) else "Redraft"
        yield text[at : change.start], Tracked.KEPT, ""
        yield change.before, Tracked.DELETED, author
        yield change.after, Tracked.INSERTED, author
        at = change.end
    yield text[at:], Tracked.KEPT, ""
