"""Search and replace in a text. No Qt; a search may run in any thread.

A pattern is Python's, as the package `regex` reads it. It can be such that no computer ever finishes: a search gives up
after a while, and other threads go on meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from edit_engine.text import Change, Span
from editor_app.errors import BadPattern
from editor_app.together import together


# Seconds of computing after which a search gives up.
LONGEST_S = 1.5
# More matches than this are not looked for: nobody looks at them, and only "replace all" needs them.
MOST = 100_000


@dataclass(frozen=True, kw_only=True)
class Search:
    """What is searched."""

    # The words, or the pattern.
    wanted: str
    # Whether it is a regular expression.
    pattern: bool = False
    # Whether capitals must be as they are.
    case: bool = False
    # Whether letters, digits and underscores may not stand beside it.
    word: bool = False
    # Where, code points; None for everywhere.
    within: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search found."""

    # In order, code points; some may be empty.
    matches: Sequence[Span] = ()
    # Whether there may be more.
    more: bool = False


@dataclass(frozen=True, kw_only=True)
class Replaced:
    """What replacing all matches does."""

    # In order; where there are very many matches, some are made together.
    changes: Sequence[Change]
    # Number of matches.
    count: int


def find(text: str, search: Search) -> Found:
    """All matches in `text`, up to `MOST`.

    Raises:
        BadPattern: it is none, or it takes too long.
    """
    matches: list[Span] = []
    for match in _matches(text, search):
        if len(matches) == MOST:
            return Found(matches=matches, more=True)
        matches.append(Span(*match.span()))
    return Found(matches=matches)


def replacement(text: str, search: Search, match: Span, new: str) -> Change:
    r"""What replacing one match does; in a pattern, `\1` and `\g<name>` in `new` stand for its groups.

    Raises:
        BadPattern: of the pattern, or of `new`.
    """
    here = replace(search, within=Span(match.start, max(match.end, match.start)))
    for each in _matches(text, here):
        if each.span() == match:
            return _change(each, search, new)
    raise BadPattern("The match is not there any more.")


def replacements(text: str, search: Search, new: str) -> Replaced:
    """What replacing all of them does.

    Raises:
        BadPattern: of the pattern, or of `new`.
    """
    changes = [_change(match, search, new) for match in _matches(text, search)]
    return Replaced(changes=together(text, changes), count=len(changes))


def _matches(text: str, search: Search) -> Iterator[regex.Match[str]]:
    if not search.wanted:
        return
    within = search.within or Span(0, len(text))
    try:
        compiled = _compiled(search)
        # What stands before and behind counts for a pattern, so only the beginning is told.
        for match in compiled.finditer(text, within.start, concurrent=True, timeout=LONGEST_S):
            if match.start() > within.end:
                return
            if match.end() <= within.end:
                yield match
    except TimeoutError:
        raise BadPattern("The pattern takes too long on this text. A simpler one may do.") from None
    except regex.error as error:
        raise BadPattern(f"Not a pattern: {_why(error)}") from None
    except RecursionError:
        raise BadPattern("Not a pattern: it is nested too deeply") from None


def _compiled(search: Search) -> regex.Pattern[str]:
    wanted = search.wanted if search.pattern else regex.escape(search.wanted)
    if search.word:
        wanted = rf"(?<!\w)(?:{wanted})(?!\w)"
    return regex.compile(wanted, regex.VERSION0 | regex.MULTILINE | (0 if search.case else regex.IGNORECASE))


def _change(match: regex.Match[str], search: Search, new: str) -> Change:
    if search.pattern and "\\" in new:
        try:
            new = match.expand(new)
        except (regex.error, IndexError) as error:
            raise BadPattern(f"Not a replacement: {_why(error)}") from None
    return Change(start=match.start(), end=match.end(), before=match.group(), after=new)


def _why(error: Exception) -> str:
    # The stubs of the package do not know what its errors hold.
    why, place = getattr(error, "msg", str(error)), getattr(error, "pos", None)
    return why if place is None else f"{why} (at {place + 1})"
