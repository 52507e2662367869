"""What the palette offers for some letters, the best first: commands, open documents, headings, settings. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz


class Kind(IntEnum):
    """What an offer leads to; of two that fit as well, the smaller comes first."""

    COMMAND = 0
    DOCUMENT = 1
    HEADING = 2
    SETTING = 3


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One line of the palette."""

    kind: Kind
    # What is meant, for whoever does it: the name of a command, the key of a setting, a number.
    key: str
    title: str
    # Where it belongs: the menu, the page, the document.
    place: str = ""
    # More words it can be found by, in any language.
    words: str = ""
    # How to do it without the palette.
    shortcut: str = ""
    # Why it cannot be chosen now; empty if it can.
    why_not: str = ""


# Shares of the best match, by where the letters are found.
_WHOLE, _BEGIN, _WORD, _INSIDE, _INITIALS, _PLACE, _SCATTERED = 1.0, 0.95, 0.85, 0.75, 0.7, 0.5, 0.45
# How like the title letters with a slip in them must be, of 100, and what that counts at most.
_LIKE, _FUZZY = 75.0, 0.4
# Settings and headings are shown once somebody looks for them: there are many.
_WITHOUT_LETTERS = (Kind.COMMAND, Kind.DOCUMENT)


def rank(offers: Iterable[Offer], letters: str, recent: Sequence[str] = ()) -> list[Offer]:
    """Those that fit, the best first; of equals, what was used lately. What cannot be used comes last.

    Args:
        offers: all there are, in the order they have without letters.
        letters: what was typed.
        recent: keys used lately, the last one first.
    """
    wanted = " ".join(letters.casefold().split())
    if not wanted:
        found = [(1.0, offer) for offer in offers if offer.kind in _WITHOUT_LETTERS]
    else:
        found = [(fit, offer) for offer in offers if (fit := _fit(wanted, offer)) > 0]
    used = {key: at for at, key in enumerate(recent)}
    last = len(used)
    found.sort(
        key=lambda each: (
            bool(each[1].why_not),
            # Before letters are typed, what was used lately stands on top; then it decides between near equals.
            0 if not wanted else -round(each[0], 1),
            used.get(each[1].key, last),
            -each[0],
            each[1].kind,
        )
    )
    return [offer for _, offer in found]


def _fit(wanted: str, offer: Offer) -> float:
    title = offer.title.casefold()
    if title == wanted:
        return _WHOLE
    if title.startswith(wanted):
        return _BEGIN
    words = title.split()
    if any(word.startswith(wanted) for word in words) or f" {wanted}" in title:
        return _WORD
    if wanted in title:
        return _INSIDE
    plain = wanted.replace(" ", "")
    if len(plain) > 1 and "".join(word[0] for word in words).startswith(plain):
        return _INITIALS
    rest = f"{offer.place} {offer.words} {offer.shortcut}".casefold()
    if all(term in title or term in rest for term in wanted.split()):
        return _PLACE
    if _scattered(plain, words):
        return _SCATTERED
    like = fuzz.partial_ratio(wanted, title, score_cutoff=_LIKE) if len(plain) > 2 else 0.0
    return _FUZZY * like / 100


def _scattered(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are the beginnings of words, one after another: "acal" for "accept all"."""
    if not letters:
        return True
    for at, word in enumerate(words):
        # Each letter is compared once, and only what some later word begins with is followed: most headings end here.
        alike = 0
        while alike < min(len(word), len(letters)) and word[alike] == letters[alike]:
            alike += 1
        if not alike:
            continue
        later = words[at + 1 :]
        begins = {other[0] for other in later}
        for length in range(alike, 0, -1):
            if length == len(letters) or (letters[length] in begins and _scattered(letters[length:], later)):
                return True
    return False
