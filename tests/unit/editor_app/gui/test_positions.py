from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from edit_engine.text import Span
from editor_app.gui.positions import Border, Units, pasted


# Everything Qt treats in a way of its own, beside letters and wide characters.
STRANGE = "\r\n\u2028\u2029\ufdd0\ufdd1\ufffc\u00a0\u200b\u0085\x0b\x0c\x1c\u240d\u240a\u240e\ue000a😀é𝒳"
texts = st.text(st.one_of(st.sampled_from(STRANGE), st.characters(exclude_categories=["Cs"], min_codepoint=1)))


@given(texts)
def test_any_text_survives_a_document(text: str) -> None:
    border = Border(text)
    document = QTextDocument()
    QTextCursor(document).insertText(border.to_qt(text))
    assert border.to_text(document.toRawText()) == text


@given(texts)
def test_stand_ins_keep_every_position(text: str) -> None:
    shown = Border(text).to_qt(text)
    assert len(shown) == len(text)
    assert [at for at, c in enumerate(shown) if c == "\n"] == [at for at, c in enumerate(text) if c == "\n"]


@given(st.text(st.sampled_from("a😀é𝒳"), max_size=20))
def test_positions_count_as_utf_16_does(text: str) -> None:
    units = Units(text)
    for point in range(len(text) + 1):
        unit = len(text[:point].encode("utf-16-le")) // 2
        assert units.unit(point) == unit
        assert units.point(unit) == point


@pytest.mark.parametrize(("point", "unit"), [(0, 0), (1, 1), (2, 3), (3, 4)])
def test_an_emoji_takes_two_units(point: int, unit: int) -> None:
    units = Units("a😀b")
    assert (units.unit(point), units.point(unit)) == (unit, point)


def test_a_unit_inside_a_pair_belongs_to_its_character() -> None:
    assert Units("a😀b").point(2) == 1


def test_spans_convert_both_ways() -> None:
    units = Units("😀😀")
    assert units.units(Span(1, 2)) == Span(2, 4)
    assert units.points(Span(2, 4)) == Span(1, 2)


def test_a_stand_in_is_a_sign_people_know_unless_the_text_uses_it() -> None:
    assert Border("a\rb").to_qt("a\rb") == "a␍b"
    assert "␍" in Border("␍\r").to_qt("␍\r")
    assert Border("␍\r").to_text(Border("␍\r").to_qt("␍\r")) == "␍\r"


def test_a_sign_is_itself_where_it_stands_for_nothing() -> None:
    assert Border("plain").to_text("a␍b") == "a␍b"


def test_lone_surrogates_survive() -> None:
    text = "a\ud800b"
    border = Border(text)
    assert border.to_text(border.to_qt(text)) == text


def test_what_is_pasted_has_one_kind_of_newline() -> None:
    assert pasted("a\r\nb\rc\u2028d\u2029e\ufffcf\0") == "a\nb\nc\nd\nef"
