"""Search and replace as values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.text import Change, Span
from editor_app import finding, together
from editor_app.errors import BadPattern
from editor_app.finding import Search, find, replacement, replacements


TEXT = "The cat sat.\nThe catalogue of cats: a cat, a Cat.\n"


def words(text: str, search: Search) -> list[str]:
    return [text[span.start : span.end] for span in find(text, search).matches]


def applied(text: str, changes: list[Change]) -> str:
    for change in reversed(changes):
        assert text[change.start : change.end] == change.before
        text = text[: change.start] + change.after + text[change.end :]
    return text


def replaced(text: str, search: Search, new: str) -> str:
    return applied(text, list(replacements(text, search, new).changes))


def test_capitals_count_only_where_they_shall() -> None:
    assert words(TEXT, Search(wanted="cat")) == ["cat", "cat", "cat", "cat", "Cat"]
    assert words(TEXT, Search(wanted="Cat", case=True)) == ["Cat"]


def test_whole_words_have_no_letter_beside_them() -> None:
    assert words(TEXT, Search(wanted="cat", word=True)) == ["cat", "cat", "Cat"]
    assert words("naïve naïvete", Search(wanted="naïve", word=True)) == ["naïve"]
    assert words("a++ b+", Search(wanted="a++", word=True)) == ["a++"]


def test_signs_of_patterns_are_plain_where_no_pattern_is_meant() -> None:
    assert words("f(x) = a.b* [c] \\d", Search(wanted="f(x)")) == ["f(x)"]
    assert words("a.b axb", Search(wanted="a.b")) == ["a.b"]
    assert words("\\d 1", Search(wanted="\\d")) == ["\\d"]


def test_a_search_within_a_part_sees_what_stands_around_it() -> None:
    start = TEXT.index("catalogue")
    part = Search(wanted="cat", word=True, within=Span(start, start + 3))
    assert words(TEXT, part) == []
    line = Search(wanted="^The", pattern=True, case=True, within=Span(5, len(TEXT)))
    assert [match.start for match in find(TEXT, line).matches] == [13]


def test_matches_may_be_empty() -> None:
    assert replaced("a\nb", Search(wanted="^", pattern=True), "> ") == "> a\n> b"


def test_groups_stand_in_what_takes_their_place() -> None:
    swap = Search(wanted=r"(?P<first>\w+) (\w+)", pattern=True)
    assert replaced("one two", swap, r"\2 \g<first>") == "two one"
    assert replaced("a,b", Search(wanted=",", pattern=True), r"\n") == "a\nb"


def test_a_backslash_is_plain_where_no_pattern_is_meant() -> None:
    assert replaced("a", Search(wanted="a"), r"\1") == r"\1"


@pytest.mark.parametrize("wanted", ["(", "[a", "*", "(?<x", "\\", "a{2,1}"])
def test_what_is_no_pattern_is_said_to_be_none(wanted: str) -> None:
    with pytest.raises(BadPattern, match="Not a pattern"):
        find("some text", Search(wanted=wanted, pattern=True))


@pytest.mark.parametrize("new", ["\\", r"\2", r"\g<no>"])
def test_groups_that_are_not_there_are_said(new: str) -> None:
    with pytest.raises(BadPattern, match="Not a replacement"):
        replacements("ab", Search(wanted="(a)", pattern=True), new)


def test_a_pattern_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "LONGEST_S", 0.05)
    with pytest.raises(BadPattern, match="too long"):
        find("a" * 60, Search(wanted="(a|aa)+$b", pattern=True))


def test_there_is_an_end_to_what_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 3)
    found = find("a a a a", Search(wanted="a"))
    assert (len(found.matches), found.more) == (3, True)
    assert replaced("a a a a", Search(wanted="a"), "b") == "b b b b"


def test_one_match_is_replaced_as_all_would_be() -> None:
    search = Search(wanted=r"(\w+)(?=,)", pattern=True)
    (match,) = find(TEXT, search).matches
    change = replacement(TEXT, search, match, r"<\1>")
    assert (change.before, change.after) == ("cat", "<cat>")
    with pytest.raises(BadPattern):
        replacement(TEXT, search, Span(0, 3), "")


def test_nothing_is_found_for_nothing() -> None:
    assert not find(TEXT, Search(wanted="")).matches


@given(st.text("ab \n", max_size=400), st.sampled_from(["a", "ab", " ", "b\n"]), st.text("xa", max_size=3))
def test_very_many_at_once_come_out_as_one_by_one(text: str, wanted: str, new: str) -> None:
    search = Search(wanted=wanted, case=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(together, "MANY", 2)
        patch.setattr(together, "NEAR", 5)
        made = replacements(text, search, new)
    assert applied(text, list(made.changes)) == text.replace(wanted, new)
    assert made.count == text.count(wanted)
