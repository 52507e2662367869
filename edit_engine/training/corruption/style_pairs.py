"""Pairs for SHORTEN, SIMPLIFY and FORMAL made from clean text: a wordier or harder text is the task.

The answer is mostly the clean text word for word, and sometimes that with what can go left out (`style_cuts`).

    made = constructed_pairs(lexicon).make("We left because it rained.", Intent.SHORTEN, rng)
    # ("We left due to the fact that it rained.", "We left because it rained.")

For FORMAL the answer has its contractions written out, so it may differ from the text given.
"""

from __future__ import annotations

import random

from edit_engine.request import Intent
from edit_engine.training.corruption.confusion import starts_with_vowel_sound
from edit_engine.training.corruption.draft import Draft, Edit, like
from edit_engine.training.corruption.lexicon import Lexicon, VerbForms
from edit_engine.training.corruption.style_conditions import CONDITIONS, POSSESSIVES, Condition, Site
from edit_engine.training.corruption.style_contractions import CONTRACTION, contractions, expand
from edit_engine.training.corruption.style_cuts import Cuts
from edit_engine.training.corruption.style_joins import joined
from edit_engine.training.corruption.style_padding import openings, paddings
from edit_engine.training.corruption.style_rows import hard_verbs, hard_words, rows
from edit_engine.training.corruption.style_table import PHRASES, VERBS
from edit_engine.training.corruption.wordlists import (
    BE,
    DETERMINERS,
    DO_NOT,
    HAVE,
    MODALS,
    PREPOSITIONS,
    SUBJECTS,
    word_set,
)


BASE_AFTER = MODALS | DO_NOT | word_set("to i you we they please not")
PARTICLES = word_set("out off up away")
OBJECT_PRONOUNS = word_set("it them him her us me you")

# Share of the pairs for SHORTEN and SIMPLIFY whose answer is published text, word for word.
_PUBLISHED = 0.6
# Shares of the places that get a wordier or harder phrase; fewer where the answer is cut as well.
_WORDINESS = (0.5, 0.8, 1.0)
_WORDINESS_OF_CUT = (0.0, 0.2, 0.5)


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
            verbs = self._verbs[intent] = {}
            harder = intent is Intent.SIMPLIFY
            for left, frame, rights in rows(PHRASES[intent]) + (hard_words(lexicon) if harder else []):
                words = tuple(left.split())
                phrases.setdefault(words[0], []).append((words, CONDITIONS[frame], rights))
            for left, frame, rights in rows(VERBS[intent]) + (hard_verbs(lexicon) if harder else []):
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
        if intent is Intent.FORMAL:
            return self._formal(text, rng)
        # Most answers are the text as published; the others leave something out of it or split it.
        published = rng.random() < _PUBLISHED
        wordiness = rng.choice(_WORDINESS if published else _WORDINESS_OF_CUT)
        draft = Draft(text)
        _add(draft, self._sites(draft, intent, rng), wordiness, rng)
        if intent is Intent.SHORTEN:
            _add(draft, openings(draft, rng), 0.7 * wordiness, rng)
            _add(draft, paddings(draft, rng, self._lexicon), wordiness, rng)
        before = draft.render()
        if published and intent is Intent.SIMPLIFY:
            before = joined(before, rng, self._lexicon, share=rng.choice((0.0, 0.5, 1.0)))
        after = text if published else self._cuts.cut(text, intent, rng)
        return (before, after) if before != after else None

    def _formal(self, text: str, rng: random.Random) -> tuple[str, str] | None:
        after = expand(text)
        if CONTRACTION.search(after) is not None:
            return None
        draft = Draft(after)
        sites = self._sites(draft, Intent.FORMAL, rng) + contractions(draft, self._lexicon.vbn)
        _add(draft, sites, rng.choice((0.4, 0.7, 1.0)), rng)
        before = draft.render()
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
        passive = tag == "vbn" and draft.before(index) in BE
        for frame, rights in verbs[base]:
            if passive:
                # "It was built in" can be "constructed in", but not "made use of in".
                rights = tuple(right for right in rights if " " not in right)
                last = index if frame == "obj" and rights and draft.after(index) in PREPOSITIONS else None
            else:
                last = self._fits(draft, index, frame)
            if last is None:
                continue
            head, _, tail = rng.choice(rights).partition(" ")
            if head == "be" and tag != "base" and draft.before(index) not in SUBJECTS:
                continue
            if passive and head not in lexicon.verbs:
                continue
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


def constructed_pairs(lexicon: Lexicon) -> ConstructedPairs:
    """The maker of style pairs over `lexicon`."""
    return ConstructedPairs(lexicon)


def _add(draft: Draft, sites: list[Edit], share: float, rng: random.Random) -> None:
    """Make about `share` of the edits, and none where the share is 0."""
    chosen = [edit for edit in sites if rng.random() < share]
    rng.shuffle(chosen)
    for edit in chosen:
        if draft.accepts(edit):
            draft.add(edit)


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
