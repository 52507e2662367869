"""Guards of usage: where English has two ways to say it and both are right, the writer's stays.

As all guards they only reject. Each looks at a range of a text and what would take its place. What has two ways: see
"subjunctive" and "block language" in Quirk et al. 1985.
"""

from __future__ import annotations

import re

from edit_engine.editing.line_ends import is_heading


_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][a-z]+)?")
# What is asked for: "insist that he be", "it is vital that she leave".
_ASKED = re.compile(
    r"\b(?:insist|demand|require|request|suggest|recommend|propose|urge|stipulate|decree|essential|important|vital"
    r"|imperative|necessary|crucial|desirable)(?:s|d|ed|ing)? that\b[^.;:!?]*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\bthat (?:[A-Za-z]+ ){1,4}(?:not )?$")
# Forms that are no base form.
_FINITE = re.compile(
    r"(?:[a-z]+s|[a-z]+ed|are|were|had|went|left|took|made|gave|came|kept|paid|sent|told|put|got|met|held|ran|wrote|spoke"
    r"|brought|bought|found|built|lost|said|saw|began|became|knew|grew|stood|understood)"
)
# "If it were", "as though she were", "I wish they were": with a short subject; else it may be a wrong number.
_SUPPOSED = re.compile(
    r"\b(?:if|as though|unless|suppose|supposing|wish|wished|wishes|wishing)"
    r" (?:(?:the|a|an|my|his|her|its|their) )?[a-z]+ $",
    re.IGNORECASE,
)
# A single one of them ends in s as well.
_IN_S = frozenset({"crossroads", "barracks", "headquarters", "gallows", "series", "species", "means", "premises"})
_ARTICLES = frozenset({"a", "an", "the"})


def both_are_right(window: str, start: int, end: int, after: str) -> bool:
    """Whether a change takes one right way of saying it for another.

    Args:
        window: the text.
        start, end: the range replaced, code points.
        after: the new text.
    """
    before = window[start:end].strip()
    old, new = before.lower(), after.strip().lower()
    # A token brings the space before it along.
    start = end - len(window[start:end].lstrip())
    left, right = window[:start], window[end:].lower()
    if _WORD.fullmatch(before) and _WORD.fullmatch(after.strip()):
        return (
            (old == "were" and new == "was" and _SUPPOSED.search(left) is not None)
            or (old in _IN_S and new == old.removesuffix("s"))
            or _leaves_mood(left, old, new)
        )
    if not new:
        # "in in-house": the second belongs to another word, whichever of them is left out.
        doubled = left.rstrip().lower().endswith(f" {old}") and right.startswith("-")
        return bool(old) and (doubled or right.lstrip().startswith(f"{old}-"))
    return not before and new in _ARTICLES and _in_heading(window, start)


def _leaves_mood(left: str, old: str, new: str) -> bool:
    """Whether the base form of what is asked for becomes another: "that he leave" is right."""
    if _FINITE.fullmatch(old) or not _FINITE.fullmatch(new):
        return False
    return _ASKED.search(left) is not None and _SUBJECT.search(left) is not None


def _in_heading(window: str, at: int) -> bool:
    """Whether a place is in a heading: there articles are left out."""
    end = window.find("\n", at)
    end = len(window) if end < 0 else end
    return window[:end].rstrip()[-1:] not in (".", "!", "?", ":", ";", "\u201d", '"') and is_heading(window, at, end)
