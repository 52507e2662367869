"""Pairs for SHORTEN, SIMPLIFY and FORMAL made from clean text: a wordier text is the task, and the answer is the clean
one, for SHORTEN and SIMPLIFY with what can go left out (`style_cuts`).

    made = constructed_pairs(lexicon).make("We left because it rained.", Intent.SHORTEN, rng)
    # ("We left due to the fact that it rained.", "We left because it rained.")

For FORMAL the answer has its contractions written out, so it may differ from the text given.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from edit_engine.request import Intent
from edit_engine.training.corruption.confusion import starts_with_vowel_sound
from edit_engine.training.corruption.draft import Draft, Edit, like
from edit_engine.training.corruption.lexicon import Lexicon, VerbForms
from edit_engine.training.corruption.style_conditions import CONDITIONS, POSSESSIVES, SUBJECTS, Condition, Site
from edit_engine.training.corruption.style_cuts import Cuts
from edit_engine.training.corruption.style_table import EMPTY_OPENINGS, PHRASES, VERBS
from edit_engine.training.corruption.wordlists import (
    BE,
    DETERMINERS,
    DO_NOT,
    HAVE,
    MODALS,
    PREPOSITIONS,
    word_set,
)


BASE_AFTER = MODALS | DO_NOT | word_set("to i you we they please not")
PARTICLES = word_set("out off up away")
HAVE_FOLLOWERS = word_set("not never been already always just also only")
OBJECT_PRONOUNS = word_set("it them him her us me you")

# Contractions that stand for one thing only, so that both ways are safe.
CONTRACTED: dict[str, str] = {
    **{f"{first} not": f"{first}n't" for first in ("are", "could", "did", "does", "do", "had", "has", "have")},
    **{f"{first} not": f"{first}n't" for first in ("is", "must", "need", "should", "was", "were", "would")},
    "cannot": "can't", "will not": "won't", "i am": "I'm", "let us": "let's",
    **{f"{first} are": f"{first}'re" for first in ("you", "we", "they")},
    **{f"{first} have": f"{first}'ve" for first in ("i", "you", "we", "they")},
    **{f"{first} will": f"{first}'ll" for first in ("i", "you", "he", "she", "it", "we", "they")},
    **{f"{first} is": f"{first}'s" for first in ("he", "she", "it", "that", "there", "what", "who", "here")},
    **{f"{first} would": f"{first}'d" for first in ("i", "you", "he", "she", "we", "they")},
}  # fmt: skip
EXPANDED = {short.lower(): long for long, short in CONTRACTED.items() if not short.endswith(("'s", "'d"))}
CONTRACTION = re.compile(
    r"['’](?:t|re|ve|ll|m|d)\b|\b(?:it|he|she|that|there|what|who|here|how|where|let)['’]s\b", re.IGNORECASE
)


class ConstructedPairs:
    """Makes (before, after) pairs for the style intents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._cuts = Cuts(lexicon)
        # Intent -> first word -> (words, condition, wordier phrases).
        self._phrases: dict[Intent, dict[str, list[tuple[tuple[str, ...], Condition, tuple[str, ...]]]]] = {}
        # Intent -> base form -> (frame, phrases).
        self._verbs: dict[Intent, dict[str, list[tuple[str, tuple[str, ...]]]]] = {}
        for intent in PHRASES:
            phrases = self._phrases[intent] = {}
            for left, frame, rights in _rows(PHRASES[intent]):
                words = tuple(left.split())
                phrases.setdefault(words[0], []).append((words, CONDITIONS[frame], rights))
            verbs = self._verbs[intent] = {}
            for left, frame, rights in _rows(VERBS[intent]):
                verbs.setdefault(left, []).append((frame, rights))

    @property
    def intents(self) -> tuple[Intent, ...]:
        """The intents that pairs can be made for."""
        return tuple(self._phrases)

    def make(self, text: str, intent: Intent, rng: random.Random) -> tuple[str, str] | None:
        """A pair for `intent` out of clean `text`.

        Args:
            text: clean prose.
            intent: SHORTEN, SIMPLIFY or FORMAL.
            rng: source of chance.

        Returns:
            (before, after), or None where nothing in the text fits, or for any other intent.
        """
        if intent not in self._phrases:
            return None
        after = text
        if intent is Intent.FORMAL:
            after = expand(text)
            if CONTRACTION.search(after) is not None:
                return None
        draft = Draft(after)
        sites = self._sites(draft, intent, rng)
        if intent is Intent.FORMAL:
            sites += _contractions(draft, self._lexicon.vbn)
        if sites:
            share = rng.choice((0.4, 0.7, 1.0))
            chosen = [edit for edit in sites if rng.random() < share] or [rng.choice(sites)]
            rng.shuffle(chosen)
            for edit in chosen:
                if draft.accepts(edit):
                    draft.add(edit)
        if intent is Intent.SHORTEN and rng.random() < 0.12:
            self._open(draft, rng)
        before = draft.render()
        after = self._cuts.cut(after, intent, rng)
        if before == after:
            return (text, after) if text != after else None
        return before, after

    def _sites(self, draft: Draft, intent: Intent, rng: random.Random) -> list[Edit]:
        """One edit for each place whose phrase or verb has a wordier form."""
        found: list[Edit] = []
        phrases, verbs, lexicon = self._phrases[intent], self._verbs[intent], self._lexicon
        for index, lower in enumerate(draft.lower):
            if not draft.free[index]:
                continue
            for words, condition, rights in phrases.get(lower, ()):
                last = index + len(words) - 1
                if any(draft.after(index, step) != word for step, word in enumerate(words) if step):
                    continue
                site = Site(draft, index, last, lexicon, draft.before(index), draft.after(last))
                if condition(site):
                    found.append(_exchange(draft, index, last, rng.choice(rights)))
                    break
            else:
                edit = self._verb(draft, index, verbs, rng)
                if edit is not None:
                    found.append(edit)
        return found

    def _verb(
        self, draft: Draft, index: int, verbs: dict[str, list[tuple[str, tuple[str, ...]]]], rng: random.Random
    ) -> Edit | None:
        """The verb at `index` in a wordier form of the same tense."""
        lexicon, lower = self._lexicon, draft.lower[index]
        base = lower if lower in lexicon.verbs else None
        for table in (lexicon.vbz, lexicon.vbd, lexicon.vbn, lexicon.vbg):
            base = base or table.get(lower)
        if base is None or base not in verbs or draft.gaps[index + 1 : index + 2] == ["-"]:
            return None
        tag = _tag(draft, index, lexicon.verbs[base])
        if tag is None:
            return None
        for frame, rights in verbs[base]:
            last = self._fits(draft, index, frame)
            if last is None or (tag == "vbn" and draft.before(index) in BE):
                continue
            head, _, tail = rng.choice(rights).partition(" ")
            if tail in PARTICLES and draft.after(last) in OBJECT_PRONOUNS:
                continue
            return _exchange(draft, index, last, f"{_inflect(head, tag, draft.before(index), lexicon)} {tail}".strip())
        return None

    def _fits(self, draft: Draft, index: int, frame: str) -> int | None:
        """The last word that the wordier form replaces if what follows the verb is what `frame` wants."""
        after = draft.after(index)
        if frame == "obj":
            fits = after in DETERMINERS or after in self._lexicon.plain_plurals
            return index if fits and after not in ("that", "what", "which", "all", "no") else None
        if frame == "ing":
            return index if after in self._lexicon.vbg and after not in self._lexicon.nouns else None
        if frame in PARTICLES | {"rid of", "sure"} or (
            frame in ("at", "about", "with") and draft.lower[index] not in ("ask", "help")
        ):
            words = frame.split()
            if all(draft.after(index, step + 1) == word for step, word in enumerate(words)):
                return (
                    index + len(words)
                    if frame not in ("with", "about") or draft.lower[index][:4] in ("deal", "thin")
                    else index
                )
            return None
        return index if not frame or after == frame else None

    def _open(self, draft: Draft, rng: random.Random) -> None:
        """Put an empty opening before one sentence."""
        starts = [
            index
            for index in range(len(draft))
            if draft.starts[index] and (draft.lower[index] in SUBJECTS or draft.lower[index] in DETERMINERS)
            and draft.lower[index] not in ("what", "which", "whose")
        ]  # fmt: skip
        if starts:
            edit = draft.insert(rng.choice(starts), rng.choice(EMPTY_OPENINGS))
            if draft.accepts(edit):
                draft.add(edit)


def constructed_pairs(lexicon: Lexicon) -> ConstructedPairs:
    """The maker of style pairs over `lexicon`."""
    return ConstructedPairs(lexicon)


def expand(text: str) -> str:
    """`text` with every contraction that stands for one thing only written out; others stay."""
    draft = Draft(text)
    for index, lower in enumerate(draft.lower):
        long = EXPANDED.get(lower.replace("’", "'"))
        if long is not None and draft.free[index]:
            # "Don't you" would become "do not you".
            inverted = long.endswith(" not") and draft.after(index) in SUBJECTS
            if not inverted:
                draft.add(draft.replace(index, "I" + long[1:] if long.startswith("i ") else long))
    return draft.render()


def _contractions(draft: Draft, vbn: Mapping[str, str]) -> list[Edit]:
    """Every place where a contraction may stand; not at the end of a phrase ("that is what it is.")."""
    found: list[Edit] = []
    mark = "’" if any("’" in gap or "“" in gap for gap in draft.gaps) else "'"
    for index, lower in enumerate(draft.lower):
        if not draft.free[index]:
            continue
        short = CONTRACTED.get(lower)
        if short is not None:
            found.append(draft.replace(index, short.replace("'", mark)))
            continue
        after = draft.after(index)
        short = CONTRACTED.get(f"{lower} {after}") if after else None
        if short is None or not draft.free[index + 1]:
            continue
        if after == "have" and draft.after(index, 2) not in HAVE_FOLLOWERS and draft.after(index, 2) not in vbn:
            continue
        if after == "not" or draft.after(index, 2):
            found.append(draft.span(index, index + 1, short.replace("'", mark)))
    return found


def _rows(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The rows `left/frame: right, right` of a table."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for row in text.strip().replace("\n", "|").split("|"):
        left, rights = row.split(": ")
        phrase, frame = left.split("/")
        found.append((phrase, frame, tuple(rights.split(", "))))
    return found


def _exchange(draft: Draft, first: int, last: int, text: str) -> Edit:
    """Replace words `first` to `last`; an article before them follows the new sound."""
    if draft.before(first) in ("a", "an") and draft.free[first - 1]:
        vowel = starts_with_vowel_sound(text.split()[0])
        article = like(draft.words[first - 1], "an" if vowel else "a")
        return Edit(2 * first - 1, 2 * last + 2, f"{article} {text}")
    return draft.span(first, last, text)


def _tag(draft: Draft, index: int, verb: VerbForms) -> str | None:
    """Which form the word at `index` is, as far as its neighbours show; None where it may be a noun."""
    lower, before = draft.lower[index], draft.before(index)
    if before in DETERMINERS or before in POSSESSIVES or draft.gaps[index].endswith("-"):
        return None
    helped = (
        before in HAVE or before in BE or (before in ("been", "not", "also") and draft.before(index - 1) in HAVE | BE)
    )
    if lower == verb.base and before in BASE_AFTER:
        return "base"
    if lower == verb.vbg and lower != verb.base:
        return "vbg"
    if lower == verb.vbz and before and before not in PREPOSITIONS:
        return "vbz"
    if lower == verb.vbn and helped and lower != verb.base:
        return "vbn"
    if lower == verb.vbd and lower != verb.base and before and not helped and before not in PREPOSITIONS:
        return "vbd"
    return None


def _inflect(base: str, tag: str, before: str, lexicon: Lexicon) -> str:
    """`base` in the form `tag`; "be" follows the subject before it."""
    if base == "be":
        plural = before in ("they", "we", "you")
        present = "am" if before == "i" else "are" if plural else "is"
        return {"base": present if before in SUBJECTS else "be", "vbz": "is", "vbd": "were" if plural else "was",
                "vbn": "been", "vbg": "being"}[tag]  # fmt: skip
    if tag == "base" or base not in lexicon.verbs:
        return base
    verb = lexicon.verbs[base]
    return {"vbz": verb.vbz, "vbd": verb.vbd, "vbn": verb.vbn, "vbg": verb.vbg}[tag]
