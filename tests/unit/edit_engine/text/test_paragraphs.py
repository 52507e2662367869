"""A line ends a paragraph if it is too long to have been wrapped by hand; an address does not make it so."""

from __future__ import annotations

import pytest

from edit_engine.text.paragraphs import LONGEST_WRAPPED_LINE, pieces


SHORT = "Please look through what is known first."
LINK = "[issues](https://example.org/a-name/that-is-long/and-goes-on-and-on-and-on/issues)"
BARE = "https://example.org/a-name/that-is-long/and-goes-on-and-on-and-on/and-on/issues"


@pytest.mark.parametrize("address", [LINK, BARE])
def test_a_line_that_is_long_for_its_address_goes_on_in_the_next(address: str) -> None:
    line = f"{SHORT} See {address} if yours is there"
    assert len(line) > LONGEST_WRAPPED_LINE
    assert pieces(f"{line}\nand add to it.") == [f"{line}\nand add to it."]


def test_a_line_of_so_many_words_is_a_paragraph() -> None:
    line = f"{SHORT} {SHORT} {SHORT} {LINK}"
    assert pieces(f"{line}\nThen add to it.") == [f"{line}\n", "Then add to it."]
