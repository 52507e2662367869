"""Guards: reasons why a change must not be offered, whatever the model thinks of it. They only ever reject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from edit_engine.editing.line_ends import breaks_off, ends_bare_item, ends_with_line, gets_mark, is_heading
from edit_engine.request import Intent
from edit_engine.text.variants import variants


_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_MARKUP = set("`*_#|<>[]{}\\$~")
# What makes another number of the same digits.
_UNITS = set("%\u2030\u00b0\u20ac\u00a3\u00a5\u00a2")
# Numbers in words; "one" is more often none.
_NUMBER_WORDS = re.compile(
    r"\b(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|"
    r"dozen|half|third|quarter|twice)\b"
)
# Least likeness (0..100) of a word of this many letters to the one that corrects it.
_LEAST_LIKE, _LONG_WORD = 68, 5
# Least likeness of a name to its correction.
_LEAST_LIKE_NAME = 60
# Long words that say how others belong together: one unlike it, or none ("discuss about it"), may be right.
_JOINTS = frozenset(
    {
        *("about", "above", "across", "after", "against", "along", "among", "around", "before", "behind", "below"),
        *("beside", "between", "during", "since", "through", "toward", "towards", "under", "until"),
        *("which", "where", "while", "whose"),
    }
)
# Words of one letter.
_LETTER_WORDS = frozenset("aio")
_ENDING_TWICE = re.compile(r"['\u2019]s['\u2019]s\b")
_OWNERS = ("'s", "\u2019s")
_OWNING = re.compile(r"(?:['\u2019]s?)$")
# What stands before a name, and whose full stop ends no sentence.
_TITLE = re.compile(r"\b(?:Mrs?|Ms|Mx|Dr|Prof|St|Gen|Col|Capt|Lt|Sgt|Rev|Hon|Mt)\.$")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("\u201c", "\u201d"))
# Intents under which a name may be respelled at most.
_KEEPS_NAMES = frozenset(Intent) - {Intent.INFILL, Intent.NEUTRAL}


# Intents under which a text is said in other words: there a number or a name that is gone was dropped, not corrected.
_REWORDS = frozenset(
    {
        *(Intent.SIMPLIFY, Intent.SHORTEN, Intent.FORMAL, Intent.CLARITY),
        *(Intent.FLUENCY, Intent.PARAPHRASE, Intent.FREE),
    }
)


# A word with a capital where no sentence opens.
_RAISED = re.compile(r"(?<=[a-z,;] )[A-Z]\w*")
# Times a rare word must stand in a text to count as one that the writer means.
_FAMILIAR = 3


def familiar_words(text: str) -> frozenset[str]:
    """Words (lower case, without a plural s) that a text uses again and again: its own terms and names.

    A word that it writes with a capital again and again where no sentence opens is among them as it is written.
    """
    counts = Counter(_plain(word) for word in _WORD.findall(text) if len(word) >= _LONG_WORD)
    counts.update(_RAISED.findall(text))
    return frozenset(word for word, count in counts.items() if count >= _FAMILIAR)


def is_familiar(before: str, familiar: frozenset[str]) -> bool:
    """Whether `before` is one word, and one of the `familiar` ones."""
    words = _WORD.findall(before)
    return len(words) == 1 and _plain(words[0]) in familiar


def lowers_familiar(before: str, after: str, familiar: frozenset[str]) -> bool:
    """Whether a word would only lose the capital that the text keeps writing it with."""
    return before.strip() in familiar and before != after and before.lower() == after.lower()


def _plain(word: str) -> str:
    return word.lower().removesuffix("s")


def refusal(
    window: str,
    start: int,
    end: int,
    after: str,
    intent: Intent,
    listed: Collection[str] = (),
    *,
    used: Collection[str] = (),
) -> str | None:
    """Why `window[start:end] -> after` must not be offered, or None.

    Args:
        window: text of the window.
        start, end: the range replaced, code points.
        after: the new text.
        intent: what was asked.
        listed: words that are listed with the one replaced: taken for it, its forms, or a letter away.
        used: words among those replaced, in small letters, of which it is known that people write them.
    """
    before = window[start:end]
    checks = (
        ("characters that cannot be text", "\ufffd" in after or _controls(after) > _controls(before)),
        ("numbers differ", intent is not Intent.INFILL and _numbers(before) != _numbers(after)),
        ("a number is lost", intent in _REWORDS and bool(_number_words(before) - _number_words(after))),
        ("markup differs", intent is not Intent.INFILL and _marks(before) != _marks(after)),
        (
            "a name is lost",
            intent in _KEEPS_NAMES and _loses_name(window, start, before, after, exactly=intent in _REWORDS),
        ),
        ("a name is lost", intent in _REWORDS and _loses_opening_name(window, start, before, after)),
        ("another word, not a correction", intent is Intent.FIX and _other_word(window, start, end, after, listed)),
        ("it is spelled so elsewhere", intent is Intent.FIX and _spelled_elsewhere(before, after, used)),
        ("an ending is repeated", _ends_twice(window, start, end, after)),
        ("a word is repeated", _repeats(window, start, end, after)),
        ("brackets or quotes do not close", _open_pairs(window[:start] + after + window[end:]) > _open_pairs(window)),
        ("a line or paragraph border moves", before.count("\n") != after.count("\n")),
        ("a sentence ends before a small letter", breaks_off(window, start, end, after)),
        ("a heading gets a mark", gets_mark(window, end, after) and is_heading(window, start, end)),
        ("a list item gets a mark", gets_mark(window, end, after) and ends_bare_item(window, end)),
        ("a sentence ends or begins with a line", ends_with_line(window, start, end, after)),
        ("nothing is left of a paragraph", not after.strip() and not window[:start].strip() + window[end:].strip()),
    )
    return next((reason for reason, fails in checks if fails), None)


def _controls(text: str) -> int:
    return sum(1 for char in text if ord(char) < 32 and char not in "\n\t\r")


def _numbers(text: str) -> Counter[str]:
    return Counter([*_NUMBER.findall(text), *(char for char in text if char in _UNITS)])


def _number_words(text: str) -> Counter[str]:
    return Counter(_NUMBER_WORDS.findall(text.lower()))


def _marks(text: str) -> Counter[str]:
    return Counter(char for char in text if char in _MARKUP)


def _loses_opening_name(window: str, start: int, before: str, after: str) -> bool:
    """Whether a word is gone that is a name although it opens a sentence.

    It is one if it has a capital after its first letter, or if the window has it capitalised where no sentence opens.
    """
    kept = {word.lower() for word in _WORD.findall(after)}
    for found in _WORD.finditer(before):
        word = found.group()
        if not word[0].isupper() or word.lower() in kept or not _opens(window[:start] + before[: found.start()]):
            continue
        if any(char.isupper() for char in word[1:]):
            return True
        if any(
            not _opens(window[: other.start()])
            for other in re.finditer(rf"\b{re.escape(word)}\b", window)
            if other.start() != start + found.start()
        ):
            return True
    return False


def _opens(left: str) -> bool:
    """Whether a sentence begins after `left`."""
    lead = left.rstrip(" \"'\u201c\u2018(*_")
    return not lead or (lead[-1] in ".!?:\n#>-" and _TITLE.search(lead) is None)


def _loses_name(window: str, start: int, before: str, after: str, *, exactly: bool) -> bool:
    """Whether a capitalised word inside a sentence has no like word, or not the same, in the new text."""
    kept = _WORD.findall(after)
    least = 100 if exactly else _LEAST_LIKE_NAME
    for found in _WORD.finditer(before):
        word = found.group()
        opens = _opens(window[:start] + before[: found.start()])
        if opens or not word[0].isupper() or word == "I" or word.startswith(("I'", "I\u2019")):
            continue
        if all(ratio(_bare(word), _bare(other)) < least for other in kept):
            return True
    return False


def _bare(name: str) -> str:
    """In small letters, without what says that it owns something."""
    return _OWNING.sub("", name.lower())


def _other_word(window: str, start: int, end: int, after: str, listed: Collection[str]) -> bool:
    """Whether one long word became an unlike one, or any word a letter: that is no correction."""
    old, new = _WORD.findall(window[start:end]), _WORD.findall(after)
    if len(old) != 1 or len(new) > 1:
        return False
    if new and len(new[0]) == 1 < len(old[0]) and new[0].lower() not in _LETTER_WORDS:
        return True
    if len(old[0]) < _LONG_WORD:
        return False
    if old[0].lower() in _JOINTS or after.strip() in listed:
        return False
    if not new:
        # A word said twice may go.
        return old[0].lower() not in map(str.lower, _beside(window, start, end))
    return ratio(old[0].lower(), new[0].lower()) < _LEAST_LIKE


def _spelled_elsewhere(before: str, after: str, used: Collection[str]) -> bool:
    """Whether all that changes are British spellings to American ones, or back: a text keeps its own."""
    changed = variants(before, after)
    return bool(changed) and all(one.lower() in used for one, _ in changed)


def _ends_twice(window: str, start: int, end: int, after: str) -> bool:
    """Whether there are more words with two endings ("boss's's") than were, or a plural comes to stand before 's.

    What has a capital may be a name that ends so.
    """
    left, right = window[max(0, start - 4) : start], window[end : end + 4]
    if right[:2] in _OWNERS and after[-1:] == "s" and window[end - 1 : end] != "s" and after.islower():
        return True
    return len(_ENDING_TWICE.findall(left + after + right)) > len(
        _ENDING_TWICE.findall(left + window[start:end] + right)
    )


def _repeats(window: str, start: int, end: int, after: str) -> bool:
    """Whether the new text says a word twice in a row where the old did not."""
    left, right = _beside(window, start, end)
    return _doubles([left, *_WORD.findall(after), right]) > _doubles([left, *_WORD.findall(window[start:end]), right])


def drops_double(window: str, start: int, end: int, after: str) -> bool:
    """Whether `window[start:end] -> after` says a word once that was said twice in a row."""
    left, right = _beside(window, start, end)
    return _doubles([left, *_WORD.findall(after), right]) < _doubles([left, *_WORD.findall(window[start:end]), right])


def _beside(window: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a range; "" where there is none near."""
    before, behind = _WORD.findall(window[max(0, start - 40) : start]), _WORD.findall(window[end : end + 40])
    return (before or [""])[-1], (behind or [""])[0]


def _doubles(words: Sequence[str]) -> int:
    return sum(1 for left, right in pairwise(words) if left and left.lower() == right.lower())


def _open_pairs(text: str) -> int:
    return sum(abs(text.count(opening) - text.count(closing)) for opening, closing in _PAIRS) + text.count('"') % 2
